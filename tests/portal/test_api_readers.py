"""Every list of the reading API against the cast: what it gives is what `visible_to` gives, however it is asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from documents.models import Document, Revision
from groups.models import Body, Instrument, Mandate, Tenure, Term
from meetings.models import Entry, Meeting
from portal.actors import Actor
from portal.enums import Audience
from tests import make
from tests.cast import Cast, gather
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db


def _tenures(actor: Actor) -> set[Any]:
    seen = Tenure.objects.filter(post__term__in=Term.objects.visible_to(actor))
    return set(seen.values_list("person__name", flat=True))


def _keys(model: Any, name: str) -> Callable[[Actor], set[Any]]:
    return lambda actor: set(model.objects.visible_to(actor).values_list(name, flat=True))


# List -> the member by which a record is known, and what a reader sees of it.
LISTS: dict[str, tuple[str, Callable[[Actor], set[Any]]]] = {
    "groups": ("slug", _keys(Body, "slug")),
    "terms": ("body", _keys(Term, "body__slug")),
    "officers": ("person", _tenures),
    "mandates": ("key", _keys(Mandate, "key")),
    "instruments": ("key", _keys(Instrument, "slug")),
    "entries": ("key", _keys(Entry, "key")),
    "meetings": ("id", _keys(Meeting, "pk")),
    "documents": ("key", _keys(Document, "slug")),
}


@pytest.fixture
def cast() -> Cast:
    """Around it a record for each audience, closed meetings, and papers of each distribution."""
    cast = gather()
    for audience in Audience.values:
        body = make.body(f"for-{audience}", organization=cast.house, audience=audience)
        schedule = make.schedule(make.term(body))
        make.mandate(schedule.term, make.instrument(f"AG/RES. 27{len(audience)} (XLII-O/12)", organ=body))
        make.tenure(make.post(schedule.term), make.person())
        make.meeting(schedule, items=("Opening",))
        make.document(body)
        own = make.schedule(make.term(cast.body, f"of-{audience}"))
        for closed in (False, True):
            meeting = make.meeting(own, audience=audience, closed=closed, items=("Opening",))
            make.outcome(meeting, released_at=None if closed else timezone.now())
    make.schedule(cast.term, state="draft")
    make.entry(cast.term.schedule, key="of-the-draft")
    for distribution in ("general", "limited", "restricted"):
        make.document(cast.body, distribution=distribution)
    make.document(cast.body, state="drafted")
    paper = make.document(cast.body, "CAJP/GT/TM-24/05")
    Revision.objects.create(document=paper, number=1, symbol="CAJP/GT/TM-24/05 rev. 1", state="drafted")
    return cast


def _client(cast: Cast, part: str) -> Client:
    client = Client()
    if part != "stranger":
        client.force_login(cast.accounts[part])
    return client


def test_each_list_gives_each_reader_what_they_may_know_of(cast):
    for part, actor in cast.actors().items():
        client = _client(cast, part)
        for name, (member, seen) in LISTS.items():
            found = client.get(f"/api/v1/{name}?limit=100").json()
            assert found["count"] == len(found["items"]) <= 100, (part, name)
            assert {each[member] for each in found["items"]} == seen(actor), (part, name)


def test_agendas_outcomes_and_organs_are_for_who_may_know_of_them(cast):
    hidden = Body.objects.get(slug="for-staff")
    for part, actor in cast.actors().items():
        client = _client(cast, part)
        meetings = client.get("/api/v1/meetings?limit=100").json()["items"]
        told = {each["id"] for each in meetings if each["items"]}
        known = Meeting.objects.filter(items__in=Entry.objects.none().values("pk")).values_list("pk")
        assert told >= set(known)
        for each in meetings:
            if each["closed"] and part in ("stranger", "other_delegate", "other_secretary"):
                assert (each["items"], each["outcomes"]) == ([], []), part
        organs = {each["organ"] for each in client.get("/api/v1/instruments?limit=100").json()["items"]}
        assert (hidden.slug in organs) is (hidden in Body.objects.visible_to(actor)), part
        narrowed = client.get("/api/v1/instruments", {"organ": hidden.slug}).json()["count"]
        assert bool(narrowed) is (hidden in Body.objects.visible_to(actor)), part


def test_delegations_are_told_of_where_the_reader_may_look(cast):
    hidden = Body.objects.get(slug="for-members")
    state = make.delegation("peru")
    make.standing(state, hidden)
    assert _client(cast, "stranger").get("/api/v1/delegations/peru").json()["standings"] == []
    told = _client(cast, "secretary").get("/api/v1/delegations/peru").json()["standings"]
    assert [each["body"] for each in told] == ["for-members"]
    assert _client(cast, "stranger").get("/api/v1/delegations?group=for-members").json()["count"] == 0


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("entries?since=2012-09-01&until=2012-09-30", {"in-september", "all-autumn"}),
        ("entries?since=2012-10-01&kind=period", {"all-autumn"}),
        ("entries?status=cancelled", {"in-october"}),
        ("entries?group=wanted&sort=-start", {"in-september", "all-autumn", "in-october"}),
        ("entries?updated_since=2012-09-10T00:00:00Z", {"in-october"}),
        ("entries?updated_since=2012-09-10T00:00:00", {"in-october"}),
        ("meetings?since=2012-10-01", {"in-october"}),
        ("meetings?kind=special", {"in-october"}),
    ],
)
def test_entries_and_meetings_are_narrowed(client, query, expected):
    schedule = make.schedule(make.term(make.body("wanted")))
    make.meeting(schedule, date(2012, 9, 19), key="in-september")
    make.entry(schedule, date(2012, 9, 20), "period", end=date(2012, 11, 30), key="all-autumn")
    make.meeting(schedule, date(2012, 10, 2), key="in-october", status="cancelled", kind="special")
    for key, day in (("in-september", 1), ("all-autumn", 2), ("in-october", 20)):
        at = timezone.datetime(2012, 9, day, tzinfo=timezone.get_current_timezone())
        Entry.objects.filter(key=key).update(told_at=at)
    member = "entry" if query.startswith("meetings") else "key"
    assert {each[member] for each in client.get(f"/api/v1/{query}").json()["items"]} == expected


def test_lists_are_put_in_order_and_go_on_from_page_to_page(client):
    schedule = make.schedule()
    for day in (3, 1, 2):
        make.meeting(schedule, date(2012, 9, day), key=f"day-{day}")
    first = client.get("/api/v1/entries?sort=-start&limit=2").json()
    second = client.get(first["next"]).json()
    assert [each["key"] for each in first["items"] + second["items"]] == ["day-3", "day-2", "day-1"]
    assert (first["previous"], second["next"]) == (None, None)
    assert client.get(second["previous"]).json()["items"] == first["items"]


def test_documents_are_found_by_symbol_date_and_language(client):
    paper = make.document(make.body(), "CAJP/GT/TM-24/05", dated=date(2005, 3, 1))
    make.document(make.body(), "CAJP/GT/TM-25/05", dated=date(2006, 3, 1))
    for query in ("symbol=cajp gt tm 24/05", "until=2005-12-31", "sort=dated&limit=1"):
        assert [each["key"] for each in client.get(f"/api/v1/documents?{query}").json()["items"]] == [paper.slug]
    assert client.get("/api/v1/documents?language=pt").json()["count"] == 0
    assert client.get("/api/v1/documents?language=en").json()["count"] == 2


def test_lists_take_the_same_queries_for_one_row_and_for_three(client):
    house = make.organization()

    def grow() -> None:
        number = Instrument.objects.count() + 1
        body = make.body(organization=house)
        schedule = make.schedule(make.term(body))
        instrument = make.instrument(f"AG/RES. {number} (XX-O/90)", organ=body)
        make.mandate(schedule.term, instrument)
        make.tenure(make.post(schedule.term), make.person())
        make.standing(make.delegation(), body)
        make.outcome(make.meeting(schedule, items=("Opening",), room=make.room(house)), released_at=timezone.now())
        make.deadline(schedule)
        make.document(body, term=schedule.term)

    for name in (*LISTS, "delegations"):
        assert_constant(client, f"/api/v1/{name}", grow)
