"""Words, labels and lines of mastheads, in each language and house."""

from __future__ import annotations

import dataclasses
import datetime

import pytest

from documents.press import GridRow, Item, List, Masthead, Month, MonthGrid, Paper, Parent, line, months_between, render
from documents.press.characters import clean
from documents.press.labels import label, letters, roman
from documents.press.mastheads import right_lines
from documents.press.measure import balanced_width, text_width
from documents.press.words import LANGUAGES, WORDS, masthead_date
from tests.documents.press.samples import everything

pytestmark = pytest.mark.once


def test_every_language_has_every_word() -> None:
    assert set(WORDS) == set(LANGUAGES)
    for words in WORDS.values():
        assert set(words.languages) == set(LANGUAGES)
        assert set(words.categories) == {"general", "limited", "restricted"}
        assert len(words.months) == len(words.initials) == 12
        assert all(getattr(words, field.name) for field in dataclasses.fields(words))


@pytest.mark.parametrize(
    ("language", "style", "printed"),
    [
        ("en", "oas", "12 February 2007"),
        ("es", "oas", "12 febrero 2007"),
        ("fr", "oas", "12 février 2007"),
        ("pt", "oas", "12 fevereiro 2007"),
        ("es", "un", "12 de febrero de 2007"),
        ("en", "un", "12 February 2007"),
    ],
)
def test_masthead_date_follows_language_and_house(language: str, style: str, printed: str) -> None:
    assert masthead_date(datetime.date(2007, 2, 12), language, style) == printed


def test_first_of_the_month_is_ordinal_in_french() -> None:
    assert masthead_date(datetime.date(2021, 3, 1), "fr", "oas") == "1er mars 2021"


def test_counted_labels_follow_the_language() -> None:
    alpha = List.of("x", "y", kind="alpha")
    assert [label(alpha, 1, language) for language in ("en", "es", "fr")] == ["(b)", "b)", "b)"]
    assert label(List.of("x", kind="roman", start=4), 0, "en") == "(iv)"
    assert label(List.of("x", kind="decimal"), 0, "pt") == "1."


def test_own_label_is_printed_as_it_is() -> None:
    assert label(List.of(Item.of("x", label="12 bis."), kind="roman"), 0, "en") == "12 bis."


def test_letters_go_on_after_z() -> None:
    assert [letters(number) for number in (1, 26, 27, 52, 703)] == ["a", "z", "aa", "az", "aaa"]


def test_roman_numerals_subtract() -> None:
    assert [roman(number) for number in (4, 9, 14, 40, 1994)] == ["iv", "ix", "xiv", "xl", "mcmxciv"]


def test_textual_original_is_named() -> None:
    paper = dataclasses.replace(everything("fr", "oas"), masthead=Masthead(original="textual", symbol="CP/doc.1/01"))
    assert right_lines(paper)[-1].text == "Original: textuel"


def test_press_release_is_identified_by_date_and_reference() -> None:
    head = Masthead(release=True, reference="E-079/23", date=datetime.date(2023, 11, 21))
    paper = dataclasses.replace(everything("en", "oas"), masthead=head)
    assert [found.text for found in right_lines(paper)] == ["21 November 2023", "Reference: E-079/23"]


def test_balanced_title_keeps_its_number_of_lines() -> None:
    title = "WORK PLAN OF THE JOINT WORKING GROUP ON THE DRAFT PLAN OF ACTION OF THE SOCIAL CHARTER"
    whole = text_width(title, 11, bold=False)
    width = balanced_width(title, 400, 11)
    assert whole / 2 <= width < 400


def test_title_of_one_line_keeps_the_measure() -> None:
    assert balanced_width("REPORT", 400, 11) == 400


def test_months_between_cross_the_year() -> None:
    assert months_between(Month(2020, 11), Month(2021, 2)) == (
        Month(2020, 11),
        Month(2020, 12),
        Month(2021, 1),
        Month(2021, 2),
    )


def small(*blocks: MonthGrid, masthead: Masthead) -> Paper:
    """A paper of these blocks under this masthead."""
    return dataclasses.replace(everything("en", "oas"), blocks=blocks, masthead=masthead)


def test_plain_text_has_masthead_and_months() -> None:
    months = months_between(Month(2020, 8), Month(2020, 10))
    grid = MonthGrid(months, (GridRow(line("Seminars"), frozenset(months[1:])), GridRow(line("Call"), None)))
    text = render.text(small(grid, masthead=Masthead((Parent("Permanent Council"),), symbol="CP/doc.1/01")))
    lines = text.splitlines()
    assert lines[:2] == ["Permanent Council", "CP/doc.1/01"]
    assert "Seminars: September 2020, October 2020" in lines
    assert "Call: not stated" in lines


def test_plain_text_keeps_the_order_of_the_paper() -> None:
    text = render.text(everything("en", "un"))
    words = [
        "LC/MDS.4/3",
        "8 January 2021",
        "I. Introduction",
        "1. See documents",
        "(b) Thematic groups",
        "(ii) Labour",
        "Uruguay",
        "Meeting 40 of 2012",
        "JANUARY 26, 2021",
        "1. Nominations for Vice Chair",
    ]
    places = [text.index(word) for word in words]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Ambassador Alb\u00e1n", "Ambassador Albán"),
        ("Alba\u0301n", "Albán"),
        ("14\u202fh\u202f30", "14\u00a0h\u00a030"),
        ("10\u2074", "104"),
        ("a\u200bb\u202ec\x00", "abc"),
        ("\u2713 done", "[check mark] done"),
        ("“Migrants’ contributions” – № 5 → 6", "“Migrants’ contributions” – № 5 → 6"),
    ],
)
def test_characters_are_printed_as_the_faces_allow(written: str, printed: str) -> None:
    assert clean(written) == printed
