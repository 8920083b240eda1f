"""Another link to join a meeting that is convened: told to who attends, once, with the calendar; to nobody else."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from groups.models import Follow
from meetings.enums import Delivery, EntryStatus, NoticeKind
from meetings.models import Announcement, Entry, Meeting
from meetings.notices.reasons import Untold
from meetings.operations.discarding import discard
from meetings.operations.notices import choose, send
from meetings.operations.preparing import prepare_again, told_before
from meetings.operations.states import convene, move
from meetings.pages.hours import Reader
from meetings.pages.untold import why_untold
from meetings.queries.notices import recipients_of
from portal.models import OutboxMessage
from tests.cast import NOW
from tests.meetings.test_dates_decided import corrected
from tests.meetings.test_services import House, mails, words_of

pytestmark = pytest.mark.django_db

FIRST, SECOND, THIRD = (f"https://join.example/{number}" for number in (7, 8, 9))
MEMBERS = ("observer", "delegate", "rapporteur", "vice_chair", "chair")


@pytest.fixture
def house() -> House:
    """Its meeting is convened, and a delegate of another body follows this one."""
    made = House()
    Follow.objects.create(account=made.cast.accounts["other_delegate"], body=made.cast.body, since=NOW)
    made.do(convene)
    made.send(NoticeKind.CONVENED)
    mails()
    mail.outbox.clear()
    return made


def joined_by(house: House, link: str) -> None:
    """By the form of the meeting on the desk."""
    client = Client()
    client.force_login(house.cast.accounts["secretary"])
    assert "Link to join" in corrected(client, "meeting", house.meeting.pk, join_url=link)
    assert Meeting.objects.get(pk=house.meeting.pk).join_url == link


def waiting() -> list[tuple[str, str]]:
    return [(each.kind, each.event) for each in Announcement.objects.filter(state="waiting")]


def addresses(house: House, *parts: str) -> set[str]:
    return {house.cast.accounts[part].email for part in parts}


def calendar_of(message: Any) -> tuple[str, int, str]:
    words = words_of(message.message())
    uid, sequence = re.search(r"^UID:(.+)$", words, re.M), re.search(r"^SEQUENCE:(\d+)", words, re.M)
    assert uid
    assert sequence
    return uid[1].strip(), int(sequence[1]), words


def test_new_link_waits_and_goes_to_who_attends_with_the_calendar(house: House) -> None:
    joined_by(house, SECOND)
    assert waiting() == [("changed", "changed")]
    given = house.waiting(NoticeKind.CHANGED)
    assert FIRST not in str(given.before)
    assert SECOND not in str(given.after)
    told = {each.user.email for each in recipients_of(given, NOW.date())}
    assert told == addresses(house, *MEMBERS)
    house.send(NoticeKind.CHANGED)
    came = mails()
    assert set(came) == {house.interpreters.email, house.technicians.email}
    assert all(SECOND in words_of(each) for each in came.values())
    readers = {each.to[0]: each for each in mail.outbox if each.to[0] not in came}
    assert set(readers) == addresses(house, *MEMBERS)
    for each in readers.values():
        assert f"New link to join: {SECOND}" in each.body
        assert FIRST not in calendar_of(each)[2]


def test_calendar_keeps_its_event_and_counts_on(house: House) -> None:
    joined_by(house, SECOND)
    house.send(NoticeKind.CHANGED)
    mails()
    first = calendar_of(mail.outbox[0])
    joined_by(house, THIRD)
    house.send(NoticeKind.CHANGED)
    mails()
    second = calendar_of(mail.outbox[0])
    assert first[0] == second[0]
    assert second[1] > first[1]


def test_links_typed_one_after_the_other_are_one_notice_and_none_once_the_old_one_is_back(house: House) -> None:
    joined_by(house, SECOND)
    joined_by(house, THIRD)
    assert waiting() == [("changed", "changed")]
    joined_by(house, FIRST)
    assert waiting() == []


def test_link_that_people_were_told_last_is_no_news(house: House) -> None:
    joined_by(house, SECOND)
    given = house.waiting(NoticeKind.CHANGED)
    discard(actor=house.secretary, now=NOW, announcement=given)
    joined_by(house, FIRST)
    assert waiting() == []
    given.refresh_from_db()
    assert told_before(given, NOW) is None, "it is no longer so"
    joined_by(house, SECOND)
    again = house.waiting(NoticeKind.CHANGED)
    discard(actor=house.secretary, now=NOW, announcement=again)
    again.refresh_from_db()
    prepare_again(actor=house.secretary, now=NOW, announcement=again)
    assert waiting() == [("changed", "changed")]


def test_link_taken_away_is_told_as_such(house: House) -> None:
    joined_by(house, "")
    house.send(NoticeKind.CHANGED)
    mails()
    assert any("Link to join: none any more" in each.body for each in mail.outbox)


def test_before_it_is_convened_a_link_is_nobodys_news() -> None:
    house = House()
    joined_by(house, SECOND)
    assert waiting() == []


def test_who_does_not_attend_is_told_of_a_new_room_without_the_link(house: House) -> None:
    joined_by(house, SECOND)
    house.do(move, to=date(2026, 12, 15), room=f"{house.cast.house.key}/{house.colon.key}")
    assert waiting() == [("changed", "changed")]
    house.send(NoticeKind.CHANGED)
    mails()
    outside = house.cast.accounts["other_delegate"].email
    said = {each.to[0]: each.body for each in mail.outbox}
    assert "Colón Room" in said[outside]
    assert SECOND not in said[outside]
    assert all(SECOND in said[each] for each in addresses(house, *MEMBERS))


def test_mail_of_a_new_room_leaves_though_the_link_has_changed_since(house: House) -> None:
    house.do(move, to=date(2026, 12, 15), room=f"{house.cast.house.key}/{house.colon.key}")
    house.send(NoticeKind.CHANGED)
    joined_by(house, SECOND)
    mails()
    said = {each.to[0]: each.body for each in mail.outbox}
    assert house.cast.accounts["other_delegate"].email in said
    assert SECOND in said[house.cast.accounts["chair"].email]


def test_why_it_was_not_told_to_somebody_is_said(house: House) -> None:
    joined_by(house, SECOND)
    given = house.send(NoticeKind.CHANGED)
    given.refresh_from_db()
    said = why_untold(given, house.cast.accounts["other_delegate"], NOW, Reader("en"))
    assert said == "They do not attend: how to join is told to nobody else."


def test_who_attends_no_more_by_the_time_of_the_mail_gets_none(house: House) -> None:
    joined_by(house, SECOND)
    send(actor=house.secretary, now=NOW, announcement=house.waiting(NoticeKind.CHANGED))
    chair = house.cast.accounts["chair"]
    chair.person.tenures.all().delete()
    mails()
    assert chair.email not in {each.to[0] for each in mail.outbox}
    held = OutboxMessage.objects.get(account=chair, state="cancelled", why=Untold.JOINING_UNSEEN)
    assert held.kind == "notice"


@pytest.mark.parametrize("status", [EntryStatus.OPEN, EntryStatus.SUSPENDED])
def test_new_link_of_a_meeting_under_way_goes_at_once_to_who_attends(house: House, status: EntryStatus) -> None:
    """Opened yesterday, it goes on today: whoever reads one mail a day would read of it too late."""
    chair = house.cast.accounts["chair"]
    choose(now=NOW, user=chair, kind=NoticeKind.CHANGED, delivery=Delivery.DIGEST)
    Entry.objects.filter(pk=house.meeting.entry_id).update(status=status)
    joined_by(house, SECOND)
    assert waiting() == [("changed", "changed")]
    told = {each.user.email for each in recipients_of(house.waiting(NoticeKind.CHANGED), NOW.date())}
    assert told == addresses(house, *MEMBERS)
    house.send(NoticeKind.CHANGED)
    mails()
    found = {each.to[0]: each for each in mail.outbox}
    assert set(found) == {house.interpreters.email, house.technicians.email, *addresses(house, *MEMBERS)}
    said = found[chair.email]
    assert said.subject.startswith("URGENT: ")
    assert f"New link to join: {SECOND}" in said.body


def test_link_of_a_meeting_that_was_held_is_nobodys_news(house: House) -> None:
    Entry.objects.filter(pk=house.meeting.entry_id).update(status=EntryStatus.HELD)
    joined_by(house, SECOND)
    assert waiting() == []
