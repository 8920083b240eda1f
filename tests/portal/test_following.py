"""Following from the pages, and what the home page then says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from groups.queries.follows import followed_by
from meetings.models import Schedule
from portal.enums import Audience
from tests import make
from tests.cast import Cast, gather
from tests.changes import edited, moved
from tests.clock import day_in
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db

TODAY = day_in()
SOON = TODAY + timedelta(days=5)


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    return make.schedule(cast.term)


def _client(cast: Cast, part: str) -> Client:
    client = Client()
    client.force_login(cast.accounts[part])
    return client


def _home(cast: Cast, part: str) -> Any:
    return _client(cast, part).get("/?lang=en").context


def _texts(home: Any) -> list[str]:
    return [str(row["title"]) for span in home["spans"] for row in span["rows"]]


def test_button_follows_and_stops_and_leads_back_to_the_page(cast: Cast) -> None:
    client = _client(cast, "other_delegate")
    page = f"/groups/{cast.body.slug}/changes/"
    assert 'value="yes" aria-pressed="false"' in client.get(page).content.decode()
    answer = client.post(f"/groups/{cast.body.slug}/follow/", {"follow": "yes", "next": page})
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert cast.body.pk in followed_by(cast.actor("other_delegate"))
    assert 'value="no" aria-pressed="true"' in client.get(page).content.decode()
    client.post(f"/groups/{cast.body.slug}/follow/", {"follow": "no", "next": "//evil.example"})
    assert cast.body.pk not in followed_by(cast.actor("other_delegate"))


def test_stranger_is_led_to_sign_in_and_back(cast: Cast) -> None:
    url = f"/groups/{cast.body.slug}/follow/"
    assert f'href="/accounts/login/?next={url}"' in Client().get(f"/groups/{cast.body.slug}/").content.decode()
    assert Client().post(url, {"follow": "yes"})["Location"] == f"/accounts/login/?next={url}"


def test_a_group_that_one_may_not_know_of_cannot_be_followed(cast: Cast) -> None:
    cast.body.audience = Audience.STAFF
    cast.body.save(update_fields=["audience"])
    client = _client(cast, "other_delegate")
    assert client.get(f"/groups/{cast.body.slug}/follow/").status_code == 404
    assert client.post(f"/groups/{cast.body.slug}/follow/", {"follow": "yes"}).status_code == 404


def test_home_shows_the_meetings_of_the_groups_followed(cast: Cast, schedule: Schedule) -> None:
    elsewhere = make.schedule(make.term())
    make.meeting(schedule, SOON, text={"en": "Ours"})
    make.meeting(elsewhere, SOON, text={"en": "Theirs"})
    assert _texts(_home(cast, "delegate")) == ["Ours"]
    assert sorted(_texts(_home(cast, "secretary"))) == ["Ours", "Theirs"]  # follows none, so sees all
    assert sorted(_texts(Client().get("/?lang=en").context)) == ["Ours", "Theirs"]


def test_home_says_what_changed_until_it_is_seen(cast: Cast, schedule: Schedule) -> None:
    make.meeting(schedule, SOON, key="soon", text={"en": "Ours"})
    moved(cast.actor("secretary"), schedule, "soon", timezone.now(), to=SOON + timedelta(days=1))
    home = _home(cast, "delegate")
    assert home["unseen"] == {"number": 1, "more": False}
    (row,) = home["fresh"]
    assert row["url"] == f"/groups/{cast.body.slug}/changes/#change-{cast.body.slug}-1"
    client = _client(cast, "delegate")
    client.post("/changes/seen/", {"upto": client.get("/changes/").context["upto"]})
    assert _home(cast, "delegate")["unseen"] == {"number": 0, "more": False}
    assert "unseen" not in Client().get("/").context


def test_home_says_what_waits_for_who_makes_the_schedule(cast: Cast, schedule: Schedule) -> None:
    make.meeting(schedule, SOON, key="soon")
    make.meeting(schedule, TODAY - timedelta(days=3), key="past")
    edited(cast.actor("secretary"), schedule, "soon", text={"en": "Another matter"})
    place = f"/groups/{cast.body.slug}/{cast.term.label}/schedule/"
    rows = {row["words"]: row["url"] for row in _home(cast, "secretary")["waiting"]}
    assert rows == {
        "Not convened yet": f"{place}edit/rows/soon/state/",
        "1 proposed change": f"{place}edit/difference/",
        "Say what became of it": f"{place}edit/rows/past/state/",
    }
    chair = {row["words"]: row["url"] for row in _home(cast, "chair")["waiting"]}
    assert set(chair) == set(rows)
    assert not any("/edit/" in url for url in chair.values())
    for part in ("delegate", "rapporteur", "editor", "other_secretary"):
        assert _home(cast, part)["waiting"] == []


def test_home_says_how_much_the_delegation_owes(cast: Cast, schedule: Schedule) -> None:
    make.deadline(schedule, SOON, owing_standings="member")
    assert _home(cast, "delegate")["owed"] == 1
    assert _home(cast, "observer")["owed"] == 0


@pytest.mark.parametrize("part", ["delegate", "secretary", "chair"])
def test_home_takes_as_many_queries_for_one_of_each_as_for_three(cast: Cast, schedule: Schedule, part: str) -> None:
    def grow() -> None:
        near = make.meeting(schedule, SOON).entry
        make.meeting(schedule, TODAY - timedelta(days=3))
        make.deadline(schedule, SOON, owing_standings="member")
        moved(cast.actor("secretary"), schedule, near.key, timezone.now(), to=SOON + timedelta(days=1))
        edited(cast.actor("secretary"), schedule, near.key, text={"en": f"Another matter {near.key}"})

    assert_constant(_client(cast, part), "/", grow)
