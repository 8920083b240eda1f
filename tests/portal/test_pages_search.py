"""Search by symbol in any spelling, and by words."""

from __future__ import annotations

from datetime import date, time
from html import unescape

import pytest
from django.test import Client

from documents.enums import Distribution, RevisionState
from documents.models import Document, Revision
from groups.models import InstrumentAlias
from meetings.models import Sitting
from portal.actors import ANONYMOUS
from portal.enums import Audience
from portal.search import search
from portal.search.index.upkeep import catch_up
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


@pytest.mark.parametrize("query", ["CAJP/GT/TM-24/05 rev. 3", "cajp/gt/tm-24/05 rev. 9 corr. 2"])
def test_search_for_a_revision_that_nobody_has_finds_the_paper(draft: Document, query: str):
    make.document(make.body(), "CAJP/GT/TM-38/05")
    assert found(query) == [draft.get_absolute_url()]


@pytest.mark.parametrize("query", ["XLIX-0/19", "XLIX-O/19", "AG/RES. 2939 (XLIX-0/19)", "2939 XLIX-0"])
def test_search_takes_a_zero_in_a_session_for_the_letter(query: str):
    instrument = make.instrument("AG/RES. 2939 (XLIX-0/19)")
    assert found(query) == [instrument.get_absolute_url()]


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
    body = make.body(closed_is_listed=True)
    make.document(body, "CP/doc.7/26", distribution=Distribution.RESTRICTED, dated=date(2026, 3, 2))
    (hit,) = search(ANONYMOUS, "CP/doc.7/26")
    assert "restricted distribution" in hit.reason
    assert hit.facts == (body.name,), "its date is not for who cannot read it"


@pytest.mark.parametrize("query", ["Albán", "alban peralta", "PERALTA"])
def test_search_finds_who_holds_or_held_a_post(query: str):
    term = make.term(make.body("gtc-casa", name={"en": "Joint Group"}), "2012-2013")
    make.tenure(make.post(term), make.person("Walter Albán Peralta"), began=date(2012, 9, 6))
    make.tenure(make.post(term, "vice_chair"), make.person("Somebody Else"))
    (hit,) = search(ANONYMOUS, query)
    assert (hit.kind, str(hit.title)) == ("Chair", "Walter Albán Peralta")
    assert hit.url == "/groups/gtc-casa/2012-2013/members/#posts"
    assert "2012-2013" in hit.facts


def test_search_finds_each_post_of_a_person():
    term, walter = make.term(), make.person("Walter Albán Peralta")
    for role in ("chair", "rapporteur"):
        make.tenure(make.post(term, role, key=role), walter)
    assert {hit.kind for hit in search(ANONYMOUS, "albán")} == {"Chair", "Rapporteur"}


def test_search_finds_a_room_and_then_the_meetings_in_it():
    schedule = make.schedule()
    room = make.room(schedule.term.body.organization, "Guerrero Room")
    whole = make.meeting(schedule, date(2026, 3, 10), room=room)
    part = make.meeting(schedule, date(2026, 3, 11))
    Sitting.objects.create(meeting=part, on=date(2026, 3, 11), start=time(10), room=room)
    make.meeting(schedule, date(2026, 3, 12))
    hidden = make.meeting(schedule, date(2026, 3, 13), room=room, audience=Audience.STAFF)
    urls = found("guerrero")
    assert urls == [room.get_absolute_url(), part.get_absolute_url(), whole.get_absolute_url()]
    assert hidden.get_absolute_url() not in urls


@pytest.mark.parametrize(
    "query", ["19 September 2012", "2012-09-19", "19 sept 2012", "19 de septiembre de 2012", "Wed 19 Sept. 2012"]
)
def test_search_finds_what_is_on_a_day(query: str):
    schedule = make.schedule()
    on_it = make.meeting(schedule, date(2012, 9, 19))
    running = make.entry(schedule, date(2012, 9, 10), "period", end=date(2012, 9, 30), key="period")
    make.meeting(schedule, date(2012, 9, 20))
    make.meeting(schedule, date(2012, 9, 19), audience=Audience.STAFF)
    make.instrument("AG/RES. 2012 (XIX-O/09)")
    assert found(query) == [on_it.get_absolute_url(), running.get_absolute_url()]


def test_search_finds_what_is_in_a_month():
    schedule = make.schedule()
    late, early = make.meeting(schedule, date(2012, 9, 30)), make.meeting(schedule, date(2012, 9, 1))
    make.meeting(schedule, date(2012, 10, 1))
    assert found("September 2012") == [late.get_absolute_url(), early.get_absolute_url()]


@pytest.mark.parametrize(
    "query",
    [
        "resolución 2699",
        "Resolution No. 2699",
        "résolution 2699",
        "2699 xlii",
        "AG/RES. 2699 migration",
        "2699 general",
    ],
)
def test_search_finds_a_symbol_with_words_beside_it(query: str):
    instrument = make.instrument(
        "AG/RES. 2699 (XLII-O/12)",
        title={"en": "Migration in the Americas"},
        organ=make.body(name={"en": "General Assembly"}),
    )
    make.instrument("AG/RES. 2700 (XLII-O/12)", title={"en": "Migration elsewhere"})
    assert found(query) == [instrument.get_absolute_url()]


@pytest.mark.parametrize("query", ["declaration 2699", "2699 zebra"])
def test_search_leaves_out_a_symbol_that_the_words_do_not_fit(query: str):
    make.instrument("AG/RES. 2699 (XLII-O/12)")
    assert found(query) == []


@pytest.mark.parametrize("query", ["xlii", "XLII-O", "session xlii", "período XLII"])
def test_search_finds_what_a_session_adopted(query: str):
    instrument = make.instrument("AG/RES. 2699 (XLII-O/12)")
    make.instrument("AG/RES. 2780 (XLIII-O/13)")
    assert found(query) == [instrument.get_absolute_url()]


def test_search_shows_no_officer_of_a_body_that_is_not_public():
    term = make.term(make.body(audience=Audience.MEMBERS))
    make.tenure(make.post(term), make.person("Walter Albán Peralta"))
    assert found("albán") == []


def test_search_shows_no_room_of_a_house_without_public_bodies():
    make.room(make.body(audience=Audience.MEMBERS).organization, "Zebra Room")
    assert found("zebra") == []


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
        catch_up()

    assert_constant(client, "/search/?q=zebra 24/05", grow)


@pytest.mark.parametrize("query", ["zebra", "10 March 2026", "resolution 2699"])
def test_search_takes_as_many_queries_for_three_officers_rooms_and_rows(client: Client, query: str):
    schedule = make.schedule()
    number = iter(range(1, 100))

    def grow() -> None:
        place = next(number)
        body = make.body(organization=make.organization())
        make.tenure(make.post(make.term(body)), make.person(f"Zebra {place}"))
        room = make.room(body.organization, f"Zebra {place}")
        make.meeting(schedule, room=room, key=f"row-{place}")
        make.instrument(f"AG/RES. 2699 ({'I' * place}-O/{place:02d})")
        catch_up()

    assert_constant(client, f"/search/?q={query}", grow)
