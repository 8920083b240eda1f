"""Tables of activities: the month grid, and activities with their descriptions."""

from __future__ import annotations

from documents import press
from meetings.enums import TableForm
from meetings.models import Activity, ActivityTable
from meetings.papers.facts import Record
from meetings.papers.parts import Part
from meetings.papers.pen import Pen, joined
from portal.lib.dates import ImpreciseDate, Precision


def blocks(record: Record, pen: Pen, part: Part) -> tuple[press.Block, ...]:
    """The table that the section names, read from the term, where its rows were fetched."""
    named = part.table.pk if part.table else None
    return tuple(table(each, pen) for each in record.term.activity_tables.all() if each.pk == named)


def table(each: ActivityTable, pen: Pen) -> press.Block:
    """In its own form."""
    return _grid(each, pen) if each.form == TableForm.GRID else _list(each, pen)


def _grid(each: ActivityTable, pen: Pen) -> press.MonthGrid:
    activities = list(each.activities.all())
    rows = tuple(press.GridRow(_name(activity, pen), _months(activity)) for activity in activities)
    return press.MonthGrid(
        _width(each),
        rows,
        label=pen.say(each.label),
        title=pen.line(each.title),
        source=pen.line(each.source),
        notes=_notes(each, activities, pen),
    )


def _width(each: ActivityTable) -> tuple[press.Month, ...]:
    """All its months; the database keeps no grid without them."""
    if each.began is None or each.ended is None:
        return ()
    return press.months_between(
        press.Month(each.began.year, each.began.month), press.Month(each.ended.year, each.ended.month)
    )


def _months(activity: Activity) -> frozenset[press.Month] | None:
    if not activity.timing_stated:
        return None
    months: set[press.Month] = set()
    for span in activity.spans.all():
        last = ImpreciseDate(span.end, Precision(span.precision)).last
        months.update(
            press.months_between(press.Month(span.start.year, span.start.month), press.Month(last.year, last.month))
        )
    return frozenset(months)


def _notes(each: ActivityTable, activities: list[Activity], pen: Pen) -> tuple[press.Note, ...]:
    """The table's own note, then what dates a row where its mark is lost in the source."""
    label = press.Text(f"{pen.words.note}{pen.colon()} ")
    notes = [press.Note("", (label, *pen.line(each.note)))] if each.note else []
    for activity in activities:
        for span in activity.spans.all():
            if span.basis:
                words = (*_name(activity, pen), press.Text(f"{pen.colon()} "), *pen.line(span.basis))
                notes.append(press.Note("", (label, *words)))
    return tuple(notes)


def _list(each: ActivityTable, pen: Pen) -> press.Table:
    heads = tuple(press.Cell.of(word, scope="column") for word in pen.words.activity_heads)
    rows = tuple(
        press.Row((press.Cell((press.Paragraph(_name(activity, pen)),), scope="row"), _description(activity, pen)))
        for activity in each.activities.all()
    )
    return press.Table(
        (press.Row(heads),),
        rows,
        widths=(2, 5),
        label=pen.say(each.label),
        title=pen.line(each.title),
        source=pen.line(each.source),
        notes=_notes(each, [], pen),
    )


def _name(activity: Activity, pen: Pen) -> tuple[press.Inline, ...]:
    label = (press.Text(activity.label),) if activity.label else ()
    condition = (press.Text("("), pen.text(activity.condition), press.Text(")")) if activity.condition else ()
    return joined([label, (pen.text(activity.name),), condition], " ")


def _description(activity: Activity, pen: Pen) -> press.Cell:
    words = pen.line(activity.description) or pen.line(activity.recurrence)
    return press.Cell((press.Paragraph(words),) if words else ())
