"""Which form a source has, by its own bytes before its name."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath

from django.utils.translation import gettext as _

from meetings.imports.columns import headings_in
from meetings.imports.sources.separated import decode, delimiter_of, grid_of, read_separated
from meetings.imports.sources.text import read_text
from meetings.imports.stream import Source, UnreadableError

_HTML = re.compile(r"<(?:html|body|table|t[rdh]|ol|ul|li|p|div|span|meta|!doctype|h[1-6])\b[^>]*>", re.IGNORECASE)


def source_of(data: bytes, filename: str = "") -> Source:
    """The lines and grids of a source, whatever its form."""
    if data.startswith(b"PK\x03\x04"):
        return _container(data)
    if data.startswith(b"%PDF"):
        raise UnreadableError(_("A PDF has lost its table. Import the Word or Excel file, or paste the table."))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(_("This is a file of an old Word or Excel. Save it as .docx or .xlsx and import that."))
    text = decode(data)
    if "\x00" in text:
        raise UnreadableError(_("This file is not text, HTML, CSV, Word or Excel."))
    suffix = PurePath(filename).suffix.lower()
    if suffix in (".html", ".htm") or (suffix not in (".csv", ".tsv") and len(_HTML.findall(text[:20000])) > 1):
        from meetings.imports.sources.html import read_html

        return read_html(text)
    if suffix in (".csv", ".tsv") or _is_separated(text):
        return read_separated(text)
    return read_text(text)


def _container(data: bytes) -> Source:
    from meetings.imports.sources.containers import open_container

    names = open_container(data)
    if any(name.startswith("word/") for name in names):
        from meetings.imports.sources.word import read_word

        return read_word(data)
    if any(name.startswith("xl/") for name in names):
        from meetings.imports.sources.workbook import read_workbook

        return read_workbook(data)
    raise UnreadableError(_("This archive is neither a Word nor an Excel file."))


def _is_separated(text: str) -> bool:
    """A text without a name whose records have as many cells, either on every line or with cells in quotes."""
    if "\t" in text and '"' not in text:
        return False
    sign = delimiter_of(text)
    rows = [row for row in grid_of(text, sign, 1).rows if any(cell.lines for cell in row)]
    widths = Counter(len(row) for row in rows)
    alone = widths.pop(1, 0)  # title and notes
    width, number = widths.most_common(1)[0] if widths else (0, 0)
    if width < 2 or number < 2:
        return False
    if any(headings_in(row) for row in rows[:6]) and number * 10 >= len(rows) * 6 and sign in ",;":
        return True
    if re.search(rf'(?:^|{re.escape(sign)})"[^"]', text, re.MULTILINE) and number * 10 >= len(rows) * 6:
        return sign != "\t" or '\t"' in text
    lines = [line for line in text.splitlines() if sign in line]
    return (
        width > 2
        and number + alone == len(rows)
        and alone < number + 2
        and (sign == ";" or (sign == "," and _no_blank_after_comma(lines)))
    )


def _no_blank_after_comma(lines: list[str]) -> bool:
    return all(not re.search(r",\s", line) for line in lines)
