"""Papers for tests, as words or as a file."""

from __future__ import annotations

import io
import re

from pypdf import PdfReader

from documents.press import render
from groups.models import Term
from meetings.enums import PaperKind
from meetings.papers import read, write
from portal.actors import ANONYMOUS, Actor


def words(
    term: Term, kind: PaperKind = PaperKind.WORK_PLAN, language: str = "en", style: str = "oas",
    actor: Actor = ANONYMOUS,
) -> str:  # fmt: skip
    """The words of a term's paper, in reading order."""
    record = read(actor, term.body.slug, term.label, kind)
    assert record is not None
    return render.text(write(record, language, style))


def text_of(pdf: bytes) -> str:
    """The text of a PDF on one line: white space made one, hyphens at line ends undone."""
    pages = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", re.sub(r"[\u2010\u00ad]\s*", "", pages))
