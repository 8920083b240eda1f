"""The official papers of the demo groups: all that is recorded stands in the files, in order, in each language."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import Any

import page
import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from documents.press import Paper
from portal.lib import dates
from portal.lib.dates import Span
from tests.meetings.papers.demo import EACH, SAMPLES, Sample, assert_in_order, load, printed, source, term_of, text
from tests.meetings.papers.demo import write_all as write_papers

# The papers are written before the first test; the mark has pytest-django make the database for that
pytestmark = [pytest.mark.once, pytest.mark.django_db]
GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "papers"
CASA, RCSD, GT_TM, VG_IADC, CAM = SAMPLES
Papers = dict[tuple[Sample, str, str], Paper]


@pytest.fixture(scope="module")
def papers(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Papers:
    """Written once; the trees need no database."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        written = write_papers()
        transaction.set_rollback(True)
    return written


@pytest.mark.parametrize(("sample", "language", "style"), EACH)
def test_paper_conforms_to_pdf_ua(papers: Papers, sample: Sample, language: str, style: str) -> None:
    report = page.validate_pdf_bytes(printed(papers[sample, language, style]), profile="ua1")
    assert report.is_compliant, report


@pytest.mark.parametrize(("sample", "language", "style"), EACH)
def test_paper_reads_as_its_golden_text(papers: Papers, sample: Sample, language: str, style: str) -> None:
    """Set GOLDEN=write to accept what the papers say now, and review the difference."""
    file = GOLDEN / f"{sample.group}_{sample.kind.value}_{language}_{style}.txt"
    # The dots of the contents are as many as the line has room for
    words = re.sub(r"(?:\. ?){4,}", "... ", text(papers[sample, language, style]))
    # A line for each sentence keeps a difference where it arose
    now = re.sub(r"(?<=[a-zà-ÿ)”0-9][.;:]) ", "\n", words) + "\n"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(now, encoding="utf-8")
    assert now == file.read_text(encoding="utf-8")


def rows(term: Any, language: str, style: str, rooms: dict[str, Any]) -> list[str]:
    """What the rows of the schedule must hold, worked out from the file."""
    house = dates.Style(style)
    expected = []
    for entry in term["schedule"]["entries"]:
        if entry.get("listed") is False:
            continue
        span = Span(
            *(dt.date.fromisoformat(entry[end]) for end in ("start", "end")), dates.Precision(entry["precision"])
        )
        expected.append(dates.format_span(span, language, house)[1:])
        meeting = entry.get("meeting", {})
        for sitting in meeting.get("sittings", []):
            start, end = (
                dt.time.fromisoformat(sitting[side]) if sitting.get(side) else None for side in ("start", "end")
            )
            expected.append(dates.format_hours(start, end, language, house))
        names = dict.fromkeys(sitting["room"] for sitting in meeting.get("sittings", []) if sitting.get("room"))
        expected += [said(rooms[name], language) for name in names]
        expected += [citation["symbol"] for citation in entry.get("citations", []) if citation.get("symbol")]
        expected += [said(entry["text"], language)] if entry.get("text") else []
        expected += [said(item["text"], language) for item in meeting.get("items", [])]
    return expected


def said(value: dict[str, str], language: str) -> str:
    return value.get(language) or next(iter(value.values()))


@pytest.mark.parametrize("style", ["oas", "un"])
@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
@pytest.mark.parametrize("sample", [CASA, CAM])
def test_schedule_is_in_the_paper_row_by_row(papers: Papers, sample: Sample, language: str, style: str) -> None:
    shared = source(sample.group)["shared"]
    rooms = {f"{room['organization']}/{room['key']}": room["name"] for room in shared.get("rooms", [])}
    expected = rows(term_of(sample), language, style, rooms)
    assert len(expected) > 30
    assert_in_order(expected, text(papers[sample, language, style]))


@pytest.mark.parametrize("style", ["oas", "un"])
def test_joint_group_has_its_facts_word_for_word(papers: Papers, style: str) -> None:
    words = text(papers[CASA, "en", style])
    for fact in (
        "AG/RES. 2056 (XXXIV-O/04)", "AG/RES. 2139 (XXXV-O/05)", "AG/RES. 2241 (XXXVI-O/06)",
        "AG/RES. 2278 (XXXVII-O/07)", "AG/RES. 2363 (XXXVIII-O/08)", "AG/RES. 2449 (XXXIX-O/09)",
        "AG/RES. 2542 (XL-O/10)", "AG/RES. 2695 (XLI-O/11)", "AG/doc.5242/12", "AG/RES. 2699 (XLIIO/12)",
        "AG/RES. 2699 (XLII-O/12)", "Walter Jorge Albán Peralta", "Article 28", "Vice Chair",
        "Social Charter of the Americas: Renewal of the Hemispheric Commitment to Fight Poverty in the Region",
        "to conclude negotiations on a draft Plan of Action of the Social Charter prior to the forty-third",
        "September 2012 –April 2013", "Annex I" if style == "un" else "ANNEX I",
    ):  # fmt: skip
        assert fact in words, fact


@pytest.mark.parametrize("style", ["oas", "un"])
def test_mandates_have_their_paragraphs_and_links(papers: Papers, style: str) -> None:
    expected = []
    for number, paragraphs, links in (
        ("AG/RES. 2738 (XLII-O/12)", "operative paragraphs 1 to 3", "Español - English"),
        ("AG/RES. 2816 (XLIII-O/14)", "operative paragraphs 18 to 22", "Español - English"),
        ("AG/RES. 2881 (XLIII-O/16)", "operative paragraphs 33 to 37", "Español - English"),
        ("AG/RES. 2883 (XLVI-O/16)", "operative paragraphs 1 to 3", "Español - English"),
        ("AG/RES. 2910 (XLVII-O/17)", "Operative paragraphs 1 -20.", "Español - English"),
        ("AG/RES. 2916 (XLVIII-O/18)", "Operative paragraphs 26-33", "Español - English"),
        ("AG/RES. 2939 (XLIX-0/19)", "Operative paragraphs 21-25", "Español - English"),
        ("AG/RES. 2955 (L-O/20)", "Operative paragraphs 34-45", "Español - English - Français - Português"),
    ):
        expected += [number, paragraphs, links]
    words = text(papers[CAM, "en", style])
    assert_in_order(expected, words)
    assert "AG/RES. 2816 (XLIV-O/14)" in words


@pytest.mark.parametrize(
    ("language", "hour"), [("en", "Tuesday, 2:30 p.m."), ("es", "Martes, 14:30"), ("fr", "Mardi, 14 h 30")]
)
def test_weekdays_and_hours_are_in_the_papers_language(papers: Papers, language: str, hour: str) -> None:
    assert hour in text(papers[CAM, language, "oas"])


@pytest.mark.parametrize("style", ["oas", "un"])
def test_groups_and_timeline_hold_what_is_recorded(papers: Papers, style: str) -> None:
    words = text(papers[RCSD, "en", style])
    assert_in_order(
        [
            "LC/MDS.4/3", "Challenges in implementing social protection measures", "Ecuador",
            "Post-pandemic economic reactivation and social and labour inclusion", "Uruguay",
            "The challenges of universalization", "Costa Rica", "Social protection and care policies", "Ecuador",
            "Challenges of integration of contributory and non-contributory dimensions", "Mexico", "Paraguay",
            "Social and solidarity economy", "Mexico", "Vulnerable groups", "Uruguay",
            "Territorialization of the Regional Agenda", "Mexico", "Paraguay",
            "South-South cooperation", "Argentina", "Chile", "Uruguay",
            "Leaving no one behind in the Caribbean", "Civil society",
            "Table 2", "Call for participation in the working groups", "not stated",
            "Table 3", "Sharing of experiences", "Expert workshops", "(subject to feasibility)",
            "Intersectoral meetings",
        ],
        words,
    )  # fmt: skip
    assert "20-00985" in words or style == "oas"


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_statements_are_word_for_word_in_every_language(papers: Papers, language: str) -> None:
    words = text(papers[GT_TM, language, "oas"])
    for statement in term_of(GT_TM)["statements"]:
        assert_in_order([statement["text"]["en"]], words)
    assert_in_order(["CAJP/GT/TM-12/04 corr. 1", "CAJP/GT/TM-24/05", "Eduardo Acevedo Díaz"], words)


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt"])
def test_communique_has_reference_date_and_agreed_points(papers: Papers, language: str) -> None:
    words = text(papers[VG_IADC, language, "oas"])
    for fact in ("E-079/23", "2023", "26", "15", "AG/RES. 3004 (LIII-O/23)", "1.", "2.", "3."):
        assert fact in words
    assert "OAS Secretariat for Strengthening Democracy (SSD) Facilitated Coordination" in words


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_paper_invents_a_symbol(papers: Papers, sample: Sample) -> None:
    symbol = papers[sample, "en", "oas"].masthead.symbol
    assert symbol == ("LC/MDS.4/3" if sample is RCSD else "")
    if sample is not RCSD and sample is not VG_IADC:
        assert "Symbol: not assigned" in text(papers[sample, "en", "oas"])
