"""What the secretariat is told of services that cost something: until when a meeting is to be confirmed."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from meetings.models import Entry
from meetings.notices.facts import facts_of
from meetings.notices.message import Line, Message, UntoldError
from meetings.notices.of_meetings import lines_of
from meetings.notices.reasons import Untold
from meetings.notices.wording import body_words, city_words, due_words, plain_words
from meetings.pages.hours import Reader
from meetings.pages.rows import heading
from meetings.queries.arrangements import unconfirmed
from meetings.queries.rules import services_until
from meetings.transfer.entries import load_entries
from portal.actors import Actor
from portal.lib.dates import format_date


def services_message(
    entry_id: int | None, after: dict[str, Any], reader: Reader, actor: Actor, now: dt.datetime
) -> Message:
    """UntoldError where the meeting is confirmed, moved, called off or needs no interpretation any more."""
    day = dt.date.fromisoformat(after["on"])
    entry = unconfirmed(day, day).filter(pk__in=Entry.objects.visible_to(actor).filter(pk=entry_id or 0)).first()
    if entry is None:
        raise UntoldError(Untold.SERVICES_SETTLED)
    language, until = reader.language, services_until(entry)
    if until.is_late(now):
        raise UntoldError(Untold.LAST_DAY_OVER)
    facts = facts_of(load_entries(entry.schedule, [entry.key])[entry.key].content)
    words = {"body": body_words(entry, language), "date": format_date(until.day, language)}
    city = city_words(entry.schedule, until.zone, language)
    certainty = str(entry.get_status_display() if entry.status == "tentative" else entry.get_certainty_display())
    return Message(
        headline=_("Services to be confirmed by %(date)s: %(body)s") % words,
        opening=_(
            "Services of this meeting cost something if they are cancelled later, and its date is not confirmed."
        ),
        url=reverse("meetings:services", args=[entry.meeting.pk]),
        link=_("Interpretation and services"),
        lines=(
            Line(_("Cancelled without cost until"), due_words(until, reader, city)),
            Line(_("Meeting"), plain_words(heading(entry, entry.meeting, language)[0], language)),
            Line(pgettext("of a date", "It is"), certainty[:1].upper() + certainty[1:]),
            *lines_of(entry, {}, facts, reader),
        ),
    )
