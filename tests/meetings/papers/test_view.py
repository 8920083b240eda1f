"""The addresses of papers: a file for who may read it, kept by its hash; refusals in pages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from documents.press import PressError, desk
from groups.models import Term
from portal.enums import Audience
from tests import make
from tests.meetings.papers.paper import text_of

pytestmark = pytest.mark.django_db
ADDRESS = "/groups/tests/2026-2027/papers/work-plan.pdf"


@pytest.fixture
def term(tmp_path: Path, settings: Any) -> Term:
    settings.DATA_DIR = tmp_path
    house = make.organization(name={"en": "Organization of Test States", "es": "Organización de Estados de Prueba"})
    term = make.term(make.body("tests", organization=house))
    make.entry(make.schedule(term), date(2026, 9, 19), text={"en": "A matter"})
    return term


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_paper_is_a_pdf_shown_in_the_browser(client: Client, term: Term) -> None:
    response = client.get(ADDRESS)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="tests_2026-2027_work-plan_en.pdf"'
    assert response["Content-Language"] == "en"
    assert "private" in response["Cache-Control"]
    assert response.streaming
    assert "September 19, 2026" in text_of(content(response))


def test_paper_of_an_account_stays_in_no_browser(client: Client, term: Term) -> None:
    stranger = client.get(ADDRESS)
    client.force_login(make.user())
    response = client.get(ADDRESS)
    assert content(stranger) == content(response)
    assert stranger["Cache-Control"] == "private, no-cache"
    assert response["Cache-Control"] == "private, no-store"
    again = client.get(ADDRESS, headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again["Cache-Control"]) == (304, "private, no-store")


def test_language_is_the_pages_unless_asked_for(client: Client, term: Term) -> None:
    page = client.get(ADDRESS, headers={"accept-language": "es"})
    asked = client.get(ADDRESS, {"language": "fr"}, headers={"accept-language": "es"})
    assert "19 de septiembre de 2026" in text_of(content(page))
    assert "19 septembre 2026" in text_of(content(asked))
    assert asked["Content-Disposition"] == 'inline; filename="tests_2026-2027_work-plan_fr.pdf"'


def test_style_is_the_bodys_unless_asked_for(client: Client, term: Term) -> None:
    own = content(client.get(ADDRESS))
    assert content(client.get(ADDRESS, {"style": "oas"})) == own
    assert "19 September 2026" in text_of(content(client.get(ADDRESS, {"style": "un"})))


def test_paper_held_by_the_reader_is_not_sent_again(
    client: Client, term: Term, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = client.get(ADDRESS)
    content(first)

    def never(*args: Any, **options: Any) -> Path:
        raise AssertionError("printed again")

    monkeypatch.setattr(desk, "print_paper", never)
    again = client.get(ADDRESS, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert again["ETag"] == first["ETag"]
    assert not again.content


def test_paper_changes_its_etag_with_the_record(client: Client, term: Term) -> None:
    before = client.get(ADDRESS)
    content(before)
    make.entry(term.schedule, date(2026, 10, 1))
    after = client.get(ADDRESS, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    content(after)
    assert after["ETag"] != before["ETag"]


@pytest.mark.parametrize(
    "address",
    [
        "/groups/nowhere/2026-2027/papers/work-plan.pdf",
        "/groups/tests/1999/papers/work-plan.pdf",
        "/groups/tests/2026-2027/papers/minutes.pdf",
        f"{ADDRESS}?language=de",
        f"{ADDRESS}?style=nato",
    ],
)
def test_unknown_paper_is_not_found(client: Client, term: Term, address: str) -> None:
    assert client.get(address).status_code == 404


def test_paper_of_a_hidden_group_is_not_found_but_for_its_secretariat(client: Client, term: Term) -> None:
    term.body.audience = Audience.STAFF
    term.body.save()
    assert client.get(ADDRESS).status_code == 404
    secretary = make.user()
    make.serving(secretary, term.body.organization)
    client.force_login(secretary)
    response = client.get(ADDRESS)
    assert response.status_code == 200
    content(response)


def test_press_that_fails_is_said_in_a_page(client: Client, term: Term, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **options: Any) -> Path:
        raise PressError("The paper took too long to print.")

    monkeypatch.setattr(desk, "print_paper", fail)
    response = client.get(ADDRESS)
    assert response.status_code == 503
    assert "The paper took too long to print." in response.content.decode()
    assert response["Content-Type"].startswith("text/html")
