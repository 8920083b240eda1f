"""Tables, schedules and month grids as HTML."""

from __future__ import annotations

from itertools import groupby

from documents.press import tables as tree
from documents.press.blocks import Block
from documents.press.markup.blocks import caption_lines, source_line, write_block, write_blocks
from documents.press.markup.element import element, span, words
from documents.press.markup.inlines import write_inlines
from documents.press.markup.state import State


@write_block.register
def _(block: tree.Table, state: State) -> str:
    with state.deeper(), state.within():
        caption = caption_lines(block.label, write_inlines(block.title, state), "caption")
        head = "".join(_row(row, state, len(block.head) - index) for index, row in enumerate(block.head))
        kept = _kept(block.body)
        body = "".join(
            _row(row, state, len(block.body) - index, kept=index in kept) for index, row in enumerate(block.body)
        )
        parts = caption + _columns(block.widths)
        parts += (element("thead", head) if head else "") + element("tbody", body)
        below = source_line(block.source, state) + _notes(block.notes, state)
    anchor = state.anchor(block.anchor) if block.anchor else None
    return element("table", parts, class_="grid", id=anchor) + below


def _columns(widths: tuple[float, ...]) -> str:
    total = sum(widths)
    if total <= 0:
        return ""
    return "<colgroup>" + "".join(f'<col style="width:{100 * w / total:.2f}%">' for w in widths) + "</colgroup>"


# A group of more rows than this is left to break where it must
KEPT_AT_MOST = 12


def _kept(rows: tuple[tree.Row, ...]) -> set[int]:
    """Rows that stay with the next one: a cell over several rows would leave an empty one on the next page."""
    kept: set[int] = set()
    for index, row in enumerate(rows):
        reach = max((cell.rowspan for cell in row.cells), default=1)
        if 1 < reach <= KEPT_AT_MOST:
            kept |= set(range(index, min(index + reach, len(rows)) - 1))
    return kept


def _row(row: tree.Row, state: State, rows_left: int, *, kept: bool = False) -> str:
    cells = "".join(_cell(cell, state, rows_left, row.changed and index == 0) for index, cell in enumerate(row.cells))
    return element("tr", cells, class_=_classes(changed=row.changed, kept=kept))


def _classes(*, changed: bool, kept: bool) -> str | None:
    return " ".join(name for name, given in (("changed", changed), ("kept", kept)) if given) or None


def _cell(cell: tree.Cell, state: State, rows_left: int, changed: bool) -> str:
    scope = {"row": "row", "column": "col"}.get(cell.scope)
    columns, rows = span(cell.colspan), min(span(cell.rowspan), rows_left)
    content = write_blocks(cell.blocks, state) + (_changed(state) if changed else "")
    return element(
        "th" if scope else "td", content, scope=scope,
        colspan=str(columns) if columns > 1 else None, rowspan=str(rows) if rows > 1 else None,
    )  # fmt: skip


def _changed(state: State) -> str:
    return element("p", words(state.words.changed), class_="changed-mark")


def _notes(notes: tuple[tree.Note, ...], state: State) -> str:
    return "".join(
        element("p", f"{element('span', words(note.label), class_='note-label')} {write_inlines(note.inlines, state)}",
                class_="table-note")
        for note in notes
    )  # fmt: skip


@write_block.register
def _(block: tree.Schedule, state: State) -> str:
    three = block.form == "date-mandate-activity"
    own = state.words.three_headings if three else (state.words.date_heading, state.words.matter_heading)
    heads = block.heads if len(block.heads) == len(own) else own
    with state.deeper(), state.within():
        head = "".join(element("th", element("p", words(text)), scope="col") for text in heads)
        # The last row never stands alone on a page
        kept = len(block.rows) - 2
        body = "".join(_schedule_row(row, three, state, kept=index == kept) for index, row in enumerate(block.rows))
        caption = caption_lines(block.label, write_inlines(block.title, state), "caption")
        period = element("p", write_inlines(block.period, state), class_="period") if block.period else ""
    parts = caption + element("thead", element("tr", head)) + element("tbody", body)
    return period + element("table", parts, class_=f"grid schedule {'three' if three else 'two'}")


def _schedule_row(row: tree.ScheduleRow, three: bool, state: State, *, kept: bool) -> str:
    lines = [element("p", write_inlines(row.date, state), class_="date")]
    lines += [element("p", write_inlines(detail, state)) for detail in row.details]
    if row.changed:
        lines.append(_changed(state))
    cells = element("th", "".join(lines), scope="row")
    if three:
        cells += element("td", write_blocks(row.mandates, state))
    cells += element("td", write_blocks(row.matter or _nothing(row, three), state))
    anchor = state.anchor(row.anchor) if row.anchor else None
    return element("tr", cells, class_=_classes(changed=row.changed, kept=kept), id=anchor)


def _nothing(row: tree.ScheduleRow, three: bool) -> tuple[Block, ...]:
    """Mandates of a row of two columns go with its matter, so that none is lost."""
    return () if three else row.mandates


@write_block.register
def _(block: tree.MonthGrid, state: State) -> str:
    years = [(year, len(list(group))) for year, group in groupby(block.months, key=lambda month: month.year)]
    with state.deeper(), state.within():
        caption = caption_lines(block.label, write_inlines(block.title, state), "caption")
        below = source_line(block.source, state) + _notes(block.notes, state)
        body = "".join(_grid_row(row, block.months, state) for row in block.rows)
    first = element("th", element("p", words(block.head or state.words.activity)), scope="col", rowspan="2")
    top = "".join(
        element("th", str(year), scope="col" if count == 1 else "colgroup", colspan=str(count) if count > 1 else None,
                class_="year") for year, count in years
    )  # fmt: skip
    letters = "".join(_month_head(month, block.months, state) for month in block.months)
    head = element("thead", element("tr", first + top) + element("tr", letters))
    columns = '<colgroup><col class="activity"></colgroup>'
    return element("table", caption + columns + head + element("tbody", body), class_="grid months") + below


def _month_head(month: tree.Month, months: tuple[tree.Month, ...], state: State) -> str:
    name = state.words.months[month.month - 1]
    letter = element("abbr", state.words.initials[month.month - 1], title=f"{name} {month.year}")
    start = "year-start" if month.month == 1 and month != months[0] else None
    return element("th", letter, scope="col", class_=start)


def _grid_row(row: tree.GridRow, months: tuple[tree.Month, ...], state: State) -> str:
    head = element("th", element("p", write_inlines(row.activity, state)), scope="row")
    if row.months is None:
        count = str(len(months)) if len(months) > 1 else None
        return element("tr", head + element("td", words(state.words.not_stated), colspan=count, class_="unstated"))
    return element("tr", head + "".join(_grid_cell(month, month in row.months, months) for month in months))


def _grid_cell(month: tree.Month, on: bool, months: tuple[tree.Month, ...]) -> str:
    kinds = ["on"] if on else []
    if month.month == 1 and month != months[0]:
        kinds.append("year-start")
    return element("td", "•" if on else "", class_=" ".join(kinds))
