"""The index of search: never stale whoever writes, the same as a fresh one, open to each reader as far as it may be."""

from __future__ import annotations

from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

import meetings.demo
from documents.models import Document, Revision, Statement
from groups.models import Body, Instrument, Tenure, Term
from meetings.models import AgendaItem, Entry, Outcome
from meetings.queries.rooms import rooms_known_to
from meetings.transfer.operation import import_group
from portal.actors import ANONYMOUS, SYSTEM, Actor
from portal.enums import Audience
from portal.models import SearchChange, SearchRow
from portal.search import Choices, find, search
from portal.search.candidates import Narrowed, by_words
from portal.search.excerpts import marked
from portal.search.index.sources import SOURCES
from portal.search.index.upkeep import BEFORE_A_SEARCH, catch_up, rebuild, work
from tests import make
from tests.cast import Cast, gather
from tests.portal.records import KINDS, World
from tests.portal.test_desk import create, signed_in

pytestmark = pytest.mark.django_db
COLUMNS = ("kind", "object_id", "body_id", "within_id", "on", "title", "text", "tokens")


def _rows() -> set[tuple[Any, ...]]:
    return set(SearchRow.objects.values_list(*COLUMNS))


def _assert_fresh() -> None:
    work(timezone.now())
    kept = _rows()
    assert SearchChange.objects.count() == 0
    assert sum(number for _kind, number in rebuild()) == len(kept)
    assert kept == _rows()


def test_index_after_an_import_is_as_a_fresh_one(now):
    content = Path(meetings.demo.__file__).with_name("gtc-casa.json").read_bytes()
    import_group(actor=SYSTEM, now=now, content=content)
    _assert_fresh()
    assert {"document", "instrument", "body", "term", "entry", "item", "tenure", "room"} <= {row[0] for row in _rows()}


def test_index_is_fresh_after_each_form_of_the_desk():
    world = World()
    desk = signed_in(world, "secretary")
    for key in sorted(KINDS):
        assert create(desk, world, key).status_code == 302, key
        _assert_fresh()


def test_no_way_of_writing_goes_unnoticed():
    world = World()
    make.outcome(world.meeting, released_at=None)
    make.statement(world.cast.term, report=world.document)
    make.room(world.cast.house)
    make.tenure(world.post, world.person)
    work(timezone.now())
    for table in SOURCES:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT COUNT(*) FROM {table}")  # noqa: S608
            (rows,) = cursor.fetchone()
            cursor.execute(f"UPDATE {table} SET id = id")  # noqa: S608
        assert bool(SearchChange.objects.count()) == bool(rows), table
        work(timezone.now())
    AgendaItem.objects.bulk_create([AgendaItem(meeting=world.meeting, key="more", text={"en": "Zebra"})])
    Document.objects.filter(pk=world.document.pk).update(title={"en": "Zebra"})
    Revision.objects.all().delete()
    _assert_fresh()
    assert {hit.sort for hit in search(SYSTEM, "zebra")} == {"paper", "meeting"}


def test_search_finds_what_is_so_and_not_what_was():
    body = make.body(name={"en": "Zebra"})
    assert [hit.url for hit in search(ANONYMOUS, "zebra")] == [body.get_absolute_url()]
    Body.objects.update(name={"en": "Giraffe"})
    assert search(ANONYMOUS, "zebra") == []
    assert len(search(ANONYMOUS, "giraffe")) == 1
    body.delete()
    assert search(ANONYMOUS, "giraffe") == []


def test_search_passes_over_what_waits_for_the_worker():
    body = make.body("last", name={"en": "Zebra"})
    work(timezone.now())
    house = make.organization()
    Body.objects.bulk_create(
        Body(organization=house, slug=f"body-{number}", kind="organ", name={"en": "Quagga"}, audience="public")
        for number in range(BEFORE_A_SEARCH + 5)
    )
    Body.objects.filter(pk=body.pk).update(name={"en": "Okapi"})
    assert search(ANONYMOUS, "zebra") == [], "not by words that are gone"
    work(timezone.now())
    assert len(search(ANONYMOUS, "okapi")) == 1


def test_reindex_makes_it_anew():
    make.body(name={"en": "Zebra"})
    SearchChange.objects.all().delete()
    assert search(ANONYMOUS, "zebra") == []
    call_command("reindex", verbosity=0)
    assert len(search(ANONYMOUS, "zebra")) == 1


# --- who finds what


@pytest.fixture
def cast() -> Cast:
    """A zebra of every kind, in every audience."""
    cast = gather()
    for audience in Audience.values:
        body = make.body(
            organization=cast.house, audience=audience, name={"en": f"Zebra {audience}"}, closed_is_listed=True
        )
        schedule = make.schedule(make.term(body, title={"en": "Zebra"}))
        make.meeting(schedule, items=("Zebra",), text={"en": "Zebra"})
        make.document(body, title={"en": "Zebra"}, distribution="restricted", dated=date(2012, 1, 1))
        make.instrument(f"AG/RES. 27{len(audience)} (XLII-O/12)", organ=body, title={"en": "Zebra"})
        own = make.schedule(make.term(cast.body, f"of-{audience}"), state="draft" if audience == "staff" else "adopted")
        for closed in (False, True):
            meeting = make.meeting(own, audience=audience, closed=closed, items=("Zebra",), text={"en": "Zebra"})
            make.outcome(meeting, released_at=None if closed else timezone.now(), text={"en": "Zebra"})
    make.tenure(make.post(cast.term, "friend"), make.person("Zebra Zorn"))
    make.room(cast.house, "Zebra Room")
    for distribution in ("general", "limited", "restricted"):
        paper = make.document(cast.body, distribution=distribution, title={"en": "Zebra"})
        make.statement(cast.term, report=paper, audience="members", text={"en": "Zebra"})
    make.document(cast.body, state="drafted", title={"en": "Zebra"})
    return cast


def _pks(records: Any) -> set[int]:
    return set(records.values_list("pk", flat=True))


def _expected(actor: Actor) -> dict[str, set[int]]:
    readable = _pks(Document.objects.visible_to(actor))
    terms = Term.objects.visible_to(actor)
    return {
        "document": readable,
        "listed": _pks(Document.objects.known_to(actor)) - readable,
        "statement": _pks(Statement.objects.visible_to(actor).filter(report__in=readable)),
        "instrument": _pks(Instrument.objects.visible_to(actor)),
        "body": _pks(Body.objects.visible_to(actor).filter(slug__in=_zebras())),
        "term": _pks(terms.filter(body__slug__in=_zebras())),
        "entry": _pks(Entry.objects.visible_to(actor)),
        "item": _pks(AgendaItem.objects.visible_to(actor)),
        "outcome": _pks(Outcome.objects.visible_to(actor)),
        "tenure": _pks(Tenure.objects.filter(post__term__in=terms, person__name="Zebra Zorn")),
        "room": _pks(rooms_known_to(actor)),
    }


def _zebras() -> list[str]:
    return [body.slug for body in Body.objects.all() if body.name.get("en", "").startswith("Zebra")]


def test_each_reader_finds_exactly_what_they_may_know_of(cast):
    catch_up(10_000)
    for part, actor in cast.actors().items():
        found: dict[str, set[int]] = {kind: set() for kind in _expected(actor)}
        for candidate in by_words(Narrowed(actor=actor), ("zebra",)):
            found[candidate.kind].add(candidate.object_id)
        assert found == _expected(actor), part


def test_facets_count_what_is_shown_and_nothing_else(cast):
    for part, actor in cast.actors().items():
        found = find(actor, "zebra", size=500)
        facets = {facet.name: {value.key: value.count for value in facet.values} for facet in found.facets}
        assert facets["kind"] == Counter(hit.sort for hit in found.hits), part
        assert found.total == len(found.hits), part
        known = set(Body.objects.visible_to(actor).values_list("slug", flat=True))
        assert set(facets["group"]) <= known, part
        for value in found.facets[0].values:
            narrowed = find(actor, "zebra", Choices(sort=value.key), size=500)
            assert narrowed.total == value.count, (part, value.key)


def test_what_cannot_be_read_is_found_by_its_title_alone(cast):
    body = make.body(closed_is_listed=True)
    make.document(body, distribution="restricted", title={"en": "Quagga"}, note={"en": "Okapi"}, dated=date(2012, 5, 1))
    found = find(ANONYMOUS, "quagga")
    assert ["restricted distribution" in hit.reason for hit in found.hits] == [True]
    assert [facet.values for facet in found.facets if facet.name in ("year", "language")] == [(), ()]
    assert find(ANONYMOUS, "okapi").total == 0
    assert find(ANONYMOUS, "quagga", Choices(year=2012)).total == 0
    assert find(SYSTEM, "okapi").total == find(SYSTEM, "quagga", Choices(year=2012)).total == 1


def test_revision_not_issued_is_named_to_who_presides_alone(cast):
    """The others find the paper as they would by a revision that nobody has."""
    paper = make.document(cast.body, "CAJP/GT/TM-24/05")
    symbol = "CAJP/GT/TM-24/05 rev. 8"
    Revision.objects.create(
        document=paper, number=8, symbol=symbol, symbol_key="cajp-gt-tm-24-05-rev-8", state="drafted"
    )
    parts = ("stranger", "delegate", "chair", "secretary")
    found = {part: [hit.symbol for hit in search(cast.actor(part), symbol)] for part in parts}
    plain = ["CAJP/GT/TM-24/05"]
    assert found == {"stranger": plain, "delegate": plain, "chair": [symbol], "secretary": [symbol]}
    for part in ("stranger", "delegate"):
        assert search(cast.actor(part), symbol) == search(cast.actor(part), symbol.replace("8", "99"))


# --- words


@pytest.mark.parametrize(
    ("language", "recorded", "asked"),
    [
        ("en", "Elections of officers", "election officer"),
        ("es", "Reunión de los países", "reuniones pais"),
        ("fr", "Développement des réunions", "developper reunion"),
        ("pt", "Resoluções da reunião", "resolucao reunioes"),
        ("es", "Migración", "MIGRACION"),
        ("en", "International law", "internat"),
    ],
)
def test_words_are_found_in_other_endings_and_without_accents(language, recorded, asked):
    make.body(name={language: recorded})
    make.body(name={language: "Something else"})
    assert [str(hit.title) for hit in search(ANONYMOUS, asked)] == [recorded]


def test_instrument_is_found_by_the_words_of_its_paragraphs_after_those_named_so():
    spoken = make.instrument("AG/RES. 2699 (XLII-O/12)", title={"en": "A title"})
    spoken.provisions.create(key="op-1", first=1, quote={"en": "Requests the zebras to <b>report</b> each year"})
    named = make.instrument("AG/RES. 2700 (XLII-O/12)", title={"en": "Zebra"})
    hits = search(ANONYMOUS, "zebra")
    assert [hit.url for hit in hits] == [named.get_absolute_url(), spoken.get_absolute_url()]
    assert str(hits[1].note) == "Requests the zebras to <b>report</b> each year"


def test_words_found_are_marked_and_all_else_is_escaped():
    assert marked(("reuniones", "b"), "La Reunión <b>&</b> más").text == (
        "La <mark>Reunión</mark> &lt;<mark>b</mark>&gt;&amp;&lt;/<mark>b</mark>&gt; más"
    )
    make.body(name={"en": "<script>Zebra</script>"})
    html = Client().get("/search/?q=zebra").content.decode()
    assert "&lt;script&gt;<mark>Zebra</mark>&lt;/script&gt;" in html


# --- pages


def test_pages_hold_each_result_once_and_can_be_narrowed():
    house = make.organization("oas", acronym={"en": "OAS"})
    others = make.organization("un")
    for number in range(45):
        make.body(f"zebra-{number}", organization=house if number < 30 else others, name={"en": f"Zebra {number}"})
    pages = [find(ANONYMOUS, "zebra", page=page) for page in (1, 2, 3)]
    urls = [hit.url for page in pages for hit in page.hits]
    assert len(urls) == len(set(urls)) == 45
    assert [(page.total, page.pages, page.page) for page in pages] == [(45, 3, 1), (45, 3, 2), (45, 3, 3)]
    assert find(ANONYMOUS, "zebra", page=99).page == 3
    html = unescape(Client().get("/search/?q=zebra&organization=oas&page=2").content.decode())
    assert "Page 2 of 2" in html
    assert 'href="?q=zebra&organization=oas"' not in html, "what is chosen is left out by its own link"
    assert 'href="?q=zebra"' in html


@pytest.mark.parametrize("query", ["kind=x", "year=abc", "year=99999", "page=-1", "page=x", "group=%00", "language=xx"])
def test_page_takes_no_harm_from_choices_that_cannot_be(query):
    make.body(name={"en": "Zebra"})
    assert Client().get(f"/search/?q=zebra&{query}").status_code == 200
