"""Every state of a row comes back, and an adopted version is taken up as a draft; what is in force stays as it is."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from meetings.enums import ScheduleState
from meetings.models import DraftChange, Entry, Meeting, RowVersion, Schedule, ScheduleVersion, Sitting
from meetings.operations.adoption import adopt
from meetings.operations.edits import add_row, edit_row, withdraw_row
from meetings.operations.errors import InvalidError, RefusedError, StaleError
from meetings.operations.putting_back import put_back_row, take_up
from meetings.operations.undoing import undo
from meetings.queries.drafts import row_for_editing
from meetings.queries.row_versions import MOST, rows_gone, versions_of_row
from meetings.transfer.frozen import digest
from portal.actors import Actor
from portal.enums import Audience
from portal.models import AuditEvent
from tests import make
from tests.cast import NOW, Cast, gather
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def secretary(cast: Cast) -> Actor:
    return cast.actor("secretary")


@pytest.fixture
def draft(cast: Cast) -> Schedule:
    schedule = make.schedule(cast.term, state=ScheduleState.DRAFT)
    make.meeting(schedule, key="first", items=("Opening", "Work plan"))
    return schedule


@pytest.fixture
def plan(cast: Cast, secretary: Actor) -> Schedule:
    """Adopted once: three meetings and a deadline."""
    approving = make.meeting(make.schedule(make.term(make.body(organization=cast.house))), date(2026, 1, 20))
    schedule = make.schedule(cast.term, state=ScheduleState.PRESENTED, title={"en": "Plan"})
    for number, day in enumerate((10, 17, 24), start=1):
        make.meeting(schedule, date(2026, 4, day), key=f"m{number}", items=(f"Matter {number}",))
    make.deadline(schedule, date(2026, 4, 8))
    approve(secretary, schedule, approving)
    return schedule


def approve(actor: Actor, schedule: Schedule, at: Meeting | None = None) -> ScheduleVersion:
    at = at or Meeting.objects.exclude(entry__schedule=schedule).get()
    version = adopt(actor=actor, now=NOW, schedule=schedule, on=date(2026, 1, 20), at_meeting=at)
    schedule.refresh_from_db()
    return version


def said(actor: Actor, schedule: Schedule, key: str) -> dict[str, Any]:
    row = row_for_editing(actor, schedule, key)
    assert row is not None
    return row.content


def seen(actor: Actor, schedule: Schedule, key: str) -> str:
    row = row_for_editing(actor, schedule, key)
    return row.version if row else ""


def edit(actor: Actor, schedule: Schedule, key: str, **changes: Any) -> None:
    version = seen(actor, schedule, key)
    edit_row(actor=actor, now=NOW, schedule=schedule, key=key, seen=version, changes=changes)


def withdraw(actor: Actor, schedule: Schedule, key: str) -> None:
    withdraw_row(actor=actor, now=NOW, schedule=schedule, key=key, seen=seen(actor, schedule, key))


def put_back(actor: Actor, schedule: Schedule, key: str, version: RowVersion, **more: Any) -> None:
    wish = {"seen": seen(actor, schedule, key), **more}
    put_back_row(actor=actor, now=NOW, schedule=schedule, key=key, content=version.content, **wish)


def versions(actor: Actor, schedule: Schedule, key: str) -> list[RowVersion]:
    return versions_of_row(actor, schedule, key)


@pytest.mark.once
@pytest.mark.parametrize("state", [ScheduleState.DRAFT, ScheduleState.CIRCULATED])
def test_each_of_fifty_states_of_a_row_comes_back(draft: Schedule, secretary: Actor, state: str) -> None:
    Schedule.objects.filter(pk=draft.pk).update(state=state)
    first = said(secretary, draft, "first")
    contents = [first]
    for number in range(MOST):
        edit(secretary, draft, "first", start=(date(2026, 3, 11) + timedelta(days=number)).isoformat())
        contents.append(said(secretary, draft, "first"))
    found = versions(secretary, draft, "first")
    assert [version.content for version in reversed(found)] == contents
    for version, content in zip(reversed(found), contents, strict=True):
        if content != said(secretary, draft, "first"):
            put_back(secretary, draft, "first", version)
        assert said(secretary, draft, "first") == content
    live = Entry.objects.get(key="first").start
    assert live == (date(2026, 4, 29) if state == ScheduleState.DRAFT else date(2026, 3, 10))


def test_state_put_back_is_undone_as_any_deed(draft: Schedule, secretary: Actor) -> None:
    edit(secretary, draft, "first", start="2026-03-12")
    latest, before = versions(secretary, draft, "first")
    assert (latest.actor_name, latest.verb, before.verb) == (secretary.name, "edited", "")
    put_back(secretary, draft, "first", before)
    assert AuditEvent.objects.latest("pk").verb == "put back"
    undo(actor=secretary, now=NOW, schedule=draft)
    assert said(secretary, draft, "first")["start"] == "2026-03-12"


def test_agenda_comes_back_with_its_items_the_same(draft: Schedule, secretary: Actor) -> None:
    meeting = Meeting.objects.get()
    items = list(meeting.items.values_list("pk", "key"))
    edit(secretary, draft, "first", meeting={"items": [{"key": items[0][1], "text": {"en": "Another"}}]})
    put_back(secretary, draft, "first", versions(secretary, draft, "first")[1])
    assert [str(item.text) for item in meeting.items.all()] == ["Opening", "Work plan"]
    assert Meeting.objects.get().pk == meeting.pk
    assert meeting.items.first().pk == items[0][0]


def test_changes_of_others_than_the_editor_are_states_too(draft: Schedule, secretary: Actor) -> None:
    edit(secretary, draft, "first", start="2026-03-12")
    Entry.objects.filter(key="first").update(text={"en": "Written on the desk"})
    edit(secretary, draft, "first", start="2026-03-13")
    _latest, desk, *_older = versions(secretary, draft, "first")
    assert desk.content["text"] == {"en": "Written on the desk"}
    assert desk.actor is None
    edit(secretary, draft, "first", text={"en": "And again"})
    put_back(secretary, draft, "first", desk)
    assert said(secretary, draft, "first") == desk.content


def test_row_that_went_from_a_draft_comes_back_under_its_key(draft: Schedule, secretary: Actor) -> None:
    before = said(secretary, draft, "first")
    withdraw(secretary, draft, "first")
    assert not Entry.objects.exists()
    (gone,) = rows_gone(secretary, draft, NOW)
    assert rows_gone(secretary, draft, NOW + timedelta(days=91)) == []
    put_back(secretary, draft, "first", gone)
    assert said(secretary, draft, "first") == before
    assert rows_gone(secretary, draft, NOW) == []


def test_row_that_is_there_again_is_not_put_back_twice(draft: Schedule, secretary: Actor) -> None:
    withdraw(secretary, draft, "first")
    (gone,) = rows_gone(secretary, draft, NOW)
    put_back(secretary, draft, "first", gone)
    with pytest.raises(StaleError):
        put_back(secretary, draft, "first", gone, seen="")


def test_withdrawal_that_is_proposed_or_adopted_ends(plan: Schedule, secretary: Actor) -> None:
    before = said(secretary, plan, "m2")
    withdraw(secretary, plan, "m2")
    old = next(version for version in versions(secretary, plan, "m2") if version.content)
    put_back(secretary, plan, "m2", old)
    assert not DraftChange.objects.exists()
    withdraw(secretary, plan, "m2")
    approve(secretary, plan)
    put_back(secretary, plan, "m2", old)
    again = said(secretary, plan, "m2")
    assert {**again, "changed_in": None} == {**before, "changed_in": None}
    assert Entry.objects.get(key="m2").withdrawn_in == 1  # until a meeting adopts it again


def test_stale_state_is_not_put_back(draft: Schedule, secretary: Actor) -> None:
    version = seen(secretary, draft, "first")
    edit(secretary, draft, "first", start="2026-03-12")
    rows = RowVersion.objects.count()
    with pytest.raises(StaleError):
        put_back(secretary, draft, "first", versions(secretary, draft, "first")[1], seen=version)
    assert RowVersion.objects.count() == rows


def test_state_that_names_a_room_gone_is_refused(draft: Schedule, cast: Cast, secretary: Actor) -> None:
    room = make.room(cast.house)
    edit(secretary, draft, "first", meeting={"room": f"{cast.house.key}/{room.key}"})
    edit(secretary, draft, "first", meeting={"room": None})
    room.delete()
    with pytest.raises(InvalidError, match=room.key):
        put_back(secretary, draft, "first", versions(secretary, draft, "first")[1])
    assert said(secretary, draft, "first")["meeting"].get("room") is None


def test_held_meeting_stays_held(plan: Schedule, secretary: Actor) -> None:
    edit(secretary, plan, "m1", text={"en": "Another matter"})
    Entry.objects.filter(key="m1").update(status="held")
    put_back(secretary, plan, "m1", versions(secretary, plan, "m1")[-1])
    assert said(secretary, plan, "m1")["status"] == "held"
    assert said(secretary, plan, "m1")["text"] == {"en": "A matter"}


@pytest.mark.parametrize("part", ["delegate", "editor", "former_chair", "other_secretary"])
def test_putting_back_is_for_who_may_draft(draft: Schedule, cast: Cast, secretary: Actor, part: str) -> None:
    edit(secretary, draft, "first", start="2026-03-12")
    version = versions(secretary, draft, "first")[1]
    with pytest.raises(RefusedError, match="Only the secretariat and the chair"):
        put_back(cast.actor(part), draft, "first", version, seen=seen(secretary, draft, "first"))
    client = Client()
    client.force_login(cast.accounts[part])
    url = f"{url_of(draft)}rows/first/history/"
    assert client.get(url).status_code == 404
    assert client.post(f"{url}{version.pk}/", {"seen": ""}).status_code == 404


def test_states_for_the_secretariat_alone_are_hidden_from_the_chair(cast: Cast, draft: Schedule) -> None:
    secretary, chair = cast.actor("secretary"), cast.actor("chair")
    edit(secretary, draft, "first", audience=str(Audience.STAFF), text={"en": "Secret"})
    edit(secretary, draft, "first", audience=str(Audience.PUBLIC), text={"en": "Open"})
    assert len(versions(secretary, draft, "first")) == 3
    assert [version.content.get("text") for version in versions(chair, draft, "first")] == [
        {"en": "Open"},
        {"en": "A matter"},
    ]
    hidden = next(one for one in versions(secretary, draft, "first") if one.content.get("text") == {"en": "Secret"})
    with pytest.raises(RefusedError):
        put_back(chair, draft, "first", hidden)


def url_of(schedule: Schedule) -> str:
    return f"/groups/{schedule.term.body.slug}/{schedule.term.label}/schedule/edit/"


def signed_in(cast: Cast, part: str = "secretary") -> Client:
    client = Client()
    client.force_login(cast.accounts[part])
    return client


def pressed(client: Client, address: str, page: str, **more: str) -> Any:
    """The first button of a history."""
    action = re.search(r'<form method="post" action="(\d+)/">', page)
    given = re.search(r'name="seen" value="([^"]*)"', page)
    assert action
    assert given
    return client.post(f"{address}{action[1]}/", {"seen": given[1], **more})


def test_page_puts_a_state_back(draft: Schedule, cast: Cast, secretary: Actor) -> None:
    edit(secretary, draft, "first", start="2026-03-12")
    desk, address = signed_in(cast), f"{url_of(draft)}rows/first/history/"
    page = desk.get(address).content.decode()
    assert page.count("Put back this version") == 1
    assert "As it was before" in page
    assert "date" in page
    answer = pressed(desk, address, page)
    assert answer["Location"].endswith("/schedule/edit/#row-first")
    assert said(secretary, draft, "first")["start"] == "2026-03-10"


def test_row_that_would_clash_waits_for_a_reason(draft: Schedule, cast: Cast, secretary: Actor) -> None:
    room = make.room(cast.house)
    edit(secretary, draft, "first", meeting={"room": f"{cast.house.key}/{room.key}"})
    edit(secretary, draft, "first", start="2026-05-12")
    other = make.schedule(make.term(make.body(organization=cast.house, name={"en": "Other Group"})))
    theirs = make.meeting(other, date(2026, 3, 10), room=room)
    Sitting.objects.filter(meeting=theirs).update(start=time(9), end=time(18))
    desk, address = signed_in(cast), f"{url_of(draft)}rows/first/history/"
    page = desk.get(address).content.decode()
    held = pressed(desk, address, page)
    assert held.status_code == 422
    assert "is taken by Other Group" in held.content.decode()
    assert said(secretary, draft, "first")["start"] == "2026-05-12"
    assert pressed(desk, address, page, reason="They share it").status_code == 302
    assert said(secretary, draft, "first")["start"] == "2026-03-10"


def test_page_of_the_draft_puts_back_rows_that_went(draft: Schedule, cast: Cast, secretary: Actor) -> None:
    make.meeting(draft, date(2026, 3, 20), key="second")
    withdraw_row(
        actor=secretary, now=timezone.now(), schedule=draft, key="second", seen=seen(secretary, draft, "second")
    )
    desk = signed_in(cast)
    page = desk.get(f"{url_of(draft)}difference/").content.decode()
    assert "Rows that went" in page
    action = re.search(r'action="([^"]+/rows/second/history/\d+/)"', page)
    assert action
    assert desk.get(f"{url_of(draft)}rows/second/history/").status_code == 200
    assert desk.post(action[1], {"seen": ""}).status_code == 302
    assert Entry.objects.filter(key="second").exists()


@pytest.mark.parametrize("tail", ["rows/none/history/", "rows/first/history/999999/"])
def test_history_of_nothing_is_not_there(draft: Schedule, cast: Cast, tail: str) -> None:
    desk = signed_in(cast)
    assert (desk.post if tail.endswith("9/") else desk.get)(f"{url_of(draft)}{tail}").status_code == 404


def test_history_takes_as_many_queries_for_one_state_as_for_many(draft: Schedule, cast: Cast, secretary: Actor) -> None:
    desk, address = signed_in(cast), f"{url_of(draft)}rows/first/history/"
    edit(secretary, draft, "first", start="2026-03-12")
    desk.get(address)
    few = queries_of(lambda: desk.get(address))
    for day in range(13, 17):
        edit(secretary, draft, "first", start=f"2026-03-{day}")
    assert queries_of(lambda: desk.get(address)) == few


def test_adopted_version_is_taken_up_as_a_draft(plan: Schedule, secretary: Actor) -> None:
    first = plan.versions.get()
    edit(secretary, plan, "m1", start="2026-04-11", text={"en": "Moved"})
    withdraw(secretary, plan, "m2")
    add_row(actor=secretary, now=NOW, schedule=plan, content={"key": "m4", "kind": "recess", "start": "2026-04-30"})
    second = approve(secretary, plan)
    edit(secretary, plan, "m3", start="2026-04-25")
    take_up(actor=secretary, now=NOW, schedule=plan, version=first, seen=_edits(plan))
    assert Entry.objects.get(key="m1").start == date(2026, 4, 11)  # readers see what was adopted
    assert {change.entry_key: change.kind for change in DraftChange.objects.all()} == {
        "m1": "change",
        "m2": "change",
        "m4": "withdraw",
    }
    third = approve(secretary, plan)
    assert (second.revision, third.revision) == (1, 2)
    assert _plain(third) == _plain(first)
    kept = ScheduleVersion.objects.get(pk=first.pk)
    assert kept.sha256 == digest(kept.content)


def _edits(schedule: Schedule) -> int:
    return Schedule.objects.values_list("edit_count", flat=True).get(pk=schedule.pk)


def _plain(version: ScheduleVersion) -> list[dict[str, Any]]:
    """The rows that stand, without the marks of versions."""
    marks = ("changed_in", "corrected_in")
    rows = [row for row in version.content["entries"] if row.get("withdrawn_in") is None and row.get("listed", True)]
    return [{name: value for name, value in row.items() if name not in marks} for row in rows]


def test_taking_up_is_one_deed_for_undo_and_brings_the_title(plan: Schedule, secretary: Actor) -> None:
    first = plan.versions.get()
    edit(secretary, plan, "m1", start="2026-04-11")
    Schedule.objects.filter(pk=plan.pk).update(title={"en": "Another plan"})
    take_up(actor=secretary, now=NOW, schedule=plan, version=first, seen=_edits(plan))
    assert DraftChange.objects.get().content["title"] == {"en": "Plan"}
    undo(actor=secretary, now=NOW, schedule=plan)
    assert DraftChange.objects.get().content["start"] == "2026-04-11"


def test_what_happened_is_not_taken_back_by_an_older_plan(plan: Schedule, secretary: Actor) -> None:
    first = plan.versions.get()
    add_row(actor=secretary, now=NOW, schedule=plan, content={"key": "m4", "kind": "meeting", "start": "2026-04-28"})
    approve(secretary, plan)
    Entry.objects.filter(key="m4").update(status="held")
    Entry.objects.filter(key="m1").update(status="convened")
    edit(secretary, plan, "m2", start="2026-04-18")
    take_up(actor=secretary, now=NOW, schedule=plan, version=first, seen=_edits(plan))
    assert not DraftChange.objects.exists()
    assert Entry.objects.get(key="m4").status == "held"
    assert Entry.objects.get(key="m1").status == "convened"


def test_version_that_the_draft_says_already_is_refused(plan: Schedule, secretary: Actor) -> None:
    with pytest.raises(RefusedError, match="says the same"):
        take_up(actor=secretary, now=NOW, schedule=plan, version=plan.versions.get(), seen=_edits(plan))


def test_version_is_not_taken_up_over_edits_unseen(plan: Schedule, secretary: Actor) -> None:
    before = _edits(plan)
    edit(secretary, plan, "m1", start="2026-04-11")
    with pytest.raises(RefusedError, match="Somebody edited"):
        take_up(actor=secretary, now=NOW, schedule=plan, version=plan.versions.get(), seen=before)


def test_chair_takes_up_no_more_than_the_chair_sees(cast: Cast, plan: Schedule) -> None:
    secretary, chair = cast.actor("secretary"), cast.actor("chair")
    first = plan.versions.get()
    edit(secretary, plan, "m1", start="2026-04-11")
    edit(secretary, plan, "m2", start="2026-04-18", audience=str(Audience.STAFF))
    take_up(actor=chair, now=NOW, schedule=plan, version=first, seen=_edits(plan))
    assert [change.entry_key for change in DraftChange.objects.all()] == ["m2"]


@pytest.mark.parametrize(
    ("part", "offered"), [("secretary", True), ("chair", True), ("delegate", False), ("editor", False)]
)
def test_page_of_a_version_offers_it_to_who_may_draft(plan: Schedule, cast: Cast, part: str, offered: bool) -> None:
    edit(cast.actor("secretary"), plan, "m1", start="2026-04-11")
    client, version = signed_in(cast, part), plan.versions.get()
    page = client.get(version.get_absolute_url()).content.decode()
    assert ("Take this version up as a draft" in page) is offered
    answer = client.post(f"{url_of(plan)}versions/{version.slug}/", {"seen": str(_edits(plan))})
    assert answer.status_code == (302 if offered else 404)
    assert DraftChange.objects.exists() is not offered


@pytest.mark.parametrize(("number", "given"), [("9", "1"), ("0", "x"), ("0", ""), ("x", "1")])
def test_version_that_never_was_is_not_taken_up(plan: Schedule, cast: Cast, number: str, given: str) -> None:
    answer = signed_in(cast).post(f"{url_of(plan)}versions/{number}/", {"seen": given})
    assert answer.status_code == 404


def test_version_in_a_room_taken_since_waits_for_a_reason(plan: Schedule, cast: Cast, secretary: Actor) -> None:
    room = make.room(cast.house)
    edit(secretary, plan, "m1", meeting={"room": f"{cast.house.key}/{room.key}"})
    version = approve(secretary, plan)
    edit(secretary, plan, "m1", start="2026-05-12")
    other = make.schedule(make.term(make.body(organization=cast.house, name={"en": "Other Group"})))
    theirs = make.meeting(other, date(2026, 4, 10), room=room)
    Sitting.objects.filter(meeting=theirs).update(start=time(9), end=time(18))
    desk, wish = signed_in(cast), {"seen": str(_edits(plan))}
    address = f"{url_of(plan)}versions/{version.slug}/"
    held = desk.post(address, wish)
    assert held.status_code == 422
    assert "is taken by Other Group" in held.content.decode()
    assert desk.post(address, wish | {"reason": "They share it"}).status_code == 302
    assert not DraftChange.objects.exists()
