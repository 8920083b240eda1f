"""Who was told of a date that is taken away is told, once, that there is none; and of the next one from there."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.deadlines.reading import due_of
from meetings.enums import Delivery, NoticeKind
from meetings.models import Notice
from meetings.notices.reading import due_facts
from meetings.operations.adoption import adopt
from meetings.operations.digests import gather
from meetings.operations.notices import choose, tell
from meetings.operations.states import postpone, take
from meetings.operations.table import opened
from meetings.operations.writing import write
from meetings.queries.drafts import row_for_editing
from meetings.queries.notices import Recipient
from portal.enums import OutboxState
from portal.models import OutboxMessage
from tests import make
from tests.mailed import spaced
from tests.meetings.rounds import Round, open_round
from tests.meetings.test_reminders import WEEK_BEFORE, delivered, move_to, planned

pytestmark = pytest.mark.django_db

NONE: dict[str, object] = {"start": None, "end": None, "precision": ""}
LATER = WEEK_BEFORE + timedelta(hours=1)
GONE = "No date for now: Comments on the draft"
OLD = date(2026, 10, 8)


def change(scene: Round, facts: dict[str, object], now: datetime) -> None:
    """At once, by whoever keeps the schedule."""
    table = opened(scene.cast.actor("secretary"), now, scene.schedule)
    key = scene.deadline.entry.key
    table.load([key])
    take(table, key, facts)
    write(table)


def reminded(states: int = 1) -> Round:
    scene = open_round(states)
    planned(WEEK_BEFORE)
    assert "state-1" in delivered(WEEK_BEFORE)
    return scene


def subjects() -> list[str]:
    return [each.subject for each in mail.outbox]


def test_who_was_reminded_by_mail_is_told_once_after_ten_minutes_and_nobody_else() -> None:
    scene = reminded(4)
    was_told = {str(notice.user.email).partition("@")[0] for notice in Notice.objects.filter(at__lte=WEEK_BEFORE)}
    change(scene, NONE, LATER)
    assert delivered(LATER + timedelta(minutes=9)) == []
    assert delivered(LATER + timedelta(minutes=10)) == sorted(was_told) == ["state-1", "state-3"]
    said = {each.to[0]: each for each in mail.outbox}
    first, third = (said[user.email] for user in (scene.users[0], scene.users[2]))
    assert first.subject == GONE
    assert "Due: No date for now\n   formerly: Thursday, 8 October 2026, 6:00 p.m., Washington" in spaced(first.body)
    assert "8 de outubro de 2026, 18:00, Washington (UTC−4); 19:00 em São Paulo" in spaced(third.body)
    assert delivered(LATER + timedelta(hours=5)) == []
    assert planned(LATER + timedelta(hours=5)) == 0


@pytest.mark.parametrize("delivery", [Delivery.DIGEST, Delivery.NEVER])
def test_who_was_reminded_in_the_days_mail_or_in_the_portal_is_told(delivery: Delivery) -> None:
    scene = open_round(1)
    choose(now=WEEK_BEFORE, user=scene.users[0], kind=NoticeKind.REMINDER, delivery=delivery)
    planned(WEEK_BEFORE)
    gather(WEEK_BEFORE)
    assert delivered(WEEK_BEFORE) == (["state-1"] if delivery == Delivery.DIGEST else [])
    change(scene, NONE, LATER)
    assert delivered(LATER + timedelta(minutes=10)) == ["state-1"]
    assert subjects() == [GONE]


def test_each_is_told_as_they_want_new_dates_in_the_days_mail_or_in_the_portal_alone() -> None:
    scene = reminded(3)
    choose(now=LATER, user=scene.users[0], kind=NoticeKind.DEADLINE, delivery=Delivery.DIGEST)
    choose(now=LATER, user=scene.users[2], kind=NoticeKind.DEADLINE, delivery=Delivery.NEVER)
    change(scene, NONE, LATER)
    assert delivered(LATER + timedelta(minutes=10)) == []
    told = Notice.objects.filter(event="undated").order_by("user")
    assert [(each.user, each.channel) for each in told] == [
        (scene.users[0], Delivery.DIGEST),
        (scene.users[2], Delivery.NEVER),
    ]
    gathered = LATER + timedelta(minutes=15)
    gather(gathered)
    assert delivered(gathered) == ["state-1"]
    assert GONE in mail.outbox[0].body
    move_to(scene, date(2026, 10, 20), gathered + timedelta(hours=1))
    assert Notice.objects.filter(event="changed", user=scene.users[2]).count() == 1, "from what the portal told"


def test_nobody_is_told_where_nobody_was_reminded() -> None:
    scene = open_round(2)
    change(scene, NONE, LATER)
    assert delivered(LATER + timedelta(minutes=10)) == []
    assert Notice.objects.count() == 0


def test_the_same_date_back_within_ten_minutes_tells_nothing() -> None:
    scene = reminded()
    change(scene, NONE, LATER)
    move_to(scene, OLD, LATER + timedelta(minutes=5))
    assert delivered(LATER + timedelta(hours=1)) == []
    assert not Notice.objects.filter(event="undated").exists()
    change(scene, NONE, LATER + timedelta(hours=2))
    assert delivered(LATER + timedelta(hours=3)) == ["state-1"], "and taken away again it is told"


def test_another_date_within_ten_minutes_is_told_from_the_old_one_alone() -> None:
    scene = reminded()
    change(scene, NONE, LATER)
    move_to(scene, date(2026, 10, 20), LATER + timedelta(minutes=5))
    assert delivered(LATER + timedelta(hours=1)) == ["state-1"]
    assert subjects() == ["New date, 20 October 2026: Comments on the draft"]
    assert "formerly: Thursday, 8 October 2026" in spaced(mail.outbox[0].body)


@pytest.mark.parametrize("day", [OLD, date(2026, 10, 20)])
def test_a_date_set_later_is_told_from_none_though_it_is_the_old_one(day: date) -> None:
    scene = reminded()
    change(scene, NONE, LATER)
    assert delivered(LATER + timedelta(minutes=10)) == ["state-1"]
    later = LATER + timedelta(hours=2)
    move_to(scene, day, later)
    assert delivered(later + timedelta(minutes=10)) == ["state-1"]
    assert subjects() == [f"New date, {day.day} October 2026: Comments on the draft"]
    assert "formerly: No date for now" in mail.outbox[0].body
    assert delivered(later + timedelta(hours=1)) == []
    change(scene, NONE, later + timedelta(hours=2))
    assert delivered(later + timedelta(hours=3)) == ["state-1"]
    assert f"formerly: {day:%A}, {day.day} October 2026" in spaced(mail.outbox[0].body)


def test_a_date_known_to_the_month_or_in_words_is_kept() -> None:
    scene = reminded()
    change(scene, {**NONE, "deadline": {"wording": {"en": "Ten days before the January meeting"}}}, LATER)
    assert delivered(LATER + timedelta(minutes=10)) == ["state-1"]
    assert "Due: Ten days before the January meeting\n   formerly: Thursday, 8 October" in spaced(mail.outbox[0].body)


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_a_deadline_called_off_or_put_off_is_told_as_that(status: str) -> None:
    scene = reminded()
    change(scene, {"status": status}, LATER)
    assert delivered(LATER + timedelta(minutes=10)) == ["state-1"]
    assert subjects() == ["Called off: Comments on the draft" if status == "cancelled" else GONE]
    assert "formerly: Thursday, 8 October 2026" in spaced(mail.outbox[0].body)
    assert delivered(LATER + timedelta(hours=1)) == []


def test_one_that_has_passed_leaves_the_plan_without_a_word() -> None:
    scene = reminded()
    change(scene, {"withdrawn_in": 2}, WEEK_BEFORE + timedelta(days=30))
    assert not Notice.objects.filter(kind=NoticeKind.DEADLINE).exists()


def test_withdrawn_meanwhile_it_is_told_once_as_called_off_with_the_way_to_the_schedule(client: Client) -> None:
    scene = reminded()
    change(scene, NONE, LATER)
    change(scene, {"withdrawn_in": 2}, LATER + timedelta(minutes=5))
    assert delivered(LATER + timedelta(minutes=30)) == ["state-1"]
    assert subjects() == ["Called off: Comments on the draft"]
    address = scene.schedule.get_absolute_url()
    assert f"{address}#{scene.deadline.entry.key}" in mail.outbox[0].body
    Notice.objects.update(at=timezone.now())
    client.force_login(scene.users[0])
    client.post(reverse("meetings:inbox_read"))
    inbox = client.get(reverse("meetings:inbox")).content.decode()
    assert f"{address}#{scene.deadline.entry.key}" in inbox
    assert reverse("meetings:deadline", args=[scene.deadline.pk]) not in inbox


@pytest.mark.parametrize("facts", [{"withdrawn_in": 2}, {"start": OLD, "end": OLD, "precision": "day"}])
def test_it_is_weighed_again_when_it_leaves(facts: dict[str, object]) -> None:
    """The row changes as if between claim and composing."""
    scene = reminded()
    change(scene, NONE, LATER)
    entry = scene.deadline.entry
    entry.refresh_from_db()
    for name, value in facts.items():
        setattr(entry, name, value)
    entry.save()
    assert delivered(LATER + timedelta(minutes=10)) == []
    assert OutboxMessage.objects.filter(state=OutboxState.CANCELLED).count() == 1


def test_who_may_not_see_it_any_more_is_told_nothing() -> None:
    scene = reminded()
    change(scene, NONE, LATER)
    entry = scene.deadline.entry
    entry.refresh_from_db()
    entry.audience = "staff"
    entry.save()
    assert delivered(LATER + timedelta(minutes=10)) == []


def test_staff_see_who_is_told_before_they_take_the_date_away(client: Client) -> None:
    """By the page, as things stand today."""
    now = timezone.now()
    day = now.date() + timedelta(days=6)
    scene = open_round(2, day)
    anchor = make.meeting(scene.schedule, day + timedelta(days=10), key="later").entry
    scene.deadline.anchor, scene.deadline.anchor_entry, scene.deadline.offset = "entry", anchor, 10
    scene.deadline.save()
    due = due_of(scene.deadline)
    assert due is not None
    facts: dict[str, Any] = {"kind": NoticeKind.REMINDER, "event": "reminder", "entry_id": scene.deadline.entry_id}
    readers = [Recipient(scene.users[0], Delivery.NEVER)]
    tell(readers, now=now - timedelta(days=1), key="one", params={"due": due_facts(due)}, **facts)
    secretary = scene.cast.actor("secretary")
    row = row_for_editing(secretary, scene.schedule, "later")
    assert row is not None
    postpone(actor=secretary, now=now, schedule=scene.schedule, key="later", seen=row.version)
    client.force_login(scene.cast.accounts["secretary"])
    place = reverse("meetings:ruled_settle", args=[scene.schedule.term.body.slug, scene.schedule.term.label])
    given = {"rows": f"{scene.deadline.entry.key} none", "do": "follow"}
    shown = client.post(place, given).content.decode()
    told = shown.partition("Told that there is no date for now, because they were told of one:")[2]
    assert "Delegate 1" in told.partition("</p>")[0]
    assert "Delegate 2" not in told.partition("</p>")[0]
    seal = shown.partition('name="seen" value="')[2].partition('"')[0]
    done = client.post(place, {**given, "seen": seal}, follow=True).content.decode()
    assert "Whoever was told of the old date is told in ten minutes that there is none for now." in done
    assert Notice.objects.get(event="undated").user == scene.users[0]


@pytest.mark.parametrize(
    ("proposal", "said"),
    [
        ({"kind": "withdraw", "content": {}}, "Called off: Comments on the draft"),
        ({"kind": "change", "content": {**NONE, "deadline": {"at": None}}}, GONE),
    ],
)
def test_what_a_revision_of_the_plan_takes_away_is_told_when_it_is_adopted(proposal: dict[str, Any], said: str) -> None:
    scene = reminded()
    first = make.meeting(scene.schedule, date(2026, 9, 1), key="september", status="held")
    scene.schedule.state_on = date(2026, 9, 1)
    scene.schedule.save()
    make.draft_change(scene.schedule, LATER, entry_key=scene.deadline.entry.key, **proposal)
    assert delivered(LATER) == [], "proposed"
    adopt(
        actor=scene.cast.actor("secretary"),
        now=LATER,
        schedule=scene.schedule,
        on=date(2026, 10, 1),
        at_meeting=first,
    )
    assert delivered(LATER + timedelta(minutes=10)) == ["state-1"]
    assert subjects() == [said]
