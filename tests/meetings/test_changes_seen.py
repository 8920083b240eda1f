"""How far an account has looked; and what a page of changes costs."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from groups.models import Change, ChangeCount, Seen
from groups.operations.changes import mark_seen
from meetings.models import Schedule
from meetings.queries.changes import counts_of, unseen_by
from portal.actors import ANONYMOUS
from tests import make
from tests.cast import NOW, Cast, gather
from tests.changes import moved, told
from tests.queries import assert_constant, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    return make.schedule(cast.term)


def _change(cast: Cast, schedule: Schedule, at: datetime, part: str = "secretary") -> None:
    """One change of a meeting of its own."""
    meeting = make.meeting(schedule, date(2026, 4, 15))
    moved(cast.actor(part), schedule, meeting.entry.key, at, to=date(2026, 4, 16))


def _unseen(cast: Cast, part: str, now: datetime = NOW) -> int:
    return len(unseen_by(cast.actor(part), [cast.body], now).items)


def test_numbers_follow_the_order_of_commits_in_each_body(cast: Cast, schedule: Schedule) -> None:
    for minutes in range(3):
        _change(cast, schedule, NOW + timedelta(minutes=minutes))
    assert list(Change.objects.order_by("pk").values_list("number", flat=True)) == [1, 2, 3]
    assert counts_of([cast.body.pk]) == {cast.body.pk: 3}


def test_a_mark_goes_forward_alone_and_never_ahead_of_what_there_is(cast: Cast, schedule: Schedule) -> None:
    _change(cast, schedule, NOW)
    _change(cast, schedule, NOW)
    delegate = cast.actor("delegate")
    assert _unseen(cast, "delegate") == 2
    mark_seen(actor=delegate, now=NOW, upto={cast.body.pk: 1})
    assert _unseen(cast, "delegate") == 1
    mark_seen(actor=delegate, now=NOW, upto={cast.body.pk: 99})
    mark_seen(actor=delegate, now=NOW, upto={cast.body.pk: 1, 12345: 7})
    assert Seen.objects.get().number == 2
    assert _unseen(cast, "delegate") == 0
    _change(cast, schedule, NOW)
    assert _unseen(cast, "delegate") == 1


def test_a_stranger_marks_nothing(cast: Cast, schedule: Schedule) -> None:
    _change(cast, schedule, NOW)
    mark_seen(actor=ANONYMOUS, now=NOW, upto={cast.body.pk: 1})
    assert not Seen.objects.exists()


def test_ones_own_changes_are_not_new(cast: Cast, schedule: Schedule) -> None:
    _change(cast, schedule, NOW)
    assert (_unseen(cast, "secretary"), _unseen(cast, "chair")) == (0, 1)


def test_a_newcomer_is_told_of_the_last_thirty_days_as_new(cast: Cast, schedule: Schedule) -> None:
    _change(cast, schedule, NOW - timedelta(days=31))
    _change(cast, schedule, NOW - timedelta(days=29))
    assert _unseen(cast, "delegate") == 1
    assert [row["seen"] for row in told(cast.actor("delegate"), cast.body, NOW)] == [False, True]


def test_what_was_seen_is_not_joined_with_what_is_new(cast: Cast, schedule: Schedule) -> None:
    meeting = make.meeting(schedule, date(2026, 4, 15))
    secretary, delegate = cast.actor("secretary"), cast.actor("delegate")
    moved(secretary, schedule, meeting.entry.key, NOW, to=date(2026, 4, 16))
    mark_seen(actor=delegate, now=NOW, upto={cast.body.pk: 1})
    moved(secretary, schedule, meeting.entry.key, NOW + timedelta(minutes=1), to=date(2026, 4, 15))
    fresh = [row for row in told(delegate, cast.body, NOW + timedelta(hours=1)) if not row["seen"]]
    assert [(str(line.old), str(line.new)) for row in fresh for line in row["lines"]] == [
        ("Thursday, 16 April 2026", "Wednesday, 15 April 2026")
    ]


def test_seen_on_one_device_is_seen_on_another(cast: Cast, schedule: Schedule) -> None:
    _change(cast, schedule, timezone.now())
    phone, desk = Client(), Client()
    for device in (phone, desk):
        device.force_login(cast.accounts["delegate"])
    page = phone.get("/changes/").context
    assert (page["unseen"]["number"], len(page["fresh"])) == (1, 1)
    answer = phone.post("/changes/seen/", {"upto": page["upto"], "next": "/changes/"})
    assert (answer.status_code, answer["Location"]) == (302, "/changes/")
    for device in (phone, desk):
        page = device.get("/changes/").context
        assert (page["unseen"]["number"], page["fresh"], len(page["earlier"])) == (0, [], 1)


@pytest.mark.parametrize("upto", ["", "x:y 1:", "1:-5", "1:99999999999999999999", "١:٢", "1:2:3"])
def test_a_mark_that_was_tampered_with_does_nothing(cast: Cast, upto: str) -> None:
    client = Client()
    client.force_login(cast.accounts["delegate"])
    assert client.post("/changes/seen/", {"upto": upto, "next": "https://evil.example/"})["Location"] == "/changes/"
    assert not Seen.objects.exists()


@pytest.mark.parametrize("after", ["x", "1e400-5", "-", "1-x", "nan-1"])
def test_a_place_that_was_tampered_with_is_the_first_page(cast: Cast, schedule: Schedule, after: str) -> None:
    _change(cast, schedule, timezone.now())
    page = Client().get(f"/groups/{cast.body.slug}/changes/", {"after": after})
    assert len(page.context["earlier"]) == 1


@pytest.mark.parametrize("part", ["stranger", "delegate", "secretary"])
@pytest.mark.parametrize("page", ["/changes/", "/groups/{slug}/changes/", "/groups/{slug}/changes.atom", "/"])
def test_pages_take_as_many_queries_for_one_change_as_for_many(
    cast: Cast, schedule: Schedule, part: str, page: str
) -> None:
    client = Client()
    if part != "stranger":
        client.force_login(cast.accounts[part])
    url = page.format(slug=cast.body.slug)
    assert_constant(client, url, lambda: _change(cast, schedule, timezone.now()))


def test_a_hundred_changes_take_as_many_queries_as_one_and_the_next_page_goes_on(
    cast: Cast, schedule: Schedule
) -> None:
    _change(cast, schedule, timezone.now() - timedelta(days=1))
    client = Client()
    client.force_login(cast.accounts["delegate"])
    client.get("/changes/")
    once = queries_of(lambda: client.get("/changes/"))
    first = Change.objects.get()
    copied = [
        Change(**{**_columns(first), "number": number, "at": first.at + timedelta(minutes=2 * number)})
        for number in range(2, 101)
    ]
    Change.objects.bulk_create(copied)
    ChangeCount.objects.update(last=100)
    assert queries_of(lambda: client.get("/changes/")) == once
    Change.objects.create(**{**_columns(first), "number": 101, "at": first.at - timedelta(hours=5)})
    page = client.get("/changes/")
    following = client.get(f"/changes/{page.context['older_url']}")
    assert len(following.context["fresh"]) == 1
    assert following.context["older_url"] == ""


def _columns(change: Change) -> dict[str, object]:
    skipped = {"id", "number", "at"}
    return {field.attname: getattr(change, field.attname) for field in Change._meta.fields if field.name not in skipped}
