"""Schedules as neutral tables, and the files that houses make of them: Word, HTML, CSV, Excel, plain text."""

import csv
import datetime as dt
import html
import io
import re
from dataclasses import dataclass, field
from typing import Any

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_LABEL = re.compile(r"(\d+[.)]|[a-z][.)]|\([a-z]\)|\(\d+\)|[•·])\s+")


@dataclass
class Sheet:
    """Title lines, headings of columns, and rows of cells; a cell is its paragraphs."""

    title: list[str]
    rows: list[list[list[str]]]
    headings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    preface: list[str] = field(default_factory=list)


def sheet_of(text: str, *, first: str, headings: int = 0, notes: str = "") -> Sheet:
    """The table in a source document whose cells tabs begin; `first` is the title's first line, which begins it."""
    before, _, rest = text.partition(first)
    table = first + rest.split(notes)[0] if notes else first + rest
    cells = [[line.strip() for line in cell.split("\n") if line.strip()] for cell in table.split("\t")]
    dated = [place for place, cell in enumerate(cells) if cell and re.match(r"[A-Z][A-Za-z]+ \d{1,2}\b", cell[0])]
    title = [line for cell in cells[: dated[0] - headings] for line in cell if line != "/"]
    rows = [cells[start:end] for start, end in zip(dated, [*dated[1:], len(cells)], strict=True)]
    names = [cell[0] for cell in cells[dated[0] - headings : dated[0]]]
    preface = [line.strip() for line in before.split("\n") if line.strip()]
    return Sheet(title, [[_tidied(cell) for cell in row] for row in rows], names, preface=preface)


def _tidied(cell: list[str]) -> list[str]:
    """`1. 1. First` is a list whose numbers were lost on the way to text."""
    return [re.sub(r"^1\. (?=\d+\. )", "", line) for line in cell]


def as_text(sheet: Sheet) -> bytes:
    """Cells begun by tabs, as a converter of Word files writes them."""
    parts = [*sheet.title, ""]
    if sheet.headings:
        parts.append("\n".join(f"\t{name}" for name in sheet.headings) + "\n")
    for row in sheet.rows:
        parts.append("\n".join("\t" + "\n".join(cell) for cell in row) + "\n")
    return "\n".join([*parts, *sheet.notes]).encode()


def as_lines(sheet: Sheet) -> bytes:
    """No table at all: each row's cells below each other."""
    parts = ["\n".join(sheet.title)]
    parts += ["\n".join(line for cell in row for line in cell) for row in sheet.rows]
    return "\n\n".join([*parts, *sheet.notes]).encode()


def as_csv(sheet: Sheet, *, delimiter: str = ",", encoding: str = "utf-8", newline: str = "\r\n") -> bytes:
    """One record a row, with line feeds inside its cells."""
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator=newline)
    for line in sheet.title:
        writer.writerow([line])
    if sheet.headings:
        writer.writerow(sheet.headings)
    for row in sheet.rows:
        writer.writerow(["\n".join(cell) for cell in row])
    for note in sheet.notes:
        writer.writerow([note])
    return stream.getvalue().encode(encoding)


def as_html(sheet: Sheet, *, lists: bool = True) -> bytes:
    """A fragment with a table; labels become numbered lists and bullets."""
    parts = [f"<h2>{html.escape(line)}</h2>" for line in sheet.title]
    parts.append("<table>")
    if sheet.headings:
        parts.append("<tr>" + "".join(f"<th>{html.escape(name)}</th>" for name in sheet.headings) + "</tr>")
    for row in sheet.rows:
        parts.append("<tr>" + "".join(f"<td>{_cell_html(cell, lists=lists)}</td>" for cell in row) + "</tr>")
    parts.append("</table>")
    parts += [f"<p>{html.escape(note)}</p>" for note in sheet.notes]
    return "\n".join(parts).encode()


def _cell_html(cell: list[str], *, lists: bool) -> str:
    parts: list[str] = []
    opened = ""
    for line in cell:
        label = _LABEL.match(line) if lists else None
        if label and not re.fullmatch(r"\d+\.|[•·]", label[1]):
            label = None  # HTML's own numbers have a full stop
        kind = "" if label is None else "ul" if label[1] in "•·" else "ol"
        if kind != opened:
            parts.append((f"</{opened}>" if opened else "") + (f"<{kind}>" if kind else ""))
            opened = kind
        text = html.escape(line[label.end() :] if label else line)
        parts.append(f"<li>{text}</li>" if kind else f"<p>{text}</p>")
    return "".join(parts) + (f"</{opened}>" if opened else "")


def as_word(sheet: Sheet, *, automatic: bool = True) -> bytes:
    """A document with a table; `automatic` leaves the numbers of its lists to Word's numbering part."""
    document = docx.Document()
    for line in sheet.preface:
        document.add_paragraph(line)
    for line in sheet.title:
        document.add_heading(line, 1)
    width = len(sheet.headings) or max(len(row) for row in sheet.rows)
    table = document.add_table(rows=0, cols=width)
    if sheet.headings:
        _fill(table.add_row(), [[name] for name in sheet.headings], document, automatic=False)
    for row in sheet.rows:
        _fill(table.add_row(), row, document, automatic=automatic)
    for note in sheet.notes:
        document.add_paragraph(note)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _fill(row: Any, cells: list[list[str]], document: Any, *, automatic: bool) -> None:
    for place, paragraphs in enumerate(cells):
        cell = row.cells[place]
        number_id = ""
        for position, text in enumerate(paragraphs):
            paragraph = cell.paragraphs[0] if position == 0 else cell.add_paragraph()
            label = _LABEL.match(text) if automatic else None
            if label is None:
                paragraph.add_run(text)
                continue
            paragraph.add_run(text[label.end() :])
            number_id = number_id or new_list(document, *_form_of(label[1]))
            put_in_list(paragraph, number_id, 0)


def _form_of(label: str) -> tuple[str, str]:
    """The form and text of a list whose labels look so."""
    if label in "•·":
        return "bullet", label
    core = re.sub(r"\W", "", label)
    return "decimal" if core.isdigit() else "lowerLetter", label.replace(core, "%1")


def new_list(document: Any, form: str, text: str, *, start: int = 1, second: tuple[str, str] | None = None) -> str:
    """Define a list in the numbering part; its id. `second` is the form and text of the level below."""
    numbering = document.part.numbering_part.element
    number_id = str(900 + len(numbering))
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), number_id)
    for depth, (each_form, each_text) in enumerate([(form, text), *([second] if second else [])]):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        for name, value in (
            ("w:start", "1" if depth else str(start)),
            ("w:numFmt", each_form),
            ("w:lvlText", each_text),
        ):
            element = OxmlElement(name)
            element.set(qn("w:val"), value if name != "w:lvlText" or each_form != "bullet" else "\uf0b7")
            level.append(element)
        abstract.append(level)
    numbering.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), number_id)
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), number_id)
    number.append(reference)
    numbering.append(number)
    return number_id


def put_in_list(paragraph: Any, number_id: str, depth: int) -> None:
    """Make a paragraph an item of a list."""
    properties = paragraph._p.get_or_add_pPr()
    numbered = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", str(depth)), ("w:numId", number_id)):
        element = OxmlElement(name)
        element.set(qn("w:val"), value)
        numbered.append(element)
    properties.append(numbered)


def as_excel(sheet: Sheet) -> bytes:
    """A workbook whose cells hold the same text."""
    book = openpyxl.Workbook()
    page = book.active
    for line in sheet.title:
        page.append([line])
    if sheet.headings:
        page.append(sheet.headings)
    for row in sheet.rows:
        page.append(["\n".join(cell) or None for cell in row])
    for note in sheet.notes:
        page.append([note])
    return saved(book)


def as_typed_excel(rows: list[dict[str, Any]]) -> bytes:
    """A workbook with dates and hours in cells of their own kind, a line for each sitting."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["Subject", "From", "To", "Start", "End", "Room", "Mandates"])
    for row in rows:
        lines = [f"{item['label'] or '•'} {item['text']}" for item in row["items"]]
        text = "\n".join(filter(None, [row["text"], *lines]))
        for place, sitting in enumerate(row["sittings"] or [{}]):
            first, last = dt.date.fromisoformat(row["start"]), dt.date.fromisoformat(row["end"])
            page.append(
                [
                    text if place == 0 else None,
                    first if place == 0 else None,
                    (last if last != first else None) if place == 0 else None,
                    _hour(sitting.get("start")),
                    _hour(sitting.get("end")),
                    (sitting.get("room") or row["room"]) if place == 0 else None,
                    "\n".join(row["mandates"]) if place == 0 else None,
                ]
            )
    return saved(book)


def _hour(text: str | None) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None


def saved(book: Any) -> bytes:
    """The bytes of a workbook."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
