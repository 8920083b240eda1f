"""Search by symbol in any spelling, and by words."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.test import Client

from documents.enums import Distribution, RevisionState
from documents.models import Document, Revision
from groups.models import InstrumentAlias
from portal.actors import ANONYMOUS
from portal.enums import Audience
from portal.search import search
from tests import make
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Document:
    document = make.document(make.body(), "CAJP/GT/TM-24/05", title={"en": "Draft program"}, state="superseded")
    Revision.objects.create(
        document=document,
        number=7,
        symbol="CAJP/GT/TM-24/05 rev. 7",
        symbol_key="cajp-gt-tm-24-05-rev-7",
        state=RevisionState.AGREED,
    )
    return document


def found(query: str) -> list[str]:
    return [hit.url for hit in search(ANONYMOUS, query)]


@pytest.mark.parametrize(
    "query", ["TM 24/05", "CAJP/GT/TM-24/05 Rev.7", "gt/tm-24", "cajp gt tm 24 05", "CAJP/GT/TM-24/05"]
)
def test_search_finds_a_paper_in_any_spelling(draft: Document, query: str):
    make.document(make.body(), "CAJP/GT/TM-38/05")
    assert found(query)[0] == draft.get_absolute_url()


def test_search_shows_the_latest_revision_whichever_was_asked_for(draft: Document):
    assert search(ANONYMOUS, "CAJP/GT/TM-24/05")[0].symbol == "CAJP/GT/TM-24/05 rev. 7"


@pytest.mark.parametrize("query", ["AG/RES. 2699 (XLIIO/12)", "ag res 2699", "AG/RES. 2699 (XLII-0/12)"])
def test_search_finds_a_resolution_in_any_spelling(query: str):
    instrument = make.instrument("AG/RES. 2699 (XLII-O/12)")
    assert found(query) == [instrument.get_absolute_url()]


def test_search_finds_a_resolution_by_a_symbol_it_is_wrongly_cited_under():
    instrument = make.instrument("AG/RES. 2816 (XLIV-O/14)", title={"en": "Migration"})
    InstrumentAlias.objects.create(
        instrument=instrument, symbol="AG/RES. 2816 (XLIII-O/14)", symbol_key="ag-res-2816-xliii-o-14"
    )
    hit = search(ANONYMOUS, "AG/RES. 2816 (XLIII-O/14)")[0]
    assert hit.url == instrument.get_absolute_url()
    assert hit.facts[-1] == "also cited as AG/RES. 2816 (XLIII-O/14)"


def test_search_by_words_minds_neither_accents_nor_case():
    body = make.body(name={"en": "Migration", "es": "Comisión de Asuntos Migratorios"})
    assert found("COMISION migratorios") == [body.get_absolute_url()]


def test_search_finds_agenda_items_at_their_place():
    meeting = make.meeting(make.schedule())
    make.agenda_item(meeting, "Election of the Vice Chair", key="election")
    assert found("vice chair") == [f"/meetings/{meeting.pk}/#election"]


def test_search_puts_symbols_before_words_and_names_before_matters(draft: Document):
    meeting = make.meeting(make.schedule(), text={"en": "Reading of the draft program"})
    assert found("draft program") == [draft.get_absolute_url(), f"/meetings/{meeting.pk}/"]


def test_search_shows_no_one_what_they_may_not_know_of():
    make.document(make.body(), "CP/doc.7/26", distribution=Distribution.RESTRICTED, title={"en": "Zebra paper"})
    make.meeting(make.schedule(), audience=Audience.STAFF, text={"en": "Zebra meeting"})
    make.body(audience=Audience.MEMBERS, name={"en": "Zebra body"})
    assert found("zebra") == []
    assert found("CP/doc.7/26") == []


def test_search_gives_the_reason_for_what_may_be_known_but_not_read():
    make.document(make.body(closed_is_listed=True), "CP/doc.7/26", distribution=Distribution.RESTRICTED)
    assert "restricted distribution" in search(ANONYMOUS, "CP/doc.7/26")[0].reason


def test_search_has_a_limit():
    for number in range(60):
        make.body(name={"en": f"Zebra {number}"})
    assert len(found("zebra")) == 50


@pytest.mark.parametrize("query", ["", "   ", "%", "'\"<script>", "-", "/" * 500, "\u0000x"])
def test_search_page_answers_whatever_is_typed(client: Client, query: str):
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    assert b"'\"<script>" not in response.content


def test_search_page_keeps_the_query_when_the_language_changes(client: Client):
    html = unescape(client.get("/search/?q=TM+24/05").content.decode())
    assert "q=TM+24%2F05&lang=es" in html


def test_search_takes_as_many_queries_for_three_hits(client: Client):
    schedule = make.schedule()
    number = iter(range(1, 100))

    def grow() -> None:
        place = next(number)
        make.meeting(schedule, date(2026, 3, place), text={"en": "Zebra 24/05"})
        make.document(schedule.term.body, f"CAJP/GT/TM-24/{place:02d}", title={"en": "Zebra 24/05"})
        make.instrument(f"AG/RES. 24{place:02d} (L-O/20)", title={"en": "Zebra 24/05"})

    assert_constant(client, "/search/?q=zebra 24/05", grow)
