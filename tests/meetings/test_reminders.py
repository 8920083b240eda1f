"""Reminders come once, to who owes, at the hour of their own clock; and never with a date that no longer holds."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core import mail

from groups.models import Accreditation, Standing
from groups.queries.accounts import actor_of_account
from meetings.enums import Delivery, NoticeKind
from meetings.models import Deadline, Notice, ReminderPlan
from meetings.operations.answers import answer
from meetings.operations.edits import edit_row
from meetings.operations.extending import extend
from meetings.operations.notices import choose, choose_days, send
from meetings.operations.reminders import Times, plan, reminder_now
from meetings.operations.states import take
from meetings.operations.table import opened
from meetings.operations.writing import write
from meetings.queries.drafts import row_for_editing
from meetings.queries.notices import pending_notices
from portal import clock, outbox
from portal.enums import OutboxState
from portal.lib.deadlines import Due
from portal.models import OutboxMessage
from tests.mailed import spaced
from tests.meetings.rounds import Round, open_round

pytestmark = pytest.mark.django_db

WASHINGTON = "America/New_York"
USUAL = Times((14, 7, 3, 1, 0), (), time(9))
WEEK_BEFORE = datetime(2026, 10, 1, 13, 0, tzinfo=UTC)
"""Nine in the morning in Washington; eight in Lima, ten in São Paulo, ten at night in Tokyo."""


def planned(now: datetime) -> int:
    clock.confirm(now)
    return plan(now)


def delivered(now: datetime) -> list[str]:
    """Addresses that get mail now, in order of sending."""
    mail.outbox.clear()
    clock.confirm(now)
    outbox.deliver_due(now)
    return sorted(message.to[0].partition("@")[0] for message in mail.outbox)


def states() -> dict[str, int]:
    found: dict[str, int] = {}
    for state in OutboxMessage.objects.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def move_to(scene: Round, day: date, now: datetime) -> None:
    """As a postponed meeting takes a deadline along: at once, by whoever keeps the schedule."""
    table = opened(scene.cast.actor("secretary"), now, scene.schedule)
    key = scene.deadline.entry.key
    table.load([key])
    take(table, key, {"start": day.isoformat(), "end": day.isoformat(), "precision": "day"})
    write(table)


def test_reminders_come_at_nine_by_each_readers_clock() -> None:
    scene = open_round(4)
    plan_at = [WEEK_BEFORE + timedelta(minutes=minutes) for minutes in range(-13 * 60, 24 * 60, 30)]
    came: dict[str, str] = {}
    for now in plan_at:
        planned(now)
        for name in delivered(now):
            assert name not in came
            came[name] = f"{now:%d %H:%M}"
    assert came == {"state-1": "01 13:00", "state-2": "01 14:00", "state-3": "01 12:00", "state-4": "02 00:00"}
    assert scene.deadline.pk


def test_planning_again_and_by_others_plans_nothing_more() -> None:
    open_round(4)
    now = WEEK_BEFORE + timedelta(hours=2)
    assert [planned(now), planned(now), planned(now + timedelta(minutes=1))] == [3, 0, 0]
    assert delivered(now) == ["state-1", "state-2", "state-3"]
    assert delivered(now + timedelta(hours=5)) == []


def test_who_has_answered_is_reminded_no_more() -> None:
    scene = open_round(3)
    early = WEEK_BEFORE - timedelta(days=1)
    given = {"now": early, "deadline": scene.deadline, "of": scene.states[0]}
    answer(actor=actor_of_account(scene.users[0], early), **given)
    now = WEEK_BEFORE + timedelta(hours=2)
    assert planned(now) == 2
    answer(actor=actor_of_account(scene.users[1], now), **(given | {"now": now, "of": scene.states[1]}))
    assert delivered(now) == ["state-3"]
    called_off = OutboxMessage.objects.get(state=OutboxState.CANCELLED)
    assert called_off.why == "answered"


@pytest.mark.parametrize("ending", ["accreditation", "standing", "account", "choice"])
def test_what_ends_between_planning_and_sending_ends_the_reminder(ending: str) -> None:
    scene = open_round(2)
    now = WEEK_BEFORE + timedelta(hours=2)
    planned(now)
    user, state = scene.users[0], scene.states[0]
    match ending:
        case "accreditation":
            Accreditation.objects.filter(person__user=user).delete()
        case "standing":
            Standing.objects.filter(delegation=state).delete()
        case "account":
            user.is_active = False
            user.save()
        case "choice":
            choose(now=now, user=user, kind=NoticeKind.REMINDER, delivery=Delivery.NEVER)
    assert delivered(now) == ["state-2"]
    assert states() == {"cancelled": 1, "sent": 1}


def test_after_an_outage_of_three_days_only_the_latest_reminder_comes() -> None:
    """Nothing ran from the week before until the day before: one mail, and it counts the days that are left."""
    open_round(1)
    back = datetime(2026, 10, 7, 15, 0, tzinfo=UTC)
    assert planned(back) == 1
    assert delivered(back) == ["state-1"]
    assert mail.outbox[0].subject == "Due in 1 day: Comments on the draft"
    assert planned(back + timedelta(minutes=1)) == 0


def test_nothing_comes_for_a_deadline_that_has_passed() -> None:
    scene = open_round(1)
    after = datetime(2026, 10, 9, 15, 0, tzinfo=UTC)
    assert planned(after) == 0
    ReminderPlan.objects.create(organization=scene.cast.house, days_before="7", days_after="1, 7")
    assert planned(after) == 1
    assert delivered(after) == ["state-1"]
    assert mail.outbox[0].subject == "Overdue since 8 October 2026: Comments on the draft"


def test_a_reminder_that_could_not_go_out_in_time_never_does() -> None:
    open_round(1)
    planned(datetime(2026, 10, 8, 14, 0, tzinfo=UTC))
    assert delivered(datetime(2026, 10, 8, 22, 0, 1, tzinfo=UTC)) == []
    assert states() == {"expired": 1}


def test_body_and_reader_choose_their_own_days() -> None:
    scene = open_round(2)
    ReminderPlan.objects.create(organization=scene.cast.house, body=scene.cast.body, days_before="5", hour=time(8))
    choose_days(user=scene.users[1], days="2")
    five, two = (datetime(2026, 10, day, 16, 0, tzinfo=UTC) for day in (3, 6))
    planned(five)
    assert delivered(five) == ["state-1"]
    planned(two)
    assert delivered(two) == ["state-2"]


def test_a_clock_that_leaps_plans_nothing() -> None:
    open_round(1)
    clock.confirm(WEEK_BEFORE - timedelta(days=400))
    assert plan(WEEK_BEFORE + timedelta(hours=1)) == 0
    assert Notice.objects.count() == 0


@pytest.mark.parametrize("leap", [timedelta(hours=1), timedelta(hours=-1), timedelta(hours=26), timedelta(hours=-26)])
def test_after_a_leap_of_the_clock_nothing_comes_twice(leap: timedelta) -> None:
    open_round(2)
    now = WEEK_BEFORE + timedelta(hours=2)
    planned(now)
    first = delivered(now)
    again = now + leap
    planned(again)
    assert (first, delivered(again)) == (["state-1", "state-2"], [])


def test_a_moved_date_calls_off_what_waits_and_tells_once_who_was_reminded() -> None:
    """Two were reminded; one of the two mails to come waits when the date moves, moves again, and stays."""
    scene = open_round(4)
    now = WEEK_BEFORE + timedelta(minutes=30)
    planned(now)
    assert delivered(now) == ["state-1", "state-3"]
    assert states() == {"pending": 1, "sent": 2}, "Lima's nine o'clock is half an hour away"
    move_to(scene, date(2026, 10, 20), now)
    assert states() == {"cancelled": 1, "pending": 2, "sent": 2}
    move_to(scene, date(2026, 10, 22), now + timedelta(minutes=5))
    assert delivered(now + timedelta(minutes=11)) == [], "a later edit starts the ten minutes anew"
    assert delivered(now + timedelta(minutes=15)) == ["state-1", "state-3"]
    said = next(each for each in mail.outbox if each.to == [scene.users[0].email])
    assert said.subject == "New date, 22 October 2026: Comments on the draft"
    assert "Due: Thursday, 22 October 2026, 6:00 p.m., Washington (UTC−4)\n   formerly: Thursday, 8 October" in spaced(
        said.body
    )
    assert "20 October" not in spaced(said.body)
    assert delivered(now + timedelta(hours=5)) == []


def test_a_date_moved_and_moved_back_tells_nobody() -> None:
    scene = open_round(1)
    now = WEEK_BEFORE + timedelta(minutes=30)
    planned(now)
    delivered(now)
    move_to(scene, date(2026, 10, 20), now)
    move_to(scene, date(2026, 10, 8), now + timedelta(minutes=1))
    assert delivered(now + timedelta(minutes=30)) == []
    assert planned(now + timedelta(minutes=30)) == 0


def test_a_reminder_planned_for_a_date_moved_and_moved_back_still_comes() -> None:
    scene = open_round(1)
    planned(WEEK_BEFORE - timedelta(minutes=30))
    move_to(scene, date(2026, 10, 20), WEEK_BEFORE - timedelta(minutes=20))
    move_to(scene, date(2026, 10, 8), WEEK_BEFORE - timedelta(minutes=10))
    planned(WEEK_BEFORE)
    assert delivered(WEEK_BEFORE) == ["state-1"]


def test_a_reminder_under_way_with_an_old_date_is_not_sent() -> None:
    """The row waits unchanged, as if the edit had come between claim and composing."""
    scene = open_round(1)
    planned(WEEK_BEFORE)
    scene.deadline.entry.start = scene.deadline.entry.end = date(2026, 10, 20)
    scene.deadline.entry.save()
    assert delivered(WEEK_BEFORE) == []
    assert OutboxMessage.objects.get().why == "date_changed"


def test_an_extension_tells_who_decided_it_and_why_to_who_was_reminded() -> None:
    scene = open_round(1)
    planned(WEEK_BEFORE)
    delivered(WEEK_BEFORE)
    extend(
        actor=scene.cast.actor("secretary"),
        now=WEEK_BEFORE + timedelta(hours=1),
        schedule=scene.schedule,
        key=scene.deadline.entry.key,
        day=date(2026, 10, 12),
        at=time(18),
        decided_by="The Chair",
        reason={"en": "Two delegations asked for more time"},
    )
    assert delivered(WEEK_BEFORE + timedelta(hours=2)) == []
    given = pending_notices(scene.schedule)[scene.deadline.entry.key]
    send(actor=scene.cast.actor("secretary"), now=WEEK_BEFORE + timedelta(hours=2), announcement=given)
    assert delivered(WEEK_BEFORE + timedelta(hours=2)) == ["state-1"]
    body = mail.outbox[0].body
    assert "Decided by: The Chair" in body
    assert "Reason: Two delegations asked for more time" in body


def test_editors_proposals_change_nothing_for_readers() -> None:
    scene = open_round(1)
    planned(WEEK_BEFORE - timedelta(minutes=30))
    secretary = scene.cast.actor("secretary")
    row = row_for_editing(secretary, scene.schedule, scene.deadline.entry.key)
    assert row is not None
    changes = {"start": "2026-10-20"}
    edit_row(actor=secretary, now=WEEK_BEFORE, schedule=scene.schedule, key=row.key, seen=row.version, changes=changes)
    assert delivered(WEEK_BEFORE) == ["state-1"]


@pytest.mark.parametrize(
    ("now", "days"),
    [
        ("2026-09-24T11:59", None),
        ("2026-09-24T12:00", 14),
        ("2026-09-28T12:59", 14),
        ("2026-09-28T13:00", None),
        ("2026-10-01T12:00", 7),
        ("2026-10-05T13:00", 3),
        ("2026-10-08T13:00", 0),
        ("2026-10-08T22:00", None),
    ],
)
def test_each_reminder_has_its_time(now: str, days: int | None) -> None:
    due = Due(date(2026, 10, 8), time(18), WASHINGTON)
    found = reminder_now(due, USUAL, WASHINGTON, datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert (found and found.days) == days


def test_none_comes_on_the_day_after_the_hour_it_is_due() -> None:
    due = Due(date(2026, 10, 8), time(8), WASHINGTON)
    now = datetime(2026, 10, 8, 11, 0, tzinfo=UTC)
    found = reminder_now(due, USUAL, WASHINGTON, now)
    assert found is not None
    assert (found.days, found.until) == (1, due.instant)


def test_of_what_was_called_off_nobody_is_reminded() -> None:
    scene = open_round(1)
    Deadline.objects.filter(pk=scene.deadline.pk).update(anchor="date")
    scene.deadline.entry.status = "cancelled"
    scene.deadline.entry.save()
    assert planned(WEEK_BEFORE) == 0
