"""Another group's meeting in the room of the Social Charter's, on the demo data."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from groups.enums import Role, SecretariatRole
from groups.models import Body, Organization
from groups.queries.accounts import actor_of_account
from meetings.conflicts import About, read_board
from meetings.demo.load import FOLDER
from meetings.models import Entry, Schedule
from meetings.transfer.operation import import_group
from portal.actors import SYSTEM, Actor
from tests import make
from tests.cast import NOW

pytestmark = pytest.mark.django_db
TYPED: dict[str, Any] = {
    "key": "new",
    "kind": "meeting",
    "start": "2012-11-13",
    "end": "2012-11-13",
    "precision": "day",
    "meeting": {"room": "oas/guerrero", "sittings": [{"on": "2012-11-13", "start": "15:00", "end": "16:00"}]},
}


@pytest.fixture
def schedule() -> Schedule:
    """The plan of another group of the house, chaired by the state that chairs the Social Charter's group."""
    import_group(actor=SYSTEM, now=NOW, content=(FOLDER / "gtc-casa.json").read_bytes())
    body = make.body("other", organization=Organization.objects.get(key="oas"), name={"en": "Another Group"})
    term = make.term(body, "2012-2013", began=date(2012, 9, 1), ended=date(2013, 6, 30))
    plan = make.schedule(term)
    theirs = Body.objects.get(slug="gtc-casa").terms.get().posts.get(role=Role.CHAIR)
    holder = theirs.holder_at(date(2012, 11, 13))
    assert holder is not None
    assert holder.delegation is not None
    make.tenure(make.post(term), delegation=holder.delegation, person=None, began=date(2012, 9, 1))
    return Schedule.objects.select_related("term__body__organization").get(pk=plan.pk)


@pytest.fixture
def secretary(schedule: Schedule) -> Actor:
    account = make.user()
    make.serving(account, schedule.term.body.organization, SecretariatRole.SECRETARY)
    return actor_of_account(account, NOW)


def test_meeting_in_a_taken_room_is_held_before_it_is_saved(schedule: Schedule, secretary: Actor) -> None:
    found = {conflict.code: conflict for conflict in read_board(secretary, schedule, [TYPED]).conflicts_of("new")}
    theirs = Entry.objects.get(schedule__term__body__slug="gtc-casa", start=date(2012, 11, 13))
    room, officer = found["room"], found["officer_state"]
    assert (room.about, officer.about) == (About.ROOM, About.OFFICER)
    assert all(conflict.holds for conflict in (room, officer))
    body = theirs.schedule.term.body
    for conflict in (room, officer):
        assert str((body.short_name or body.name).pick("en")) in conflict.sentence
        assert conflict.url == theirs.get_absolute_url()
    assert "Guerrero Room" in room.sentence


@pytest.mark.parametrize(
    "mended",
    [
        {"sittings": [{"on": "2012-11-13", "start": "09:00", "end": "10:00"}]},
        {"sittings": [{"on": "2012-11-14", "start": "15:00", "end": "16:00"}]},
    ],
)
def test_meeting_at_another_time_is_free_to_be_saved(
    schedule: Schedule, secretary: Actor, mended: dict[str, Any]
) -> None:
    content = {**TYPED, "meeting": {**TYPED["meeting"], **mended}}
    assert not [c for c in read_board(secretary, schedule, [content]).conflicts_of("new") if c.holds]


def test_another_room_leaves_the_officers_alone_in_two_places(schedule: Schedule, secretary: Actor) -> None:
    content = {**TYPED, "meeting": {**TYPED["meeting"], "room": "oas/simon-bolivar"}}
    found = read_board(secretary, schedule, [content]).conflicts_of("new")
    assert [conflict.code for conflict in found if conflict.holds] == ["officer_state"]
