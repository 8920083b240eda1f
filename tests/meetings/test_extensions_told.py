"""What an extension tells, it does not remind of; and one that was taken back is told as what it is."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from html import unescape

import pytest
from django.core import mail
from django.db.models import QuerySet
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.enums import Delivery, NoticeKind
from meetings.models import Announcement, Deadline, Extension, Notice
from meetings.operations.discarding import discard
from meetings.operations.errors import RefusedError
from meetings.operations.extending import extend, take_back
from meetings.operations.foreseeing import reminders_ahead
from meetings.operations.notices import send
from meetings.operations.rehearsing import Ahead, rehearsed
from meetings.operations.reminders import QUIET, foreseen
from meetings.pages.hours import Reader
from meetings.pages.inbox import inbox_rows
from meetings.queries.notices import pending_notices
from tests.clock import day_in
from tests.mailed import spaced
from tests.meetings.rounds import Round, open_round
from tests.meetings.test_reminders import delivered, move_to, planned

pytestmark = pytest.mark.django_db

EXTENDED_AT = datetime(2026, 9, 30, 16, tzinfo=UTC)
"""Two weeks before 12 October were on 28 September, a week before it comes on 5 October."""
NEW_DAY = date(2026, 10, 12)


def extended(scene: Round, day: date = NEW_DAY, now: datetime = EXTENDED_AT) -> Extension:
    return extend(
        actor=scene.cast.actor("secretary"),
        now=now,
        schedule=scene.schedule,
        key=scene.deadline.entry.key,
        day=day,
        at=time(18),
        decided_by="The Chair",
        reason={"en": "Two delegations asked for more time"},
    )


def waiting(scene: Round) -> Announcement:
    return pending_notices(scene.schedule)[scene.deadline.entry.key]


def sent(scene: Round, now: datetime = EXTENDED_AT) -> None:
    send(actor=scene.cast.actor("secretary"), now=now, announcement=waiting(scene))


def days_ahead(scene: Round, now: datetime) -> list[tuple[str, int]]:
    return [(f"{each.day:%d %b}", each.days or 0) for each in reminders_ahead(as_it_stands(), now)]


def as_it_stands() -> Deadline:
    return Deadline.objects.select_related("entry__schedule__term__body__organization").get()


def test_what_was_told_after_a_reminders_hour_is_not_reminded_of_the_day_after() -> None:
    scene = open_round(2)
    extended(scene)
    sent(scene)
    assert len(delivered(EXTENDED_AT)) == 2
    assert [planned(EXTENDED_AT + QUIET), planned(EXTENDED_AT + timedelta(days=2))] == [0, 0]
    assert days_ahead(scene, EXTENDED_AT) == [("05 Oct", 7), ("09 Oct", 3), ("11 Oct", 1), ("12 Oct", 0)]
    week_before = datetime(2026, 10, 5, 14, tzinfo=UTC)
    assert set(foreseen(as_it_stands(), scene.users, EXTENDED_AT).values()) == {week_before.date()}
    assert planned(week_before) == 2


def test_an_extensions_rehearsal_promises_what_the_planner_then_plans() -> None:
    scene = open_round(2)

    def act() -> QuerySet[Deadline]:
        extended(scene)
        return Deadline.objects.filter(pk=scene.deadline.pk)

    def look(found: Ahead) -> tuple[list[tuple[str, int]], list[str]]:
        (each,) = found
        ahead = [(f"{leaving.day:%d %b}", leaving.days or 0) for leaving in each.reminders]
        return ahead, [recipient.user.name for recipient in each.recipients]

    ahead, people = rehearsed(act, look, EXTENDED_AT, with_notice=True)
    assert people == ["Delegate 1", "Delegate 2"]
    assert not Announcement.objects.exists()
    assert not Notice.objects.exists()
    extended(scene)
    sent(scene)
    assert ahead == days_ahead(scene, EXTENDED_AT)


def test_who_was_told_of_another_date_is_reminded_of_the_one_that_holds() -> None:
    """Nobody sent a notice of the third date for a day: the reminder of two weeks before is made good."""
    scene = open_round(1)
    extended(scene)
    sent(scene)
    move_to(scene, date(2026, 10, 13), EXTENDED_AT + timedelta(hours=1))
    later = EXTENDED_AT + timedelta(days=1, hours=2)
    assert planned(later) == 1
    assert Notice.objects.get(kind=NoticeKind.REMINDER).params["due"]["day"] == "2026-10-13"


def test_a_reminder_whose_hour_comes_soon_after_the_notice_keeps_its_distance() -> None:
    scene = open_round(1)
    extended(scene)
    told = datetime(2026, 10, 5, 9, tzinfo=UTC)
    sent(scene, told)
    assert planned(datetime(2026, 10, 5, 13, tzinfo=UTC)) == 0
    assert planned(told + QUIET) == 1


def taken_back(scene: Round, given: Extension, now: datetime) -> None:
    take_back(actor=scene.cast.actor("secretary"), now=now, given=given, reason={"en": "Another deadline was meant"})


def test_an_extension_that_was_announced_and_taken_back_is_told_as_withdrawn_with_the_date_that_holds_again() -> None:
    scene = open_round(4)
    given = extended(scene)
    sent(scene)
    delivered(EXTENDED_AT)
    later = EXTENDED_AT + timedelta(hours=3)
    taken_back(scene, given, later)
    assert (waiting(scene).event, waiting(scene).reason) == ("taken_back", "Another deadline was meant")
    sent(scene, later)
    assert len(delivered(later)) == 4
    subjects = {each.subject for each in mail.outbox}
    assert "Extension withdrawn, due 8 October 2026 again: Comments on the draft" in subjects
    english = next(spaced(each.body) for each in mail.outbox if each.to == [scene.users[0].email])
    assert "An extension of this deadline was withdrawn. The date before it holds again." in english
    assert "Due: Thursday, 8 October 2026, 6:00 p.m., Washington (UTC−4)\n   formerly: Monday, 12 Oct" in english
    assert "Reason: Another deadline was meant" in english
    assert "Decided by" not in english


@pytest.mark.parametrize(
    ("kind", "says"), [("soft", "your answer is still accepted"), ("hard", "nothing is accepted any more")]
)
def test_where_the_date_that_holds_again_has_passed_its_notice_says_so(kind: str, says: str) -> None:
    scene = open_round(1)
    Deadline.objects.update(kind=kind)
    given = extended(scene)
    sent(scene)
    delivered(EXTENDED_AT)
    later = datetime(2026, 10, 10, 12, tzinfo=UTC)
    taken_back(scene, given, later)
    sent(scene, later)
    delivered(later)
    assert mail.outbox[0].subject == "Extension withdrawn, was due 8 October 2026: Comments on the draft"
    assert says in mail.outbox[0].body


def test_who_was_reminded_of_an_extension_that_nobody_announced_is_told_that_it_was_withdrawn() -> None:
    scene = open_round(2)
    given = extended(scene)
    discard(actor=scene.cast.actor("secretary"), now=EXTENDED_AT, announcement=waiting(scene))
    assert planned(EXTENDED_AT) == 2
    delivered(EXTENDED_AT)
    later = EXTENDED_AT + timedelta(hours=3)
    taken_back(scene, given, later)
    assert len(delivered(later + timedelta(minutes=11))) == 2
    told = {each.subject: each.body for each in mail.outbox}
    assert (
        "Reason: Another deadline was meant"
        in told["Extension withdrawn, due 8 October 2026 again: Comments on the draft"]
    )


def test_who_was_reminded_is_told_of_the_withdrawal_though_its_notice_is_not_sent() -> None:
    scene = open_round(1)
    given = extended(scene)
    sent(scene)
    week_before = datetime(2026, 10, 5, 14, tzinfo=UTC)
    planned(week_before)
    delivered(week_before)
    taken_back(scene, given, week_before)
    assert discard(actor=scene.cast.actor("secretary"), now=week_before, announcement=waiting(scene)) == 1
    told = Notice.objects.get(kind=NoticeKind.DEADLINE, announcement=None)
    assert (told.event, told.params["reason"]) == ("taken_back", "Another deadline was meant")


def test_a_notice_of_an_extension_whose_date_was_then_changed_by_hand_says_that_it_changed() -> None:
    scene = open_round(1)
    extended(scene)
    move_to(scene, date(2026, 10, 5), EXTENDED_AT + timedelta(minutes=1))
    assert (waiting(scene).event, waiting(scene).after["due"]["day"]) == ("changed", "2026-10-05")


def test_the_inbox_says_the_date_that_a_notice_told() -> None:
    scene = open_round(1)
    given = extended(scene)
    sent(scene)
    taken_back(scene, given, EXTENDED_AT + timedelta(hours=3))
    sent(scene, EXTENDED_AT + timedelta(hours=3))
    notices = Notice.objects.filter(user=scene.users[0]).order_by("pk")
    rows = inbox_rows(notices, scene.cast.actor("secretary"), Reader("en"))
    assert [(row["text"], row["when"]) for row in rows] == [
        ("Deadline extended", "Monday, 12 October 2026, 6:00 p.m., Washington (UTC−4)"),
        ("Extension withdrawn", "Thursday, 8 October 2026, 6:00 p.m., Washington (UTC−4)"),
    ]


def shown(page: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", page)).split())


def test_staff_see_the_notice_and_the_reminders_before_an_extension_is_taken_back() -> None:
    now = timezone.now()
    scene = open_round(3, on=day_in(days=20))
    given = extended(scene, day_in(days=30), now - timedelta(days=3))
    sent(scene, now - timedelta(days=3))
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])
    address = reverse("meetings:deadline_extension_take_back", args=[scene.deadline.pk, given.pk])
    page = client.post(address, {"reason_en": "A slip"}).content.decode()
    said = shown(page)
    assert "It waits to be sent to 3 people, each in their language, zone and format." in said
    assert "Extension withdrawn, due" in said
    assert re.search("Português 1? ?(One person)? ?.*Delegate 3", said)
    assert re.search("Reminders after it .*Reminder, 14 days before · 3 people", said)
    assert Extension.objects.exists()
    assert not pending_notices(scene.schedule)
    seen = re.findall('name="seen" value="([0-9a-f]+)"', page)[0]
    saved = client.post(address, {"reason_en": "Another slip", "seen": seen}, follow=True).content.decode()
    assert "look again" in saved, "the notice says another reason than was shown"
    saved = client.post(address, {"reason_en": "A slip", "seen": seen}, follow=True).content.decode()
    assert "The notice to all who are asked is not sent yet." in saved
    assert (waiting(scene).event, Extension.objects.count()) == ("taken_back", 0)


def test_what_has_no_date_is_not_extended_but_given_one() -> None:
    scene = open_round(1, on=day_in(days=20))
    entry = scene.deadline.entry
    entry.start = entry.end = None
    entry.precision = ""
    entry.save()
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])
    page = client.get(reverse("meetings:deadline", args=[scene.deadline.pk])).content.decode()
    address = reverse("meetings:deadline_extend", args=[scene.deadline.pk])
    place = [scene.cast.body.slug, scene.cast.term.label, entry.key]
    assert address not in page
    assert f'href="{reverse("meetings:editor_row", args=place)}">Set the date</a>' in page
    assert client.get(reverse("meetings:editor_row", args=place)).status_code == 200
    assert "There is no date to extend." in client.get(address, follow=True).content.decode()
    with pytest.raises(RefusedError, match="no date to extend"):
        extended(scene)


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_what_is_off_is_neither_extended_nor_given_a_date(status: str) -> None:
    scene = open_round(1, on=day_in(days=20))
    scene.deadline.entry.status = status
    scene.deadline.entry.save()
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])
    page = client.get(reverse("meetings:deadline", args=[scene.deadline.pk])).content.decode()
    assert "Extend the deadline" not in page
    assert "Set the date" not in page


def test_a_reader_of_the_portal_alone_is_reminded_no_sooner() -> None:
    """How the notice came makes no difference: it stands in the inbox."""
    scene = open_round(1)
    extended(scene)
    sent(scene)
    Notice.objects.update(channel=Delivery.NEVER)
    assert planned(EXTENDED_AT + QUIET) == 0
