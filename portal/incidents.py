"""What a watch over security reads: who signed in and out, and what was refused, one line of the log each.

No line holds what was typed, since a password is easily typed into the wrong box; places are named, not quoted, since
some addresses are secret.
"""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from portal.requests import client_address

logger = logging.getLogger("portal.incidents")


def note(what: str, request: HttpRequest | None, account: Any = None) -> None:
    """A line with the account, if one is known, the visitor's address and the name of the page."""
    facts: dict[str, Any] = {"account": account}
    if request is not None:
        if account is None:
            facts["account"] = _account_of(request)
        facts["address"] = client_address(request)
        facts["page"] = request.resolver_match.view_name if request.resolver_match else ""
    logger.info(what, extra={"facts": facts})


def _account_of(request: HttpRequest) -> Any:
    """Whoever the page has found to be signed in; a refusal must not need the database to be logged."""
    found = getattr(request, "_cached_user", None)
    return found.pk if found is not None and found.is_authenticated else None


@receiver(user_logged_in)
def _signed_in(request: HttpRequest | None, user: Any, **_more: Any) -> None:
    note("signed in", request, user.pk)


@receiver(user_logged_out)
def _signed_out(request: HttpRequest | None, user: Any, **_more: Any) -> None:
    if user is not None:
        note("signed out", request, user.pk)


@receiver(user_login_failed)
def _failed(credentials: dict[str, Any], request: HttpRequest | None = None, **_more: Any) -> None:
    email = str(credentials.get("email") or "")
    known = get_user_model().objects.filter(email__iexact=email).values_list("pk", flat=True).first() if email else None
    note("sign-in failed", request, known)
