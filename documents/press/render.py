"""Here and now: a paper as PDF, HTML or plain text, in the process that calls."""

from __future__ import annotations

from documents.press.errors import PressError
from documents.press.markup.document import write_document
from documents.press.paper import Paper
from documents.press.plain import write_plain

MISSING_LIBRARIES = (
    "Official papers cannot be printed on this machine: the Pango libraries that set their type are missing."
    " On Debian they are installed by: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
)


def pdf(paper: Paper) -> bytes:
    """The paper as PDF/UA-1 and PDF/A-2a; equal papers are equal bytes."""
    return pdf_of_markup(write_document(paper), paper.style, paper.size)


def pdf_of_markup(markup: str, style: str, size: str) -> bytes:
    """Markup that `html` wrote, as PDF."""
    try:
        # Imported here: it loads native libraries, which a machine that prints nothing need not have
        from documents.press.engine.warm import render
    except OSError as error:
        raise PressError(MISSING_LIBRARIES) from error
    return render(markup, style, size)


def html(paper: Paper) -> str:
    """The paper as an HTML document without a style sheet."""
    return write_document(paper)


def bare_html(paper: Paper) -> str:
    """The same document with its style in it, as WeasyPrint alone prints it: what the press is measured against."""
    from documents.press.engine.warm import HERE, sheet_text

    faces = (HERE / "sheets" / "faces.css").read_text(encoding="utf-8")
    style = faces.replace("press:", f"{(HERE / 'fonts').as_uri()}/") + sheet_text(paper.style, paper.size)
    return write_document(paper).replace("</head>", f"<style>{style}</style></head>", 1)


def text(paper: Paper) -> str:
    """The paper's words in reading order."""
    return write_plain(paper)
