"""One row of a schedule: its date, its hours and rooms, the instruments it cites."""

from __future__ import annotations

from documents import press
from meetings.deadlines.words import worded
from meetings.enums import Certainty, EntryStatus
from meetings.models import Citation, Entry, Meeting, Sitting
from meetings.papers import provisions
from meetings.papers.pen import Pen, capital
from portal.lib.multilingual import Multilingual

# Where a meeting that was to come stands, said in the row; what went as planned needs no word
SAID = (
    EntryStatus.TENTATIVE,
    EntryStatus.POSTPONED,
    EntryStatus.CANCELLED,
    EntryStatus.NOT_HELD,
    EntryStatus.NO_QUORUM,
    EntryStatus.CORRESPONDENCE,
)


def date(entry: Entry, pen: Pen) -> tuple[press.Inline, ...]:
    """The date with its year, as exact as it is known; the source's wording where it is no date."""
    if entry.start:
        return (press.Text(capital(pen.span(entry.start, entry.end, entry.precision))),)
    deadline = getattr(entry, "deadline", None)
    wording = entry.wording or (deadline.wording if deadline else Multilingual())
    return pen.line(wording) or (press.Text(capital(pen.words.not_dated)),)


def details(entry: Entry, pen: Pen) -> tuple[tuple[press.Inline, ...], ...]:
    """Weekday, hours, room; then what is to be said of its mode, its status and its certainty."""
    lines = _times(entry, pen)
    meeting = getattr(entry, "meeting", None)
    words = [pen.words.modes.get(meeting.mode, "") if meeting and meeting.mode != "in_person" else ""]
    words.append(pen.words.statuses[entry.status] if entry.status in SAID else "")
    words.append(pen.words.certainties[entry.certainty] if entry.certainty != Certainty.CONFIRMED else "")
    lines += [(press.Text(capital(word)),) for word in words if word]
    deadline = getattr(entry, "deadline", None)
    if deadline and entry.start and (wording := worded(deadline)):
        lines.append(pen.line(wording))
    if entry.status_note:
        lines.append((press.Emphasis(pen.line(entry.status_note)),))
    return tuple(lines)


def _times(entry: Entry, pen: Pen) -> list[tuple[press.Inline, ...]]:
    weekday = pen.weekday(entry.weekday_printed) if entry.weekday_printed else ""
    meeting = getattr(entry, "meeting", None)
    sittings = list(meeting.sittings.all()) if meeting else []
    lines = _hours(entry, sittings, pen)
    deadline = getattr(entry, "deadline", None)
    if deadline and deadline.at:
        elsewhere = deadline.zone and deadline.zone != entry.schedule.term.body.venue_zone
        lines.append(pen.until(deadline.at, deadline.zone if elsewhere else ""))
    if weekday:
        lines[:1] = [f"{weekday}, {lines[0]}" if lines else weekday]
    return [*((press.Text(line),) for line in lines), *_places(meeting, sittings, pen)]


def _hours(entry: Entry, sittings: list[Sitting], pen: Pen) -> list[str]:
    lines = []
    for sitting in sittings:
        if sitting.start is None:
            continue
        hours = pen.hours(sitting.start, sitting.end)
        lines.append(hours if sitting.on == entry.start else f"{pen.date(sitting.on)}, {hours}")
    return lines


def _places(meeting: Meeting | None, sittings: list[Sitting], pen: Pen) -> list[tuple[press.Inline, ...]]:
    """Each room once, in the order of the sittings; else the meeting's own room or place."""
    if meeting is None:
        return []
    rooms = {sitting.room_id: sitting.room for sitting in sittings if sitting.room}
    if meeting.room and not rooms:
        rooms[meeting.room_id] = meeting.room
    places = [pen.line(room.name) for room in rooms.values()]
    return [*places, *((pen.line(meeting.place),) if meeting.place else ())]


def citations(entry: Entry, pen: Pen) -> tuple[press.Block, ...]:
    """The instruments it cites, each with its language links on the line below."""
    return tuple(press.Paragraph(_citation(citation, pen)) for citation in entry.citations.all())


def _citation(citation: Citation, pen: Pen) -> tuple[press.Inline, ...]:
    inlines = [*pen.line(citation.lead)]
    if inlines:
        inlines.append(press.LineBreak())
    inlines += [press.Citation(citation.printed)] if citation.printed else pen.line(citation.instrument.title)
    if citation.with_title and citation.printed:
        inlines += [press.LineBreak(), pen.quoted(citation.instrument.title)]
    links = provisions.links(citation.instrument, pen, citation.languages)
    return (*inlines, press.LineBreak(), *links) if links else tuple(inlines)
