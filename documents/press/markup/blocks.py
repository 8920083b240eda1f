"""Blocks as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from documents.press import blocks as tree
from documents.press.labels import label as item_label
from documents.press.markup.element import element, language_tag, words
from documents.press.markup.inlines import underlined, without_notes, write_inlines
from documents.press.markup.state import Entry, State


def write_blocks(blocks: Iterable[tree.Block], state: State) -> str:
    """A run of blocks, one to a line."""
    with state.deeper():
        return "\n".join(write_block(block, state) for block in blocks)


@singledispatch
def write_block(block: tree.Block, state: State) -> str:
    """One block."""
    raise TypeError(f"not a block: {block!r}")


@write_block.register
def _(block: tree.Heading, state: State) -> str:
    mark = element("span", words(f"{block.label} "), class_="label") if block.label else ""
    content = mark + write_inlines(block.inlines, state)
    if state.inside:
        return element("p", content, class_="minor-heading")
    # No level is skipped on the way down: readers of the tags would look for the missing one
    state.level = max(1, min(block.level, state.level + 1, 5))
    anchor = state.anchor(block.anchor)
    if block.listed:
        state.entries.append(Entry(state.level, block.label, without_notes(block.inlines), anchor))
    kind = "labelled" if block.label else None
    return element(f"h{state.level + 1}", content, id=anchor, class_=kind)


@write_block.register
def _(block: tree.Paragraph, state: State) -> str:
    return paragraph(block, state)


def paragraph(block: tree.Paragraph, state: State, mark: str = "") -> str:
    """A paragraph, with the label of a list's item before it."""
    number = element("span", f"{block.number}. ", class_="number") if block.number is not None else ""
    kind = "numbered" if number else None if block.indent else "flush"
    anchor = state.anchor(block.anchor) if block.anchor else None
    return element("p", mark + number + write_inlines(block.inlines, state), class_=kind, id=anchor)


@write_block.register
def _(block: tree.List, state: State) -> str:
    name = "ol" if block.kind in ("decimal", "alpha", "roman") else "ul"
    with state.deeper(), state.within():
        items = "\n".join(_item(block, index, state) for index in range(len(block.items)))
    return element(name, items, class_=block.kind)


def _item(block: tree.List, index: int, state: State) -> str:
    item = block.items[index]
    printed = item_label(block, index, state.paper.language)
    mark = element("span", words(f"{printed} "), class_="label", data_tag="Lbl") if printed else ""
    first, rest = item.blocks[:1], item.blocks[1:]
    if first and isinstance(first[0], tree.Paragraph):
        opening = paragraph(first[0], state, mark)
    else:
        opening, rest = (element("p", mark) if mark else ""), item.blocks
    # A label of more than a few letters needs a wider column
    width = "wide" if len(printed) > 5 else None
    return element("li", opening + write_blocks(rest, state), class_=width)


@write_block.register
def _(block: tree.Quote, state: State) -> str:
    with state.within():
        inner = write_blocks(block.blocks, state)
        if block.source:
            inner += element("p", write_inlines(block.source, state), class_="quote-source")
    return element("blockquote", inner, lang=language_tag(block.language))


@write_block.register
def _(block: tree.Particulars, state: State) -> str:
    colon = "\u00a0:" if state.paper.language == "fr" else ":"
    rows = (
        element("p", element("span", words(f"{word}{colon} "), class_="word") + write_inlines(value, state))
        for word, value in block.rows
    )
    return element("div", "".join(rows), class_="particulars")


@write_block.register
def _(block: tree.Signature, state: State) -> str:
    lines = [element("p", words(block.place_and_date), class_="place")] if block.place_and_date else []
    lines.append(element("p", words(block.name), class_="name"))
    lines += [element("p", words(capacity)) for capacity in block.capacities]
    return element("div", "".join(lines), class_="signature")


@write_block.register
def _(block: tree.Annex, state: State) -> str:
    state.level = 1
    anchor = state.anchor(block.anchor)
    state.entries.append(Entry(1, block.label, without_notes(block.inlines), anchor))
    title = underlined(block.inlines, state)
    mark = element("span", words(block.label), class_="annex-label")
    heading = element("h2", f"{mark} {element('span', title, class_='annex-title')}", id=anchor)
    note = ""
    if block.original:
        name = state.words.languages.get(block.original, block.original)
        note = element("p", words(f"[{state.words.original}: {name}]"), class_="original-note")
    return element("section", heading + note + write_blocks(block.blocks, state), class_="annex")


@write_block.register
def _(block: tree.Diagram, state: State) -> str:
    with state.within():
        boxes = "".join(_box(item, state) for item in block.items)
    caption = caption_lines(block.label, write_inlines(block.title, state), "p")
    return element("div", caption + element("ul", boxes, class_="boxes") + source_line(block.source, state),
                   class_="diagram")  # fmt: skip


def _box(item: tree.DiagramItem, state: State) -> str:
    head = element("p", write_inlines(item.title, state), class_="box-title")
    return element("li", head + "".join(element("p", write_inlines(text, state)) for text in item.lines))


@write_block.register
def _(block: tree.PageBreak, state: State) -> str:
    return '<div class="page-break"></div>'


@write_block.register
def _(block: tree.Landscape, state: State) -> str:
    return element("section", write_blocks(block.blocks, state), class_="landscape")


def caption_lines(label: str, title: str, name: str) -> str:
    """`Table 1`, and the title on the line below; empty when there is neither."""
    parts = [element("span", words(label), class_="caption-label")] if label else []
    parts += [element("span", title, class_="caption-title")] if title else []
    return element(name, " ".join(parts), class_="caption") if parts else ""


def source_line(source: tuple[tree.Inline, ...], state: State) -> str:
    """`Source: ...` below a table or a figure."""
    if not source:
        return ""
    colon = "\u00a0:" if state.paper.language == "fr" else ":"
    word = element("em", words(f"{state.words.source}{colon}"))
    return element("p", f"{word} {write_inlines(source, state)}", class_="source")
