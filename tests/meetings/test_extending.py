"""Extensions: how far they reach, what leaves before their notice, and how one recorded in error is taken back."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.deadlines.reading import due_of
from meetings.enums import Delivery, NoticeKind
from meetings.models import Deadline, Extension, Notice, Schedule
from meetings.notices.reading import due_facts
from meetings.operations.deadlines import count_again, follow, keep
from meetings.operations.edits import edit_row
from meetings.operations.errors import RefusedError
from meetings.operations.extending import extend, take_back
from meetings.operations.notices import tell
from meetings.operations.reminders import plan
from meetings.operations.undoing import steps, undo
from meetings.queries.deadlines import moved_in
from meetings.queries.drafts import row_for_editing
from meetings.queries.notices import Recipient, pending_notices
from portal import clock
from portal.lib.dates import LAST_DAY
from portal.lib.deadlines import Due
from portal.models import AuditEvent, OutboxMessage
from tests import make
from tests.cast import NOW
from tests.clock import day_in
from tests.meetings.rounds import Round, open_round

pytestmark = pytest.mark.django_db

ZONE = "America/New_York"

WEEK_BEFORE = datetime(2026, 10, 1, 16, tzinfo=UTC)


def extended(scene: Round, day: date, now: datetime = NOW) -> Extension:
    return extend(
        actor=scene.cast.actor("secretary"),
        now=now,
        schedule=scene.schedule,
        key=scene.deadline.entry.key,
        day=day,
        at=time(17),
        decided_by="The Chair",
        reason={"en": "Two delegations asked for more time"},
    )


def stands(scene: Round) -> tuple[date | None, time | None, bool]:
    found = Deadline.objects.select_related("entry").get(pk=scene.deadline.pk)
    return found.entry.end, found.at, found.fixed


def test_an_extension_reaches_two_years() -> None:
    scene = open_round(1)
    for day in (date(9999, 12, 31), date(2028, 10, 10)):
        with pytest.raises(RefusedError, match="within two years"):
            extended(scene, day)
    assert stands(scene) == (date(2026, 10, 8), time(18), False)
    extended(scene, date(2028, 10, 8))
    assert stands(scene) == (date(2028, 10, 8), time(17), True)


@pytest.mark.parametrize("fixed", [False, True])
def test_an_extension_taken_back_gives_the_old_date_back(*, fixed: bool) -> None:
    scene = open_round(1)
    Deadline.objects.update(fixed=fixed)
    given = extended(scene, date(2026, 10, 20))
    secretary = scene.cast.actor("secretary")
    with pytest.raises(RefusedError, match="Say why"):
        take_back(actor=secretary, now=NOW, given=given, reason={"en": " "})
    take_back(actor=secretary, now=NOW, given=given, reason={"en": "Another deadline was meant"})
    assert stands(scene) == (date(2026, 10, 8), time(18), fixed)
    assert not Extension.objects.exists()
    assert pending_notices(scene.schedule) == {}, "nobody was told of the new date, so nobody is told of the old one"
    [event] = AuditEvent.objects.filter(verb="extension taken back", subject_type="meetings.deadline")
    assert (event.before["day"], event.after["day"], event.reason) == (
        "2026-10-20",
        "2026-10-08",
        "Another deadline was meant",
    )


def test_an_extension_to_the_end_of_time_is_taken_back() -> None:
    """Recorded before extensions were held to two years, and years to those that a record may bear."""
    scene = open_round(1)
    given = extended(scene, date(2026, 10, 20))
    scene.deadline.entry.refresh_from_db()
    scene.deadline.entry.start = scene.deadline.entry.end = LAST_DAY
    scene.deadline.entry.save()
    Extension.objects.update(new_day=LAST_DAY)
    given.refresh_from_db()
    take_back(actor=scene.cast.actor("secretary"), now=NOW, given=given, reason={"en": "A slip"})
    assert stands(scene)[0] == date(2026, 10, 8)


def test_only_the_last_extension_is_taken_back_and_only_while_its_date_stands() -> None:
    scene = open_round(1)
    secretary = scene.cast.actor("secretary")
    first = extended(scene, date(2026, 10, 20))
    last = extended(scene, date(2026, 10, 22), NOW + timedelta(hours=1))
    with pytest.raises(RefusedError, match="Another extension follows"):
        take_back(actor=secretary, now=NOW, given=first, reason={"en": "A slip"})
    Deadline.objects.filter(pk=scene.deadline.pk).update(at=time(12))
    with pytest.raises(RefusedError, match="changed after it was extended"):
        take_back(actor=secretary, now=NOW, given=last, reason={"en": "A slip"})
    Deadline.objects.filter(pk=scene.deadline.pk).update(at=time(17))
    take_back(actor=secretary, now=NOW, given=last, reason={"en": "A slip"})
    assert stands(scene) == (date(2026, 10, 20), time(17), True)


def test_no_reminder_of_the_new_date_leaves_before_the_notice_of_it() -> None:
    scene = open_round(2)
    at = WEEK_BEFORE + timedelta(days=1)
    clock.confirm(at)
    extended(scene, date(2026, 10, 9), at)
    assert plan(at + timedelta(minutes=1)) == 0
    given = pending_notices(scene.schedule)[scene.deadline.entry.key]
    given.state, given.decided_at = "discarded", at
    given.save()
    assert plan(at + timedelta(minutes=2)) == 2


def test_a_notice_that_nobody_sent_for_a_day_keeps_no_reminder_back() -> None:
    scene = open_round(2)
    at = WEEK_BEFORE + timedelta(days=1)
    clock.confirm(at)
    extended(scene, date(2026, 10, 9), at)
    later = at + timedelta(days=1)
    clock.confirm(later - timedelta(minutes=20))
    assert plan(later - timedelta(minutes=20)) == 0
    clock.confirm(later)
    assert plan(later) == 2
    assert pending_notices(scene.schedule)


def test_a_notice_of_a_date_that_did_not_change_keeps_no_reminder_back() -> None:
    scene = open_round(2)
    clock.confirm(WEEK_BEFORE)
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])
    client.post(reverse("meetings:deadline_announce", args=[scene.deadline.pk]))
    assert scene.deadline.entry.key in pending_notices(scene.schedule)
    assert plan(WEEK_BEFORE) == 2


def test_the_page_of_a_deadline_says_that_its_reminders_wait_for_the_notice() -> None:
    scene = open_round(1, on=day_in(days=10))
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])
    address = reverse("meetings:deadline", args=[scene.deadline.pk])
    said = "A notice of the new date waits"
    assert said not in client.get(address).content.decode()
    extended(scene, day_in(days=12), timezone.now())
    assert said in client.get(address).content.decode()


def test_an_extension_is_not_saved_before_the_reminders_after_it_were_seen() -> None:
    today = day_in()
    scene = open_round(3, on=today + timedelta(days=2))
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])
    address = reverse("meetings:deadline_extend", args=[scene.deadline.pk])
    day = today + timedelta(days=5)
    typed = {"day": day.isoformat(), "at": "18:00", "decided_by": "The Chair", "reason_es": "Más tiempo"}
    page = client.post(address, typed).content.decode()
    shown = unescape(re.sub("<[^>]+>", " ", page))
    assert "leave by themselves after it: none before" in shown
    assert "Delegate 1, Delegate 2, Delegate 3" in shown
    assert not Extension.objects.exists()
    seen = re.findall('name="seen" value="([0-9a-f]+)"', page)[0]
    saved = client.post(address, typed | {"seen": seen}, follow=True).content.decode()
    assert "Extended." in saved
    assert stands(scene)[0] == day
    assert scene.deadline.entry.key in pending_notices(scene.schedule)
    assert not OutboxMessage.objects.exists()


def test_staff_take_an_extension_back_on_the_page() -> None:
    """Who was reminded of the new date is told of the old one again, once that was seen."""
    now = timezone.now()
    scene = open_round(1, on=now.date() + timedelta(days=20))
    given = extended(scene, now.date() + timedelta(days=30), now - timedelta(days=3))
    waiting = pending_notices(scene.schedule)[scene.deadline.entry.key]
    waiting.state, waiting.decided_at = "discarded", now - timedelta(days=2)
    waiting.save()
    due = due_of(Deadline.objects.select_related("entry__schedule__term__body__organization").get())
    assert due is not None
    facts = {"kind": NoticeKind.REMINDER, "event": "reminder", "entry_id": scene.deadline.entry_id}
    readers = [Recipient(scene.users[0], Delivery.NEVER)]
    tell(readers, now=now - timedelta(days=1), key="one", params={"due": due_facts(due)}, **facts)  # type: ignore[arg-type]
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])
    address = reverse("meetings:deadline_extension_take_back", args=[scene.deadline.pk, given.pk])
    assert address in client.get(reverse("meetings:deadline", args=[scene.deadline.pk])).content.decode()
    page = client.post(address, {"reason_en": "A slip"}).content.decode()
    assert "Delegate 1" in page
    assert Extension.objects.exists()
    seen = re.findall('name="seen" value="([0-9a-f]+)"', page)[0]
    saved = client.post(address, {"reason_en": "A slip", "seen": seen}, follow=True).content.decode()
    assert "Taken back: the old date holds." in saved
    assert stands(scene)[0] == now.date() + timedelta(days=20)
    assert [each.user for each in Notice.objects.filter(kind=NoticeKind.DEADLINE)] == [scene.users[0]]


def edited(scene: Round, other: Deadline, day: str) -> None:
    secretary, key = scene.cast.actor("secretary"), other.entry.key
    row = row_for_editing(secretary, scene.schedule, key)
    assert row is not None
    changes = {"start": day, "end": day}
    edit_row(actor=secretary, now=NOW, schedule=scene.schedule, key=key, seen=row.version, changes=changes)


def test_nothing_older_is_undone_over_an_extension() -> None:
    scene = open_round(1)
    secretary = scene.cast.actor("secretary")
    other = make.deadline(scene.schedule, date(2026, 11, 8))
    edited(scene, other, "2026-11-09")
    assert steps(secretary, NOW, scene.schedule) == (True, False)
    given = extended(scene, date(2026, 10, 20))
    for _turn in range(2):
        assert steps(secretary, NOW, scene.schedule) == (False, False)
        with pytest.raises(RefusedError, match="taken back on the page of its deadline"):
            undo(actor=secretary, now=NOW, schedule=scene.schedule)
        if Extension.objects.exists():
            take_back(actor=secretary, now=NOW, given=given, reason={"en": "A slip"})
    row = row_for_editing(secretary, scene.schedule, other.entry.key)
    assert row is not None
    assert row.content["start"] == "2026-11-09"
    edited(scene, other, "2026-11-10")
    assert steps(secretary, NOW, scene.schedule) == (True, False)


def hung(scene: Round) -> Schedule:
    """Ten days before a meeting, by which another date is proposed."""
    meeting = make.meeting(scene.schedule, date(2026, 10, 20), key="october").entry
    Deadline.objects.update(anchor="entry", anchor_entry=meeting, offset=10, unit="days")
    return scene.schedule


def test_dates_are_not_kept_over_one_that_was_not_shown() -> None:
    """Taken in one tab, kept in another."""
    scene = open_round(1)
    schedule, secretary, key = hung(scene), scene.cast.actor("secretary"), scene.deadline.entry.key
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])
    with pytest.raises(RefusedError, match="another date"):
        keep(actor=secretary, now=NOW, schedule=schedule, keys={key: Due(date(2026, 10, 11), time(18), ZONE)})
    follow(actor=secretary, now=NOW, schedule=schedule, keys={key: Due(date(2026, 10, 10), time(18), ZONE)})
    address = reverse("meetings:ruled_settle", args=[scene.cast.body.slug, scene.cast.term.label])
    page = client.post(
        address, {"rows": f"{key} 2026-10-10 18:00:00 {ZONE}", "do": "keep"}, follow=True
    ).content.decode()
    assert "By now no other date is proposed" in page
    assert stands(scene) == (date(2026, 10, 10), time(18), False)


def test_a_date_that_was_kept_is_counted_again_and_moves_nothing() -> None:
    scene = open_round(1)
    schedule, secretary, key = hung(scene), scene.cast.actor("secretary"), scene.deadline.entry.key
    with pytest.raises(RefusedError, match="No rule was kept"):
        count_again(actor=secretary, now=NOW, schedule=schedule, key=key)
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])
    address = reverse("meetings:ruled", args=[scene.cast.body.slug, scene.cast.term.label])
    assert "Dates that you keep are fixed" in client.get(address).content.decode()
    keep(actor=secretary, now=NOW, schedule=schedule, keys={key: Due(date(2026, 10, 10), time(18), ZONE)})
    assert moved_in(secretary, schedule, NOW) == []
    again = reverse("meetings:deadline_count_again", args=[scene.deadline.pk])
    assert again in client.get(reverse("meetings:deadline", args=[scene.deadline.pk])).content.decode()
    assert "it is proposed here" in client.post(again, follow=True).content.decode()
    assert stands(scene) == (date(2026, 10, 8), time(18), False)
    assert [each.by_rule.day for each in moved_in(secretary, schedule, NOW) if each.by_rule] == [date(2026, 10, 10)]
    assert AuditEvent.objects.filter(verb="counted again").exists()
