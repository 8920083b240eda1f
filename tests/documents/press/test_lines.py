"""Ends of lines."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from documents.press import Citation, Masthead, Paper, Paragraph, render
from tests.documents.press.samples import STAMP

pytestmark = pytest.mark.once


@pytest.mark.parametrize("extra", range(12))
def test_words_that_fill_a_line_up_to_a_citation_stay_in_it(extra: int) -> None:
    """At one of these lengths the words fit the line and the space after them does not."""
    words = (
        f"The General Assembly ratified that mandate at its regular session in Quito, Ecuador, by {'i' * extra}ruling "
    )
    paragraph = Paragraph.of(words, Citation("AG/RES. 2027 (XXXIV-O/04)"), ".")
    paper = Paper.of(
        language="en", style="oas", masthead=Masthead(), title="Title", blocks=(paragraph,), modified=STAMP
    )
    lines = PdfReader(io.BytesIO(render.pdf(paper))).pages[0].extract_text().splitlines()
    assert next(line for line in lines if line.startswith("The")).rstrip() != "The"
