"""Mails about accounts and rights: one function a message, three template files each, in the reader's language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import override

from groups.models import Invitation
from groups.pages.dates import on
from portal import outbox
from portal.models import User


def invitation(*, invitation: Invitation, token: str, now: datetime) -> None:
    """The link that opens an account; the only place where the token is written."""
    context: dict[str, Any] = {
        "invitation": invitation,
        "address": settings.SITE_URL + reverse("invitation", args=[token]),
    }
    with override(invitation.language):
        context["until"] = on(invitation.expires_at.date())
    _queue("invitation", invitation.email, invitation.language, context, f"invitation:{invitation.pk}", now)


def rights_changed(*, account: User, says: str | Promise, about: str, now: datetime) -> None:
    """What changed, to the account's holder: `says` is a lazy sentence, `about` tells one change from another."""
    language = account.language or settings.LANGUAGE_CODE
    context = {"account": account, "says": says, "address": settings.SITE_URL}
    _queue("rights", account.email, language, context, f"rights:{account.pk}:{about}:{now.isoformat()}", now)


def _queue(name: str, recipient: str, language: str, context: dict[str, Any], key: str, now: datetime) -> None:
    with override(language):
        context |= {"language": language}
        outbox.enqueue(
            recipient=recipient,
            language=language,
            subject=render_to_string(f"groups/email/{name}_subject.txt", context),
            text=render_to_string(f"groups/email/{name}_message.txt", context),
            html=render_to_string(f"groups/email/{name}_message.html", context),
            dedupe_key=key,
            now=now,
        )
