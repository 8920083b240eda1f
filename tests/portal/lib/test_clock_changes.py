"""Deadlines and their reminders over changes of the clock, against instants that the system's own `date` computed.

The table holds twelve zones with both changes of 2026 and three reminders each, and Lord Howe, which changes by half an
hour: made with GNU date and its tzdata, not with the code under test.
"""

from __future__ import annotations

import csv
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from portal.lib.deadlines import Due, remind_at

TABLE = Path(__file__).parent / "clock_changes.csv"
CASES = list(csv.DictReader(TABLE.read_text().splitlines()))
APIA = "Pacific/Apia"


def test_table_is_whole() -> None:
    zones = {case["zone"] for case in CASES} - {"Australia/Lord_Howe"}
    changes = {(case["zone"], case["change"]) for case in CASES if case["zone"] in zones}
    assert (len(zones), len(changes), len(CASES)) == (12, 24, 72 + 6)
    for zone, day in {(case["zone"], case["change"]) for case in CASES}:
        change = datetime.fromisoformat(f"{day} 12:00").replace(tzinfo=ZoneInfo(zone))
        before, after = change - timedelta(days=1), change + timedelta(days=1)
        assert before.utcoffset() != after.utcoffset(), (zone, day)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['zone']}-{case['change']}-{case['days_before']}")
def test_hours_of_the_clock_are_kept_over_a_change(case: dict[str, str]) -> None:
    local = datetime.fromisoformat(case["due"])
    due = Due(local.date(), local.time(), case["zone"])
    reminder = remind_at(due, int(case["days_before"]), time(9), case["zone"])
    assert f"{reminder:%Y-%m-%dT%H:%M:%SZ}" == case["reminder_utc"]
    assert f"{due.instant:%Y-%m-%dT%H:%M:%SZ}" == case["due_utc"]
    assert f"{reminder.astimezone(ZoneInfo(case['zone'])):%Y-%m-%d %H:%M}" == case["reminder"]


def test_a_day_that_never_was_gives_its_reminder_to_the_next_one() -> None:
    """Samoa had no 30 December 2011: the reminder of that day comes with that of the 31st, at nine."""
    due = Due(date(2011, 12, 31), time(18), APIA)
    moments = [remind_at(due, days, time(9), APIA).isoformat() for days in (2, 1, 0)]
    assert moments == ["2011-12-29T19:00:00+00:00", "2011-12-30T19:00:00+00:00", "2011-12-30T19:00:00+00:00"]


def test_what_is_due_on_a_day_that_never_was_is_due_on_the_next_one() -> None:
    """Read with the offset that held before: six in the evening of the 30th is six in the evening of the 31st."""
    assert Due(date(2011, 12, 30), time(18), APIA).instant == Due(date(2011, 12, 31), time(18), APIA).instant
