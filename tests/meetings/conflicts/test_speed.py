"""How much work the conflicts are: of a schedule of 300 rows among 3,000 other meetings, and of one row of it."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from meetings.conflicts import read_board
from meetings.models import Entry, Meeting, Room, Schedule, Sitting
from meetings.transfer.entries import load_entries
from portal.actors import Actor
from tests import make
from tests.meetings.conflicts.scene import Scene
from tests.work import calls_of

ROWS, BODIES, OTHERS = 300, 50, 60
FIRST = date(2012, 9, 3)


def _fill(schedule: Schedule, rooms: list[Room], count: int, offset: int) -> None:
    """Meetings on working days, one a day, over the same 300 days."""
    days = [FIRST + timedelta(days=step) for step in range(0, 300, 300 // count)][:count]
    entries = Entry.objects.bulk_create(
        Entry(
            schedule=schedule,
            key=f"row-{number}",
            kind="meeting",
            start=day,
            end=day,
            precision="day",
            audience="public",
            text={"en": f"Matter {number}"},
        )
        for number, day in enumerate(days)
    )
    meetings = Meeting.objects.bulk_create(
        Meeting(entry=entry, room=rooms[(offset + number) % len(rooms)]) for number, entry in enumerate(entries)
    )
    Sitting.objects.bulk_create(
        Sitting(meeting=meeting, on=meeting.entry.start, start=time(hour), end=time(hour + 3))
        for meeting in meetings
        for hour in (10, 14)
    )


@pytest.fixture
def scene() -> Scene:
    scene = Scene()
    rooms = [make.room(scene.house, f"Room {number}") for number in range(20)]
    _fill(scene.group, rooms, ROWS, 0)
    for number in range(BODIES):
        body = make.body(organization=scene.house, parents=(scene.council,), name={"en": f"Group {number}"})
        schedule = make.schedule(make.term(body, "2012-2013"))
        scene.chaired(schedule)
        for state in range(0, 10, 3):
            make.standing(make.delegation(f"state-{number}-{state}"), body)
        _fill(schedule, rooms, OTHERS, number)
    scene.chaired(scene.group)
    return scene


@pytest.mark.django_db
def test_conflicts_are_found_while_one_types(scene: Scene) -> None:
    schedule = scene.fresh(scene.group)
    reader = Actor(user_id=1, secretariat_of=frozenset({scene.house.pk}))
    contents = [live.content for live in load_entries(schedule).values()]
    assert (len(contents), Meeting.objects.count()) == (ROWS, ROWS + BODIES * OTHERS + 1)
    whole = read_board(reader, schedule, contents)
    assert sum(len(found) for found in whole.conflicts().values()) > ROWS
    one = [next(row for row in contents if row["key"] == "row-10")]
    board = read_board(reader, schedule, one)
    assert board.conflicts_of("row-10") == whole.conflicts_of("row-10")
    figures = {
        "one row, read": calls_of(lambda: read_board(reader, schedule, one)),
        "one row, asked": calls_of(lambda: board.conflicts_of("row-10")),
        "all rows, read": calls_of(lambda: read_board(reader, schedule, contents)),
        "all rows, asked": calls_of(whole.conflicts),
    }
    thousands = {"one row, read": 100, "one row, asked": 15, "all rows, read": 1_200, "all rows, asked": 950}
    assert {name: made for name, made in figures.items() if made > thousands[name] * 1000} == {}
