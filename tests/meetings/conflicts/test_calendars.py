"""Working days of a venue: public holidays of its country, its own days, weekends."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from meetings.calendars import Calendar, Hours, OwnDays, add_working_days, calendar_of, is_working_day
from meetings.models import OwnDay, Venue
from portal.lib.multilingual import Multilingual
from tests import make

WASHINGTON = Calendar("US", "DC")
WORKED = (
    (date(2021, 3, 30), date(2021, 3, 16)),
    (date(2013, 1, 15), date(2012, 12, 31)),
    (date(2021, 2, 16), date(2021, 2, 1)),
    (date(2012, 11, 13), date(2012, 10, 29)),
)
WITHOUT_HOLIDAYS = (
    (date(2021, 3, 30), date(2021, 3, 16)),
    (date(2013, 1, 15), date(2013, 1, 1)),
    (date(2021, 2, 16), date(2021, 2, 2)),
    (date(2012, 11, 13), date(2012, 10, 30)),
)


@pytest.mark.parametrize(("meeting", "due"), WORKED)
def test_ten_working_days_before_a_meeting_in_washington(meeting: date, due: date) -> None:
    assert WASHINGTON.add_working_days(meeting, -10) == due


@pytest.mark.parametrize(("meeting", "due"), WITHOUT_HOLIDAYS)
def test_ten_working_days_where_the_calendar_has_no_holidays(meeting: date, due: date) -> None:
    assert Calendar().add_working_days(meeting, -10) == due


def test_day_declared_a_working_one_takes_the_holiday_away() -> None:
    worked = OwnDays(date(2013, 1, 1), date(2013, 1, 1), "working")
    assert Calendar("US", "DC", (worked,)).add_working_days(date(2013, 1, 15), -10) == date(2013, 1, 1)


def test_days_after_are_counted_without_the_day_itself() -> None:
    assert WASHINGTON.add_working_days(date(2012, 11, 9), 1) == date(2012, 11, 13)
    assert WASHINGTON.add_working_days(date(2012, 11, 9), 0) == date(2012, 11, 9)


def test_calendar_without_working_days_is_refused() -> None:
    closed = OwnDays(date(2000, 1, 1), date(2100, 1, 1), "closed")
    with pytest.raises(ValueError, match="no 3 working days"):
        Calendar(own=(closed,)).add_working_days(date(2012, 1, 1), 3)


@pytest.mark.parametrize(
    ("country", "subdivision", "day", "kind"),
    [
        ("US", "DC", date(2013, 4, 16), "holiday"),  # Emancipation Day, in the District alone
        ("US", "", date(2013, 4, 16), None),
        ("CL", "RM", date(2012, 9, 18), "holiday"),
        ("US", "DC", date(2012, 9, 18), None),
        ("US", "DC", date(2012, 11, 10), "weekend"),
        ("EG", "", date(2021, 3, 5), "weekend"),  # a Friday
        ("", "", date(2012, 12, 25), None),
    ],
)
def test_day_off_is_that_of_the_place(country: str, subdivision: str, day: date, kind: str | None) -> None:
    off = Calendar(country, subdivision).day_off(day)
    assert (off.kind if off else None) == kind


def test_holiday_is_named_in_the_language_of_the_page_where_the_country_has_it() -> None:
    christmas = date(2012, 12, 25)
    found = [Calendar("CL").day_off(christmas, language) for language in ("en", "es", "fr")]
    assert [off and off.name for off in found] == [("Christmas Day", "en"), ("Navidad", "es"), ("Navidad", "es")]


def test_own_days_over_a_range_have_their_own_kind_and_name() -> None:
    recess = OwnDays(date(2012, 12, 17), date(2013, 1, 4), "recess", Multilingual(es="Receso"))
    calendar = Calendar("US", "DC", (recess,))
    found = [calendar.day_off(day, "en") for day in (date(2012, 12, 17), date(2013, 1, 4), date(2013, 1, 7))]
    assert [off and (off.kind, off.name) for off in found] == [("recess", ("Receso", "es"))] * 2 + [None]


@pytest.mark.parametrize(
    ("start", "end", "is_open"),
    [
        (time(10), time(13), True),
        (time(14, 30), time(17), True),
        (time(12), time(15), False),
        (time(9), time(10), False),
        (time(15), time(0), False),
        (time(15), None, True),
        (time(18), None, False),
    ],
)
def test_house_is_open_within_one_stretch(start: time, end: time | None, is_open: bool) -> None:
    hours = (Hours(2, time(10), time(13)), Hours(2, time(14, 30), time(17, 30)))
    assert Calendar(hours=hours).is_open(date(2012, 11, 13), start, end) is is_open


@pytest.mark.django_db
def test_recorded_venue_has_the_calendar_of_its_country_and_its_own_days() -> None:
    venue = make.venue(make.organization())
    assert add_working_days(venue, date(2013, 1, 15), 10, "before") == date(2012, 12, 31)
    assert not is_working_day(venue, date(2013, 1, 1))
    OwnDay.objects.create(venue=venue, start=date(2013, 1, 1), end=date(2013, 1, 1), kind="working")
    assert add_working_days(venue, date(2013, 1, 15), 10, "before") == date(2013, 1, 1)
    assert is_working_day(None, date(2013, 1, 1))
    assert calendar_of(None) == Calendar()


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"country": "XX"}, {"country": "US", "subdivision": "ZZ"}, {"country": "USA"}])
def test_place_without_known_holidays_is_refused(wrong: dict[str, str]) -> None:
    house = make.organization()
    venue = Venue(organization=house, key="seat", name={"en": "Seat"}, zone="America/New_York", **wrong)
    with pytest.raises(ValidationError):
        venue.full_clean()
