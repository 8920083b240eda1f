"""The schedule in its own form: dates and numbered matters, or dates, mandates and activities."""

from __future__ import annotations

from documents import press
from meetings.enums import ScheduleForm
from meetings.models import Entry
from meetings.papers import matters, rows
from meetings.papers.facts import Record
from meetings.papers.parts import Part
from meetings.papers.pen import Pen


def blocks(record: Record, pen: Pen, part: Part) -> tuple[press.Block, ...]:
    """The table, and the notes that stand below it. Without a schedule, a sentence says so."""
    schedule = record.schedule
    listed = [entry for entry in record.entries if entry.listed]
    if schedule is None or not listed:
        return (press.Paragraph.of(pen.words.no_schedule),)
    three = schedule.form == ScheduleForm.DATE_MANDATE_MATTER
    table = press.Schedule(
        tuple(_row(entry, record, pen, three) for entry in listed),
        form="date-mandate-activity" if three else "date-matter",
        period=pen.line(schedule.span_wording),
    )
    below = [note for note in schedule.notes.all() if not note.on_title]
    return (table, *_unlisted(record, pen), *(press.Paragraph(pen.line(note.text)) for note in below))


def _unlisted(record: Record, pen: Pen) -> list[press.Block]:
    """What the words of other rows date, in a line of its own each: the date whole, with its year."""
    found = [entry for entry in record.entries if entry.start and not entry.listed and entry.withdrawn_in is None]
    return [
        press.Paragraph((press.Strong(rows.date(entry, pen)), press.Text(". "), *pen.line(entry.text)))
        for entry in found
    ]


def title_notes(record: Record, pen: Pen) -> tuple[press.Inline, ...]:
    """Footnotes of the schedule's title."""
    if record.schedule is None:
        return ()
    return tuple(press.Footnote.of(*pen.line(note.text)) for note in record.schedule.notes.all() if note.on_title)


def title(record: Record, pen: Pen) -> tuple[press.Inline, ...]:
    """The schedule's own title."""
    return pen.line(record.schedule.title) if record.schedule else ()


def _row(entry: Entry, record: Record, pen: Pen, three: bool) -> press.ScheduleRow:
    """Where the form has no column for them, the instruments that the row cites follow its matter."""
    revision = record.schedule.revision if record.schedule else 0
    matter, cited = matters.blocks(entry, record, pen), rows.citations(entry, pen)
    return press.ScheduleRow(
        rows.date(entry, pen),
        rows.details(entry, pen),
        matter if three else (*matter, *cited),
        cited if three else (),
        changed=entry.changed_in == revision and bool(revision or entry.corrected_in),
        anchor=entry.key,
    )
