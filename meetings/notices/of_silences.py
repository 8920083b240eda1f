"""Notices of silence procedures, as mails and in the inbox; each carries the instant as a calendar event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from meetings.enums import Delivery, NoticeKind
from meetings.feeds.of_silences import event_of
from meetings.models import Notice, Objection, Silence
from meetings.notices.message import Line, Message, UntoldError
from meetings.notices.reasons import Untold
from meetings.notices.rendering import letter_of
from meetings.notices.wording import body_words
from meetings.pages.hours import Reader
from meetings.pages.rows import date_text
from meetings.queries.notices import delivery_of
from meetings.queries.silences import with_texts
from meetings.silences.states import ADOPTED, SilenceState
from meetings.silences.words import instant_words, text_name
from portal import outbox
from portal.actors import Actor, actor_of
from portal.lib.dates import format_date
from portal.models import OutboxMessage

HOLDS = {
    "silence_started": (SilenceState.RUNNING,),
    "silence_reminder": (SilenceState.RUNNING,),
    "silence_broken": (SilenceState.BROKEN,),
    "silence_unbroken": ADOPTED,
    "silence_withdrawn": (SilenceState.WITHDRAWN,),
}
"""While which states what is told is still so."""


def told_silence(params: Mapping[str, Any], actor: Actor) -> Silence:
    """The silence that a notice is about; UntoldError where `actor` may not read its text."""
    seen = Silence.objects.visible_to(actor).filter(pk=params.get("silence") or 0)
    silence = with_texts(seen).first()
    if silence is None:
        raise UntoldError(Untold.SILENCE_UNSEEN)
    return silence


def check_silence(notice: Notice, actor: Actor, now: dt.datetime) -> None:
    """Whether what the notice says is still so; Withdrawn with the reason where it is not."""
    try:
        silence = told_silence(notice.params, actor)
    except UntoldError as untold:
        raise outbox.Withdrawn(untold.why) from untold
    if silence.state_at(now) not in HOLDS[notice.event]:
        raise outbox.Withdrawn(Untold.SILENCE_OVER)


def silence_message(event: str, silence: Silence, reader: Reader, actor: Actor, now: dt.datetime) -> Message:
    """`actor` is the reader, whose rights decide whether the objection is named."""
    running = event in ("silence_started", "silence_reminder")
    return Message(
        headline=_headline(event, silence, reader, now),
        opening=_opening(event),
        url=reverse("meetings:silence", args=[silence.pk]),
        link=_("The text, and how to object") if running else _("The silence procedure and its text"),
        lines=tuple(_lines(silence, reader, actor, now)),
        closing=_("To agree, you need do nothing.") if running else "",
        events=(event_of(silence, reader.language),),
    )


def _headline(event: str, silence: Silence, reader: Reader, now: dt.datetime) -> str:
    what = text_name(silence.revision, reader.language)
    there = silence.expires_there
    if event == "silence_reminder":
        clock = ZoneInfo(reader.zone or silence.zone)
        left = (silence.expires_at.astimezone(clock).date() - now.astimezone(clock).date()).days
        words = ngettext(
            "Silence expires in %(number)s day: %(what)s", "Silence expires in %(number)s days: %(what)s", left
        )
        return words % {"number": left, "what": what} if left else _("Silence expires today: %(what)s") % {"what": what}
    patterns = {
        "silence_started": _("Under silence until %(date)s: %(what)s"),
        "silence_broken": _("Silence broken, not adopted: %(what)s"),
        "silence_unbroken": _("Silence unbroken, adopted: %(what)s"),
        "silence_withdrawn": _("Silence ended by the Chair: %(what)s"),
    }
    return patterns[event] % {"what": what, "date": format_date(there.date(), reader.language)}


def _opening(event: str) -> str:
    running = _("The text is adopted unless a member objects in writing before this hour. No answer means consent.")
    return {
        "silence_started": running,
        "silence_reminder": running,
        "silence_broken": _("A member objected in time: the text is not adopted."),
        "silence_unbroken": _(
            "Nobody objected in time: the text is adopted. The next meeting announces it, and then it gets its number."
        ),
        "silence_withdrawn": _("The Chair ended it: the text is not adopted under it."),
    }[event]


def _lines(silence: Silence, reader: Reader, actor: Actor, now: dt.datetime) -> list[Line]:
    language = reader.language
    announced = silence.announced_in
    broken_by = ""
    if silence.state == SilenceState.BROKEN:
        first = Objection.objects.visible_to(actor).filter(silence=silence).select_related("delegation").first()
        broken_by = first.delegation.name.pick(language).text if first else ""
    lines = [
        Line(_("Text"), text_name(silence.revision, language)),
        Line(_("Expires"), instant_words(silence.expires_at, silence, reader)),
        Line(_("Group"), body_words(silence, language)),
        Line(_("Announced at the meeting of"), date_text(announced.entry, language) if announced else ""),
        Line(_("Broken by"), broken_by),
        Line(_("Broken"), instant_words(silence.ended_at, silence, reader) if broken_by and silence.ended_at else ""),
        Line(_("Reason"), silence.reason),
    ]
    return [line for line in lines if line.value]


def compose(message: OutboxMessage, now: dt.datetime) -> outbox.Letter:
    """The mail to one reader, as things stand when it goes."""
    notice = Notice.objects.select_related("user").filter(pk=message.params["notice"]).first()
    if notice is None:
        raise outbox.Withdrawn(Untold.TAKEN_BACK)
    if delivery_of(notice.user, notice.kind) == Delivery.NEVER:
        raise outbox.Withdrawn(Untold.UNWANTED)
    user, actor = notice.user, actor_of(notice.user)
    check_silence(notice, actor, now)
    reader = Reader(user.language or settings.LANGUAGE_CODE, None if user.venue_hours else user.zone or None)
    with override(reader.language):
        said = silence_message(notice.event, told_silence(notice.params, actor), reader, actor, now)
    return letter_of(said, user, actor, NoticeKind.SILENCE)


outbox.register_kind("silence", compose)
