"""Calendars as RFC 5545 has them, read back with two libraries."""

from __future__ import annotations

import datetime as dt
import logging
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from portal.lib.ical import Calendar, Event, Method, Organizer, Status, render
from portal.lib.ical.zones import zone_lines

STAMP = dt.datetime(2026, 3, 10, 15, tzinfo=dt.UTC)
NEW_YORK = "America/New_York"
HEAD = Calendar(name="Working Group", product="-//Plenary//Plenary//EN")
# What people type or paste: separators, escapes, line ends of every kind, controls, letters of many octets.
TEXTS = st.text(
    st.one_of(st.sampled_from(';,:\\"\r\n\t\x00\x07\x0b\x85\u2028áñ–😀'), st.characters(exclude_categories=["Cs"]))
)


def event(**facts) -> Event:
    given = {"uid": "a@example.org", "stamp": STAMP, "summary": "Meeting", "first": dt.date(2021, 3, 30)} | facts
    return Event(**({"last": given["first"]} | given))


def read(*events: Event) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(render(HEAD, events)).events)


def lines_of(*events: Event) -> list[str]:
    return render(HEAD, events).decode().replace("\r\n ", "").split("\r\n")


def test_event_is_written_as_the_standard_has_it():
    meeting = event(
        start=dt.time(14, 30),
        end=dt.time(17, 30),
        zone=NEW_YORK,
        sequence=3,
        status=Status.TENTATIVE,
        location="Guerrero Room, Washington",
        description="1. Opening\n2. Other business",
        url="https://example.org/meetings/1/",
        sibling="b@example.org",
        categories=("Meeting", "Public, open"),
    )
    lines = lines_of(meeting)
    start = lines.index("BEGIN:VEVENT")
    assert lines[start : lines.index("END:VEVENT") + 1] == [
        "BEGIN:VEVENT",
        "UID:a@example.org",
        "DTSTAMP:20260310T150000Z",
        "LAST-MODIFIED:20260310T150000Z",
        "SEQUENCE:3",
        "DTSTART;TZID=America/New_York:20210330T143000",
        "DTEND;TZID=America/New_York:20210330T173000",
        "SUMMARY:Meeting",
        "STATUS:TENTATIVE",
        "TRANSP:OPAQUE",
        "LOCATION:Guerrero Room\\, Washington",
        "DESCRIPTION:1. Opening\\n2. Other business",
        "URL:https://example.org/meetings/1/",
        "CATEGORIES:Meeting,Public\\, open",
        "RELATED-TO;RELTYPE=SIBLING:b@example.org",
        "END:VEVENT",
    ]


def test_days_end_before_the_day_after_them():
    days = event(first=dt.date(2012, 10, 9), last=dt.date(2012, 10, 30), busy=False)
    lines = lines_of(days)
    assert "DTSTART;VALUE=DATE:20121009" in lines
    assert "DTEND;VALUE=DATE:20121031" in lines
    assert "TRANSP:TRANSPARENT" in lines
    assert not [line for line in lines if line.startswith("BEGIN:VTIMEZONE")]


@pytest.mark.parametrize(
    ("end", "last", "ends"),
    [
        (dt.time(0), dt.date(2021, 3, 30), "2021-03-31 00:00:00-04:00"),  # 24:00
        (dt.time(2), dt.date(2021, 3, 31), "2021-03-31 02:00:00-04:00"),
        (None, dt.date(2021, 3, 30), "2021-03-30 22:00:00-04:00"),
    ],
)
def test_end_after_midnight_is_on_the_next_day(end, last, ends):
    found = read(event(start=dt.time(22), end=end, last=last, zone=NEW_YORK))[0]
    assert str(found.start) == "2021-03-30 22:00:00-04:00"
    assert str(found.end) == ends


@pytest.mark.parametrize(
    ("day", "hour", "written"),
    [
        (dt.date(2021, 3, 14), dt.time(2, 30), "DTSTART:20210314T073000Z"),  # the clock skips it
        (dt.date(2021, 11, 7), dt.time(1, 30), "DTSTART:20211107T053000Z"),  # it comes twice
        (dt.date(2021, 3, 14), dt.time(3, 0), "DTSTART;TZID=America/New_York:20210314T030000"),
        (dt.date(2021, 11, 7), dt.time(2, 0), "DTSTART;TZID=America/New_York:20211107T020000"),
    ],
)
def test_hour_that_the_clock_shows_never_or_twice_is_an_instant(day, hour, written):
    assert written in lines_of(event(first=day, start=hour, zone=NEW_YORK))


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        (dt.date(2012, 11, 3), -4),
        (dt.date(2012, 11, 5), -5),
        (dt.date(2013, 3, 9), -5),
        (dt.date(2013, 3, 11), -4),
        (dt.date(2020, 11, 2), -5),
        (dt.date(2021, 3, 15), -4),
    ],
)
def test_zone_shows_the_clock_of_each_day_to_who_reads_it_alone(day, offset):
    """vobject takes the hours from the VTIMEZONE itself, not from a table of its own."""
    text = render(HEAD, [event(first=day, start=dt.time(14, 30), zone=NEW_YORK)]).decode()
    found = vobject.readOne(text).vevent.dtstart.value
    assert found.utcoffset() == dt.timedelta(hours=offset)


@pytest.mark.parametrize(
    "zone", [NEW_YORK, "America/Lima", "America/Sao_Paulo", "America/Santiago", "Europe/Paris", "Asia/Kathmandu"]
)
def test_zone_agrees_with_the_tables_through_its_years(zone):
    calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + zone_lines(zone) + "END:VCALENDAR\r\n"
    component = icalendar.Calendar.from_ical(calendar).walk("VTIMEZONE")[0]
    tz = component.to_tz(lookup_tzid=False)
    moments = [dt.datetime.combine(dt.date(1971, 1, 1) + dt.timedelta(days=day), dt.time(12)) for day in range(24_100)]
    wrong = [
        moment
        for moment in moments
        if moment.replace(tzinfo=tz).utcoffset() != moment.replace(tzinfo=ZoneInfo(zone)).utcoffset()
    ]
    assert wrong == []


def test_onset_is_told_in_the_hour_shown_until_then():
    lines = zone_lines(NEW_YORK)
    assert lines.endswith(
        "BEGIN:DAYLIGHT\r\nDTSTART:20070311T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\nTZNAME:EDT\r\n"
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\nEND:DAYLIGHT\r\n"
        "BEGIN:STANDARD\r\nDTSTART:20071104T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\nTZNAME:EST\r\n"
        "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    assert len(lines) < 3000


@given(summary=TEXTS, description=TEXTS, location=TEXTS)
def test_no_text_breaks_a_calendar(summary, description, location):
    facts = event(summary=summary, description=description, location=location)
    content = render(Calendar(name=summary, product="-//x//EN", about=description), [facts, event(uid="b@example.org")])
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\r" not in content.replace(b"\r\n", b"")
    assert b"\n" not in content.replace(b"\r\n", b"")
    found = icalendar.Calendar.from_ical(content)
    assert [str(each["UID"]) for each in found.events] == ["a@example.org", "b@example.org"]
    assert [each["UID"] for each in found.events] == [
        each.uid.value for each in vobject.readOne(content.decode()).vevent_list
    ]


@given(st.text(st.sampled_from("ab;,\\\n –ñ😀"), min_size=1).map(str.strip).filter(bool))
def test_text_is_read_back_as_it_was(text):
    content = render(HEAD, [event(summary=text)])
    assert str(icalendar.Calendar.from_ical(content).events[0]["SUMMARY"]) == text


@pytest.mark.parametrize(
    "bad",
    [
        {"uid": "x\r\nATTENDEE:mailto:a@example.org"},
        {"uid": ""},
        {"url": "https://example.org/\r\nX:1"},
        {"zone": "Mars/Olympus", "start": dt.time(9)},
        {"last": dt.date(2021, 3, 29)},
        {"summary": "\ud800"},
        {"first": dt.date(9999, 12, 31)},
    ],
    ids=str,
)
def test_event_that_cannot_be_written_is_left_out_and_logged(bad, caplog):
    with caplog.at_level(logging.ERROR):
        found = read(event(uid="first@example.org"), event(**bad), event(uid="last@example.org"))
    assert [str(each["UID"]) for each in found] == ["first@example.org", "last@example.org"]
    assert len(caplog.records) == 1


def test_same_facts_give_the_same_bytes():
    events = [event(start=dt.time(9), zone=zone, uid=zone) for zone in ("Europe/Paris", NEW_YORK, "America/Lima")]
    assert render(HEAD, events) == render(HEAD, events)
    zones = [line for line in lines_of(*events) if line.startswith("TZID:")]
    assert zones == ["TZID:America/Lima", "TZID:America/New_York", "TZID:Europe/Paris"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_whoever_publishes_adds_no_line_whatever_they_are_called(name: str) -> None:
    organizer = Organizer(name=name, email="notices@plenary.example")
    day = dt.date(2026, 12, 15)
    stamp = dt.datetime(2026, 3, 10, tzinfo=dt.UTC)
    event = Event(uid="a@plenary.example", stamp=stamp, summary="A", first=day, last=day, organizer=organizer)
    written = render(Calendar(name="Plenary", product="-//P//P//EN", method=Method.PUBLISH), [event])
    calendar = icalendar.Calendar.from_ical(written)
    assert calendar["METHOD"] == "PUBLISH"
    assert [str(each["ORGANIZER"]) for each in calendar.walk("VEVENT")] == ["mailto:notices@plenary.example"]
    assert written.count(b"\r\nORGANIZER") == 1
