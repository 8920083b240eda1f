"""`manage.py paper`: a PDF and success, or a sentence and failure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import page
import pytest
from django.core.management import CommandError, call_command

from groups.models import Term
from meetings.enums import PaperKind
from meetings.models import PlanSection
from portal.enums import Audience
from tests import make
from tests.meetings.papers.paper import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def term() -> Term:
    term = make.term(make.body("tests"))
    make.entry(make.schedule(term), date(2026, 9, 19), text={"en": "A matter"})
    return term


def run(kind: str, file: Path, *more: str, group: str = "tests", term: str = "2026-2027") -> None:
    call_command("paper", kind, "--group", group, "--term", term, "-o", str(file), *more)


@pytest.mark.parametrize("kind", PaperKind)
def test_command_prints_a_paper(term: Term, tmp_path: Path, kind: PaperKind) -> None:
    file = tmp_path / "paper.pdf"
    run(kind, file, "--language", "es", "--style", "un")
    assert page.validate_pdf_bytes(file.read_bytes(), profile="ua1").is_compliant
    assert "Working Group on Tests" in text_of(file.read_bytes())


@pytest.mark.parametrize(("kind", "said"), [("report", True), ("communique", True), ("work-plan", False)])
def test_command_says_that_it_takes_the_default_outline(term: Term, tmp_path: Path, capsys, kind: str, said: bool):
    run(kind, tmp_path / "paper.pdf")
    assert ("the default one is printed" in capsys.readouterr().err) is said


def test_command_says_nothing_where_the_term_has_an_outline(term: Term, tmp_path: Path, capsys):
    PlanSection.objects.create(term=term, paper="report", key="one", heading={"en": "One"})
    run("report", tmp_path / "paper.pdf")
    assert capsys.readouterr().err == ""


def test_command_prints_in_the_house_of_the_body(term: Term, tmp_path: Path) -> None:
    run("work-plan", tmp_path / "own.pdf")
    run("work-plan", tmp_path / "oas.pdf", "--style", "oas")
    assert (tmp_path / "own.pdf").read_bytes() == (tmp_path / "oas.pdf").read_bytes()


def test_command_prints_for_the_public_unless_told_who_reads(term: Term, tmp_path: Path) -> None:
    secretary = make.user("secretary@example.org")
    make.serving(secretary, term.body.organization)
    make.entry(term.schedule, text={"en": "Inner matter"}, audience=Audience.STAFF)
    readers = {"public": [], "account": ["--as", "secretary@example.org"], "all": ["--as", "secretariat"]}
    for name, options in readers.items():
        run("work-plan", tmp_path / name, *options)
    assert "Inner matter" not in text_of((tmp_path / "public").read_bytes())
    assert "Inner matter" in text_of((tmp_path / "account").read_bytes())
    assert "Inner matter" in text_of((tmp_path / "all").read_bytes())


@pytest.mark.parametrize(
    ("kind", "group", "label", "sentence"),
    [
        ("minutes", "tests", "2026-2027", "There is no paper “minutes”: expected work-plan, report, communique."),
        ("report", "nowhere", "2026-2027", "There is no group “nowhere”."),
        ("report", "tests", "1999", "The group “tests” has no term “1999”; its terms: 2026-2027."),
    ],
)
def test_command_refuses_in_a_sentence(
    term: Term, tmp_path: Path, kind: str, group: str, label: str, sentence: str
) -> None:
    with pytest.raises(CommandError, match=sentence.replace(".", r"\.")):
        run(kind, tmp_path / "none.pdf", group=group, term=label)
    assert not (tmp_path / "none.pdf").exists()


def test_command_says_that_a_file_cannot_be_written(term: Term, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        run("work-plan", tmp_path / "no such folder" / "paper.pdf")


def test_command_knows_no_stranger(term: Term, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"There is no account “nobody@example\.org”"):
        run("work-plan", tmp_path / "paper.pdf", "--as", "nobody@example.org")
