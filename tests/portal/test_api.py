"""The reading API: the same records as the pages, to the same readers, as its OpenAPI document says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from documents.models import LanguageVersion, Revision
from groups.models import Instrument, Parentage
from meetings.enums import ScheduleState
from meetings.models import AgendaPaper, Citation
from tests import make
from tests.cast import Cast, gather
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


def client_of(cast: Cast, part: str) -> Client:
    client = Client()
    if part != "stranger":
        client.force_login(cast.accounts[part])
    return client


def get(client: Client, path: str, **query: object) -> Any:
    answer = client.get(f"/api/v1/{path}", query)
    assert answer.status_code == 200, (path, answer.content)
    return answer.json()


def keys(found: dict[str, Any], name: str = "key") -> set[str]:
    return {item[name] for item in found["items"]}


def place(cast: Cast) -> str:
    return f"groups/{cast.body.slug}/{cast.term.label}"


# --- the document


@pytest.fixture
def document(client) -> dict[str, Any]:
    return get(client, "openapi.json")


def _references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for value in node.values():
            yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)


def test_document_is_an_openapi_document_whose_references_resolve(document):
    assert document["openapi"].startswith("3.1")
    assert document["info"]["title"] == "Plenary"
    schemas = document["components"]["schemas"]
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    assert {reference.rsplit("/", 1)[1] for reference in _references(document)} <= set(schemas)
    assert all(reference.startswith("#/components/schemas/") for reference in _references(document))


def test_document_is_valid_for_a_library_that_is_not_ours(document):
    validate(document)
    groups = document["paths"]["/api/v1/groups"]["get"]["parameters"]
    assert [each["schema"]["examples"] for each in groups if each["name"] == "organization"] == [["oas"]]


def test_document_offers_reading_alone_and_names_each_operation_once(document):
    operations = [(method, operation) for path in document["paths"].values() for method, operation in path.items()]
    assert {method for method, _operation in operations} == {"get"}
    names = [operation["operationId"] for _method, operation in operations]
    assert len(set(names)) == len(names) == 20
    assert all(operation["summary"] and "200" in operation["responses"] for _method, operation in operations)


def test_document_names_the_parameters_in_its_paths(document):
    for path, methods in document["paths"].items():
        assert all(each["description"] for each in methods["get"]["parameters"] if each["in"] == "query"), path
        named = {part[1:-1] for part in path.split("/") if part.startswith("{")}
        given = {each["name"] for each in methods["get"].get("parameters", []) if each["in"] == "path"}
        assert named == given, path


def _filled(cast: Cast) -> dict[str, str]:
    """Addresses by the path in the document, with records behind each."""
    schedule = make.schedule(cast.term)
    meeting = make.meeting(schedule, items=("Opening", "Report"))
    make.outcome(meeting, released_at=timezone.now())
    make.deadline(schedule)
    instrument = make.instrument()
    Citation.objects.create(entry=make.entry(schedule), instrument=instrument, languages=["es"])
    make.mandate(cast.term, instrument)
    instrument.provisions.create(key="op-1", first=1, quote={"en": "Requests the group to meet"})
    paper = make.document(cast.body, "CAJP/GT/TM-24/05")
    AgendaPaper.objects.create(item=meeting.items.get(label="1."), document=paper)
    state = make.delegation()
    make.standing(state, cast.body)
    make.silence(cast.term, make.text_without_number(cast.body), timezone.now() + timedelta(days=4))
    groups = "/api/v1/groups"
    term = f"{groups}/{cast.body.slug}/{cast.term.label}"
    return {
        "/api/v1/terms": "/api/v1/terms",
        "/api/v1/officers": "/api/v1/officers",
        "/api/v1/delegations": "/api/v1/delegations",
        "/api/v1/delegations/{key}": f"/api/v1/delegations/{state.key}",
        "/api/v1/mandates": "/api/v1/mandates",
        "/api/v1/changes": "/api/v1/changes",
        "/api/v1/entries": "/api/v1/entries",
        "/api/v1/meetings": "/api/v1/meetings",
        "/api/v1/search": "/api/v1/search?q=2955",
        f"{groups}": groups,
        f"{groups}/{{slug}}": f"{groups}/{cast.body.slug}",
        f"{groups}/{{slug}}/{{label}}": term,
        f"{groups}/{{slug}}/{{label}}/mandates": f"{term}/mandates",
        f"{groups}/{{slug}}/{{label}}/schedule": f"{term}/schedule",
        f"{groups}/{{slug}}/{{label}}/silences": f"{term}/silences",
        "/api/v1/meetings/{pk}": f"/api/v1/meetings/{meeting.pk}",
        "/api/v1/instruments": "/api/v1/instruments",
        "/api/v1/instruments/{key}": f"/api/v1/instruments/{instrument.slug}",
        "/api/v1/documents": "/api/v1/documents",
        "/api/v1/documents/{key}": f"/api/v1/documents/{paper.slug}",
    }


def test_answers_are_what_the_document_says(cast, client, document):
    filled = _filled(cast)
    assert set(filled) == set(document["paths"])
    for path, address in filled.items():
        content = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]
        schema = content["schema"] | {"components": document["components"]}
        answer = client.get(address)
        assert answer.status_code == 200, path
        errors = list(Draft202012Validator(schema).iter_errors(json.loads(answer.content)))
        assert errors == [], path


def test_addresses_in_answers_open(cast, client):
    _filled(cast)
    found = [get(client, name)["items"][0] for name in ("groups", "instruments", "documents")]
    found += [get(client, f"{place(cast)}/schedule")["entries"][0]["meeting"], get(client, place(cast))]
    assert {client.get(record["url"]).status_code for record in found} == {200}


# --- pages


def test_pages_follow_each_other(client):
    house = make.organization()
    for number in range(5):
        make.body(f"group-{number}", organization=house)
    first, second = get(client, "groups", limit=3), get(client, "groups", limit=3, offset=3)
    assert first["count"] == second["count"] == 5
    assert [item["slug"] for item in first["items"] + second["items"]] == [f"group-{number}" for number in range(5)]
    assert get(client, "groups", offset=50)["items"] == []


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 501}, {"offset": -1}, {"limit": "x"}, {"offset": 10**30}])
def test_page_that_cannot_be_is_refused(client, query):
    answer = client.get("/api/v1/groups", query)
    problem = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (422, "application/problem+json")
    assert problem["status"] == 422
    assert problem["errors"][0]["parameter"] in problem["detail"]


def test_lists_are_narrowed(client):
    house = make.organization("oas")
    make.body("wanted", organization=house, kind="committee")
    make.body("other", organization=house)
    make.body("foreign", kind="committee")
    assert keys(get(client, "groups", organization="oas", kind="committee"), "slug") == {"wanted"}


def test_documents_are_narrowed_by_group_and_kind(client):
    paper = make.document(make.body("wanted"), kind="report")
    make.document(make.body("wanted-not"), kind="report")
    assert keys(get(client, "documents", group="wanted", kind="report")) == {paper.slug}
    assert get(client, "documents", group="wanted", kind="note")["count"] == 0


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(cast, method):
    answer = getattr(client_of(cast, "admin"), method)(f"/api/v1/groups/{cast.body.slug}")
    assert answer.status_code == 405


# --- who sees what


INSIDE = {"observer", "delegate", "rapporteur", "vice_chair", "chair", "editor", "secretary", "admin"}
PRESIDING = INSIDE - {"observer", "delegate"}


@pytest.mark.parametrize("part", ["stranger", *sorted(INSIDE), "former_chair", "other_delegate", "other_secretary"])
def test_group_for_members_is_there_for_members_alone(cast, part):
    cast.body.audience = "members"
    cast.body.save()
    _filled(cast)
    client, expected = client_of(cast, part), part in INSIDE
    assert (cast.body.slug in keys(get(client, "groups"), "slug")) is expected
    status = 200 if expected else 404
    for path in ("", f"/{cast.term.label}", f"/{cast.term.label}/mandates", f"/{cast.term.label}/schedule"):
        assert client.get(f"/api/v1/groups/{cast.body.slug}{path}").status_code == status, path
    assert bool(get(client, "documents")["items"]) is expected


def test_hidden_and_absent_are_answered_alike(cast, client):
    cast.body.audience = "members"
    cast.body.save()
    paths = (f"groups/{cast.body.slug}", "groups/never-recorded", f"{place(cast)}/mandates", "groups/never/x/mandates")
    answers = [client.get(f"/api/v1/{path}") for path in paths]
    assert {(answer.status_code, answer.content) for answer in answers} == {(404, answers[0].content)}


def test_parent_that_the_reader_may_not_know_is_not_named(cast):
    hidden = make.body("hidden-bureau", audience="staff", organization=cast.house)
    Parentage.objects.create(child=cast.body, parent=hidden)
    named = {part: get(client_of(cast, part), f"groups/{cast.body.slug}")["parents"] for part in cast.actors()}
    assert {part for part, parents in named.items() if parents} == {"editor", "secretary", "admin"}


@pytest.mark.parametrize("part", ["stranger", "delegate", "chair", "secretary"])
def test_outcome_not_released_is_absent_but_for_who_presides(cast, part):
    meeting = make.meeting(make.schedule(cast.term))
    make.outcome(meeting, released_at=None, text={"en": "Not yet said"})
    make.outcome(meeting, released_at=timezone.now(), text={"en": "Said"})
    client = client_of(cast, part)
    texts = {outcome["text"]["en"] for outcome in get(client, f"meetings/{meeting.pk}")["outcomes"]}
    assert texts == ({"Said", "Not yet said"} if part in PRESIDING else {"Said"})
    whole = client.get(f"/api/v1/{place(cast)}/schedule").content.decode()
    assert ("Not yet said" in whole) is (part in PRESIDING)


@pytest.mark.parametrize("part", ["stranger", "delegate", "chair", "secretary"])
def test_draft_schedule_is_for_who_presides(cast, part):
    meeting = make.meeting(make.schedule(cast.term, state=ScheduleState.DRAFT))
    status = 200 if part in PRESIDING else 404
    client = client_of(cast, part)
    assert client.get(f"/api/v1/{place(cast)}/schedule").status_code == status
    assert client.get(f"/api/v1/meetings/{meeting.pk}").status_code == status


def test_change_proposed_is_nowhere(cast, now):
    schedule = make.schedule(cast.term)
    make.draft_change(schedule, now, entry_key="secret-change", reason={"en": "The room is taken"})
    whole = client_of(cast, "admin").get(f"/api/v1/{place(cast)}/schedule").content.decode()
    assert "secret-change" not in whole


@pytest.mark.parametrize("part", ["stranger", "observer", "delegate"])
def test_closed_meeting_keeps_its_agenda_for_who_attends(cast, part):
    cast.body.closed_is_listed = True
    cast.body.save()
    meeting = make.meeting(make.schedule(cast.term), closed=True, items=("Behind closed doors",))
    found = get(client_of(cast, part), f"meetings/{meeting.pk}")
    assert bool(found["items"]) is (part != "stranger")


@pytest.mark.parametrize("part", ["stranger", "observer", "delegate"])
def test_restricted_paper_is_for_members(cast, part):
    meeting = make.meeting(make.schedule(cast.term), items=("Opening",))
    paper = make.document(cast.body, "CAJP/GT/TM-26/05", distribution="restricted")
    AgendaPaper.objects.create(item=meeting.items.get(), document=paper)
    client = client_of(cast, part)
    assert client.get(f"/api/v1/documents/{paper.slug}").status_code == (200 if part == "delegate" else 404)
    assert (paper.slug in keys(get(client, "documents"))) is (part == "delegate")
    named = get(client, f"meetings/{meeting.pk}")["items"][0]["papers"]
    assert named == ([] if part == "stranger" else [paper.slug])


def test_revision_not_issued_is_for_who_presides(cast):
    paper = make.document(cast.body, "CAJP/GT/TM-24/05")
    Revision.objects.create(document=paper, number=1, symbol="CAJP/GT/TM-24/05 rev. 1", state="drafted")
    seen = {
        part: [each["number"] for each in get(client_of(cast, part), f"documents/{paper.slug}")["revisions"]]
        for part in ("stranger", "delegate", "chair", "secretary")
    }
    assert seen == {"stranger": [0], "delegate": [0], "chair": [1, 0], "secretary": [1, 0]}


# --- what it says


def test_hours_are_those_of_the_venue_and_an_instant(cast, client):
    meeting = make.meeting(make.schedule(cast.term), date(2026, 3, 10))
    sitting = get(client, f"meetings/{meeting.pk}")["sittings"][0]
    assert (sitting["start"], sitting["end"], sitting["zone"]) == ("14:30", "17:30", "America/New_York")
    assert sitting["starts_at"] == "2026-03-10T18:30:00Z"


def test_posts_come_with_every_tenure(cast, client):
    posts = get(client, place(cast))["posts"]
    assert {post["role"] for post in posts} == {"chair", "vice_chair", "rapporteur"}
    assert all(post["tenures"][0]["how_began"] == "elected" for post in posts)


# --- what it costs


def test_lists_take_the_same_queries_for_one_row_and_for_three(cast, client):
    def bodies() -> None:
        body = make.body(organization=cast.house, parents=(cast.body,))
        make.term(body)

    def instruments() -> None:
        number = Instrument.objects.count()
        made = make.instrument(f"AG/RES. {1200 + number} (XX-O/{90 + number})")
        made.texts.create(language="es")
        made.aliases.create(symbol=f"AG/RES. {1200 + number}", symbol_key=f"alias-{number}")
        make.mandate(cast.term, made)

    def documents() -> None:
        paper = make.document(cast.body, term=cast.term)
        LanguageVersion.objects.create(revision=paper.revisions.get(), language="es")

    assert_constant(client, "/api/v1/groups", bodies)
    assert_constant(client, "/api/v1/instruments", instruments)
    assert_constant(client, f"/api/v1/{place(cast)}/mandates", instruments)
    assert_constant(client, "/api/v1/documents", documents)


def test_schedule_takes_the_same_queries_for_one_row_and_for_three(cast, client):
    schedule = make.schedule(cast.term)

    def grow() -> None:
        number = Instrument.objects.count()
        instrument = make.instrument(f"AG/RES. {1300 + number} (XX-O/{90 + number})")
        meeting = make.meeting(schedule, items=("Opening", "Report"), room=make.room(cast.house))
        Citation.objects.create(entry=meeting.entry, instrument=instrument)
        item = meeting.items.get(label="1.")
        item.mandates.add(make.mandate(cast.term, instrument))
        AgendaPaper.objects.create(item=item, document=make.document(cast.body))
        make.outcome(meeting, released_at=timezone.now())
        make.deadline(schedule)
        make.tenure(make.post(cast.term), make.person())
        make.standing(make.delegation(), cast.body)

    assert_constant(client, f"/api/v1/{place(cast)}/schedule", grow)
    assert_constant(client, f"/api/v1/{place(cast)}", grow)
