"""The history of a record: every state of every kind comes back with one press, and nothing else does."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from groups.models import Body, Change, Person, Post
from groups.queries.history import MOST
from groups.records.facts import digest, facts_of
from meetings.models import AgendaItem, Entry
from portal.desk import KINDS
from portal.models import AuditEvent
from tests import make
from tests.browsing import form_values
from tests.portal.records import KINDS as FILLINGS
from tests.portal.records import World
from tests.portal.test_desk import create, signed_in

pytestmark = pytest.mark.django_db
EVERY_KIND = pytest.mark.parametrize("key", sorted(FILLINGS))


@pytest.fixture
def world():
    return World()


@pytest.fixture
def desk(world):
    return signed_in(world, "secretary")


def record_at(address: str, key: str):
    return KINDS[key].model._default_manager.get(pk=address.rstrip("/").split("/")[-1])


def correct(desk: Client, address: str, **typed: object) -> None:
    answer = desk.post(address, form_values(desk.get(address).content.decode()) | typed)
    assert answer.status_code == 302, answer.context["form"].errors


def versions(page: str) -> list[str]:
    """The buttons of the history, from the latest state to the first."""
    return re.findall(r'name="version" value="([^"]+)"', page)


def put_back(desk: Client, address: str, version: str, seen: str = "") -> str:
    page = desk.get(f"{address}history/").content.decode()
    given = re.search(r'name="seen" value="(\w+)"', page)
    answer = desk.post(
        f"{address}history/put-back/", {"version": version, "seen": seen or (given[1] if given else "")}, follow=True
    )
    return unescape(answer.content.decode())


@EVERY_KIND
def test_first_state_of_a_record_changed_twice_comes_back_and_goes_again(desk, world, key):
    address = create(desk, world, key)["Location"]
    first = facts_of(record_at(address, key))
    correct(desk, address, **FILLINGS[key][2])
    second = facts_of(record_at(address, key))
    correct(desk, address, **{name: "" for name in FILLINGS[key][2] if _may_be_empty(key, name)})
    rows = AuditEvent.objects.count()
    created = AuditEvent.objects.about(record_at(address, key)).get(verb="created")
    corrected = AuditEvent.objects.about(record_at(address, key)).filter(verb="corrected").last()
    put_back(desk, address, str(corrected.pk))
    assert facts_of(record_at(address, key)) == second
    assert "Put back. The version" in put_back(desk, address, str(created.pk))
    assert facts_of(record_at(address, key)) == first
    event = AuditEvent.objects.about(record_at(address, key)).first()
    assert (event.verb, event.after) == ("put back", first)
    assert event.reason.startswith(f"version {created.pk} of ")
    assert AuditEvent.objects.count() - rows in (1, 2)
    put_back(desk, address, str(corrected.pk))
    assert facts_of(record_at(address, key)) == second


def _may_be_empty(key: str, name: str) -> bool:
    field = {column.name: column for column in KINDS[key].model._meta.get_fields()}.get(name.rsplit("_", 1)[0])
    return field is not None and hasattr(field, "formfield") and name[-3:] in ("_en", "_es", "_fr", "_pt")


@pytest.mark.once
@EVERY_KIND
def test_history_is_for_who_keeps_the_record(desk, world, key):
    address = create(desk, world, key)["Location"]
    correct(desk, address, **FILLINGS[key][2])
    before = facts_of(record_at(address, key))
    version = AuditEvent.objects.about(record_at(address, key)).get(verb="created").pk
    for part in ("stranger", "delegate", "chair", "editor", "other_secretary"):
        client = Client() if part == "stranger" else signed_in(world, part)
        form = client.get(address).status_code
        assert client.get(f"{address}history/").status_code == form, part
        answer = client.post(f"{address}history/put-back/", {"version": version, "seen": "x"})
        assert answer.status_code == (302 if form in (200, 302) else form), part
    assert facts_of(record_at(address, key)) == before


@pytest.mark.once
def test_each_of_fifty_states_is_put_back_with_one_press(desk, world):
    address = f"/desk/body/{world.cast.body.pk}/"
    for number in range(MOST + 1):
        correct(desk, address, acronym=f"GT-{number}")
    shown = versions(desk.get(f"{address}history/").content.decode())
    assert len(shown) == MOST
    for number, version in zip(reversed(range(MOST)), shown, strict=True):
        with transaction.atomic():
            put_back(desk, address, version)
            assert Body.objects.get(pk=world.cast.body.pk).acronym == f"GT-{number}"
            transaction.set_rollback(True)


def test_state_before_the_log_begins_is_put_back_too(desk, world):
    address = f"/desk/person/{world.person.pk}/"
    correct(desk, address, name="Ana María Ruiz")
    page = desk.get(f"{address}history/").content.decode()
    assert "As it was before" in page
    (version,) = versions(page)
    put_back(desk, address, version)
    assert Person.objects.get(pk=world.person.pk).name == "Ana Ruiz"


def test_history_says_what_changed_in_the_words_of_the_form(desk, world):
    address = create(desk, world, "tenure")["Location"]
    other = make.person("Eva Paz")
    correct(desk, address, person=other.pk, ended="2026-12-31", how_began="designated", note_es="Interina")
    page = re.sub(r"<[^>]+>", " ", unescape(desk.get(f"{address}history/").content.decode()))
    words = " ".join(page.split())
    for said in ("formerly Ana Ruiz", "now Eva Paz", "now 31 December 2026", "(español)", "now Interina"):
        assert said in words
    assert "how_began" not in words
    assert "2026-12-31" not in words


def test_history_is_in_the_readers_language(desk, world):
    address = create(desk, world, "parentage")["Location"]
    correct(desk, address, began="2025-01-01")
    desk.cookies["language"] = "es"
    page = desk.get(f"{address}history/").content.decode()
    assert "1 de enero de 2025" in page
    assert "Reponer esta versión" in page


def test_version_is_refused_once_somebody_else_has_changed_the_record(desk, world):
    address = f"/desk/body/{world.cast.body.pk}/"
    correct(desk, address, acronym="ONE")
    seen = digest(Body.objects.get(pk=world.cast.body.pk))
    (version,) = versions(desk.get(f"{address}history/").content.decode())
    correct(desk, address, acronym="TWO")
    rows = AuditEvent.objects.count()
    assert "Somebody changed this record just now" in put_back(desk, address, version, seen)
    assert Body.objects.get(pk=world.cast.body.pk).acronym == "TWO"
    assert AuditEvent.objects.count() == rows


def test_version_that_names_somebody_gone_is_refused_by_name(desk, world):
    address = create(desk, world, "tenure")["Location"]
    other = make.person("Eva Paz")
    correct(desk, address, person=other.pk)
    Person.objects.filter(pk=world.person.pk).delete()
    before = facts_of(record_at(address, "tenure"))
    version = versions(desk.get(f"{address}history/").content.decode())[0]
    assert "Nothing was put back. Person: “Ana Ruiz” can no longer be chosen." in put_back(desk, address, version)
    assert facts_of(record_at(address, "tenure")) == before


def test_version_whose_symbol_was_taken_since_is_refused_by_name(desk, world):
    address = create(desk, world, "document")["Location"]
    correct(desk, address, symbol="CAJP/GT/TM-31/05")
    assert create(desk, world, "document", slug="another").status_code == 302
    version = versions(desk.get(f"{address}history/").content.decode())[0]
    assert "“CAJP/GT/TM-30/05” is already registered as" in put_back(desk, address, version)
    assert record_at(address, "document").symbol == "CAJP/GT/TM-31/05"


def test_two_of_one_name_are_told_apart(desk, world):
    address = create(desk, world, "tenure")["Location"]
    namesake = make.person("Ana Ruiz")
    correct(desk, address, person=namesake.pk)
    version = versions(desk.get(f"{address}history/").content.decode())[0]
    put_back(desk, address, version)
    assert record_at(address, "tenure").person_id == world.person.pk


def test_links_to_several_come_back(desk, world):
    address = f"/desk/agendaitem/{world.item.pk}/"
    correct(desk, address, mandates=[world.mandate.pk])
    correct(desk, address, mandates=[])
    version = versions(desk.get(f"{address}history/").content.decode())[0]
    put_back(desk, address, version)
    assert list(AgendaItem.objects.get(pk=world.item.pk).mandates.all()) == [world.mandate]


def test_what_is_put_back_is_told_as_any_change(desk, world):
    address = f"/desk/body/{world.cast.body.pk}/"
    correct(desk, address, name_en="Another name")
    number = Change.objects.count()
    version = versions(desk.get(f"{address}history/").content.decode())[0]
    put_back(desk, address, version)
    assert Change.objects.count() == number + 1
    assert Change.objects.first().new["name"]["en"] == "Working Group on Tests"


def test_calendars_hear_of_a_row_put_back(desk, world):
    address = f"/desk/entry/{world.entry.pk}/"
    correct(desk, address, end="2026-05-05")
    before = Entry.objects.get(pk=world.entry.pk).sequence
    put_back(desk, address, versions(desk.get(f"{address}history/").content.decode())[0])
    assert Entry.objects.get(pk=world.entry.pk).sequence == before + 1


def test_rows_from_before_numbers_were_kept_are_put_back_by_name(desk, world):
    address = create(desk, world, "tenure")["Location"]
    made = AuditEvent.objects.get(verb="created")
    facts = {name: value for name, value in made.after.items() if not name.endswith("_id")}
    made.pk, made._state.adding, made.after = None, True, facts
    made.save()
    correct(desk, address, person=make.person("Eva Paz").pk)
    put_back(desk, address, str(made.pk))
    assert record_at(address, "tenure").person_id == world.person.pk


@pytest.mark.parametrize("version", ["", "x", "0", "999999999", "1-before"])
def test_version_that_never_was_is_not_there(desk, world, version):
    answer = desk.post(f"/desk/body/{world.cast.body.pk}/history/put-back/", {"version": version, "seen": ""})
    assert answer.status_code == 404


def test_version_of_another_record_is_not_there(desk, world):
    correct(desk, f"/desk/person/{world.person.pk}/", name="Ana")
    event = AuditEvent.objects.get()
    answer = desk.post(f"/desk/body/{world.cast.body.pk}/history/put-back/", {"version": event.pk, "seen": ""})
    assert answer.status_code == 404


def test_history_names_nothing_that_the_secretary_may_not_know(world):
    hidden = make.body(name={"en": "Secret group of another house"}, audience="staff")
    admin, desk = signed_in(world, "admin"), signed_in(world, "secretary")
    relation = world.instrument.relations.create(kind="renews", other=world.other_instrument)
    address = f"/desk/instrumentrelation/{relation.pk}/"
    correct(admin, address, body=hidden.pk, other="")
    correct(admin, address, body="", other=world.other_instrument.pk)
    assert "Secret group" in admin.get(f"{address}history/").content.decode()
    page = desk.get(f"{address}history/").content.decode()
    assert "Secret group" not in page
    assert "a record that you may not see" in page
    assert "Secret group" not in put_back(desk, address, versions(page)[0])
    hidden.delete()
    assert "Secret group" not in desk.get(f"{address}history/").content.decode()


def test_history_takes_no_more_queries_for_more_versions(desk, world):
    address = create(desk, world, "tenure")["Location"]
    counts = []
    for number in range(4):
        correct(desk, address, person=make.person(f"Person {number}").pk)
        with CaptureQueriesContext(connection) as taken:
            desk.get(f"{address}history/")
        counts.append(len(taken))
    assert counts[1] == counts[3]


def test_history_of_what_is_not_there_is_not_there(desk):
    assert desk.get(f"/desk/post/{Post.objects.count() + 999}/history/").status_code == 404
    assert desk.get("/desk/nothing/1/history/").status_code == 404
