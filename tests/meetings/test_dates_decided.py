"""A date that an extension set is left by no older state put back, and who was told of a date is told of another."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.enums import ScheduleState
from meetings.models import Deadline, Entry, Extension, Notice, RowVersion, Schedule
from meetings.operations.adoption import adopt
from meetings.operations.edits import edit_row, withdraw_row
from meetings.operations.errors import RefusedError
from meetings.operations.extending import extend
from meetings.operations.putting_back import put_back_row, take_up
from meetings.operations.reminders import plan
from meetings.queries.drafts import row_for_editing
from meetings.queries.notices import pending_notices
from meetings.queries.row_versions import versions_of_row
from meetings.transfer.entries import load_entries
from portal import clock
from portal.models import OutboxMessage
from tests import make
from tests.browsing import form_values
from tests.cast import NOW
from tests.meetings.rounds import Round, open_round
from tests.meetings.test_extending import WEEK_BEFORE, extended, stands

pytestmark = pytest.mark.django_db
OLD, DECIDED = date(2026, 10, 8), date(2026, 10, 20)


def content(scene: Round) -> dict[str, Any]:
    key = Entry.objects.get(pk=scene.deadline.entry_id).key
    return load_entries(scene.schedule, [key])[key].content


def put_back(scene: Round, said: dict[str, Any]) -> None:
    actor, key = scene.cast.actor("secretary"), scene.deadline.entry.key
    row = row_for_editing(actor, scene.schedule, key)
    assert row is not None
    put_back_row(actor=actor, now=NOW, schedule=scene.schedule, key=key, seen=row.version, content=said)


def desk(scene: Round) -> Client:
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])
    return client


def corrected(client: Client, kind: str, pk: int, **typed: str) -> str:
    address = reverse("desk-record", args=[kind, pk])
    answer = client.post(address, form_values(client.get(address).content.decode()) | typed, follow=True)
    return unescape(answer.content.decode())


def back_on_desk(client: Client, kind: str, pk: int) -> str:
    """Put back the oldest state of the history."""
    page = client.get(reverse("desk-history", args=[kind, pk])).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen is not None
    version = re.findall(r'name="version" value="([^"]+)"', page)[-1]
    given = {"version": version, "seen": seen[1]}
    return unescape(client.post(reverse("desk-put-back", args=[kind, pk]), given, follow=True).content.decode())


@pytest.mark.parametrize("state", [ScheduleState.DRAFT, ScheduleState.ADOPTED])
def test_row_put_back_leaves_no_date_that_was_decided(state: str) -> None:
    scene = open_round(1)
    Schedule.objects.update(state=state)
    scene.schedule.refresh_from_db()
    before = content(scene)
    extended(scene, DECIDED)
    with pytest.raises(RefusedError, match=r"extended to 20 October 2026 by a decision \(The Chair\)"):
        put_back(scene, before)
    later = {**before, "start": "2026-11-02", "end": "2026-11-02"}
    with pytest.raises(RefusedError, match="would go around it"):
        put_back(scene, later)
    assert stands(scene) == (DECIDED, time(17), True)
    put_back(scene, {**content(scene), "text": {"en": "Comments"}})


def test_date_counted_again_by_an_older_state_is_refused_too() -> None:
    scene = open_round(1)
    extended(scene, DECIDED)
    now = content(scene)
    loose = {**now, "deadline": {name: value for name, value in now["deadline"].items() if name != "fixed"}}
    with pytest.raises(RefusedError, match="would go around it"):
        put_back(scene, loose)


def test_date_set_by_hand_since_is_put_back_unless_it_gives_less_time() -> None:
    scene = open_round(1)
    Schedule.objects.update(state=ScheduleState.DRAFT)
    scene.schedule.refresh_from_db()
    before = content(scene)
    extended(scene, DECIDED)
    contents = []
    for day in ("2026-10-22", "2026-10-26"):
        row = row_for_editing(scene.cast.actor("secretary"), scene.schedule, scene.deadline.entry.key)
        assert row is not None
        wish = {"actor": scene.cast.actor("secretary"), "now": NOW, "schedule": scene.schedule}
        edit_row(key=row.key, seen=row.version, changes={"start": day, "end": day}, **wish)
        contents.append(content(scene))
    put_back(scene, contents[0])
    assert stands(scene)[0] == date(2026, 10, 22)
    with pytest.raises(RefusedError, match="would go around it"):
        put_back(scene, before)


def test_row_of_a_draft_that_was_extended_is_not_removed() -> None:
    """Else it would come back from its history with the old date, and nobody would know of the decision."""
    scene = open_round(1)
    Schedule.objects.update(state=ScheduleState.DRAFT)
    scene.schedule.refresh_from_db()
    extended(scene, DECIDED)
    actor, key = scene.cast.actor("secretary"), scene.deadline.entry.key
    row = row_for_editing(actor, scene.schedule, key)
    assert row is not None
    with pytest.raises(RefusedError, match="Extension to 20 October 2026"):
        withdraw_row(actor=actor, now=NOW, schedule=scene.schedule, key=key, seen=row.version)


def test_version_taken_up_keeps_the_date_that_was_decided_and_takes_the_rest() -> None:
    scene = open_round(1)
    scene.schedule.state = ScheduleState.PRESENTED
    scene.schedule.save()
    secretary = scene.cast.actor("secretary")
    meeting = make.meeting(make.schedule(make.term(make.body(organization=scene.cast.house))), date(2026, 1, 20))
    version = adopt(actor=secretary, now=NOW, schedule=scene.schedule, on=date(2026, 1, 20), at_meeting=meeting)
    scene.schedule.refresh_from_db()
    extended(scene, DECIDED)
    key = scene.deadline.entry.key
    row = row_for_editing(secretary, scene.schedule, key)
    assert row is not None
    words = {"text": {"en": "Other words"}}
    edit_row(actor=secretary, now=NOW, schedule=scene.schedule, key=key, seen=row.version, changes=words)
    scene.schedule.refresh_from_db()
    count = scene.schedule.edit_count
    take_up(actor=secretary, now=NOW, schedule=scene.schedule, version=version, seen=count)
    row = row_for_editing(secretary, scene.schedule, key)
    assert row is not None
    assert row.content["text"]["en"] == "Comments on the draft"
    assert (row.content["end"], row.content["deadline"]["at"]) == ("2026-10-20", "17:00")
    assert row.content["deadline"]["fixed"] is True


@pytest.mark.parametrize("rows", [1, 3])
def test_history_of_the_row_says_why_instead_of_a_button(rows: int, django_assert_max_num_queries: Any) -> None:
    scene = open_round(1)
    for number in range(rows):
        extend(
            actor=scene.cast.actor("secretary"),
            now=NOW + timedelta(minutes=number),
            schedule=scene.schedule,
            key=scene.deadline.entry.key,
            day=DECIDED + timedelta(days=number),
            at=time(17),
            decided_by="The Chair",
            reason={"en": "More time"},
        )
    assert len(versions_of_row(scene.cast.actor("secretary"), scene.schedule, scene.deadline.entry.key)) == rows + 1
    term = scene.cast.term
    address = reverse("meetings:editor_history", args=[term.body.slug, term.label, scene.deadline.entry.key])
    client = desk(scene)
    client.get(address)
    with django_assert_max_num_queries(30):
        page = unescape(client.get(address).content.decode())
    assert page.count("was extended to") == rows
    assert "Put back this version" not in page
    version = RowVersion.objects.earliest("pk")
    row = row_for_editing(scene.cast.actor("secretary"), scene.schedule, scene.deadline.entry.key)
    assert row is not None
    answer = client.post(f"{address}{version.pk}/", {"seen": row.version}, follow=True)
    assert "by a decision (The Chair)" in answer.content.decode()
    assert stands(scene)[0] == DECIDED + timedelta(days=rows - 1)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("entry", {"start": "2026-10-05", "end": "2026-10-05"}),
        ("entry", {"start": "2026-10-01", "end": "2026-10-31", "precision": "month"}),
        ("deadline", {"at": "12:00"}),
        ("deadline", {"zone": "Asia/Tokyo"}),
        ("deadline", {"fixed": ""}),
    ],
)
def test_form_of_the_desk_leaves_no_date_that_was_decided(kind: str, typed: dict[str, str]) -> None:
    scene = open_round(1)
    extended(scene, DECIDED)
    pk = scene.deadline.entry_id if kind == "entry" else scene.deadline.pk
    assert "would go around it" in corrected(desk(scene), kind, pk, **typed)
    assert stands(scene) == (DECIDED, time(17), True)
    corrected(desk(scene), "entry", scene.deadline.entry_id, status_note_en="As before")
    assert Entry.objects.get(pk=scene.deadline.entry_id).status_note["en"] == "As before"


def test_history_of_the_desk_leaves_no_date_that_was_decided() -> None:
    scene = open_round(1)
    client = desk(scene)
    corrected(client, "entry", scene.deadline.entry_id, start="2026-10-09", end="2026-10-09")
    extended(scene, DECIDED)
    said = back_on_desk(client, "entry", scene.deadline.entry_id)
    assert "Nothing was put back. This deadline was extended to 20 October 2026" in said
    assert stands(scene)[0] == DECIDED


def test_who_was_reminded_is_told_when_the_desk_puts_an_older_date_back() -> None:
    scene = open_round(2)
    client = desk(scene)
    corrected(client, "entry", scene.deadline.entry_id, start="2026-10-07", end="2026-10-07")
    corrected(client, "entry", scene.deadline.entry_id, start="2026-10-08", end="2026-10-08")
    clock.confirm(WEEK_BEFORE)
    assert plan(WEEK_BEFORE) == 2
    OutboxMessage.objects.update(state="sent", sent_at=WEEK_BEFORE)
    Notice.objects.update(at=WEEK_BEFORE)
    said = back_on_desk(client, "entry", scene.deadline.entry_id)
    assert "Put back. The version" in said
    told = Notice.objects.filter(event="changed")
    assert [each.params["due"]["day"] for each in told] == ["2026-10-07", "2026-10-07"]


def test_reminders_that_wait_with_another_date_are_called_off_by_the_form_of_the_desk() -> None:
    scene = open_round(2)
    clock.confirm(WEEK_BEFORE)
    assert plan(WEEK_BEFORE) == 2
    corrected(desk(scene), "deadline", scene.deadline.pk, at="12:00")
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"cancelled"}
    assert not Notice.objects.filter(event="reminder").exists()


def test_hour_of_a_deadline_that_was_announced_waits_to_be_told_from_the_desk() -> None:
    scene = open_round(1)
    given = extended(scene, DECIDED)
    [waiting] = pending_notices(scene.schedule).values()
    waiting.state, waiting.decided_at = "sent", NOW
    waiting.save()
    Extension.objects.filter(pk=given.pk).delete()
    Deadline.objects.filter(pk=scene.deadline.pk).update(fixed=False)
    corrected(desk(scene), "deadline", scene.deadline.pk, at="12:00")
    [notice] = pending_notices(scene.schedule).values()
    assert (notice.event, notice.after["due"]["at"]) == ("changed", "12:00:00")


def test_day_of_a_convened_meeting_put_back_on_the_desk_waits_to_be_told() -> None:
    scene = open_round(1)
    meeting = make.meeting(scene.schedule, date(2026, 11, 10), status="convened")
    client = desk(scene)
    corrected(client, "entry", meeting.entry_id, start="2026-11-11", end="2026-11-11")
    [notice] = pending_notices(scene.schedule).values()
    assert (notice.kind, notice.after["start"]) == ("changed", "2026-11-11")
    back_on_desk(client, "entry", meeting.entry_id)
    assert pending_notices(scene.schedule) == {}, "what people know holds again"
