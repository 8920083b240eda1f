"""What a row of a schedule is about: its text and the numbered, nested matters of its agenda."""

from __future__ import annotations

from documents import press
from meetings.models import AgendaItem, Entry
from meetings.papers import prose
from meetings.papers.facts import Record, tree
from meetings.papers.pen import Pen, whole


def blocks(entry: Entry, record: Record, pen: Pen) -> tuple[press.Block, ...]:
    """The row's text, the introduction to the agenda, and the agenda, labelled as printed."""
    parts: list[press.Block] = [press.Paragraph(line) for line in (_text(entry, pen),) if line]
    meeting = getattr(entry, "meeting", None)
    if meeting is None or entry.pk in record.undisclosed:
        return tuple(parts)
    if meeting.introduction:
        parts += prose.blocks(meeting.introduction, pen)
    return (*parts, *agenda(list(meeting.items.all()), pen))


def _text(entry: Entry, pen: Pen) -> tuple[press.Inline, ...]:
    """The row's own text; of a meeting that has none, its title."""
    meeting = getattr(entry, "meeting", None)
    return pen.line(entry.text) or (pen.line(meeting.title) if meeting else ())


def agenda(items: list[AgendaItem], pen: Pen) -> tuple[press.Block, ...]:
    """A list; a single matter without number or quotation marks is a paragraph, as sources print it."""
    by_parent = tree(items)
    top = by_parent.get(None, [])
    if len(top) == 1 and not top[0].label and not top[0].quoted and not by_parent.get(top[0].pk):
        return (press.Paragraph(_words(top[0], pen)),)
    listed = _list(by_parent, None, pen)
    return (listed,) if listed else ()


def _list(by_parent: dict[int | None, list[AgendaItem]], parent: int | None, pen: Pen) -> press.List | None:
    rows = by_parent.get(parent)
    if not rows:
        return None
    items = tuple(
        press.Item.of(*_words(row, pen), label=_label(row), nested=_list(by_parent, row.pk, pen)) for row in rows
    )  # fmt: skip
    return press.List(items, "decimal" if any(row.label for row in rows) else "bullet")


def _label(item: AgendaItem) -> str:
    return f"{item.label}." if item.label.isdigit() else item.label


def _words(item: AgendaItem, pen: Pen) -> tuple[press.Inline, ...]:
    words = whole(pen.quoted(item.text)) if item.quoted else pen.line(item.text)
    return (*words, press.Text(" "), *pen.line(item.remark)) if item.remark else words
