"""Rows as plain records: changes laid over them, agendas numbered, dates carried, plans compared."""

from __future__ import annotations

import json
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from meetings.calendars import Calendar
from meetings.demo.load import FOLDER
from meetings.drafts.agenda import label_of, numbered, rearranged
from meetings.drafts.content import changes_between, merged, only, paths, tidied, without
from meetings.drafts.copies import fresh
from meetings.drafts.dates import EveryWeeks, MonthlyWeekday, settled, term_shift
from meetings.drafts.difference import aspects_between, difference
from meetings.drafts.due import due_by
from meetings.drafts.keys import entry_key


def demo_rows() -> list[dict[str, Any]]:
    """Every row of the demo groups."""
    files = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))]
    terms = [term for file in files for body in file["bodies"] for term in body.get("terms", [])]
    return [row for term in terms for row in term.get("schedule", {}).get("entries", [])]


def test_changes_between_two_rows_make_one_of_the_other() -> None:
    rows = tidied(demo_rows())
    assert len(rows) > 30
    for old, new in permutations(rows[::3], 2):
        assert tidied([merged(old, changes_between(old, new))]) == [new], (old["key"], new["key"])


def test_changes_fall_into_two_parts_by_their_fields() -> None:
    changes = {"start": "2026-03-10", "meeting": {"room": None, "items": []}, "citations": []}
    assert paths(changes) == ["start", "meeting.room", "meeting.items", "citations"]
    assert only(changes, {"meeting.room"}) == {"meeting": {"room": None}}
    assert without(changes, {"meeting.room", "meeting.items"}) == {"start": "2026-03-10", "citations": []}


@pytest.mark.parametrize(
    ("count", "like", "label"),
    [
        (3, "1.", "3."),
        (3, "a)", "c)"),
        (27, "(a)", "(aa)"),
        (4, "(i)", "(iv)"),
        (9, "I.", "IX."),
        (2, "•", "•"),
        (2, "1.1", "1.1"),
    ],
)
def test_label_counts_in_the_way_of_another(count: int, like: str, label: str) -> None:
    assert label_of(count, like) == label


def agenda(*labels: str) -> list[dict[str, Any]]:
    return [
        {"key": f"k{number}", **({"label": label} if label else {}), "text": {"en": str(number)}}
        for number, label in enumerate(labels)
    ]


def labels(items: list[dict[str, Any]]) -> list[str]:
    return [item.get("label", "") for item in items]


def test_items_without_numbers_keep_none() -> None:
    assert labels(numbered(agenda("", ""), {}, new={"k1"})) == ["", ""]
    assert labels(numbered(agenda("1.", "", ""), {0: "1."}, new={"k1"})) == ["1.", "", ""]
    assert labels(numbered(agenda("1.", ""), {0: "1."}, new={"k1"})) == ["1.", "2."]
    assert labels(numbered(agenda("", ""), {}, new={"k0", "k1"})) == ["1.", "2."]


def test_items_nest_as_their_indents_say() -> None:
    items = agenda("I.", "II.", "III.", "IV.")
    made = rearranged(items, ["k3", "k0", "k2", "k1"], [0, 1, 2, 0])
    assert labels(made) == ["I.", "II."]
    assert labels(made[0]["children"]) == ["(a)"]
    assert labels(made[0]["children"][0]["children"]) == ["(i)"]


def test_rules_give_days_after_the_first() -> None:
    weeks = EveryWeeks(weeks=2, until=date(2026, 2, 10))
    assert list(weeks.days(date(2026, 1, 13))) == [date(2026, 1, 27), date(2026, 2, 10)]
    fifth = MonthlyWeekday(nth=5, weekday=4, until=date(2026, 8, 1))
    assert list(fifth.days(date(2026, 1, 1))) == [date(2026, 1, 30), date(2026, 5, 29), date(2026, 7, 31)]
    last = MonthlyWeekday(nth=-1, weekday=1, until=date(2026, 3, 31))
    assert list(last.days(date(2026, 1, 27))) == [date(2026, 2, 24), date(2026, 3, 31)]


def test_new_day_carries_length_and_sittings_and_drops_what_was_printed() -> None:
    row = {
        "start": "2026-03-10",
        "end": "2026-03-11",
        "precision": "day",
        "weekday_printed": 2,
        "meeting": {"sittings": [{"on": "2026-03-11", "start": "10:00"}]},
    }
    changes = settled(row, {"start": "2026-03-17"})
    assert (changes["end"], changes["weekday_printed"]) == ("2026-03-18", None)
    assert changes["meeting"] == {"sittings": [{"on": "2026-03-18", "start": "10:00"}]}
    assert settled(row, {"start": "2026-03-17", "end": "2026-03-17"})["end"] == "2026-03-17"
    assert settled(row, {"start": None}) == {
        "start": None,
        "end": None,
        "precision": "",
        "year_inferred": False,
        "weekday_printed": None,
    }
    assert settled(row, {"text": {}}) == {"text": {}}


def test_terms_are_whole_weeks_apart() -> None:
    days = term_shift(date(2025, 9, 1), date(2026, 9, 1))
    assert (days, days % 7) == (364, 0)


@pytest.mark.parametrize(
    ("deadline", "day"),
    [
        ({"offset": 10, "unit": "working_days"}, date(2021, 3, 16)),
        ({"offset": 2, "unit": "weeks"}, date(2021, 3, 16)),
        ({"offset": 1, "unit": "months"}, date(2021, 2, 28)),
        ({"offset": 24, "unit": "hours"}, date(2021, 3, 29)),
        ({"offset": 5, "unit": "working_days", "direction": "after"}, date(2021, 4, 7)),
        ({}, date(2021, 3, 30)),
    ],
)
def test_deadline_is_counted_from_its_meeting(deadline: dict[str, Any], day: date) -> None:
    meeting = {
        "start": "2021-03-30",
        "end": "2021-03-31",
        "precision": "day",
        "meeting": {"sittings": [{"on": "2021-03-30", "start": "14:30"}]},
    }
    found = due_by(deadline, meeting, Calendar(), "UTC")
    assert found
    assert found.day == day
    month = {"start": "2021-03-01", "end": "2021-03-31", "precision": "month"}
    assert due_by(deadline, month, Calendar(), "UTC") is None


def test_difference_says_in_what_rows_differ() -> None:
    old = {
        "key": "a",
        "kind": "meeting",
        "start": "2026-03-10",
        "meeting": {"room": "h/one", "sittings": [{"on": "2026-03-10", "start": "10:00"}], "items": agenda("1.")},
    }
    hour = {"meeting": {"sittings": [{"on": "2026-03-10", "start": "11:00"}]}}
    assert aspects_between(old, merged(old, hour)) == ("hours",)
    assert aspects_between(old, merged(old, {"meeting": {"room": None}})) == ("room",)
    assert aspects_between(old, merged(old, {"text": {"en": "New"}, "citations": [{}]})) == ("matter", "basis")
    assert aspects_between(old, merged(old, {"status": "convened"})) == ("status",)
    for quiet in ({"status": "held"}, {"changed_in": 3}, {"meeting": {"outcomes": [{}], "attendance_count": 3}}):
        assert aspects_between(old, merged(old, quiet)) == ()
    stated = [{**item, "state": "concluded"} for item in agenda("1.")]
    assert aspects_between(old, merged(old, {"meeting": {"items": stated}})) == ()
    assert [row.how for row in difference([old], [{**old, "start": "2026-03-11"}, {"key": "b"}]).rows] == [
        "moved",
        "added",
    ]
    assert difference([], [{"key": "t", "trace_of": "x#a"}]).rows == ()


def test_copy_is_planned_anew() -> None:
    for row in demo_rows():
        copy = fresh(row)
        assert "status" not in copy
        assert not {"outcomes", "attendances", "number"} & set(copy.get("meeting", {}))


def test_keys_are_free_and_readable() -> None:
    assert entry_key("meeting", "2026-03-10", set()) == "meeting-2026-03-10"
    assert entry_key("meeting", "2026-03-10", {"meeting-2026-03-10"}) == "meeting-2026-03-10-2"
    assert entry_key("period", None, {"period-1"}) == "period-2"


def test_second_sitting_in_the_same_room_changes_the_hours_alone() -> None:
    morning = {"on": "2026-03-10", "start": "10:00", "end": "13:00"}
    afternoon = {"on": "2026-03-10", "start": "15:00", "end": "18:00"}
    old = {"kind": "meeting", "meeting": {"sittings": [morning]}}
    two = {"kind": "meeting", "meeting": {"sittings": [morning, afternoon]}}
    elsewhere = {"kind": "meeting", "meeting": {"sittings": [morning, {**afternoon, "room": "house/other"}]}}
    assert aspects_between(old, two) == ("hours",)
    assert aspects_between(two, elsewhere) == ("room",)
