"""Services of a house: who among them is told of a meeting, of what, and what they may not know of it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from email.message import EmailMessage
from typing import Any, cast

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from meetings.enums import NoticeKind
from meetings.models import Announcement, Entry, Meeting, Room, Schedule, Service
from meetings.operations.adoption import adopt
from meetings.operations.interpretation import set_interpretation
from meetings.operations.notices import send
from meetings.operations.services import follow_address
from meetings.operations.states import cancel, convene, move
from meetings.pages.hours import Reader
from meetings.pages.services import service_previews, services_told, why_services_untold
from meetings.queries.drafts import row_for_editing
from meetings.queries.services import services_for
from portal import clock, outbox
from portal.actors import Actor
from portal.models import OutboxMessage
from tests import make
from tests.cast import NOW, Cast, gather
from tests.mailed import spaced
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 15)


class House:
    """A house with two rooms and three services, and an adopted schedule with one interpreted meeting."""

    def __init__(self) -> None:
        self.cast: Cast = gather()
        self.secretary: Actor = self.cast.actor("secretary")
        self.guerrero: Room = make.room(self.cast.house, "Guerrero Room")
        self.colon: Room = make.room(self.cast.house, "Colón Room")
        self.schedule: Schedule = make.schedule(self.cast.term, state_on=date(2026, 3, 1))
        self.meeting: Meeting = make.meeting(
            self.schedule,
            DAY,
            key="december",
            room=self.guerrero,
            interpretation=["en", "es"],
            join_url="https://join.example/7",
            items=("Paragraph 3",),
        )
        self.interpreters = self.service("interpreters", language="es", languages=["es"])
        self.rooms = self.service("rooms", rooms=[self.guerrero])
        self.technicians = self.service("technicians")

    def service(self, kind: str, **facts: Any) -> Service:
        return make.service(self.cast.house, kind, **facts)

    def do(self, operation: Any, key: str = "december", **facts: Any) -> None:
        row = row_for_editing(self.secretary, self.schedule, key)
        assert row is not None
        operation(actor=self.secretary, now=NOW, schedule=self.schedule, key=key, seen=row.version, **facts)

    def waiting(self, kind: NoticeKind) -> Announcement:
        return Announcement.objects.get(state="waiting", kind=kind)

    def told(self, given: Announcement) -> set[Service]:
        return {service for service, _concerns in services_for(given)}

    def send(self, kind: NoticeKind) -> Announcement:
        given = self.waiting(kind)
        send(actor=self.secretary, now=NOW, announcement=given)
        return given


def mails() -> dict[str, EmailMessage]:
    """What came to services, by address."""
    mail.outbox.clear()
    clock.confirm(NOW)
    outbox.deliver_due(NOW, budget=200)
    found = [cast(EmailMessage, each.message()) for each in mail.outbox]
    by_address = {str(each["To"]): each for each in found if str(each["To"]).endswith("@services.example.org")}
    assert len(by_address) == len([each for each in found if "services.example.org" in str(each["To"])])
    return by_address


def words_of(message: EmailMessage) -> str:
    parts = [part.get_payload(decode=True).decode() for part in message.walk() if not part.is_multipart()]
    return spaced(re.sub(r"\r\n ", "", "\n".join(parts)))


@pytest.fixture
def house() -> House:
    return House()


def test_a_convocation_goes_to_interpreters_rooms_and_technicians(house: House) -> None:
    house.do(convene)
    house.send(NoticeKind.CONVENED)
    came = mails()
    assert set(came) == {each.email for each in (house.interpreters, house.rooms, house.technicians)}
    interpreters = words_of(came[house.interpreters.email])
    assert "Convocada" in str(came[house.interpreters.email]["Subject"]) or "martes" in interpreters.lower()
    assert "Paragraph 3" in interpreters
    assert "https://join.example/7" in interpreters
    assert house.cast.accounts["secretary"].email in interpreters
    rooms = words_of(came[house.rooms.email])
    assert "Guerrero Room" in rooms
    assert "English, Spanish" in rooms
    assert "unsubscribe" not in rooms
    assert came[house.rooms.email]["List-Unsubscribe"] is None
    assert "METHOD:PUBLISH" in rooms


def test_each_service_gets_one_mail_whoever_sends_twice(house: House) -> None:
    house.do(convene)
    given = house.send(NoticeKind.CONVENED)
    assert OutboxMessage.objects.filter(kind="service", about=f"announcement:{given.pk}").count() == 3
    assert len(mails()) == 3
    assert mails() == {}


def test_a_meeting_without_interpretation_tells_no_interpreters(house: House) -> None:
    house.do(set_interpretation, languages=[])
    assert house.interpreters in house.told(house.waiting(NoticeKind.CHANGED)), "it has just been taken from them"
    house.send(NoticeKind.CHANGED)
    house.do(convene)
    assert house.told(house.waiting(NoticeKind.CONVENED)) == {house.rooms, house.technicians}


def test_a_meeting_without_a_room_tells_no_service_for_rooms(house: House) -> None:
    Meeting.objects.update(room=None, mode="virtual")
    house.do(convene)
    assert house.told(house.waiting(NoticeKind.CONVENED)) == {house.interpreters, house.technicians}


@pytest.mark.parametrize(
    ("facts", "is_told"),
    [
        ({}, True),
        ({"languages": ["fr", "pt"]}, False),
        ({"languages": ["pt", "en"]}, True),
        ({"ended": DAY}, True),
        ({"ended": DAY - timedelta(days=1)}, False),
        ({"began": DAY + timedelta(days=1)}, False),
    ],
)
def test_a_service_is_told_within_its_languages_and_days(house: House, facts: Any, is_told: bool) -> None:
    other = house.service("interpreters", **facts)
    house.do(convene)
    assert (other in house.told(house.waiting(NoticeKind.CONVENED))) is is_told


def test_services_of_another_body_or_house_are_not_told(house: House) -> None:
    of_body = house.service("interpreters", body=house.cast.body)
    house.service("interpreters", body=make.body(organization=house.cast.house))
    make.service(make.organization(), "interpreters")
    house.do(convene)
    found = house.told(house.waiting(NoticeKind.CONVENED))
    assert found == {house.interpreters, house.rooms, house.technicians, of_body}


def test_both_rooms_are_told_when_a_meeting_goes_from_one_to_the_other(house: House) -> None:
    of_colon = house.service("rooms", rooms=[house.colon])
    house.do(convene)
    house.send(NoticeKind.CONVENED)
    before = sequence_of(mails()[house.rooms.email])
    house.do(move, to=DAY, room=f"{house.cast.house.key}/{house.colon.key}", reason="The room is taken")
    house.send(NoticeKind.CHANGED)
    came = mails()
    assert of_colon.email in came
    words = words_of(came[house.rooms.email])
    assert "formerly: Guerrero Room" in words
    assert "Colón Room" in words
    assert "The room is taken" in words
    after = sequence_of(came[house.rooms.email])
    assert after[0] == before[0]
    assert after[1] > before[1]


def sequence_of(message: EmailMessage) -> tuple[str, int]:
    words = words_of(message)
    uid, sequence = re.search(r"^UID:(.+)$", words, re.M), re.search(r"^SEQUENCE:(\d+)", words, re.M)
    assert uid
    assert sequence
    return uid[1].strip(), int(sequence[1])


def test_a_change_of_interpretation_is_told_to_readers_and_services(house: House) -> None:
    house.do(set_interpretation, languages=["en", "es", "fr"])
    given = house.waiting(NoticeKind.CHANGED)
    assert (given.before["interpretation"], given.after["interpretation"]) == (["en", "es"], ["en", "es", "fr"])
    house.send(NoticeKind.CHANGED)
    assert "English, Spanish, French" in words_of(mails()[house.rooms.email])


def test_a_cancellation_takes_the_event_out_of_their_calendars(house: House) -> None:
    house.do(convene)
    house.send(NoticeKind.CONVENED)
    mails()
    house.do(cancel, reason="The Chair is ill")
    house.send(NoticeKind.CALLED_OFF)
    words = words_of(mails()[house.rooms.email])
    assert "STATUS:CANCELLED" in words
    assert "The Chair is ill" in words


def test_of_a_closed_meeting_they_learn_neither_matter_nor_agenda(house: House) -> None:
    Meeting.objects.update(closed=True, title={"en": "Talks in confidence"})
    house.do(convene)
    house.send(NoticeKind.CONVENED)
    for words in map(words_of, mails().values()):
        assert "Talks in confidence" not in words
        assert "Paragraph 3" not in words
        assert "/meetings/" not in words
    assert "Guerrero Room" in words_of(next(iter(_sent(house))))


def test_of_a_closed_meeting_they_learn_no_reason(house: House) -> None:
    Meeting.objects.update(closed=True)
    house.do(convene)
    house.send(NoticeKind.CONVENED)
    mails()
    house.do(cancel, reason="The talks with Peru broke down")
    house.send(NoticeKind.CALLED_OFF)
    came = mails()
    assert set(came) == {each.email for each in (house.interpreters, house.rooms, house.technicians)}
    assert not [words for words in map(words_of, came.values()) if "Peru" in words]


@pytest.mark.parametrize("sent_before", [False, True])
def test_of_a_meeting_that_became_the_secretariats_alone_they_learn_nothing(house: House, sent_before: bool) -> None:
    house.do(convene)
    if sent_before:
        given = house.send(NoticeKind.CONVENED)
        Entry.objects.update(audience="staff")
    else:
        Entry.objects.update(audience="staff")
        given = house.send(NoticeKind.CONVENED)
    assert mails() == {}
    given = Announcement.objects.get(pk=given.pk)
    assert house.told(given) == set()
    if not sent_before:
        says = {row["says"] for row in why_services_untold(given, str(house.rooms), Reader("en"))}
        assert says == {"The meeting is for the secretariat alone."}
    assert OutboxMessage.objects.filter(kind="service").count() == (3 if sent_before else 0)


def _sent(house: House) -> list[EmailMessage]:
    return [cast(EmailMessage, each.message()) for each in mail.outbox if house.rooms.email in each.to]


def test_what_changed_again_before_it_went_out_is_withdrawn(house: House) -> None:
    house.do(convene)
    given = house.send(NoticeKind.CONVENED)
    house.do(move, to=DAY + timedelta(days=7))
    assert mails() == {}
    rows = services_told(given, Reader("en"))
    assert len(rows) == 3
    assert all("changed again" in row["says"] for row in rows)


def test_a_service_removed_or_ended_before_the_mail_leaves_gets_none(house: House) -> None:
    house.do(convene)
    house.send(NoticeKind.CONVENED)
    house.rooms.delete()
    Service.objects.filter(pk=house.technicians.pk).update(ended=date(2026, 4, 1))
    assert set(mails()) == {house.interpreters.email}


def test_what_waits_follows_the_address(house: House) -> None:
    house.do(convene)
    house.send(NoticeKind.CONVENED)
    house.rooms.email = "new@services.example.org"
    house.rooms.save()
    follow_address(house.rooms, NOW)
    assert "new@services.example.org" in mails()


def test_the_preview_shows_what_each_will_read(house: House) -> None:
    house.do(convene)
    found = service_previews(house.waiting(NoticeKind.CONVENED), NOW)
    assert sorted(each["language"] for each in found) == ["en", "en", "es"]
    spanish = next(each for each in found if each["language"] == "es")
    assert spanish["services"] == [
        {"name": str(house.interpreters), "email": house.interpreters.email, "kind": "interpreters"}
    ]
    assert house.cast.accounts["secretary"].email in spanish["contacts"]


def test_why_a_service_was_not_told_is_said(house: House) -> None:
    french = house.service("interpreters", languages=["fr"], name={"en": "French booth"})
    past = house.service("interpreters", ended=date(2026, 4, 1), name={"en": "Former booth"})
    house.do(convene)
    given = house.send(NoticeKind.CONVENED)
    says = {
        row["name"]: row["says"]
        for words in ("booth", str(house.rooms), "nobody")
        for row in why_services_untold(given, words, Reader("en"))
    }
    assert says == {
        str(french): "The meeting is in none of its rooms or languages.",
        str(past): "It does not serve on the day of the meeting.",
        str(house.rooms): "Waiting",
    }


def test_an_amended_plan_tells_services_of_meetings_that_they_were_not_told_of_yet(house: House) -> None:
    first = make.meeting(house.schedule, date(2026, 3, 1), key="first", status="held")
    make.meeting(house.schedule, date(2026, 11, 3), key="november", room=house.guerrero)
    make.version(house.schedule)
    house.do(move, to=DAY + timedelta(days=7))
    house.send(NoticeKind.CHANGED)
    mails()
    make.draft_change(
        house.schedule,
        NOW,
        entry_key="november",
        kind="change",
        content={"start": "2026-11-10", "end": "2026-11-10"},
    )
    adopt(actor=house.secretary, now=NOW, schedule=house.schedule, on=date(2026, 3, 9), at_meeting=first)
    given = house.waiting(NoticeKind.PLAN)
    concerns = {service: [each.entry.key for each in found] for service, found in services_for(given)}
    assert concerns == {house.rooms: ["november"], house.technicians: ["november"]}
    house.send(NoticeKind.PLAN)
    words = words_of(mails()[house.rooms.email])
    assert "10 November 2026" in words
    assert "formerly" in words


def test_services_cost_a_fixed_number_of_queries(house: House) -> None:
    house.do(convene)
    given = house.waiting(NoticeKind.CONVENED)
    services_for(given)
    one = queries_of(lambda: services_for(given))
    for _number in range(3):
        house.service("rooms", rooms=[house.guerrero, house.colon])
    assert len(services_for(given)) == 6
    assert queries_of(lambda: services_for(given)) == one


def test_the_secretariat_says_on_a_page_into_which_languages_a_meeting_is_interpreted(house: House) -> None:
    client = Client()
    client.force_login(house.cast.accounts["secretary"])
    address = reverse("meetings:services", args=[house.meeting.pk])
    page = client.get(address)
    assert house.rooms.email in page.content.decode()
    seen = page.context["form"]["seen"].value()
    assert client.post(address, {"languages": ["fr"], "seen": seen}).status_code == 302
    assert Meeting.objects.get(pk=house.meeting.pk).interpretation == ["fr"]
    refused = client.post(address, {"languages": ["pt"], "seen": seen})
    assert refused.status_code == 422
    assert Entry.objects.get(key="december").meeting.interpretation == ["fr"]


@pytest.mark.parametrize("part", ["stranger", "delegate", "chair", "other_secretary"])
def test_others_see_neither_services_nor_their_addresses(house: House, part: str) -> None:
    client = Client()
    if part in house.cast.accounts:
        client.force_login(house.cast.accounts[part])
    answer = client.get(reverse("meetings:services", args=[house.meeting.pk]))
    assert answer.status_code == (302 if part == "stranger" else 404)
    page = client.get(house.meeting.get_absolute_url()).content.decode()
    assert "services.example.org" not in page
    assert "Interpretation and services" not in page
