"""The bin: what was removed on the desk comes back whole, under its own number, for who keeps it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import Accreditation, Body, Change, Follow, Mandate, Person, Removal
from groups.operations.removals import empty_bin
from groups.records.facts import facts_of
from meetings.models import AgendaItem
from portal.desk import KINDS
from portal.models import AuditEvent
from tests import make
from tests.browsing import form_values
from tests.portal.records import KINDS as FILLINGS
from tests.portal.records import World
from tests.portal.test_desk import create, signed_in
from tests.portal.test_record_history import record_at

pytestmark = pytest.mark.django_db
COUNTERS = {"sequence", "told_at"}
"""Of a row of a schedule: calendars are told that it is back."""


@pytest.fixture
def world():
    return World()


@pytest.fixture
def desk(world):
    return signed_in(world, "secretary")


def columns(record: Any) -> dict[str, Any]:
    fields = record._meta.concrete_fields
    return {field.attname: getattr(record, field.attname) for field in fields if field.name not in COUNTERS}


def put_back(desk: Client, removal: Removal | None = None) -> str:
    removal = removal or Removal.objects.first()
    return unescape(desk.post(f"/desk/bin/{removal.pk}/put-back/", follow=True).content.decode())


@pytest.mark.parametrize("key", sorted(FILLINGS))
def test_removed_record_comes_back_as_it_was(desk, world, key):
    address = create(desk, world, key)["Location"]
    record = record_at(address, key)
    facts, held = facts_of(record), columns(record)
    assert desk.post(f"{address}remove/", {"reason": "Typed twice"}).status_code == 302
    page = unescape(desk.get("/desk/bin/").content.decode())
    assert "Typed twice" in page
    assert KINDS[key].label in page
    rows = AuditEvent.objects.count()
    assert "Put back." in put_back(desk)
    back = record_at(address, key)
    assert (back.pk, facts_of(back), columns(back)) == (record.pk, facts, held)
    assert AuditEvent.objects.count() == rows + 1
    event = AuditEvent.objects.about(back).first()
    assert (event.verb, event.before, event.after) == ("put back", None, facts)
    assert not re.search(r"/desk/bin/\d+/put-back/", desk.get("/desk/bin/").content.decode())
    assert "Put back from the bin" in desk.get(f"{address}history/").content.decode()
    assert desk.post(f"{address}remove/").status_code == 302
    assert "Put back." in put_back(desk)
    assert facts_of(record_at(address, key)) == facts


SHARED = ("delegation", "person", "instrument", "capacity", "provision", "instrumenttext", "instrumentalias")


@pytest.mark.once
@pytest.mark.parametrize("key", sorted(FILLINGS))
def test_bin_is_for_who_kept_the_record(desk, world, key):
    address = create(desk, world, key)["Location"]
    desk.post(f"{address}remove/", {"reason": "No longer so"})
    removal = Removal.objects.get()
    for part in ("delegate", "chair", "editor", "other_secretary"):
        client = signed_in(world, part)
        shared = part == "other_secretary" and key in (*SHARED, "instrumentrelation")
        page = client.get("/desk/bin/")
        assert page.status_code == (200 if part == "other_secretary" else 404)
        assert ("No longer so" in page.content.decode()) is shared
        if not shared:
            assert client.post(f"/desk/bin/{removal.pk}/put-back/").status_code == 404, part
    assert Client().post(f"/desk/bin/{removal.pk}/put-back/").status_code == 302
    assert not KINDS[key].model._default_manager.filter(pk=removal.subject_id).exists()
    assert "No longer so" in signed_in(world, "admin").get("/desk/bin/").content.decode()


def test_links_and_followers_that_went_along_come_back(desk, world):
    body = make.body(organization=world.cast.house)
    Follow.objects.create(account=world.cast.accounts["delegate"], body=body, since=timezone.now())
    given = desk.get(f"/desk/body/{body.pk}/")
    assert given.status_code == 200
    world.meeting.joint_with.add(body)
    world.item.mandates.add(world.mandate)
    for address in (f"/desk/body/{body.pk}/", f"/desk/mandate/{world.mandate.pk}/"):
        assert desk.post(f"{address}remove/").status_code == 302
    assert (world.meeting.joint_with.count(), world.item.mandates.count(), Follow.objects.count()) == (0, 0, 0)
    for removal in Removal.objects.all():
        assert "Put back." in put_back(desk, removal)
    assert list(world.meeting.joint_with.all()) == [body]
    assert list(world.item.mandates.all()) == [world.mandate]
    assert Follow.objects.get().body == body


def test_what_was_told_of_a_body_comes_back_with_it_and_counts_on(desk, world):
    address = create(desk, world, "body")["Location"]
    told = list(Change.objects.values_list("pk", "number"))
    assert told
    desk.post(f"{address}remove/")
    assert not Change.objects.exists()
    put_back(desk)
    assert list(Change.objects.order_by("number").values_list("pk", "number"))[:1] == told
    assert Change.objects.count() == 2


def test_record_comes_back_only_where_what_it_stood_under_is(desk, world):
    address = create(desk, world, "post")["Location"]
    under = f"/desk/tenure/new/?of={record_at(address, 'post').pk}"
    person = {"person": world.person.pk, "how_began": "elected", "began": "2026-01-15"}
    tenure = desk.post(under, form_values(desk.get(under).content.decode()) | person)["Location"]
    for one in (tenure, address):
        assert desk.post(f"{one}remove/").status_code == 302
    post, held = Removal.objects.get(kind="post"), Removal.objects.get(kind="tenure")
    refused = put_back(desk, held)
    assert "Nothing was put back. It needs what is no longer there: post “" in refused
    assert not KINDS["tenure"].model._default_manager.filter(pk=held.subject_id).exists()
    assert "Put back." in put_back(desk, post)
    assert "Put back." in put_back(desk, held)


def test_refusal_names_nothing_that_the_reader_may_not_know(desk, world):
    address = create(desk, world, "post")["Location"]
    under = f"/desk/tenure/new/?of={record_at(address, 'post').pk}"
    person = {"person": world.person.pk, "how_began": "elected", "began": "2026-01-15"}
    tenure = desk.post(under, form_values(desk.get(under).content.decode()) | person)["Location"]
    for one in (tenure, address):
        assert desk.post(f"{one}remove/").status_code == 302
    elsewhere = make.organization(acronym={"en": "Elsewhere"})
    Removal.objects.filter(kind="post").update(organization_id=elsewhere.pk)
    refused = put_back(desk, Removal.objects.get(kind="tenure"))
    assert "It needs what is no longer there: post." in refused


def test_symbol_taken_meanwhile_bars_the_way_back(desk, world):
    address = create(desk, world, "document")["Location"]
    desk.post(f"{address}remove/")
    assert create(desk, world, "document").status_code == 302
    assert "“CAJP/GT/TM-30/05” is already registered as" in put_back(desk)
    assert Removal.objects.get().put_back_at is None


def test_account_joined_to_another_person_meanwhile_bars_the_way_back(desk, world):
    account = make.user("eva@example.org")
    person = make.person("Eva Paz", user=account)
    desk.post(f"/desk/person/{person.pk}/remove/")
    other = make.person("Eva Paz Soto", user=account)
    assert "Nothing was put back." in put_back(desk)
    assert Person.objects.filter(user=account).get() == other


def test_record_is_put_back_once(desk, world):
    address = create(desk, world, "person")["Location"]
    desk.post(f"{address}remove/")
    put_back(desk)
    rows = AuditEvent.objects.count()
    assert "It is no longer in the bin" in put_back(desk)
    assert AuditEvent.objects.count() == rows


def test_bin_forgets_after_ninety_days_and_the_log_does_not(desk, world):
    address = create(desk, world, "person")["Location"]
    desk.post(f"{address}remove/")
    now = timezone.now()
    Removal.objects.update(at=now - timedelta(days=89, hours=23))
    empty_bin(now)
    assert "Eva Paz" in desk.get("/desk/bin/").content.decode()
    Removal.objects.update(at=now - timedelta(days=90, minutes=1))
    assert "Eva Paz" not in desk.get("/desk/bin/").content.decode()
    assert "It is no longer in the bin" in put_back(desk)
    assert not Person.objects.filter(name="Eva Paz").exists()
    empty_bin(now)
    assert not Removal.objects.exists()
    assert AuditEvent.objects.get(verb="removed").before["name"] == "Eva Paz"


def test_bin_is_emptied_by_a_worker_that_serves_no_pages():
    asked = "import django; django.setup(); from portal import jobs; print([job.name for job in jobs.registered()])"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    ran = subprocess.run([sys.executable, "-c", asked], env=environment, capture_output=True, text=True, check=True)
    assert "'bin'" in ran.stdout


def test_accreditation_everywhere_is_in_the_bin_of_who_may_accredit(world):
    state = make.delegation()
    for house in (world.cast.house, make.organization()):
        make.standing(state, make.body(organization=house))
    accreditation = Accreditation.objects.create(person=world.person, delegation=state, role="delegate")
    admin = signed_in(world, "admin")
    admin.post(f"/desk/accreditation/{accreditation.pk}/remove/")
    assert "/put-back/" in admin.get("/desk/bin/").content.decode()
    assert "/put-back/" not in signed_in(world, "secretary").get("/desk/bin/").content.decode()


def test_bin_is_narrowed_by_kind_and_named_in_the_readers_language(desk, world):
    for key in ("person", "room"):
        desk.post(f"{create(desk, world, key)['Location']}remove/")
    page = desk.get("/desk/bin/?kind=room").content.decode()
    assert "Salón Colón" in page
    assert "Eva Paz" not in page
    assert desk.get("/desk/bin/?kind=nothing").status_code == 200
    state = make.delegation(name={"en": "Peru", "es": "Perú"})
    desk.post(f"/desk/delegation/{state.pk}/remove/")
    desk.cookies["language"] = "es"
    page = desk.get("/desk/bin/").content.decode()
    assert "Perú" in page
    assert "Peru<" not in page


def test_bin_takes_no_more_queries_for_more_rows(desk, world):
    counts = []
    for number in range(3):
        for record in (make.person(f"Person {number}"), make.body(organization=world.cast.house)):
            kind = record._meta.model_name
            desk.post(f"/desk/{kind}/{record.pk}/remove/")
        with CaptureQueriesContext(connection) as taken:
            desk.get("/desk/bin/")
        counts.append(len(taken))
    assert counts[0] == counts[2]


def test_removal_that_others_rest_on_leaves_nothing_in_the_bin(desk, world):
    desk.post(f"/desk/term/{world.cast.term.pk}/remove/")
    assert not Removal.objects.exists()
    assert Mandate.objects.exists()
    assert AgendaItem.objects.exists()
    assert Body.objects.filter(pk=world.cast.body.pk).exists()
