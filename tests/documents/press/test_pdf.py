"""Printed papers: conformance, determinism, and what stands on which page."""

from __future__ import annotations

import dataclasses
import io
import re
from typing import Any

import page
import pytest
from pypdf import PdfReader

from documents.press import Footnote, Heading, Masthead, Paragraph, Schedule, ScheduleRow, line, render
from documents.press.paper import Language, Style
from tests.documents.press.printed import LANGUAGES, STYLES, pages, sample
from tests.documents.press.samples import PROSE, STAMP, everything

pytestmark = pytest.mark.once
EACH = [(style, language) for style in STYLES for language in LANGUAGES]


@pytest.mark.parametrize(("style", "language"), EACH)
def test_paper_conforms_to_pdf_ua(style: Style, language: Language) -> None:
    report = page.validate_pdf_bytes(sample(style, language), profile="ua1")
    assert report.is_compliant, report


@pytest.mark.parametrize("style", STYLES)
def test_paper_declares_both_standards(style: Style) -> None:
    root: Any = PdfReader(io.BytesIO(sample(style, "en"))).trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert b'pdfaid:part="2"' in metadata
    assert b'pdfaid:conformance="A"' in metadata


def assert_only_own_faces(data: bytes) -> None:
    """Every font of the file is embedded, and is one that the project ships."""
    for sheet in PdfReader(io.BytesIO(data)).pages:
        resources: Any = sheet["/Resources"]
        for font in resources["/Font"].values():
            descendant = font["/DescendantFonts"][0].get_object()
            assert "/FontFile3" in descendant["/FontDescriptor"]
            assert re.fullmatch(r"/[A-Z]{6}\+(Termes|Heros).*", descendant["/BaseFont"])


@pytest.mark.parametrize("style", STYLES)
def test_paper_embeds_every_face(style: Style) -> None:
    assert_only_own_faces(sample(style, "en"))


def test_paper_with_characters_of_other_scripts_conforms() -> None:
    blocks = (Paragraph.of("Αθήνα, Москва, 北京, ✓, \U00012000, a\u0301, \u202e, \U0001f600, \ue000"),)
    data = render.pdf(dataclasses.replace(everything("en", "un"), blocks=blocks))
    assert page.validate_pdf_bytes(data, profile="ua1").is_compliant
    assert "[check mark]" in " ".join(pages(data))
    assert_only_own_faces(data)


def test_equal_papers_are_equal_bytes() -> None:
    assert render.pdf(everything("es", "un")) == sample("un", "es")


def test_date_of_paper_is_the_date_of_the_file() -> None:
    info = PdfReader(io.BytesIO(sample("oas", "en"))).metadata
    assert info is not None
    assert info.creation_date == STAMP
    assert info.title is not None
    assert info.title.startswith("Work plan of the Joint Working Group")


@pytest.mark.parametrize(("style", "language"), EACH)
def test_words_come_in_the_order_of_the_paper(style: Style, language: Language) -> None:
    whole = " ".join(pages(sample(style, language)))
    body = whole[whole.rindex("By resolution AG/RES. 2056 (XXXIV-O/04)") :]
    expected = [
        "By resolution AG/RES. 2056 (XXXIV-O/04)",
        "2. In order to carry out",
        "A. Officers",
        "Simón Bolívar Room",
        "Español - English",
        "12 bis. A labelled item",
        "Walter Jorge Albán Peralta",
        "2020 2021",
        "Crisis and response",
        "Uruguay",
        "September 2012 - April 2013",
        "Meeting 1 of 2012",
        "2:30 p.m. - 5:30 p.m. Guerrero Room",
        "1. Adoption of the negotiation procedure.",
        "Meeting 40 of 2012",
        "JANUARY 26, 2021",
        "Tuesday, 2:30 p.m.",
        "AG/RES. 2738 (XLII-O/12)",
        "1. Nominations for Vice Chair",
        "APRIL 13, 2021",
        "Thematic meeting",
    ]
    place = 0
    for words in expected:
        found = body.find(words, place)
        assert found >= 0, words
        place = found + len(words)


@pytest.mark.parametrize("style", STYLES)
def test_head_row_repeats_on_every_page_of_a_schedule(style: Style) -> None:
    sheets = [text for text in pages(sample(style, "en")) if re.search(r"Meeting \d+ of 2012", text)]
    assert len(sheets) >= 3
    assert all(text.count("Matters to be considered") == 1 for text in sheets)


@pytest.mark.parametrize("style", STYLES)
def test_rows_do_not_break_over_pages(style: Style) -> None:
    for text in pages(sample(style, "en")):
        dates = len(re.findall(r"Meeting \d+ of 2012", text))
        assert text.count("Guerrero Room") == dates
        assert text.count("1. Adoption of the negotiation") == text.count("2. Start of negotiations on")


def test_row_longer_than_a_page_is_printed_whole() -> None:
    long = ScheduleRow(line("May 7, 2013"), matter=tuple(Paragraph.of(f"Point {n}. {PROSE}") for n in range(40)))
    paper = dataclasses.replace(everything("en", "oas"), blocks=(Schedule((long,)),), contents=False)
    text = " ".join(pages(render.pdf(paper)))
    assert all(f"Point {n}." in text for n in range(40))


def test_oas_pages_are_numbered_by_folio_and_by_count() -> None:
    first, second, *_rest = pages(sample("oas", "fr"))
    count = len(pages(sample("oas", "fr")))
    assert "- 1 -" not in first
    assert "CP29632E04" in first
    assert f"Page 1 sur {count}" in first
    assert "- 2 -" in second
    assert "GTC/CASA/doc.152/12 rev. 1" in second
    assert f"Page 2 sur {count}" in second


def test_un_pages_carry_symbol_job_number_and_count() -> None:
    sheets = pages(sample("un", "en"))
    assert all("20-00985" in text for text in sheets)
    assert all(f"{number}/{len(sheets)}" in text for number, text in enumerate(sheets, start=1))
    assert all("LC/MDS.4/3" in text for text in sheets[1:])


def test_un_masthead_states_facts_in_the_order_of_the_house() -> None:
    first = pages(sample("un", "es"))[0].upper()
    words = ["DISTR.", "LIMITADA", "8 DE ENERO DE 2021", "ESPAÑOL", "ORIGINAL: ESPAÑOL", "20-00985"]
    places = [first.index(word) for word in words]
    assert places == sorted(places)


def test_contents_give_the_page_of_each_part() -> None:
    sheets = pages(sample("oas", "en"))
    found = re.search(r"Annex II\. Schedule of activities of the CAM, 2020-2021 [ .]*(\d+)", sheets[0])
    assert found
    assert "ANNEX II" in sheets[int(found[1]) - 1]


def test_footnotes_stand_at_the_foot_of_the_page_of_their_call() -> None:
    for text in pages(sample("oas", "en")):
        assert ("Meeting 3 of 2012" in text) == ("To be confirmed by the delegation of Peru." in text)


def test_footnotes_of_prose_keep_to_the_page_of_their_call() -> None:
    blocks = tuple(
        Paragraph.of(f"Call {n}. ", " ".join(PROSE.split()[: 7 + n * 11 % 60]), Footnote.of(f"Note {n}. {PROSE[:90]}"))
        for n in range(60)
    )
    sheets = pages(render.pdf(dataclasses.replace(everything("en", "oas"), blocks=blocks, contents=False)))
    assert len(sheets) > 5
    for text in sheets:
        ends = {int(number) for number in re.findall(r"(\d+)/", text.replace("GTC/CASA/doc.152/12", ""))}
        notes = {int(number) + 1 for number in re.findall(r"Note (\d+)\.", text)}
        assert ends == notes


def test_missing_symbol_and_date_are_said_to_be_missing() -> None:
    paper = dataclasses.replace(everything("pt", "oas"), masthead=Masthead(group="Grupo"), blocks=(), contents=False)
    text = pages(render.pdf(paper))[0]
    assert "Cota: não atribuída" in text
    assert "Data: não atribuída" in text


def test_row_without_months_is_said_to_be_unstated() -> None:
    whole = " ".join(pages(sample("un", "fr")))
    assert "Preparation of a document that sums up the priorities non précisé" in whole


def test_outline_follows_the_headings() -> None:
    title, *rest = PdfReader(io.BytesIO(sample("oas", "en"))).outline
    assert not isinstance(title, list)
    assert str(title["/Title"]).startswith("Work plan of the Joint Working Group")
    names = [str(entry["/Title"]) for entry in rest[0] if not isinstance(entry, list)]
    assert [name.split()[0] for name in names] == ["I.", "II.", "Annex", "Annex"]


def test_paper_of_many_pages_has_one_element_for_each_heading() -> None:
    blocks = tuple(block for n in range(30) for block in (Heading.of(1, f"Part {n}"), Paragraph.of(PROSE * 6)))
    data = render.pdf(dataclasses.replace(everything("en", "un"), blocks=blocks))
    assert page.validate_pdf_bytes(data, profile="ua1").is_compliant
    assert len(pages(data)) > 15
