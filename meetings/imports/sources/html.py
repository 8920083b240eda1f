"""HTML, whole or a fragment: tables with spans, numbered lists, and what Word puts on the clipboard."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from meetings.imports.numbering import printed
from meetings.imports.sources.spans import Spans
from meetings.imports.spaces import clean, squeeze
from meetings.imports.stream import Cell, Grid, Line, Source

_SILENT = frozenset({"script", "style", "head", "title", "xml", "template", "noscript"})
_BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "dt", "dd", "pre", "blockquote"}) | {
    "section",
    "article",
    "header",
    "footer",
    "figure",
    "address",
    "hr",
    "center",
}
_VOID = frozenset({"br", "hr", "img", "input", "col", "meta", "link", "wbr", "base", "area", "source"})
# A superscript of these letters is part of an ordinal; any other is a footnote mark.
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|ère|re|e|ème|o|a|ro|do|to|º|ª)\.?", re.IGNORECASE)
_STYLE_TYPE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_NOTE_ID = re.compile(r"(?:_?_?(?:ftn|edn)(?!ref)|fn|footnote|note)[-_]?\d+", re.IGNORECASE)


@dataclass(slots=True)
class _List:
    ordered: bool
    form: str = "1"
    number: int = 0


@dataclass(slots=True)
class _Place:
    """Where lines go: the page, or a cell."""

    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    spans: Spans = field(default_factory=Spans)
    row: list[tuple[Cell, int, int]] | None = None
    cell: _Place | None = None
    across: int = 1
    down: int = 1


class Page(HTMLParser):
    """Collects lines and grids as the elements open and close."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.source = Source()
        self.loose = _Place()
        self.tables: list[_Table] = []
        self.lists: list[_List] = []
        self.silent = 0
        self.raised: list[str] = []
        self.text: list[str] = []
        self.line = 1
        self.label: str | None = None
        self.apart = True
        self.heading = False
        self.note_depth = 0
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self.silent += 1
            return
        if tag not in _VOID and tag in ("div", "p", "li", "aside", "section"):
            noted = bool(_NOTE_ID.fullmatch(given.get("id", ""))) or "MsoFootnoteText" in given.get("class", "")
            self.flush()
            self.open.append((tag, noted))
            self.note_depth += noted
        if tag == "br":
            self.flush(apart=False)
        elif tag == "sup":
            self.raised.append("")
        elif tag in _BLOCKS:
            self.flush()
            self.heading = tag in ("h1", "h2", "h3", "h4", "h5", "h6", "caption")
        elif tag in ("ol", "ul"):
            self._open_list(tag, given)
        elif tag == "li":
            self._open_item(given)
        elif tag in ("table", "tr", "td", "th"):
            self._open_cell(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
            return
        if tag == "sup" and self.raised:
            self._lower(self.raised.pop())
            return
        if tag in _BLOCKS or tag == "li":
            self.flush()
            self.heading = False
        self._close_note(tag)
        if tag in ("ol", "ul") and self.lists:
            self.flush()
            self.lists.pop()
        elif tag in ("td", "th"):
            self._close_cell()
        elif tag == "tr":
            self._close_row()
        elif tag == "table":
            self._close_table()

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        if self.raised:
            self.raised[-1] += data
            return
        if not self.text and data.strip():
            self.line = self.getpos()[0] + data[: len(data) - len(data.lstrip())].count("\n")
        if self.text or data.strip():
            self.text.append(data)

    def unknown_decl(self, data: str) -> None:
        """Word's `<![if !supportLists]>` says nothing of its own."""

    def flush(self, *, apart: bool = True) -> None:
        """End the line that is being filled."""
        text = squeeze(clean("".join(self.text)).replace("\n", " "))
        if text or self.label:
            line = Line(text, self.line, self.label, max(len(self.lists) - 1, 0), self.heading, self.apart)
            line.nested = self.label is not None
            if self.note_depth:
                self.source.notes.append(_without_mark(line))
            else:
                self._place().lines.append(line)
            self.label = None
        if text or apart:
            self.apart = apart
        self.text = []

    def finish(self) -> Source:
        """The source, once the page is read; tables that were never closed are closed."""
        self.flush()
        while self.tables:
            self._close_table()
        self.source.blocks += self.loose.lines
        return self.source

    def _place(self) -> _Place:
        for table in reversed(self.tables):
            if table.cell is not None:
                return table.cell
        return self.loose

    def _lower(self, mark: str) -> None:
        if _ORDINAL.fullmatch(mark.strip()) or len(mark.strip()) > 4:
            self.text.append(mark)

    def _close_note(self, tag: str) -> None:
        for place in range(len(self.open) - 1, -1, -1):
            if self.open[place][0] == tag:
                self.note_depth -= sum(noted for _tag, noted in self.open[place:])
                del self.open[place:]
                return

    def _open_list(self, tag: str, given: dict[str, str]) -> None:
        self.flush()
        styled = _STYLE_TYPE.search(given.get("style", ""))
        form = given.get("type") or (styled[1] if styled else "1")
        start = given.get("start", "1")
        number = int(start) - 1 if re.fullmatch(r"-?\d{1,6}", start) else 0
        self.lists.append(_List(tag == "ol", form, number))

    def _open_item(self, given: dict[str, str]) -> None:
        self.flush()
        within = self.lists[-1] if self.lists else _List(False)
        value = given.get("value", "")
        within.number = int(value) if re.fullmatch(r"\d{1,6}", value) else within.number + 1
        if within.ordered and within.form != "none":
            self.label = f"{printed(within.number, within.form)}."
        else:
            self.label = ""

    def _open_cell(self, tag: str, given: dict[str, str]) -> None:
        self.flush()
        if tag == "table":
            if not self.tables:
                self.source.blocks += self.loose.lines
                self.loose = _Place()
            self.tables.append(_Table())
            return
        if not self.tables:
            return
        table = self.tables[-1]
        if tag == "tr":
            self._close_row()
            table.row = []
            return
        self._close_cell()
        if table.row is None:
            table.row = []
        table.cell = _Place()
        table.across, table.down = _span(given.get("colspan")), _span(given.get("rowspan"))
        self.lists = []

    def _close_cell(self) -> None:
        self.flush()
        if self.tables and self.tables[-1].cell is not None and self.tables[-1].row is not None:
            table = self.tables[-1]
            assert table.cell is not None
            table.row.append((Cell(table.cell.lines), table.across, table.down))  # type: ignore[union-attr]
            table.cell = None

    def _close_row(self) -> None:
        self._close_cell()
        if self.tables and self.tables[-1].row:
            self.tables[-1].spans.add(self.tables[-1].row)
        if self.tables:
            self.tables[-1].row = None

    def _close_table(self) -> None:
        """A table inside a cell becomes lines of that cell."""
        if not self.tables:
            return
        self._close_row()
        rows = self.tables.pop().spans.rows
        if self.tables:
            self._place().lines += [line for row in rows for cell in row if not cell.carried for line in cell.lines]
        else:
            self.source.blocks.append(Grid(rows))


def _without_mark(line: Line) -> Line:
    line.text = re.sub(r"^(?:\[\d+\]|\d+|\*+)[.)]?\s+", "", line.text)
    return line


def _span(value: str | None) -> int:
    return min(max(int(value), 1), 200) if value and re.fullmatch(r"\d{1,4}", value.strip()) else 1


def read_html(text: str) -> Source:
    """The source that a page or fragment is."""
    fragment = re.search(r"<!--StartFragment-->(.*?)<!--EndFragment-->", text, re.DOTALL)
    # Blank lines in place of what stands before the fragment keep the numbers of the lines.
    body = "\n" * text[: fragment.start(1)].count("\n") + fragment[1] if fragment else text
    page = Page()
    page.feed(body)
    page.close()
    return page.finish()
