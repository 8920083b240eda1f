"""What an event says: its summary, its place, its description, in the language of the calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from meetings.enums import EntryKind, EntryStatus, MeetingMode
from meetings.models import AgendaItem, Entry, Meeting, Sitting
from meetings.pages.agenda import title_of
from meetings.pages.hours import venue_city
from meetings.pages.rows import heading, is_dated
from meetings.permissions import attends, can_see_agenda
from portal.actors import Actor
from portal.lib.dates import city_of, format_date, format_hour, format_hours, instant, utc_offset
from portal.lib.deadlines import MIDNIGHT
from portal.lib.multilingual import LANGUAGES, Multilingual, Text
from portal.lib.punctuation import colon, parted

LONGEST = 160
"""Characters of a matter in a summary: more is cut by programs themselves, and worse."""
REMOTE = (MeetingMode.VIRTUAL, MeetingMode.CORRESPONDENCE)


def said(words: Multilingual | Text | str, language: str) -> str:
    """The words in `language`; where they are not to be had in it, in another, which is named: “Mesa [es]”."""
    if isinstance(words, str):
        return words
    found = words if isinstance(words, Text) else words.pick(language)
    return f"{found.text} [{found.language}]" if found.text and found.language != language else found.text


def summary(entry: Entry, language: str, matter: str = "") -> str:
    """“Cancelled: CAM: Dialogue on …”: whether it is off comes first, since many programs do not show it otherwise.

    `matter`: what stands in the place of the row's own.
    """
    body = entry.schedule.term.body
    group = body.acronym or said(body.short_name or body.name, language)
    parts = [_capital(entry.get_status_display())] if entry.is_off else []
    parts.append(group)
    if entry.kind not in (EntryKind.MEETING, EntryKind.OTHER):
        parts.append(_capital(entry.get_kind_display()) + _by_hour(entry, language))
    if said_of_it := matter or _matter(entry, language):
        parts.append(said_of_it)
    return f"{colon(language)} ".join(parts)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _matter(entry: Entry, language: str) -> str:
    meeting = meeting_of(entry)
    title = heading(entry, meeting, language)[0] if meeting else entry.text
    words = said(title, language)
    if meeting and words.casefold().startswith(
        str(meeting.get_kind_display()).casefold()
    ):  # what it takes up tells more
        items = [said(title_of(item, language), language) for item in meeting.items.all() if item.parent_id is None]
        words = f"{colon(language)} ".join(filter(None, (words, parted(language).join(items))))
    return Truncator(" ".join(words.split())).chars(LONGEST)


def meeting_of(entry: Entry) -> Meeting | None:
    """The meeting of the row, if it is one."""
    return getattr(entry, "meeting", None)


def _by_hour(entry: Entry, language: str) -> str:
    """“ (6:00 p.m. Washington)”: the hour of a deadline, which is a whole day in the calendar."""
    deadline = getattr(entry, "deadline", None)
    if deadline is None or deadline.at is None:
        return ""
    return f" ({format_hour(deadline.at, language, closing=True)} {_deadline_city(entry, language)})"


def _deadline_city(entry: Entry, language: str) -> str:
    zone = entry.deadline.zone
    body = entry.schedule.term.body
    return city_of(zone, language) if zone and zone != body.venue_zone else venue_city(entry, language)


def location(meeting: Meeting, sitting: Sitting | None, language: str) -> str:
    """Room and city; else the place in words; else how one takes part from afar."""
    room = (sitting.room if sitting else None) or meeting.room
    if room:
        return ", ".join(filter(None, (said(room.name, language), said(room.city, language))))
    if meeting.place:
        return said(meeting.place, language)
    return _capital(meeting.get_mode_display()) if meeting.mode in REMOTE else ""


def description(entry: Entry, actor: Actor, sitting: Sitting | None, language: str) -> str:
    """Status, hours with their zone, how to join, the agenda, and where it is on the portal, in paragraphs."""
    meeting = meeting_of(entry)
    parts = [_status(entry, language), _hours(entry, meeting, sitting, language)]
    if meeting:
        parts += _about_meeting(entry, meeting, actor, language)
    elif entry.actor:
        parts.append(said(entry.actor, language))
    parts.append(settings.SITE_URL + entry.get_absolute_url())
    return "\n\n".join(part for part in parts if part)


def _status(entry: Entry, language: str) -> str:
    words = [] if entry.status == EntryStatus.SCHEDULED else [_capital(entry.get_status_display())]
    note = said(entry.status_note, language)
    return " – ".join([*words, note] if note else words)


def _hours(entry: Entry, meeting: Meeting | None, sitting: Sitting | None, language: str) -> str:
    if meeting and sitting and sitting.start:
        hours, zone = format_hours(sitting.start, sitting.end, language), meeting.venue_zone
        moment = instant(sitting.on, sitting.start, zone)
        return f"{hours} {venue_city(entry, language)} ({utc_offset(moment, zone)})"
    deadline = getattr(entry, "deadline", None)
    if deadline is None or entry.end is None or not is_dated(entry):
        return ""
    zone = deadline.zone or entry.schedule.term.body.venue_zone
    moment = instant(entry.end, deadline.at or MIDNIGHT, zone, closing=True)
    if deadline.at is None:
        words = _("By the end of the day in %(city)s (%(offset)s), which is %(instant)s UTC.")
    else:
        words = _("By %(hour)s in %(city)s (%(offset)s), which is %(instant)s UTC.")
    return words % {
        "hour": format_hour(deadline.at, language, closing=True) if deadline.at else "",
        "city": _deadline_city(entry, language),
        "offset": utc_offset(moment, zone),
        "instant": f"{format_date(moment.date(), language)}, {format_hour(moment.time(), language)}",
    }


def _about_meeting(entry: Entry, meeting: Meeting, actor: Actor, language: str) -> list[str]:
    joint = [said(body.short_name or body.name, language) for body in meeting.joint_with.all()]
    parts = [_("Joint with: %(bodies)s") % {"bodies": parted(language).join(joint)} if joint else ""]
    if not can_see_agenda(actor, entry):
        return [*parts, _("This meeting is closed: its agenda is for the members of the body.")]
    if languages := language_names(meeting.interpretation, language):
        parts.append(_("Interpretation: %(languages)s") % {"languages": languages})
    if meeting.join_url and attends(actor, entry):
        parts.append(_("Join the meeting: %(address)s") % {"address": meeting.join_url})
    if lines := _agenda(meeting, language):
        parts.append("\n".join([_("Order of business"), *lines]))
    return parts


def language_names(codes: Iterable[str], language: str) -> str:
    """“English, Spanish”, in the order of the portal’s languages."""
    with override(language):
        return ", ".join(str(get_language_info(code)["name_translated"]) for code in LANGUAGES if code in codes)


def _agenda(meeting: Meeting, language: str) -> list[str]:
    """A line an item, indented as it is nested, with its number as printed."""
    children: dict[int | None, list[AgendaItem]] = defaultdict(list)
    for item in meeting.items.all():
        children[item.parent_id].append(item)
    lines: list[str] = []

    def walk(parent: int | None, depth: int) -> None:
        for item in children[parent]:
            words = f"{item.label} {said(title_of(item, language), language)}".strip()
            lines.append("  " * depth + " ".join(words.split()))
            walk(item.pk, depth + 1)

    walk(None, 0)
    return lines
