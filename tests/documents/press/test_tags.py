"""The structure tree: what a screen reader is told."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from pypdf import PdfReader

from tests.documents.press.printed import sample, tags

pytestmark = pytest.mark.once


def test_table_over_several_pages_is_one_table() -> None:
    tables = tags(sample("oas", "en")).all("Table")
    assert len(tables) == 4
    schedule = tables[2]
    assert len(schedule.all("THead")) == 1
    assert len(schedule.all("TBody")) == 1
    assert len(schedule.all("TR")) == 41


def test_headings_start_at_one_and_skip_none() -> None:
    levels = [int(tag.role[1]) for tag in tags(sample("un", "en")).walk() if tag.role in {"H1", "H2", "H3", "H4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_each_footnote_is_a_note_with_a_name_beside_its_reference() -> None:
    tree = tags(sample("oas", "en"))
    notes = tree.all("Note")
    assert len(notes) == 5
    assert len({note.dictionary["/ID"] for note in notes}) == 5
    assert all(len(note.all("Lbl")) == 1 for note in notes)
    # The contents have references too, to their links
    references = [tag for tag in tree.all("Reference") if not tag.all("Link")]
    assert len(references) == 5
    headings = [tag for tag in tree.walk() if tag.role in {"H1", "H2", "H3"}]
    assert not any(heading.all("Note") for heading in headings)


def test_contents_are_a_toc_of_links() -> None:
    contents = tags(sample("oas", "en")).all("TOC")
    assert len(contents) == 1
    assert len(contents[0].all("TOCI")) == 5
    assert all(len(entry.all("Link")) == 1 for entry in contents[0].all("TOCI"))


def test_link_is_announced_by_its_words() -> None:
    labels = [
        str(annotation.get_object()["/Contents"])
        for page in PdfReader(io.BytesIO(sample("oas", "en"))).pages
        for annotation in page.get("/Annots", [])
    ]
    assert "I. Introduction" in labels
    assert "Español" in labels
    assert not any(label.startswith("part-") for label in labels)


def test_list_items_have_label_and_body() -> None:
    tree = tags(sample("oas", "en"))
    items = tree.all("LI")
    assert items
    numbered = [item for item in items if item.kids[0].role == "Lbl"]
    assert all([kid.role for kid in item.kids] == ["Lbl", "LBody"] for item in numbered)
    kinds = {str(found.dictionary["/A"]["/ListNumbering"]) for found in tree.all("L")}
    assert kinds == {"/Decimal", "/LowerAlpha", "/LowerRoman", "/Disc", "/None"}


def test_cells_know_their_headers_over_spans() -> None:
    countries = tags(sample("oas", "en")).all("Table")[1]
    names = {tag.dictionary["/ID"] for tag in countries.all("TH")}
    uruguay, chile = countries.all("TR")[3].all("TD")
    for cell in (uruguay, chile):
        headers = set(cell.dictionary["/A"]["/Headers"])
        assert headers <= names
        # The row's, the column's, and the one over both columns
        assert len(headers) == 3
    assert uruguay.dictionary["/A"]["/Headers"] != chile.dictionary["/A"]["/Headers"]


def test_words_in_another_language_say_so() -> None:
    spans = [tag.dictionary["/Lang"] for tag in tags(sample("oas", "en")).all("Span") if "/Lang" in tag.dictionary]
    assert "es" in spans
    in_spanish = [tag.dictionary for tag in tags(sample("oas", "es")).walk() if tag.dictionary.get("/Lang") == "en"]
    assert in_spanish


def test_month_letters_are_expanded() -> None:
    letters = [tag.dictionary["/E"] for tag in tags(sample("un", "es")).all("Span") if "/E" in tag.dictionary]
    assert letters[0] == "agosto 2020"
    assert len(letters) == 17


def test_margins_and_leaders_are_artifacts() -> None:
    page = PdfReader(io.BytesIO(sample("oas", "en"))).pages[0]
    content = page.get_contents()
    assert content is not None
    operators = content.get_data()
    assert operators.count(b"/Pagination") >= 2
    assert operators.count(b"/Layout") > 100
