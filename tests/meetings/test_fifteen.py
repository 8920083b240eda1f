"""Whoever is signed in reads each page for at most fifteen queries, the versions' one among them, at any size."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from groups.enums import Role
from meetings.models import Meeting, Schedule
from portal import buckets
from portal.search.index.upkeep import catch_up
from tests import make
from tests.cast import Cast, gather
from tests.changes import moved
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
MOST = 14
"""The versions are read beside them, which no test within a transaction does."""
FRESH = 5
"""So many changes are enough for pages to say what is new."""
SIZES = (1, 10, 100)


def _grown(cast: Cast, schedule: Schedule, number: int) -> None:
    """So many more rows under each tab, on each list, and in what is new to readers."""
    house, term, today = cast.house, cast.term, timezone.now().date()
    for each in range(number):
        mandate = make.mandate(term, make.instrument(f"AG/RES. {1000 + cast.term.mandates.count()}"))
        paper = make.document(cast.body, term=term)
        meeting = make.meeting(schedule, today + timedelta(days=1 + each), items=("A matter of peace",))
        Meeting.objects.filter(pk=meeting.pk).update(room=make.room(house))
        item = meeting.items.get()
        item.mandates.add(mandate)
        item.papers.create(document=paper)
        make.deadline(schedule, today + timedelta(days=1 + each), owing_standings="member")
        state = make.delegation()
        make.standing(state, cast.body)
        holder = make.person()
        make.tenure(make.post(term, Role.RAPPORTEUR), holder)
        if each < FRESH:
            later = today + timedelta(days=2 + each)
            moved(cast.actor("secretary"), schedule, meeting.entry.key, timezone.now(), to=later)


def _pages(cast: Cast, schedule: Schedule) -> dict[str, str]:
    term, group = cast.term.get_absolute_url(), cast.body.get_absolute_url()
    meeting, mandate = schedule.entries.exclude(meeting=None).first(), cast.term.mandates.first()
    paper, deadline = cast.term.documents.first(), schedule.entries.filter(kind="deadline").first()
    tabs = ("schedule", "plan", "mandates", "documents", "members")
    lists = ("groups/", "calendar/", "calendar/?view=list", "changes/", "notices/", "notices/choices/", "calendars/")
    own = ("my-delegation/", "preferences/", "rooms/", "search/?q=peace", "search/?q=draft")
    assert meeting is not None
    assert mandate is not None
    assert paper is not None
    assert deadline is not None
    found = {"/": "/", "group": group, "term": term, "changes": f"{group}changes/"}
    found |= {name: f"{term}{name}/" for name in tabs} | {f"/{name}": f"/{name}" for name in (*lists, *own)}
    found["deadline"] = f"/deadlines/{deadline.deadline.pk}/"
    things = {"meeting": meeting.meeting, "paper": paper, "instrument": mandate.instrument}
    return found | {name: thing.get_absolute_url() for name, thing in things.items()}


def _asked(client: Client, pages: dict[str, str]) -> dict[str, int]:
    while catch_up():  # a search brings the index up to date a part at a time
        pass
    numbers = {}
    for name, path in pages.items():
        buckets.forget_all()
        assert client.get(path, follow=True).status_code == 200, path
        numbers[name] = queries_of(lambda path=path: client.get(path))  # type: ignore[misc]
    return numbers


@pytest.mark.parametrize("part", ["delegate"])
def test_pages_take_fifteen_queries_at_most_at_any_size(part: str) -> None:
    cast = gather()
    schedule = make.schedule(cast.term)
    client, found, grown = Client(), {}, 0
    client.force_login(cast.accounts[part])
    for size in SIZES:
        _grown(cast, schedule, size - grown)
        grown = size
        found[size] = _asked(client, _pages(cast, schedule))
    more = {name: number for name, number in found[100].items() if number > found[10][name]}
    assert more == {}  # a search that finds many asks less: for no beginnings of words
    beyond = {name: number for name, number in found[1].items() if number > MOST}
    assert beyond == {}  # with news, and something owed
