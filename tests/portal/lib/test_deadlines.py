"""When something is due: the worked examples of the rules, and what holds of every rule."""

from __future__ import annotations

import datetime as dt
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lib.deadlines import Anchor, Count, Due, Roll, Rule, Unit, due, remind_at

WASHINGTON = "America/New_York"


class Days:
    """Saturdays and Sundays off, and the holidays given."""

    def __init__(self, *holidays: date) -> None:
        self.holidays = frozenset(holidays)

    def is_working(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.holidays

    def add_working_days(self, day: date, count: int) -> date:
        step = dt.timedelta(days=1 if count > 0 else -1)
        for _each in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day


NEW_YEAR = Days(date(2013, 1, 1))
PRESIDENTS = Days(date(2021, 2, 15))
VETERANS = Days(date(2012, 11, 12))
DOCUMENTS = Rule(10, Unit.WORKING_DAYS)


@pytest.mark.parametrize(
    ("meeting", "days", "expected"),
    [
        (date(2021, 3, 30), Days(), date(2021, 3, 16)),
        (date(2013, 1, 15), NEW_YEAR, date(2012, 12, 31)),
        (date(2013, 1, 15), Days(), date(2013, 1, 1)),
        (date(2021, 2, 16), PRESIDENTS, date(2021, 2, 1)),
        (date(2021, 2, 16), Days(), date(2021, 2, 2)),
        (date(2012, 11, 13), VETERANS, date(2012, 10, 29)),
        (date(2012, 11, 13), Days(), date(2012, 10, 30)),
    ],
)
def test_documents_ten_working_days_before_a_meeting(meeting: date, days: Days, expected: date) -> None:
    assert due(DOCUMENTS, Anchor.day(meeting), days, WASHINGTON).day == expected


def test_end_of_a_day_is_its_last_second_at_the_venue() -> None:
    end = Due(date(2020, 6, 5), None, WASHINGTON)
    assert end.instant.isoformat() == "2020-06-06T03:59:59+00:00"
    assert Due(date(2020, 6, 5), time(0), WASHINGTON).instant == end.instant


def test_what_comes_a_second_after_the_hour_is_late() -> None:
    cut = Due(date(2012, 10, 8), time(18), WASHINGTON)
    on_time = dt.datetime(2012, 10, 8, 22, 0, 0, 999_000, tzinfo=dt.UTC)
    assert [cut.is_late(on_time), cut.is_late(on_time + dt.timedelta(seconds=1))] == [False, True]


SESSION = Anchor(date(2026, 6, 1), date(2026, 6, 12), time(10), time(18))


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Rule(10, Unit.WEEKS), "2026-03-23"),  # pre-session document handed in
        (Rule(4, Unit.WEEKS), "2026-05-04"),  # processed
        (Rule(6, Unit.WEEKS), "2026-04-20"),  # out
        (Rule(14, Unit.WEEKS), "2026-02-23"),  # forecast confirmed
        (Rule(2, Unit.WEEKS, before=False), "2026-06-26"),  # final report after closing
        (Rule(45), "2026-04-17"),  # draft treaty
        (Rule(2, Unit.MONTHS), "2026-04-01"),  # draft agenda
        (Rule(5, Unit.WEEKS), "2026-04-27"),  # items
        (Rule(1, Unit.MONTHS), "2026-05-01"),  # final agenda
        (Rule(70), "2026-03-23"),  # inform
        (Rule(56), "2026-04-06"),  # submit an item
        (Rule(42), "2026-04-20"),  # documents
        (Rule(90), "2026-03-03"),  # notice of a regular session
        (Rule(30), "2026-05-02"),  # notice of a special one
        (Rule(20), "2026-05-12"),  # new items
        (Rule(5, Unit.WORKING_DAYS, before=False), "2026-06-19"),  # minutes out
        (Rule(3, Unit.WEEKS, edge="closing"), "2026-05-22"),  # announced before the last day
        (Rule(1, before=False, edge="opening"), "2026-06-02"),  # a date after the opening
    ],
)
def test_rules_of_the_field(rule: Rule, expected: str) -> None:
    assert due(rule, SESSION, Days(), WASHINGTON).day.isoformat() == expected


def test_months_end_on_the_last_day_of_a_shorter_month() -> None:
    after = due(Rule(1, Unit.MONTHS, before=False), Anchor.day(date(2024, 1, 31)), Days(), WASHINGTON)
    assert after.day == date(2024, 2, 29)


@pytest.mark.parametrize(("count", "expected"), [(3, date(2026, 6, 9)), (4, date(2026, 6, 8))])
def test_full_business_days_lie_between_handing_in_and_consideration(count: int, expected: date) -> None:
    """For a Monday the 15th: Wednesday to Friday by the earlier rule, Tuesday to Friday since 2019."""
    rule = Rule(count, Unit.WORKING_DAYS, count=Count.FULL)
    assert due(rule, Anchor.day(date(2026, 6, 15)), Days(), WASHINGTON).day == expected


def test_counting_with_the_first_day_gives_one_day_less() -> None:
    with_it = Rule(7, before=False, count=Count.INCLUSIVE)
    assert due(with_it, Anchor.day(date(2026, 6, 1)), Days(), WASHINGTON).day == date(2026, 6, 7)


@pytest.mark.parametrize(
    ("roll", "expected"),
    [(Roll.NONE, date(2026, 5, 2)), (Roll.BACK, date(2026, 5, 1)), (Roll.ON, date(2026, 5, 4))],
)
def test_a_day_off_rolls_as_the_rule_says(roll: Roll, expected: date) -> None:
    assert due(Rule(30, roll=roll), SESSION, Days(), WASHINGTON).day == expected


def test_hours_are_counted_on_the_worlds_clock() -> None:
    """72 hours before 10:00 on Monday after the clocks went forward are 09:00 on Friday."""
    anchor = Anchor(date(2026, 3, 9), date(2026, 3, 9), time(10), time(13))
    found = due(Rule(72, Unit.HOURS), anchor, Days(), WASHINGTON)
    assert (found.day, found.at) == (date(2026, 3, 6), time(9))
    assert found.instant == dt.datetime(2026, 3, 6, 14, tzinfo=dt.UTC)


def test_hours_are_counted_from_the_clock_of_the_meeting_and_read_on_that_of_the_deadline() -> None:
    """72 hours before 10:00 in Geneva are 04:00 in Washington."""
    anchor = Anchor(date(2026, 6, 8), date(2026, 6, 8), time(10), time(13), "Europe/Zurich")
    before, after = Rule(72, Unit.HOURS), Rule(2, Unit.HOURS, before=False)
    assert due(before, anchor, Days(), WASHINGTON).instant == dt.datetime(2026, 6, 5, 8, tzinfo=dt.UTC)
    assert due(before, anchor, Days(), WASHINGTON).at == time(4)
    assert due(after, anchor, Days(), WASHINGTON).at == time(9)


def test_hours_after_the_close_of_a_meeting() -> None:
    """The text of a statement is handed in two hours after the meeting."""
    found = due(Rule(2, Unit.HOURS, before=False), SESSION, Days(), WASHINGTON)
    assert (found.day, found.at) == (date(2026, 6, 12), time(20))


def test_hour_that_comes_twice_is_the_one_that_was_counted() -> None:
    """Twelve hours after 13:30 on the eve of the change is the second half past one."""
    anchor = Anchor.day(date(2026, 10, 31), time(13, 30))
    found = due(Rule(13, Unit.HOURS, before=False), anchor, Days(), WASHINGTON)
    assert (found.at, found.fold) == (time(1, 30), 1)
    assert found.instant == dt.datetime(2026, 11, 1, 6, 30, tzinfo=dt.UTC)


def test_days_left_are_those_of_the_readers_calendar() -> None:
    cut = Due(date(2012, 10, 8), time(22), WASHINGTON)
    now = dt.datetime(2012, 10, 8, 12, tzinfo=dt.UTC)
    assert (cut.days_left(now), cut.days_left(now, "Europe/Madrid")) == (0, 1)


DATES = st.dates(date(2000, 1, 1), date(2060, 12, 31))
HOLIDAYS = st.lists(DATES, max_size=20).map(lambda days: Days(*days))
ZONES = st.sampled_from(["America/New_York", "America/Lima", "Asia/Tokyo", "Australia/Lord_Howe", "Africa/Cairo"])


@given(DATES, st.integers(0, 40), HOLIDAYS)
def test_working_days_before_and_after_meet_again(day: date, offset: int, days: Days) -> None:
    """From a working day, so many working days back and on again is the same day."""
    start = day if days.is_working(day) else days.add_working_days(day, 1)
    there = due(Rule(offset, Unit.WORKING_DAYS), Anchor.day(start), days, WASHINGTON).day
    back = due(Rule(offset, Unit.WORKING_DAYS, before=False), Anchor.day(there), days, WASHINGTON).day
    assert back == start


@given(DATES, st.integers(1, 40), HOLIDAYS)
def test_working_days_are_those_between(day: date, offset: int, days: Days) -> None:
    found = due(Rule(offset, Unit.WORKING_DAYS), Anchor.day(day), days, WASHINGTON).day
    between = [found + dt.timedelta(days=number) for number in range((day - found).days)]
    assert days.is_working(found)
    assert sum(days.is_working(each) for each in between) == offset


@given(DATES, st.sampled_from(list(Unit)), st.integers(0, 60), st.sampled_from(list(Count)), HOLIDAYS)
def test_what_is_due_before_is_not_after_its_anchor(
    day: date, unit: Unit, offset: int, count: Count, days: Days
) -> None:
    before = due(Rule(offset, unit, count=count), Anchor.day(day, time(10)), days, WASHINGTON)
    after = due(Rule(offset, unit, before=False, count=count), Anchor.day(day, time(10)), days, WASHINGTON)
    assert before.day <= day <= after.day


@given(DATES, st.sampled_from([Roll.BACK, Roll.ON]), st.integers(0, 60), HOLIDAYS)
def test_a_rolled_day_is_a_working_one(day: date, roll: Roll, offset: int, days: Days) -> None:
    assert days.is_working(due(Rule(offset, roll=roll), Anchor.day(day), days, WASHINGTON).day)


@given(DATES, st.times(), ZONES, st.integers(0, 200))
def test_hours_before_are_exactly_so_long_before(day: date, at: time, zone: str, offset: int) -> None:
    at = at.replace(second=0, microsecond=0)
    anchor = Anchor.day(day, at)
    found = due(Rule(offset, Unit.HOURS), anchor, Days(), zone)
    there = Due(day - dt.timedelta(days=1) if at == time(0) else day, at, zone)
    gap = there.instant - found.instant
    # The midnight that ends a day is said as its last second
    assert abs(gap - dt.timedelta(hours=offset)) <= dt.timedelta(seconds=1)


@given(DATES, ZONES, ZONES, st.integers(-30, 30))
def test_reminders_come_at_the_hour_of_the_readers_clock(day: date, venue: str, reader: str, before: int) -> None:
    from zoneinfo import ZoneInfo

    cut = Due(day, time(18), venue)
    there = remind_at(cut, before, time(9), reader).astimezone(ZoneInfo(reader))
    assert there.time() == time(9)
    assert cut.days_left(remind_at(cut, before, time(9), reader), reader) == before
