"""A silence in words: its text, its instant on two clocks, how long is left, its state."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from documents.models import Revision
from documents.pages.document import revision_label
from groups.pages.dates import capitalized
from meetings.models import Silence
from meetings.notices.wording import city_words, clock_words
from meetings.pages.hours import Reader
from meetings.silences.states import SilenceState
from portal.lib.dates import city_of, format_date, format_hour

TONES = {
    SilenceState.ANNOUNCED: "draft",
    SilenceState.RUNNING: "due",
    SilenceState.BROKEN: "stop",
    SilenceState.UNBROKEN: "done",
    SilenceState.DECLARED: "done",
    SilenceState.ISSUED: "done",
    SilenceState.WITHDRAWN: "stop",
}


def text_name(revision: Revision, language: str) -> str:
    """The paper under silence in one line: symbol where it has one, title, revision."""
    document = revision.document
    symbol = revision.symbol or document.symbol
    title = document.title.pick(language).text
    label = "" if revision.symbol or not (revision.number or revision.corrigendum or revision.addendum) else revision
    return ", ".join(part for part in (symbol, title, revision_label(revision) if label else "") if part)


def instant_words(moment: dt.datetime, silence: Silence, reader: Reader) -> str:
    """“Friday, 12 October 2012, 6:00 p.m., Washington (UTC−4); 5:00 p.m. in Lima, your time”."""
    return capitalized(_instant(moment, silence, reader))


def expiry_words(silence: Silence, reader: Reader, now: dt.datetime) -> str:
    """The instant of its end, with “until” before it as long as it runs."""
    words = _instant(silence.expires_at, silence, reader)
    return (
        pgettext("an instant", "until %(instant)s") % {"instant": words}
        if silence.is_running(now)
        else capitalized(words)
    )


def _instant(moment: dt.datetime, silence: Silence, reader: Reader) -> str:
    there = moment.astimezone(ZoneInfo(silence.zone))
    day = format_date(there.date(), reader.language, weekday=True)
    city = city_words(silence, silence.zone, reader.language)
    venue = f"{day}, {format_hour(there.time(), reader.language)}, {clock_words(moment, silence.zone, city)}"
    own = own_words(moment, silence, reader)
    return _("%(venue)s; %(own)s") % {"venue": venue, "own": own} if own else venue


def own_words(moment: dt.datetime, silence: Silence, reader: Reader) -> str:
    """The same on the reader's own clock, where it shows another hour: “5:00 p.m. in Lima, your time”."""
    if not reader.zone:
        return ""
    there, here = moment.astimezone(ZoneInfo(silence.zone)), moment.astimezone(ZoneInfo(reader.zone))
    if there.utcoffset() == here.utcoffset():
        return ""
    clock = format_hour(here.time(), reader.language)
    if here.date() != there.date():
        clock = f"{format_date(here.date(), reader.language, year=False)}, {clock}"
    return _("%(clock)s in %(city)s, your time") % {"clock": clock, "city": city_of(reader.zone, reader.language)}


def left_words(silence: Silence, now: dt.datetime) -> str:
    """How long is left, in words: “2 days and 3 hours left”; empty when it does not run."""
    if not silence.is_running(now):
        return ""
    minutes = -(-int((silence.expires_at - now).total_seconds()) // 60)
    days, hours = minutes // 1440, minutes // 60
    if days:
        rest = hours % 24
        words = ngettext("%(days)s day", "%(days)s days", days) % {"days": days}
        more = ngettext("%(hours)s hour", "%(hours)s hours", rest) % {"hours": rest}
        return _("%(long)s and %(rest)s left") % {"long": words, "rest": more} if rest else _left(words)
    if hours >= 2:
        return _left(ngettext("%(hours)s hour", "%(hours)s hours", hours) % {"hours": hours})
    minutes = max(minutes, 1)
    return _left(ngettext("%(minutes)s minute", "%(minutes)s minutes", minutes) % {"minutes": minutes})


def _left(words: str) -> str:
    return _("%(time)s left") % {"time": words}


def state_facts(silence: Silence, now: dt.datetime) -> dict[str, Any]:
    """The state by the clock, with its word and its shape."""
    state = silence.state_at(now)
    return {"state": str(state), "state_label": state.label, "tone": TONES[state]}


def consent_words(state: SilenceState) -> str:
    """What a silence in this state means, in a sentence."""
    return {
        SilenceState.ANNOUNCED: _("It has not started: nobody is asked yet."),
        SilenceState.RUNNING: _(
            "The text is adopted unless a member objects in writing before this hour. No answer means consent."
        ),
        SilenceState.BROKEN: _("A member objected in time: the text is not adopted."),
        SilenceState.UNBROKEN: _(
            "Nobody objected in time: the text is adopted. The next meeting announces it, and then it gets its number."
        ),
        SilenceState.DECLARED: _("The text is adopted and a meeting has announced it. It has no number yet."),
        SilenceState.ISSUED: _("The text is adopted, announced by a meeting and issued with its number."),
        SilenceState.WITHDRAWN: _("The Chair ended it: the text is not adopted under it."),
    }[state]


def event_words() -> dict[str, str]:
    """What was told of a silence, in a word or two."""
    return {
        "silence_started": _("Silence started"),
        "silence_reminder": pgettext("silence", "Silence expires soon"),
        "silence_broken": _("Silence broken"),
        "silence_unbroken": _("Silence unbroken"),
        "silence_withdrawn": _("Silence ended by the Chair"),
    }
