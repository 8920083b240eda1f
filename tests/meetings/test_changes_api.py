"""What changed, as the reading API tells it: what the page tells, to the same readers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from groups.models import Change
from groups.operations.changes import mark_seen
from meetings.models import Schedule
from portal.enums import Audience
from tests import make
from tests.cast import Cast, gather
from tests.changes import moved
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    return make.schedule(cast.term)


def _move(cast: Cast, schedule: Schedule, minutes: int = 0, **facts: Any) -> str:
    """Move a meeting of its own by a day, some minutes ago; gives its address."""
    meeting = make.meeting(schedule, date(2026, 4, 15), **facts)
    at = timezone.now() - timedelta(minutes=minutes)
    moved(cast.actor("secretary"), schedule, meeting.entry.key, at, to=date(2026, 4, 16))
    return str(meeting.get_absolute_url())


def _client(cast: Cast, part: str) -> Client:
    client = Client()
    if part != "stranger":
        client.force_login(cast.accounts[part])
    return client


def _get(client: Client, address: str = "/api/v1/changes", **query: object) -> Any:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_change_is_told_with_old_and_new_and_who_made_it(cast, schedule):
    url = _move(cast, schedule)
    [told] = _get(Client())["items"]
    assert (told["group"], told["url"], told["by"], told["seen"]) == (cast.body.slug, url, "the secretariat", False)
    [line] = told["lines"]
    assert ("15 April 2026" in line["old"], "16 April 2026" in line["new"]) == (True, True)


def test_values_are_in_the_language_of_the_request(cast, schedule):
    _move(cast, schedule)
    answer = Client(headers={"Accept-Language": "es"}).get("/api/v1/changes").json()
    assert "15 de abril de 2026" in answer["items"][0]["lines"][0]["old"]


def test_marks_of_the_account_are_said(cast, schedule):
    _move(cast, schedule)
    member = _client(cast, "delegate")
    assert [item["seen"] for item in _get(member)["items"]] == [False]
    mark_seen(actor=cast.actor("delegate"), now=timezone.now(), upto={cast.body.pk: 1})
    assert [item["seen"] for item in _get(member)["items"]] == [True]


def test_account_is_told_of_what_it_follows_and_of_any_group_by_name(cast, schedule):
    _move(cast, schedule)
    other = make.schedule(make.term(make.body("others", organization=cast.house)))
    _move(cast, other)
    member = _client(cast, "delegate")
    assert {item["group"] for item in _get(member)["items"]} == {cast.body.slug}
    assert {item["group"] for item in _get(member, group="others")["items"]} == {"others"}
    assert len(_get(Client())["items"]) == 2


@pytest.mark.parametrize("part", ["stranger", "delegate", "other_delegate", "secretary"])
def test_change_for_members_is_told_to_members_alone(cast, schedule, part):
    _move(cast, schedule, audience=Audience.MEMBERS)
    told = _get(_client(cast, part), group=cast.body.slug)["items"]
    assert bool(told) == (part in ("delegate", "secretary"))


def test_group_that_may_not_be_known_is_absent(cast):
    hidden = make.body("hidden", audience=Audience.MEMBERS)
    for slug in (hidden.slug, "no-such-group"):
        assert Client().get("/api/v1/changes", {"group": slug}).status_code == 404


def test_pages_follow_each_other_to_the_first_change(cast, schedule):
    for minutes in range(5):
        _move(cast, schedule, minutes)
    seen, address = [], "/api/v1/changes?limit=2"
    while address:
        page = _get(Client(), address)
        seen += [item["id"] for item in page["items"]]
        address = page["next"]
    assert len(seen) == len(set(seen)) == Change.objects.filter(head=None).count() == 5


def test_what_is_older_than_asked_for_is_left_out(cast, schedule):
    _move(cast, schedule, minutes=90)
    since = (timezone.now() - timedelta(hours=1)).isoformat()
    assert _get(Client(), since=since)["items"] == []


@pytest.mark.parametrize("query", [{"after": "x"}, {"limit": 0}, {"limit": 101}, {"since": "soon"}])
def test_parameter_that_cannot_be_is_refused(query):
    assert Client().get("/api/v1/changes", query).status_code == 422


def test_list_takes_the_same_queries_for_one_change_and_for_three(cast, schedule):
    assert_constant(_client(cast, "delegate"), "/api/v1/changes", lambda: _move(cast, schedule))
