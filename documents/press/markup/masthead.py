"""The masthead as HTML, in the form of each house."""

from __future__ import annotations

from documents.press.markup.element import element, words
from documents.press.mastheads import MastheadLine, left_lines, right_lines, symbol_line
from documents.press.measure import balanced_width
from documents.press.paper import Paper

LEFT_MEASURE = 4.0 * 72


def write_masthead(paper: Paper) -> str:
    """Left who issues the paper, right what identifies it; the UN style has a row above both."""
    if paper.style == "un":
        return element("header", _top_row(paper) + _un_row(paper), class_="masthead")
    columns = element("div", "".join(_balanced(line) for line in left_lines(paper)), class_="left")
    columns += element("div", _lines(right_lines(paper)), class_="right")
    return element("header", columns, class_="masthead")


def _lines(lines: tuple[MastheadLine, ...]) -> str:
    return "".join(element("p", words(line.text), class_=line.kind) for line in lines)


def _balanced(line: MastheadLine) -> str:
    """A line of the OAS masthead, broken where its halves are equally long."""
    text = line.text.upper() if line.kind in ("organ", "committee") else line.text
    style = None if "\n" in text else f"width:{balanced_width(text, LEFT_MEASURE, 11.0):.1f}pt"
    return element("p", words(line.text), class_=line.kind, style=style)


def _top_row(paper: Paper) -> str:
    head = paper.masthead
    name = head.organization or "\u00a0"
    row = element("p", words(name), class_="organization")
    symbol = symbol_line(paper)
    if head.release and not head.symbol:
        row += element("p", words(next(line.text for line in left_lines(paper) if line.kind == "release")),
                       class_="symbol")  # fmt: skip
    elif symbol.kind == "missing":
        row += element("p", words(symbol.text), class_="missing")
    else:
        first, slash, rest = symbol.text.partition("/")
        row += element("p", element("span", words(first), class_="first") + words(slash + rest), class_="symbol")
    return element("div", row, class_="top-row")


def _un_row(paper: Paper) -> str:
    lines = tuple(line for line in left_lines(paper) if line.kind != "release")
    if paper.masthead.release:
        lines = lines[1:] if paper.masthead.organization else lines
    # The emblem's use is restricted: its place is kept empty
    emblem = element("div", "", class_="emblem")
    columns = emblem + element("div", _lines(lines), class_="left")
    columns += element("div", _lines(right_lines(paper)), class_="right")
    return element("div", columns, class_="organ-row")
