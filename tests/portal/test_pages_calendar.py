"""The calendar over all groups: what falls in a month, for whom."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from html import unescape

import pytest
from django.test import Client

from groups.operations.follows import follow
from groups.queries.accounts import actor_of_account
from meetings.enums import EntryKind, EntryStatus
from meetings.queries import spans
from portal.enums import Audience, Precision
from tests import make
from tests.cast import NOW, gather
from tests.clock import day_in
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db
MARCH = "/calendar/?month=2026-03"


def page(client: Client, url: str = MARCH) -> str:
    response = client.get(url, headers={"accept-language": "en"})
    assert response.status_code == 200, url
    return unescape(response.content.decode()).split("<main", 1)[1]


def test_month_holds_what_touches_it_and_nothing_else(client: Client):
    schedule = make.schedule()
    make.meeting(schedule, date(2026, 3, 31), text={"en": "On the last day"})
    make.meeting(schedule, date(2026, 4, 1), text={"en": "The day after"})
    make.entry(schedule, date(2026, 2, 20), EntryKind.RECESS, end=date(2026, 3, 2), text={"en": "Recess"})
    html = page(client)
    assert "On the last day" in html
    assert "The day after" not in html
    assert html.count(f"schedule/#{schedule.entries.get(kind=EntryKind.RECESS).key}") == 2  # 1 and 2 March


def test_list_shows_the_same_under_the_names_of_the_groups(client: Client):
    body = make.body("wg", name={"en": "Working Group on Ports"})
    schedule = make.schedule(make.term(body))
    make.meeting(schedule, date(2026, 3, 5), text={"en": "Opening"})
    make.deadline(schedule, date(2026, 3, 2))
    html = page(client, f"{MARCH}&view=list")
    assert html.count("Working Group on Ports") == 2
    assert "Deadline" in html
    assert "Opening" in html


@pytest.mark.parametrize("address", [MARCH, f"{MARCH}&view=list", "/"])
def test_hours_are_never_without_their_city(client: Client, address: str):
    client.cookies["zone"] = "venue"
    schedule = make.schedule()
    far = day_in().replace(day=1) + timedelta(days=400)
    for day in (date(2026, 3, 5), far):
        make.meeting(schedule, day, text={"en": "Opening"})
    html = page(client, address)
    assert re.search(r"2:30 p\.m\.[^/]*</span>\s*<span[^>]*>Washington</span>", html)


def test_grid_says_in_a_word_what_was_called_off(client: Client):
    make.meeting(make.schedule(), date(2026, 3, 5), status=EntryStatus.CANCELLED, text={"en": "Opening"})
    assert re.search(r"<del><a[^>]*>Opening</a></del> <span[^>]*>cancelled</span>", page(client))


def test_list_names_the_city_of_an_hour_by_which_something_is_due(client: Client):
    make.deadline(make.schedule(), date(2026, 3, 2), at=time(18))
    assert re.search(r"6:00 p\.m\.</span>\s*<span[^>]*>Washington</span>", page(client, f"{MARCH}&view=list"))


def test_what_is_known_to_the_month_alone_stands_under_the_grid(client: Client):
    schedule = make.schedule()
    some_time = {"precision": Precision.MONTH, "end": date(2026, 3, 31), "text": {"en": "Some time"}}
    make.entry(schedule, date(2026, 3, 1), EntryKind.PERIOD, **some_time)
    grid, _heading, under = page(client).partition("Not known to the day")
    assert "Some time" in under
    assert "Some time" not in grid


def test_calendar_tells_each_what_they_may_know(client: Client):
    cast = gather()
    schedule = make.schedule(cast.term)
    make.meeting(schedule, date(2026, 3, 5), audience=Audience.MEMBERS, text={"en": "For members"})
    make.meeting(schedule, date(2026, 3, 6), status=EntryStatus.CANCELLED, text={"en": "Cancelled one"})
    html = page(client)
    assert "For members" not in html
    assert "<del>" in html
    client.force_login(cast.accounts["delegate"])
    assert "For members" in page(client)


def test_ones_own_groups_are_those_followed(client: Client):
    account = make.user()
    mine, other = make.schedule(), make.schedule()
    make.meeting(mine, date(2026, 3, 5), text={"en": "Mine"})
    make.meeting(other, date(2026, 3, 5), text={"en": "Of others"})
    follow(actor=actor_of_account(account, NOW), now=NOW, body=mine.term.body)
    assert "Of others" in page(client, f"{MARCH}&of=mine")  # a stranger follows nothing, and is shown all
    client.force_login(account)
    html = page(client, f"{MARCH}&of=mine")
    assert "Mine" in html
    assert "Of others" not in html


def test_organization_narrows_the_month(client: Client):
    one, other = make.organization("one"), make.organization("two")
    make.meeting(make.schedule(make.term(make.body(organization=one))), date(2026, 3, 5), text={"en": "Of the one"})
    make.meeting(make.schedule(make.term(make.body(organization=other))), date(2026, 3, 5), text={"en": "Of the two"})
    html = page(client, f"{MARCH}&organization=one")
    assert "Of the one" in html
    assert "Of the two" not in html


@pytest.mark.parametrize("month", ["", "soon", "2026-13", "-1", "9999-12", "0000-00"])
def test_no_month_asked_for_breaks_the_page(client: Client, month: str):
    assert "<h2>" in page(client, f"/calendar/?month={month}")


def test_full_month_says_that_it_is_cut(client: Client, monkeypatch: pytest.MonkeyPatch):
    schedule = make.schedule()
    for day in (3, 4, 5):
        make.meeting(schedule, date(2026, 3, day))
    assert "Only the first" not in page(client)
    monkeypatch.setattr(spans, "MOST", 2)
    monkeypatch.setattr("portal.views.calendar.MOST", 2)
    assert "Only the first 2 entries" in page(client)


@pytest.mark.parametrize("view", ["", "&view=list"])
def test_calendar_asks_as_often_for_one_row_as_for_three(client: Client, view: str):
    def grow() -> None:
        schedule = make.schedule()
        meeting = make.meeting(schedule, date(2026, 3, 5), items=("Opening",))
        meeting.room = make.room(schedule.term.body.organization)
        meeting.save()
        make.deadline(schedule, date(2026, 3, 6))

    assert_constant(client, f"{MARCH}{view}", grow)
