"""The calendar that a notice brings: published by the house, read from the bytes of the mail as programs do."""

from __future__ import annotations

import email
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import default
from typing import Any

import icalendar
import pytest
from django.core import mail

from groups.models import Organization
from meetings.enums import NoticeKind
from meetings.models import Announcement, Schedule, Sitting
from meetings.operations.announcing import note_deadline
from meetings.operations.notices import send
from meetings.operations.states import cancel, convene, move, postpone
from meetings.queries.drafts import row_for_editing
from portal import clock, outbox
from tests import make
from tests.cast import NOW, Cast, gather

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 15)
EVENT = "VEVENT"


@pytest.fixture
def cast() -> Cast:
    made = gather()
    Organization.objects.filter(pk=made.house.pk).update(name={"en": 'House of "States"; north, south', "es": "Casa"})
    made.accounts["delegate"].language = "es"
    made.accounts["delegate"].save()
    return made


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    """Adopted, with a meeting of two sittings on 15 December in the Guerrero Room."""
    made = make.schedule(cast.term, state_on=date(2026, 3, 1))
    meeting = make.meeting(made, DAY, key="december", room=make.room(cast.house), items=("Paragraph 3",))
    Sitting.objects.create(meeting=meeting, on=DAY, start="18:00", end="20:00", position=1)
    return made


@pytest.fixture
def told(cast: Cast, schedule: Schedule) -> Callable[..., icalendar.Calendar]:
    """Do it, send the notice of it, and read the calendar in the chair's mail."""
    secretary, hour = cast.actor("secretary"), [NOW]

    def act(operation: Any, kind: NoticeKind, part: str = "chair", **facts: Any) -> icalendar.Calendar:
        hour[0] += timedelta(minutes=20)
        row = row_for_editing(secretary, schedule, "december")
        assert row is not None
        operation(actor=secretary, now=hour[0], schedule=schedule, key="december", seen=row.version, **facts)
        send(actor=secretary, now=hour[0], announcement=Announcement.objects.get(state="waiting", kind=kind))
        return calendar_in(delivered(cast.accounts[part].email, hour[0]))

    return act


def delivered(to: str, now: datetime) -> EmailMessage:
    """The mail to an address, from its bytes."""
    mail.outbox.clear()
    clock.confirm(now)
    outbox.deliver_due(now)
    sent = next(each for each in mail.outbox if each.to == [to])
    return email.message_from_bytes(sent.message().as_bytes(), policy=default)


def part_of(message: EmailMessage) -> EmailMessage:
    parts = [part for part in message.walk() if part.get_content_type() == "text/calendar"]
    assert len(parts) == 1
    return parts[0]


def calendar_in(message: EmailMessage) -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(part_of(message).get_payload(decode=True))


def events(calendar: icalendar.Calendar) -> dict[str, tuple[str, int, datetime]]:
    """Status, sequence and beginning by UID, without the host."""
    return {
        str(each["UID"]).partition("@")[0].partition(".december")[2]: (
            str(each["STATUS"]),
            int(each["SEQUENCE"]),
            each.decoded("DTSTART"),
        )
        for each in calendar.walk(EVENT)
    }


def test_the_part_says_what_the_file_says(cast: Cast, schedule: Schedule, told: Any, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = "Plenary <notices@plenary.example>"
    secretary = cast.actor("secretary")
    row = row_for_editing(secretary, schedule, "december")
    assert row is not None
    convene(actor=secretary, now=NOW, schedule=schedule, key="december", seen=row.version)
    send(actor=secretary, now=NOW, announcement=Announcement.objects.get(state="waiting"))
    part = part_of(delivered(cast.accounts["chair"].email, NOW))
    assert part["Content-Type"].params["method"] == "PUBLISH"
    assert part.get_content_charset() == "utf-8"
    assert part.get_filename() == "plenary.ics"
    octets = part.get_payload(decode=True)
    assert isinstance(octets, bytes)
    assert octets.count(b"\r\n") == octets.count(b"\n"), "line ends arrive as they are written"
    calendar = icalendar.Calendar.from_ical(octets)
    assert calendar["METHOD"] == "PUBLISH"
    organizers = [each["ORGANIZER"] for each in calendar.walk(EVENT)]
    assert [str(each) for each in organizers] == ["mailto:notices@plenary.example"] * 2
    assert {each.params["CN"] for each in organizers} == {"House of 'States'; north, south"}
    assert not any("ATTENDEE" in each for each in calendar.walk(EVENT)), "nobody is asked to answer"


def test_the_house_is_named_in_the_readers_language(told: Any) -> None:
    calendar = told(convene, NoticeKind.CONVENED, part="delegate")
    assert {each["ORGANIZER"].params["CN"] for each in calendar.walk(EVENT)} == {"Casa"}


def test_a_meeting_moved_keeps_its_uid_and_counts_on(told: Any) -> None:
    first = events(told(convene, NoticeKind.CONVENED))
    then = events(told(move, NoticeKind.CHANGED, to=date(2026, 12, 22)))
    assert list(first) == list(then) == ["", ".2"]
    assert [status for status, *_rest in then.values()] == ["CONFIRMED", "CONFIRMED"]
    assert all(then[uid][1] > first[uid][1] for uid in then)
    assert {each[2].date() for each in then.values()} == {date(2026, 12, 22)}


@pytest.mark.parametrize("call_off", [cancel, postpone])
def test_a_meeting_called_off_is_published_as_cancelled(told: Any, call_off: Any) -> None:
    first = events(told(convene, NoticeKind.CONVENED))
    then = events(told(call_off, NoticeKind.CALLED_OFF))
    assert [status for status, *_rest in then.values()] == ["CANCELLED", "CANCELLED"]
    assert all(then[uid][1] > first[uid][1] and then[uid][2] == first[uid][2] for uid in first)


def test_a_sitting_that_is_dropped_is_published_as_cancelled(told: Any) -> None:
    first = events(told(convene, NoticeKind.CONVENED))
    sittings = [{"on": "2026-12-15", "start": "10:00", "end": "13:00"}]
    then = events(told(move, NoticeKind.CHANGED, sittings=sittings))
    assert then[""][:2] == ("CONFIRMED", first[""][1] + 1)
    assert then[".2"] == ("CANCELLED", first[""][1] + 1, first[".2"][2])


def test_a_deadline_is_published_too(cast: Cast, schedule: Schedule) -> None:
    deadline = make.deadline(schedule, date(2026, 12, 1), owing_standings="member")
    secretary = cast.actor("secretary")
    note_deadline(actor=secretary, now=NOW, deadline=deadline, event="set", before={})
    send(actor=secretary, now=NOW, announcement=Announcement.objects.get(state="waiting"))
    calendar = calendar_in(delivered(cast.accounts["delegate"].email, datetime(2026, 3, 10, 15, 1, tzinfo=UTC)))
    assert calendar["METHOD"] == "PUBLISH"
    assert [each.decoded("DTSTART") for each in calendar.walk(EVENT)] == [date(2026, 12, 1)]
