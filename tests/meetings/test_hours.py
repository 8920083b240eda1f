"""Hours of meetings on readers' clocks: on both sides of every change of clock in the terms that are recorded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, time

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from meetings.enums import EntryKind
from meetings.models import Deadline, Meeting, Schedule, Sitting
from meetings.pages.hours import Reader
from meetings.pages.rows import row
from meetings.queries.entries import entries_in
from portal.actors import ANONYMOUS
from tests import make

pytestmark = pytest.mark.django_db
LIMA, MEXICO, SANTIAGO, SAO_PAULO = "America/Lima", "America/Mexico_City", "America/Santiago", "America/Sao_Paulo"
EAST, WEST = "Pacific/Kiritimati", "Pacific/Niue"  # fourteen hours before Greenwich, eleven behind it


@pytest.fixture
def schedule() -> Schedule:
    return make.schedule(make.term())


@pytest.fixture
def shown(schedule: Schedule) -> Callable[..., tuple[list[str], list[str]]]:
    """The venue's hours and the reader's, as the only row of the schedule says them."""

    def read(zone: str, language: str = "en") -> tuple[list[str], list[str]]:
        (entry,) = entries_in(ANONYMOUS, schedule.term)
        found = row(entry, Reader(language, zone))
        return [hour["text"] for hour in found["hours"]], found["reader"]

    return read


def sitting(schedule: Schedule, on: date, start: time, end: time | None = None) -> Meeting:
    made = make.meeting(schedule, on)
    made.sittings.update(start=start, end=end)
    return made


@pytest.mark.parametrize(
    ("day", "lima", "mexico", "santiago", "sao_paulo"),
    [
        # Washington goes back on 4 November 2012; Mexico has, Chile and Brazil are on summer time.
        (date(2012, 11, 2), "13:30", "12:30", "15:30", "16:30"),
        (date(2012, 11, 5), "14:30", "13:30", "16:30", "17:30"),
        # Forward on 10 March 2013: Mexico a month later, Brazil back since February, Chile in April.
        (date(2013, 3, 8), "14:30", "13:30", "16:30", "16:30"),
        (date(2013, 3, 11), "13:30", "12:30", "15:30", "15:30"),
        # Back on 1 November 2020; Brazil has given summer time up.
        (date(2020, 10, 30), "13:30", "12:30", "15:30", "15:30"),
        (date(2020, 11, 2), "14:30", "13:30", "16:30", "16:30"),
        # Forward on 14 March 2021.
        (date(2021, 3, 12), "14:30", "13:30", "16:30", "16:30"),
        (date(2021, 3, 15), "13:30", "12:30", "15:30", "15:30"),
    ],
)
def test_reader_s_hour_follows_both_clocks(
    schedule: Schedule,
    shown: Callable[..., tuple[list[str], list[str]]],
    day: date,
    lima: str,
    mexico: str,
    santiago: str,
    sao_paulo: str,
) -> None:
    sitting(schedule, day, time(14, 30))
    for zone, hour in ((LIMA, lima), (MEXICO, mexico), (SANTIAGO, santiago), (SAO_PAULO, sao_paulo)):
        venue, own = shown(zone, "es")
        assert venue == ["14:30"]
        assert own[0].startswith(f"{hour} in "), zone
        assert own[0].endswith("· 14:30 Washington")
    feed = Client().get(reverse("meetings:feed_group", args=[schedule.term.body.slug])).content
    start = icalendar.Calendar.from_ical(feed).events[0]["DTSTART"].dt
    assert start.astimezone(UTC).strftime("%H:%M") == f"{int(lima[:2]) + 5}:30"


def test_hour_that_the_clock_skips_is_read_as_the_one_after(schedule: Schedule, shown) -> None:
    sitting(schedule, date(2013, 3, 10), time(2, 30))
    assert shown(LIMA) == (["2:30 a.m."], ["2:30 a.m. in Lima, your time · 2:30 a.m. Washington"])
    assert _start(schedule) == "2013-03-10 07:30:00+00:00"


def test_hour_that_comes_twice_is_its_first_coming(schedule: Schedule, shown) -> None:
    sitting(schedule, date(2012, 11, 4), time(1, 30))
    assert shown(LIMA) == (["1:30 a.m."], ["12:30 a.m. in Lima, your time · 1:30 a.m. Washington"])
    assert _start(schedule) == "2012-11-04 05:30:00+00:00"


def _start(schedule: Schedule) -> str:
    feed = Client().get(reverse("meetings:feed_group", args=[schedule.term.body.slug])).content
    return str(icalendar.Calendar.from_ical(feed).events[0]["DTSTART"].dt)


@pytest.mark.parametrize(
    ("language", "venue"),
    [("en", "12:00 noon – 12:00 midnight"), ("es", "12:00 – 24:00"), ("fr", "12 h – 24 h"), ("pt", "12:00 – 24:00")],
)
def test_noon_and_the_midnight_that_ends_the_day(schedule: Schedule, shown, language: str, venue: str) -> None:
    sitting(schedule, date(2021, 3, 30), time(12), time(0))
    assert shown("America/New_York", language) == ([venue], [])


def test_sitting_after_midnight_has_its_own_date(schedule: Schedule, shown) -> None:
    late = sitting(schedule, date(2021, 3, 30), time(22), time(0))
    Sitting.objects.create(meeting=late, on=date(2021, 3, 31), start=time(0), end=time(2), position=1)
    venue, own = shown(LIMA)
    assert venue == ["30 March, 10:00 p.m. – 12:00 midnight", "31 March, 12:00 a.m. – 2:00 a.m."]
    assert own == [
        "9:00 p.m. – 11:00 p.m. in Lima, your time · 10:00 p.m. Washington",
        "30 March, 11:00 p.m. – 1:00 a.m. in Lima · 12:00 a.m. Washington",
    ]


@pytest.mark.parametrize(
    ("zone", "own"),
    [
        (LIMA, "5:00 p.m. in Lima, your time · 6:00 p.m. Washington"),
        ("Europe/Madrid", "12:00 midnight in Madrid, your time · 6:00 p.m. Washington"),
        ("Europe/Athens", "6 June, 1:00 a.m. in Athens, your time · 6:00 p.m. Washington"),
        ("America/New_York", None),
    ],
)
def test_deadline_tells_both_hours(schedule: Schedule, shown, zone: str, own: str | None) -> None:
    due = make.entry(schedule, date(2020, 6, 5))
    Deadline.objects.create(entry=due, at=time(18))
    assert shown(zone) == (["6:00 p.m."], [own] if own else [])


def test_deadline_at_the_end_of_a_day_is_still_that_day(schedule: Schedule, shown) -> None:
    due = make.entry(schedule, date(2020, 6, 5))
    Deadline.objects.create(entry=due, at=time(0))
    assert shown("America/Chicago") == (
        ["12:00 midnight"],
        ["11:00 p.m. in Chicago, your time · 12:00 midnight Washington"],
    )


def test_deadline_in_another_zone_names_it(schedule: Schedule, shown) -> None:
    due = make.entry(schedule, date(2020, 6, 5))
    Deadline.objects.create(entry=due, at=time(18), zone="Europe/Paris")
    assert shown("Europe/Paris") == (["6:00 p.m. Paris"], [])


@pytest.mark.parametrize(
    "dates",
    [
        {"start": date(2021, 8, 17), "end": date(2021, 8, 17)},
        {"start": date(2012, 10, 9), "end": date(2012, 10, 30)},
        {"start": date(2021, 1, 1), "end": date(2021, 1, 31), "precision": "month"},
        {"start": date(2020, 10, 1), "end": date(2020, 12, 31), "precision": "quarter"},
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", [EntryKind.MEETING, EntryKind.PERIOD, EntryKind.DEADLINE])
def test_date_is_the_same_wherever_one_reads(schedule: Schedule, dates: dict[str, object], kind: str) -> None:
    entry = make.entry(schedule, None, kind, **({"precision": "day"} | dates))
    if kind == EntryKind.MEETING:
        Meeting.objects.create(entry=entry)
    page = reverse("meetings:schedule", args=[schedule.term.body.slug, schedule.term.label])
    seen = {zone: _rows(Client().get(page, {"zone": zone}).content.decode()) for zone in ("venue", EAST, WEST)}
    assert seen["venue"] == seen[EAST] == seen[WEST]
    assert f'datetime="{str(dates["start"])[:4]}' in seen["venue"]
    feed = reverse("meetings:feed_group", args=[schedule.term.body.slug])
    assert Client().get(feed, {"zone": EAST}).content == Client().get(feed, {"zone": WEST}).content


def _rows(html: str) -> str:
    return html[html.index('<div id="schedule">') : html.index("</main>")]


# --- whose hours are shown


def test_choice_is_kept_with_the_account_on_all_its_devices(schedule: Schedule) -> None:
    account = make.user(zone=LIMA)
    sitting(schedule, date(2021, 3, 30), time(14, 30))
    page = reverse("meetings:schedule", args=[schedule.term.body.slug, schedule.term.label])
    here, there = Client(), Client()
    for client in (here, there):
        client.force_login(account)
        assert "1:30 p.m. in Lima" in client.get(page).content.decode()
    answer = here.post(reverse("preferences-hours"), {"show": "venue", "next": page})
    assert (answer.status_code, answer["Location"]) == (302, page)
    for client in (here, there):
        html = client.get(page).content.decode()
        assert "in Lima" not in html
        assert "Show my own hours too" in html
    there.post(reverse("preferences-hours"), {"show": "own", "next": page})
    assert "1:30 p.m. in Lima" in here.get(page).content.decode()
    account.refresh_from_db()
    assert account.zone == LIMA


def test_form_leads_nowhere_else(schedule: Schedule) -> None:
    client = Client()
    client.force_login(make.user())
    for bad in ("https://example.org/", "//example.org/", "javascript:alert(1)", ""):
        answer = client.post(reverse("preferences-hours"), {"show": "venue", "next": bad})
        assert answer["Location"] == reverse("preferences")


def test_stranger_s_choice_is_kept_in_a_cookie_and_taken_back(schedule: Schedule) -> None:
    sitting(schedule, date(2021, 3, 30), time(14, 30))
    page = reverse("meetings:schedule", args=[schedule.term.body.slug, schedule.term.label])
    client = Client()
    assert "1:30 p.m. in Lima" in client.get(page, {"zone": LIMA}).content.decode()
    assert "1:30 p.m. in Lima" in client.get(page).content.decode()
    client.get(page, {"zone": "venue"})
    html = client.get(page).content.decode()
    assert "in Lima" not in html
    assert 'href="?zone=own"' in html
    client.get(page, {"zone": "own"})
    assert not client.cookies["zone"].value  # the browser says its own zone again
    assert 'href="?zone=own"' not in client.get(page).content.decode()
