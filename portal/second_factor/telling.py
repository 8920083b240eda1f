"""Mails to an account whose second factor has changed: whoever did it, its holder is told."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, override

from portal import outbox
from portal.models import User

SET_UP = gettext_lazy("A second factor was set up for your account: signing in asks for a code of your app.")
REMOVED = gettext_lazy("The second factor of your account was removed: signing in asks for your password alone.")
RESET = gettext_lazy("The second factor of your account was taken away by who answers for it: set up a new one.")
RENEWED = gettext_lazy("New recovery codes were made for your account: those before open nothing any more.")
USED = gettext_lazy("Somebody signed in to your account with a recovery code.")


def tell(account: User, says: str | Promise, now: datetime) -> None:
    """Queue the mail, in the account's language."""
    language = account.language or settings.LANGUAGE_CODE
    context = {
        "reader": account,
        "language": language,
        "says": says,
        "site": settings.SITE_URL,
        "reset": settings.SITE_URL + reverse("account_reset_password"),
    }
    with override(language):
        outbox.enqueue(
            recipient=account.email,
            language=language,
            subject=render_to_string("account/email/second_factor_subject.txt", context),
            text=render_to_string("account/email/second_factor_message.txt", context),
            html=render_to_string("account/email/second_factor_message.html", context),
            dedupe_key=f"account:{uuid4()}",
            now=now,
        )
