"""A message as a mail: plain text and simple HTML from the same facts, with what mail programs need beside it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core import signing
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from meetings.enums import NoticeKind
from meetings.feeds.calendars import publication_of
from meetings.notices.enclosures import with_enclosures
from meetings.notices.message import Message
from portal import outbox
from portal.actors import Actor
from portal.models import User

CALENDAR = "text/calendar; method=PUBLISH"
"""The parameter says what the file says: some programs look at it alone (RFC 6047, 2.4)."""
SALT = "meetings.notices.unsubscribe"


def letter_of(message: Message, user: User, actor: Actor, kind: str) -> outbox.Letter:
    """The mail to one reader, in their language."""
    language = user.language or settings.LANGUAGE_CODE
    with override(language):
        subject = _("URGENT: %(headline)s") % {"headline": message.headline} if message.urgent else message.headline
        message, papers = with_enclosures(message, actor, language)
        context = {**words_of(message, kind), "account": user, "language": language, **links_of(user, kind)}
        text = render_to_string("meetings/email/notice.txt", context)
        html = render_to_string("meetings/email/notice.html", context)
        calendar = publication_of(actor, message.rows, language, message.dropped, others=message.events)
    return outbox.Letter(
        subject=subject,
        text=text,
        html=html,
        attachments=((("plenary.ics", calendar, CALENDAR),) if message.rows or message.events else ()) + papers,
        headers=headers_of(user, kind),
        language=language,
    )


def words_of(message: Message, kind: str) -> dict[str, Any]:
    """For the templates, and for the preview on a page."""
    return {"message": message, "kind": NoticeKind(kind).label, "address": settings.SITE_URL + message.url}


def links_of(user: User, kind: str) -> dict[str, str]:
    """Where the reader says how they want such notices."""
    return {
        "unsubscribe": settings.SITE_URL + reverse("meetings:unsubscribe", args=[token_of(user, kind)]),
        "preferences": settings.SITE_URL + reverse("meetings:notice_choices"),
    }


def headers_of(user: User, kind: str) -> dict[str, str]:
    """One click in the mail program ends this kind of notice (RFC 8058)."""
    return {
        "List-Unsubscribe": f"<{links_of(user, kind)['unsubscribe']}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Precedence": "bulk",
    }


def token_of(user: User, kind: str) -> str:
    """What a link in a mail says: whose choice, of which kind. It opens nothing else, and never ends."""
    return signing.dumps([user.pk, str(kind)], salt=SALT)


def read_token(token: str) -> tuple[int, str]:
    """ValueError for one that we did not write."""
    try:
        user, kind = signing.loads(token, salt=SALT)
    except signing.BadSignature as error:
        raise ValueError(token) from error
    return int(user), str(kind)
