"""Meetings held: a table in a report, one after another with their released outcomes in a communiqué."""

from __future__ import annotations

from documents import press
from meetings.enums import AttendanceKind, EntryKind, EntryStatus, PaperKind
from meetings.models import Attendance, Entry, Outcome
from meetings.papers import matters, prose, rows
from meetings.papers.facts import Record
from meetings.papers.parts import Part
from meetings.papers.pen import Pen, capital

HELD = (EntryStatus.HELD, EntryStatus.RECORD_ISSUED, EntryStatus.RECORD_APPROVED)


def blocks(record: Record, pen: Pen, part: Part) -> tuple[press.Block, ...]:
    """In the form of the paper; the count is the recorded one, else that of the meetings."""
    held = meetings(record)
    if record.kind is PaperKind.COMMUNIQUE and held:
        return tuple(block for entry in held for block in _narrative(entry, record, pen))
    count = record.term.meetings_held
    if count is None:
        count = sum(entry.meeting.stands_for for entry in held)
    if not count:
        return (press.Paragraph.of(pen.words.none_held),)
    name = pen.say(record.body.name)
    sentence = press.Paragraph.of(pen.words.held[count != 1].format(name=name, count=count))
    return (sentence, _table(held, record, pen)) if held else (sentence,)


def meetings(record: Record) -> list[Entry]:
    """The entries of meetings that took place."""
    return [
        entry
        for entry in record.entries
        if entry.kind == EntryKind.MEETING and entry.status in HELD and hasattr(entry, "meeting")
    ]


def _table(held: list[Entry], record: Record, pen: Pen) -> press.Schedule:
    table = tuple(
        press.ScheduleRow(rows.date(entry, pen), rows.details(entry, pen), _account(entry, record, pen))
        for entry in held
    )
    return press.Schedule(table, heads=pen.words.meeting_heads)


def _account(entry: Entry, record: Record, pen: Pen) -> tuple[press.Block, ...]:
    """What kind of meeting it was, what it dealt with, what the record says of it and what came out."""
    title = pen.line(entry.meeting.title) or (press.Text(_kind(entry, pen)),)
    parts: list[press.Block] = [press.Paragraph((press.Strong(title),))]
    if entry.pk in record.undisclosed:
        return tuple(parts)
    parts += matters.blocks(entry, record, pen)
    if entry.meeting.record:
        parts += prose.blocks(entry.meeting.record, pen)
    parts += _attendance(entry, pen)
    return (*parts, *_outcomes(list(entry.meeting.outcomes.all()), pen))


def _kind(entry: Entry, pen: Pen) -> str:
    meeting = entry.meeting
    kind = pen.words.meeting_kinds[meeting.kind]
    return f"{kind} ({pen.words.stands_for.format(count=meeting.stands_for)})" if meeting.stands_for > 1 else kind


def _narrative(entry: Entry, record: Record, pen: Pen) -> list[press.Block]:
    """A heading, when and where, who was there, and the outcomes that are released."""
    meeting = entry.meeting
    title = pen.line(meeting.title) or (press.Text(_kind(entry, pen)),)
    parts: list[press.Block] = [press.Heading(2, title, listed=False)]
    places = rows.details(entry, pen)
    when = [*rows.date(entry, pen)]
    for detail in places:
        when += [press.Text("; "), *detail]
    facts = [(pen.words.meeting_heads[0], tuple(when))]
    if entry.pk in record.undisclosed:
        return [*parts, press.Particulars(tuple(facts))]
    facts += _present(list(meeting.attendances.all()), pen)
    parts.append(press.Particulars(tuple(facts)))
    parts += _attendance(entry, pen)
    if meeting.record:
        parts += prose.blocks(meeting.record, pen)
    return [*parts, *_outcomes(list(meeting.outcomes.all()), pen)]


def _present(attendances: list[Attendance], pen: Pen) -> list[tuple[str, tuple[press.Inline, ...]]]:
    words = {
        AttendanceKind.PRESENT: pen.words.present,
        AttendanceKind.INVITED: pen.words.invited,
        AttendanceKind.PRESENTER: pen.words.presenters,
    }
    facts = []
    for kind, word in words.items():
        names = [pen.text(each.represented_by or each.delegation.name) for each in attendances if each.kind == kind]
        if names:
            facts.append((word, pen.several(names)))
    return facts


def _attendance(entry: Entry, pen: Pen) -> list[press.Block]:
    meeting = entry.meeting
    if meeting.attendance:
        return [press.Paragraph(pen.line(meeting.attendance))]
    if meeting.attendance_count is None:
        return []
    words = pen.words.attended[meeting.attendance_count != 1].format(count=meeting.attendance_count)
    return [press.Paragraph.of(f"{capital(words)}.")]


def _outcomes(outcomes: list[Outcome], pen: Pen) -> tuple[press.Block, ...]:
    if not outcomes:
        return ()
    items = tuple(press.Item.of(*_outcome(outcome, pen), label=outcome.label) for outcome in outcomes)
    return (press.List(items, "decimal" if any(outcome.label for outcome in outcomes) else "bullet"),)


def _outcome(outcome: Outcome, pen: Pen) -> tuple[press.Inline, ...]:
    symbol = (outcome.revision and outcome.revision.symbol) or (outcome.document and outcome.document.symbol)
    inlines = prose.inlines(outcome.text, pen)
    if symbol and symbol not in pen.say(outcome.text):
        return (*inlines, press.Text(" ("), press.Citation(symbol), press.Text(")"))
    return inlines
