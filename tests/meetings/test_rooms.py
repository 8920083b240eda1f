"""Rooms: what they offer, and who holds them when, as far as the reader may know."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.test import Client

from meetings.models import OfficeHours, Room, Sitting
from portal.enums import Audience
from tests import make
from tests.cast import Cast, gather
from tests.clock import day_in
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db
SOON = day_in(days=3)


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def room(cast: Cast) -> Room:
    return make.room(cast.house, "Guerrero Room", venue=make.venue(cast.house), capacity=90, booths=4)


def _page(client: Client, room: Room, query: str = "") -> str:
    answer = client.get(room.get_absolute_url() + query)
    assert answer.status_code == 200
    return answer.content.decode()


def _signed_in(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast.accounts[part])
    return client


def test_room_page_says_what_the_room_offers(cast: Cast, room: Room, client: Client) -> None:
    OfficeHours.objects.create(venue=room.venue, weekday=1, start=time(10), end=time(13))
    page = _page(client, room)
    assert "Guerrero Room" in page
    for fact in ("Washington, D.C.", "America/New_York", "90", "Monday 10:00 a.m. – 1:00 p.m."):
        assert fact in page, fact


def test_room_page_tells_a_stranger_of_public_meetings_alone(cast: Cast, room: Room, client: Client) -> None:
    schedule = make.schedule(cast.term)
    make.meeting(schedule, SOON, room=room, title={"en": "Open to all"})
    make.meeting(schedule, SOON, room=room, title={"en": "Of officers"}, audience=Audience.OFFICERS)
    make.meeting(schedule, SOON, room=room, title={"en": "Closed talks"}, closed=True)
    seen = {part: _page(_signed_in(cast, part), room) for part in ("delegate", "secretary")} | {
        "stranger": _page(client, room)
    }
    shown = {
        part: [words for words in ("Open to all", "Of officers", "Closed talks") if words in page]
        for part, page in seen.items()
    }
    assert shown == {
        "stranger": ["Open to all"],
        "delegate": ["Open to all", "Closed talks"],
        "secretary": ["Open to all", "Of officers", "Closed talks"],
    }


def test_room_is_held_by_sittings_of_its_own_and_by_none_that_moved_away(
    cast: Cast, room: Room, client: Client
) -> None:
    other = make.room(cast.house, "Padilha Room")
    meeting = make.meeting(make.schedule(cast.term), SOON, room=other, title={"en": "In two rooms"})
    Sitting.objects.create(meeting=meeting, on=SOON, start=time(18), end=time(19), room=room)
    page = _page(client, room)
    assert "6:00 p.m. – 7:00 p.m." in page
    assert "2:30 p.m." not in page
    Sitting.objects.filter(meeting=meeting).update(room=room)
    assert "In two rooms" not in _page(client, other)


@pytest.mark.parametrize("status", ["postponed", "cancelled"])
def test_room_is_left_by_what_is_off(cast: Cast, room: Room, client: Client, status: str) -> None:
    make.meeting(make.schedule(cast.term), SOON, room=room, title={"en": "Called off"}, status=status)
    assert "Called off" not in _page(client, room)


def test_past_meetings_are_on_a_page_of_their_own(cast: Cast, room: Room, client: Client) -> None:
    make.meeting(make.schedule(cast.term), date(2012, 11, 13), room=room, title={"en": "Long ago"})
    assert "Long ago" not in _page(client, room)
    assert "Long ago" in _page(client, room, "?when=past")


def test_rooms_are_listed_with_what_is_ahead(cast: Cast, room: Room, client: Client) -> None:
    schedule = make.schedule(cast.term)
    for days in (0, 1):
        make.meeting(schedule, SOON + timedelta(days=days), room=room)
    make.meeting(schedule, SOON, room=room, audience=Audience.STAFF)
    page = client.get("/rooms/").content.decode()
    assert "2 meetings ahead" in page
    assert "4 booths" in page
    assert room.get_absolute_url() in page


def test_room_of_a_house_that_nobody_may_know_is_absent(client: Client) -> None:
    hidden = make.body(audience=Audience.STAFF)
    room = make.room(hidden.organization, "Secret Room")
    assert client.get(room.get_absolute_url()).status_code == 404
    assert "Secret Room" not in client.get("/rooms/").content.decode()


def test_pages_of_rooms_take_as_many_queries_for_three_rows(cast: Cast, room: Room, client: Client) -> None:
    schedule = make.schedule(cast.term)

    def grow() -> None:
        make.meeting(schedule, SOON, room=room)
        make.room(cast.house)

    assert_constant(client, room.get_absolute_url(), grow)
    assert_constant(client, "/rooms/", grow)


def test_room_elsewhere_takes_the_hours_of_its_venue(cast: Cast) -> None:
    santiago = make.venue(cast.house, zone="America/Santiago", country="CL", subdivision="RM", seat=False)
    room = Room(organization=cast.house, key="raul", name={"en": "Raúl Prebisch"}, venue=santiago)
    room.full_clean()
    assert room.zone == "America/Santiago"
