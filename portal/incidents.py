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

from portal.requests import client_address, page_asked, reader_known

logger = logging.getLogger("portal.incidents")


NAMES = {"pk", "slug", "key", "label", "number", "organization", "kind"}
"""What addresses of records are made of. Whatever else is in an address may be a secret."""


def note(what: str, request: HttpRequest | None, account: Any = None, **more: Any) -> None:
    """A line with the account, if one is known, the visitor's address and the name of the page."""
    facts: dict[str, Any] = {"account": account}
    if request is not None:
        if account is None:
            facts["account"] = reader_known(request)
        facts["address"] = client_address(request)
        facts["page"] = page_asked(request)
    logger.info(what, extra={"facts": {**facts, **more}})


def not_there(request: HttpRequest) -> None:
    """A page that answers 404, whether the record is absent or not to be known of.

    Nothing is asked to tell the two apart: that would take time, by which the visitor could. The line has what the
    address names, so that whoever reads the log can. Addresses that no page has are strangers' scans.
    """
    match = request.resolver_match
    if match is not None and not match.view_name.startswith("account_"):
        note("not there", request, of={name: value for name, value in match.kwargs.items() if name in NAMES})


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
