"""Lists of a plan: principles, axes, stakeholders, nested as recorded; axes may be drawn as a diagram."""

from __future__ import annotations

from documents import press
from documents.press.blocks import ListKind
from documents.press.words import WORDS as HOUSE_WORDS
from groups.enums import ListingKind, Numbering
from groups.models import Listing, ListingItem, WorkingRule
from meetings.papers.facts import Record, tree
from meetings.papers.parts import Part
from meetings.papers.pen import Pen, joined

KINDS: dict[Numbering, ListKind] = {
    Numbering.DECIMAL: "decimal",
    Numbering.LOWER_ALPHA: "alpha",
    Numbering.LOWER_ROMAN: "roman",
    Numbering.BULLET: "bullet",
    Numbering.NONE: "plain",
}
# What the next level is marked by, as decimal numbers under decimal numbers would read as one list
BELOW: dict[ListKind, ListKind] = {
    "decimal": "alpha",
    "alpha": "roman",
    "roman": "bullet",
    "bullet": "bullet",
    "plain": "bullet",
}


def blocks(record: Record, pen: Pen, part: Part) -> tuple[press.Block, ...]:
    """The list that the section names: a captioned one is a figure of the paper."""
    listing = part.listing
    if listing is None:
        return ()
    by_parent = tree(_items(record, listing.pk))
    lead = tuple(press.Paragraph(line) for line in (pen.line(listing.introduction),) if line)
    if listing.label and listing.kind == ListingKind.AXES:
        return (*lead, _diagram(listing, by_parent, pen))
    caption = joined([pen.line(listing.label), pen.line(listing.title)], " ")
    title = (press.Paragraph((press.Strong(caption),), indent=False),) if caption and listing.label else ()
    items = _list(by_parent, None, KINDS[Numbering(listing.numbering)], pen)
    source = pen.line(listing.source)
    below = (press.Paragraph((press.Text(f"{_source(pen)} "), *source), indent=False),) if source else ()
    return (*lead, *title, *((items,) if items else ()), *below)


def rules(record: Record, pen: Pen, part: Part) -> tuple[press.Block, ...]:
    """The rules of work, numbered."""
    recorded: list[WorkingRule] = list(record.term.working_rules.all())
    if not recorded:
        return ()
    return (press.List.of(*(press.Item.of(*pen.line(rule.wording)) for rule in recorded), kind="alpha"),)


def _items(record: Record, listing: int) -> list[ListingItem]:
    """Read from the term, where they were fetched with all its lists."""
    return [item for each in record.term.listings.all() if each.pk == listing for item in each.items.all()]


def _list(
    by_parent: dict[int | None, list[ListingItem]], parent: int | None, kind: ListKind, pen: Pen
) -> press.List | None:
    rows = by_parent.get(parent)
    if not rows:
        return None
    items = tuple(
        press.Item.of(*_words(row, pen), nested=_list(by_parent, row.pk, BELOW[kind], pen)) for row in rows
    )  # fmt: skip
    return press.List(items, kind)


def _words(item: ListingItem, pen: Pen) -> tuple[press.Inline, ...]:
    return joined([pen.line(item.name), pen.line(item.note)], " – ")


def _diagram(listing: Listing, by_parent: dict[int | None, list[ListingItem]], pen: Pen) -> press.Diagram:
    boxes = tuple(
        press.DiagramItem(_words(item, pen), tuple(_words(below, pen) for below in by_parent.get(item.pk, ())))
        for item in by_parent.get(None, ())
    )
    return press.Diagram(boxes, pen.say(listing.label), pen.line(listing.title), pen.line(listing.source))


def _source(pen: Pen) -> str:
    return f"{HOUSE_WORDS[pen.language].source}{pen.colon()}"
