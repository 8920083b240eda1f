"""Circulating, presenting, adopting and revising a schedule; its versions stay readable as they were."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.enums import ScheduleState
from meetings.models import DraftChange, Entry, Meeting, Schedule, ScheduleVersion
from meetings.models.schedules import FrozenError
from meetings.operations.adoption import adopt, circulate, close, present, take_back
from meetings.operations.edits import add_row, edit_row, restore_row, withdraw_row
from meetings.operations.errors import RefusedError
from meetings.queries.drafts import row_for_editing
from meetings.queries.versions import difference_between, difference_of
from meetings.transfer.frozen import digest
from portal.actors import SYSTEM, Actor
from portal.enums import Audience
from portal.models import AuditEvent
from tests import make
from tests.cast import NOW, Cast, gather
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def secretary(cast: Cast) -> Actor:
    return cast.actor("secretary")


@pytest.fixture
def approving(cast: Cast) -> Meeting:
    """The meeting of the parent that approves."""
    return make.meeting(make.schedule(make.term(make.body(organization=cast.house))), date(2026, 1, 20))


@pytest.fixture
def plan(cast: Cast, secretary: Actor, approving: Meeting) -> Schedule:
    """Adopted once: three meetings and a deadline."""
    schedule = make.schedule(cast.term, state=ScheduleState.PRESENTED, title={"en": "Plan"})
    for number, day in enumerate((10, 17, 24), start=1):
        make.meeting(schedule, date(2026, 4, day), key=f"m{number}", items=(f"Matter {number}",))
    make.deadline(schedule, date(2026, 4, 8))
    adopt(actor=secretary, now=NOW, schedule=schedule, on=date(2026, 1, 20), at_meeting=approving)
    schedule.refresh_from_db()
    return schedule


def edit(actor: Actor, schedule: Schedule, key: str, **changes: Any) -> None:
    row = row_for_editing(actor, schedule, key)
    assert row is not None
    edit_row(actor=actor, now=NOW, schedule=schedule, key=key, seen=row.version, changes=changes)


def withdraw(actor: Actor, schedule: Schedule, key: str) -> None:
    row = row_for_editing(actor, schedule, key)
    assert row is not None
    withdraw_row(actor=actor, now=NOW, schedule=schedule, key=key, seen=row.version)


def revise(
    actor: Actor, schedule: Schedule, at_meeting: Meeting | None, *, corrigendum: bool = False
) -> ScheduleVersion:
    return adopt(actor=actor, now=NOW, schedule=schedule, on=TODAY, at_meeting=at_meeting, corrigendum=corrigendum)


def test_first_adoption_marks_nothing_and_freezes_the_whole(plan: Schedule, approving: Meeting) -> None:
    version = ScheduleVersion.objects.get()
    assert (plan.state, plan.state_on, plan.decided_at, plan.revision) == ("adopted", date(2026, 1, 20), approving, 0)
    assert (version.revision, version.adopted_on, version.adopted_at) == (0, date(2026, 1, 20), approving)
    assert [row["key"] for row in version.content["entries"]][1:] == ["m1", "m2", "m3"]
    assert version.sha256 == digest(version.content)
    assert not Entry.objects.exclude(changed_in=None).exists()


def test_amended_plan_becomes_revision_one(plan: Schedule, secretary: Actor, approving: Meeting) -> None:
    edit(secretary, plan, "m1", start="2026-04-14")
    withdraw(secretary, plan, "m3")
    add_row(actor=secretary, now=NOW, schedule=plan, content={"key": "m4", "kind": "meeting", "start": "2026-05-05"})
    before = difference_of(SYSTEM, plan)
    assert [(row.key, row.how) for row in before.rows] == [("m1", "moved"), ("m3", "withdrawn"), ("m4", "added")]
    assert Entry.objects.get(key="m1").start == date(2026, 4, 10)

    version = revise(secretary, plan, approving)
    plan.refresh_from_db()
    assert (plan.revision, version.revision, plan.state_on) == (1, 1, TODAY)
    moved, kept, gone, new = (Entry.objects.get(schedule=plan, key=f"m{number}") for number in (1, 2, 3, 4))
    assert moved.start == date(2026, 4, 14)
    assert [each.changed_in for each in (moved, kept, gone, new)] == [1, None, 1, 1]
    assert (gone.withdrawn_in, gone.status, gone.listed) == (1, "cancelled", True)
    assert not DraftChange.objects.exists()
    first, second = ScheduleVersion.objects.order_by("revision")
    assert difference_between(first, second).keys == before.keys
    assert not difference_of(SYSTEM, plan)
    assert {event.verb for event in AuditEvent.objects.all()} >= {"edited", "withdrawn", "added", "adopted"}


def test_meeting_keeps_its_address_when_it_is_moved(plan: Schedule, secretary: Actor, approving: Meeting) -> None:
    pk = Meeting.objects.get(entry__key="m1").pk
    edit(secretary, plan, "m1", start="2026-04-14")
    revise(secretary, plan, approving)
    assert Meeting.objects.get(entry__key="m1").pk == pk


def test_adopted_version_is_never_altered(plan: Schedule) -> None:
    version = ScheduleVersion.objects.get()
    with pytest.raises(FrozenError):
        version.save()


def test_revision_needs_a_change_and_a_meeting(plan: Schedule, secretary: Actor, approving: Meeting) -> None:
    with pytest.raises(RefusedError, match="Nothing to adopt: the table is as adopted"):
        revise(secretary, plan, approving)
    edit(secretary, plan, "m1", start="2026-04-14")
    with pytest.raises(RefusedError, match="which meeting"):
        revise(secretary, plan, None)
    with pytest.raises(RefusedError, match="not come yet"):
        adopt(actor=secretary, now=NOW, schedule=plan, on=date(2026, 5, 1), at_meeting=approving)
    assert ScheduleVersion.objects.count() == 1


def test_corrigendum_corrects_the_version_in_force(plan: Schedule, secretary: Actor, client: Client) -> None:
    edit(secretary, plan, "m1", text={"en": "Mended"})
    version = revise(secretary, plan, None, corrigendum=True)
    plan.refresh_from_db()
    assert (plan.revision, plan.corrigendum, version.slug) == (0, 1, "0-corr-1")
    entry = Entry.objects.get(key="m1")
    assert (entry.changed_in, entry.corrected_in) == (0, 1)
    assert "corr. 1" in client.get(plan.get_absolute_url()).content.decode()
    assert client.get(version.get_absolute_url()).status_code == 200


def test_row_withdrawn_earlier_leaves_the_next_version_but_not_its_link(
    plan: Schedule, secretary: Actor, approving: Meeting, client: Client
) -> None:
    withdraw(secretary, plan, "m3")
    revise(secretary, plan, approving)
    assert 'id="m3"' in client.get(plan.get_absolute_url()).content.decode()
    edit(secretary, plan, "m1", start="2026-04-14")
    version = revise(secretary, plan, approving)
    assert "m3" not in [row["key"] for row in version.content["entries"]]
    page = client.get(plan.get_absolute_url()).content.decode()
    assert page.index("Withdrawn in earlier versions") < page.index('id="m3"')


def test_schedule_of_a_source_is_frozen_before_it_first_changes(cast: Cast, secretary: Actor) -> None:
    schedule = make.schedule(cast.term, state_on=date(2026, 1, 5))
    decided = make.meeting(schedule, date(2026, 1, 5), key="first")
    Schedule.objects.update(decided_at=decided)
    make.meeting(schedule, date(2026, 4, 10), key="m1")
    edit(secretary, schedule, "m1", start="2026-04-14")
    revise(secretary, schedule, decided)
    base, _revision = ScheduleVersion.objects.order_by("revision")
    assert (base.adopted_on, base.adopted_at) == (date(2026, 1, 5), decided)
    assert [row["start"] for row in base.content["entries"]] == ["2026-01-05", "2026-04-10"]


def test_draft_is_circulated_presented_adopted_and_closed(cast: Cast, secretary: Actor, approving: Meeting) -> None:
    schedule = make.schedule(cast.term, state=ScheduleState.DRAFT)
    make.meeting(schedule, date(2026, 4, 10), key="m1")
    with pytest.raises(RefusedError, match="does not become"):
        adopt(actor=secretary, now=NOW, schedule=schedule, on=TODAY, at_meeting=approving)
    assert circulate(actor=secretary, now=NOW, schedule=schedule, on=TODAY).state == "circulated"
    edit(secretary, schedule, "m1", start="2026-04-14")
    assert Entry.objects.get(key="m1").start == date(2026, 4, 10)
    present(actor=secretary, now=NOW, schedule=schedule, on=TODAY, at_meeting=approving)
    assert Entry.objects.get(key="m1").start == date(2026, 4, 14)
    assert not DraftChange.objects.exists()
    assert take_back(actor=secretary, now=NOW, schedule=schedule, on=TODAY).state == "draft"
    present(actor=secretary, now=NOW, schedule=schedule, on=TODAY)
    adopt(actor=secretary, now=NOW, schedule=schedule, on=TODAY, at_meeting=approving)
    edit(secretary, schedule, "m1", start="2026-04-15")
    with pytest.raises(RefusedError, match="adopt or drop"):
        close(actor=secretary, now=NOW, schedule=schedule, on=TODAY)
    revise(secretary, schedule, approving)
    assert close(actor=secretary, now=NOW, schedule=schedule, on=TODAY).state == "closed"


@pytest.mark.parametrize("part", ["stranger", "delegate", "vice_chair", "editor", "other_secretary"])
def test_adoption_is_for_secretariat_and_chair(plan: Schedule, cast: Cast, approving: Meeting, part: str) -> None:
    with pytest.raises(RefusedError, match="Only the secretariat"):
        revise(cast.actor(part), plan, approving)


def test_version_page_shows_what_was_adopted(
    plan: Schedule, cast: Cast, secretary: Actor, approving: Meeting, client: Client
) -> None:
    room = make.room(cast.house, "Guerrero Room")
    edit(secretary, plan, "m1", start="2026-04-14", meeting={"room": f"{cast.house.key}/{room.key}"})
    revise(secretary, plan, approving)
    room.name = {"en": "Renamed Room"}
    room.save()
    first, second = (
        client.get(reverse("meetings:version", args=[cast.body.slug, cast.term.label, number])).content.decode()
        for number in ("0", "1")
    )
    assert first.index('datetime="2026-04-10"') < first.index("Matter 1")
    assert 'datetime="2026-04-10"' not in second
    assert "Guerrero Room" not in first
    assert "Guerrero Room" in second
    assert "Renamed Room" not in second
    assert "changed in rev. 1" in second
    assert "This is the version in force" in second
    assert "no longer in force" in first
    assert ScheduleVersion.objects.get(revision=1).sha256 in second
    page = client.get(plan.get_absolute_url()).content.decode()
    assert reverse("meetings:version", args=[cast.body.slug, cast.term.label, "0"]) in page
    for number in ("7", "x", "0-corr-1"):
        assert (
            client.get(reverse("meetings:version", args=[cast.body.slug, cast.term.label, number])).status_code == 404
        )


def test_version_page_hides_what_its_reader_may_not_see(
    cast: Cast, secretary: Actor, approving: Meeting, client: Client
) -> None:
    schedule = make.schedule(cast.term, state=ScheduleState.PRESENTED)
    make.meeting(schedule, date(2026, 4, 1), key="open", text={"en": "Everybody"}, items=("Public matter",))
    make.meeting(schedule, date(2026, 4, 2), key="inside", text={"en": "Insiders"}, audience=Audience.MEMBERS)
    make.meeting(schedule, date(2026, 4, 3), key="shut", text={"en": "Behind doors"}, closed=True, items=("Secret",))
    version = adopt(actor=secretary, now=NOW, schedule=schedule, on=TODAY, at_meeting=approving)
    public = client.get(version.get_absolute_url()).content.decode()
    assert "Everybody" in public
    for words in ("Insiders", "Secret"):
        assert words not in public
    client.force_login(cast.accounts["delegate"])
    inside = client.get(version.get_absolute_url()).content.decode()
    for words in ("Insiders", "Behind doors", "Secret"):
        assert words in inside


def test_row_says_what_it_was_before_its_last_change(
    plan: Schedule, cast: Cast, secretary: Actor, approving: Meeting, client: Client
) -> None:
    hall = make.room(cast.house, "Padilha Vidal Room")
    sittings = [{"on": "2026-04-14", "start": "10:00", "end": "13:00"}]
    edit(secretary, plan, "m1", start="2026-04-14", meeting={"sittings": sittings})
    revise(secretary, plan, approving)
    was = "changed in rev. 1: was 10 April 2026, 2:30 p.m. – 5:30 p.m."
    assert was in client.get(plan.get_absolute_url()).content.decode()
    Entry.objects.filter(key="m2").update(status="convened")
    edit(secretary, plan, "m2", meeting={"room": f"{cast.house.key}/{hall.key}"})
    edit(secretary, plan, "m2", start="2026-04-18")
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "changed since the schedule was adopted: was 17 April 2026" in page


def test_proposals_are_told_to_officers_with_old_and_new(
    plan: Schedule, cast: Cast, secretary: Actor, client: Client
) -> None:
    edit(secretary, plan, "m1", start="2026-04-14")
    make.entry(plan, key="internal", audience=Audience.STAFF, text={"en": "For staff"})
    edit(secretary, plan, "internal", text={"en": "For staff alone"})
    client.force_login(cast.accounts["rapporteur"])
    page = client.get(plan.get_absolute_url()).content.decode()
    assert "Changes proposed" in page
    assert "10 April 2026" in page
    assert "For staff" not in page
    client.force_login(cast.accounts["secretary"])
    assert "For staff alone" in client.get(plan.get_absolute_url()).content.decode()
    client.force_login(cast.accounts["delegate"])
    assert "Changes proposed" not in client.get(plan.get_absolute_url()).content.decode()


def test_withdrawn_row_is_restored_by_a_later_version(plan: Schedule, secretary: Actor, approving: Meeting) -> None:
    withdraw(secretary, plan, "m3")
    revise(secretary, plan, approving)
    plan.refresh_from_db()
    with pytest.raises(RefusedError, match="restore it"):
        edit(secretary, plan, "m3", text={"en": "No"})
    row = row_for_editing(secretary, plan, "m3")
    assert row is not None
    restore_row(actor=secretary, now=NOW, schedule=plan, key="m3", seen=row.version)
    assert [(each.key, each.how) for each in difference_of(SYSTEM, plan).rows] == [("m3", "added")]
    revise(secretary, plan, approving)
    entry = Entry.objects.get(key="m3")
    assert (entry.withdrawn_in, entry.status, entry.changed_in) == (None, "scheduled", 2)


def test_version_page_names_the_body_the_zone_and_the_deadlines_of_items(
    cast: Cast, secretary: Actor, approving: Meeting, client: Client
) -> None:
    schedule = make.schedule(cast.term, state=ScheduleState.PRESENTED, title={"en": "Plan of meetings"})
    meeting = make.meeting(schedule, date(2026, 4, 1))
    make.agenda_item(meeting, "Comments", deadline=make.deadline(schedule, date(2026, 4, 9)).entry, label="1.")
    make.agenda_item(meeting, "More", label="2.")
    version = adopt(actor=secretary, now=NOW, schedule=schedule, on=TODAY, at_meeting=approving)
    Entry.objects.filter(kind="deadline").delete()
    page = client.get(version.get_absolute_url()).content.decode()
    assert re.search(r"<h1[^>]*>[^<]*Working Group on Tests", page)
    assert "Plan of meetings" in page
    assert "deadline: 9 April 2026" in page
    assert "Hours are those of Washington" in page


def test_link_to_join_is_not_frozen(cast: Cast, secretary: Actor, approving: Meeting) -> None:
    schedule = make.schedule(cast.term, state=ScheduleState.PRESENTED)
    make.meeting(schedule, key="m1", join_url="https://example.org/secret", attendance_count=12)
    version = adopt(actor=secretary, now=NOW, schedule=schedule, on=TODAY, at_meeting=approving)
    assert "secret" not in json.dumps(version.content)


def test_version_page_asks_as_often_for_one_row_as_for_many(
    cast: Cast, secretary: Actor, approving: Meeting, client: Client
) -> None:
    counts = []
    for size in (1, 4):
        schedule = make.schedule(make.term(cast.body, f"of-{size}"), state=ScheduleState.PRESENTED)
        for number in range(size):
            meeting = make.meeting(schedule, date(2026, 4, 1 + number), room=make.room(cast.house), items=("A", "B"))
            make.deadline(schedule, date(2026, 5, 1 + number))
            document = make.document(cast.body)
            meeting.items.all()[0].papers.create(document=document)
        version = adopt(actor=secretary, now=NOW, schedule=schedule, on=TODAY, at_meeting=approving)
        url = version.get_absolute_url()
        client.get(url)
        counts.append(queries_of(lambda url=url: client.get(url)))  # type: ignore[misc]
    assert counts[0] == counts[1]
