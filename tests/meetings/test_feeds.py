"""What calendars hold, for whom, and when their readers are told of news."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
from django.test import Client
from django.urls import reverse

from meetings.enums import Certainty, EntryKind, EntryStatus, ScheduleState
from meetings.feeds.calendars import publication_of
from meetings.forms.records import RECORDS
from meetings.models import Deadline, Entry, Meeting, Schedule, Sitting
from meetings.operations.adoption import adopt
from meetings.operations.edits import edit_row
from meetings.operations.states import cancel, hold, move, postpone
from meetings.queries.drafts import row_for_editing
from portal.enums import Audience
from tests import make
from tests.cast import NOW, Cast, gather
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db
BEFORE = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    return make.schedule(cast.term, state_on=date(2026, 3, 1))


@pytest.fixture
def meeting(schedule: Schedule) -> Meeting:
    """In May, with two items; nobody was told of a change since March."""
    made = make.meeting(schedule, date(2026, 5, 5), key="may", items=("Paragraph 3", "Paragraph 4"))
    Entry.objects.update(told_at=BEFORE)
    return made


@pytest.fixture
def do(cast: Cast, schedule: Schedule) -> Callable[..., Any]:
    """An act of the secretary on a row as it is now."""
    secretary = cast.actor("secretary")

    def act(operation: Any, key: str, **facts: Any) -> Any:
        row = row_for_editing(secretary, schedule, key)
        assert row is not None
        return operation(actor=secretary, now=NOW, schedule=schedule, key=key, seen=row.version, **facts)

    return act


def feed(cast: Cast, **query: str) -> str:
    answer = Client().get(reverse("meetings:feed_group", args=[cast.body.slug]), query)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content.decode()


def events(text: str) -> dict[str, dict[str, Any]]:
    """By key of the row, what matters here."""
    return {
        str(event["UID"]).split("@")[0].split(".", 2)[2]: {
            "status": str(event["STATUS"]),
            "sequence": event["SEQUENCE"],
            "told": event["LAST-MODIFIED"].dt,
            "summary": str(event["SUMMARY"]),
            "description": str(event.get("DESCRIPTION", "")),
            "start": event["DTSTART"].dt,
            "end": event["DTEND"].dt if "DTEND" in event else None,
        }
        for event in icalendar.Calendar.from_ical(text).events
    }


def news(cast: Cast, key: str = "may") -> tuple[str, int, datetime]:
    found = events(feed(cast))[key]
    return found["status"], found["sequence"], found["told"]


# --- what an event says


def test_meeting_takes_its_sittings_each_under_its_own_name(cast: Cast, meeting: Meeting) -> None:
    Sitting.objects.create(meeting=meeting, on=date(2026, 5, 5), start=time(19), end=time(0), position=1)
    found = events(feed(cast))
    assert list(found) == ["may", "may.2"]
    assert [str(each["start"]) for each in found.values()] == ["2026-05-05 14:30:00-04:00", "2026-05-05 19:00:00-04:00"]
    assert [str(each["end"]) for each in found.values()] == ["2026-05-05 17:30:00-04:00", "2026-05-06 00:00:00-04:00"]
    second = list(icalendar.Calendar.from_ical(feed(cast)).events)[1]
    assert str(second["RELATED-TO"]) == f"{cast.body.slug}.{cast.term.label}.may@testserver"


def test_description_has_hours_agenda_and_address(cast: Cast, meeting: Meeting) -> None:
    make.agenda_item(meeting, "Part", parent=meeting.items.all()[0], label="(a)")
    meeting.join_url = "https://example.org/join"
    meeting.save()
    hours, joining = "2:30 p.m. – 5:30 p.m. Washington (UTC−4)", "Join the meeting: https://example.org/join"
    order = "Order of business\n1. Paragraph 3\n  (a) Part\n2. Paragraph 4"
    address = f"http://testserver/meetings/{meeting.pk}/"
    assert events(feed(cast))["may"]["description"] == "\n\n".join([hours, order, address]), "of everybody"
    own = events(publication_of(cast.actor("delegate"), [meeting.entry], "en").decode())["may"]
    assert own["description"] == "\n\n".join([hours, joining, order, address]), "who attends knows how to join"


def test_language_is_that_of_the_address_and_what_lacks_it_is_labelled(cast: Cast, meeting: Meeting) -> None:
    Entry.objects.update(text={"es": "Tercera lectura"}, status=EntryStatus.CANCELLED)
    spanish, english = events(feed(cast, lang="es"))["may"], events(feed(cast, lang="en"))["may"]
    assert spanish["summary"] == "Cancelada: Working Group on Tests [en]: Tercera lectura"
    assert english["summary"] == "Cancelled: Working Group on Tests: Tercera lectura [es]"


def test_address_in_a_language_chooses_none_for_the_pages(cast: Cast, meeting: Meeting) -> None:
    answer = Client().get(reverse("meetings:feed_group", args=[cast.body.slug]), {"lang": "es"})
    assert answer["Content-Language"] == "es"
    assert not answer.cookies


def test_deadline_is_a_whole_day_with_its_hour_in_words(cast: Cast, schedule: Schedule) -> None:
    due = make.entry(schedule, date(2026, 6, 5), key="due")
    Deadline.objects.create(entry=due, at=time(0), zone="America/New_York")
    found = events(feed(cast))["due"]
    assert (found["start"], found["end"]) == (date(2026, 6, 5), date(2026, 6, 6))
    assert found["summary"] == "Working Group on Tests: Deadline (12:00 midnight Washington): A matter"
    until = "By 12:00 midnight in Washington (UTC−4), which is 6 June 2026, 4:00 a.m. UTC."
    assert found["description"].startswith(until)


def test_period_takes_all_its_days(cast: Cast, schedule: Schedule) -> None:
    make.entry(schedule, date(2026, 10, 9), EntryKind.PERIOD, end=date(2026, 10, 30), key="drafting")
    found = events(feed(cast))["drafting"]
    assert (found["start"], found["end"]) == (date(2026, 10, 9), date(2026, 10, 31))


@pytest.mark.parametrize("precision", ["month", "quarter", "half", "year"])
def test_what_has_no_day_gets_none_but_is_named(cast: Cast, schedule: Schedule, precision: str) -> None:
    end = {"month": date(2026, 1, 31), "quarter": date(2026, 3, 31), "half": date(2026, 6, 30)}
    last = end.get(precision, date(2026, 12, 31))
    make.entry(schedule, date(2026, 1, 1), EntryKind.PERIOD, end=last, precision=precision, key="vague")
    make.entry(schedule, None, key="undated")
    calendar = icalendar.Calendar.from_ical(feed(cast))
    assert calendar.events == []
    said = str(calendar["DESCRIPTION"]).splitlines()
    words = {"month": "January 2026", "quarter": "first quarter of 2026", "half": "first half of 2026", "year": "2026"}
    assert f"{words[precision]}: Working Group on Tests: Period: A matter" in said
    assert "Date not assigned: Working Group on Tests: Deadline: A matter" in said
    assert (
        Client().get(reverse("meetings:feed_row", args=[cast.body.slug, cast.term.label, "vague"])).status_code == 404
    )


@pytest.mark.parametrize(
    ("facts", "state", "status"),
    [
        ({}, ScheduleState.ADOPTED, "CONFIRMED"),
        ({}, ScheduleState.CIRCULATED, "TENTATIVE"),
        ({"status": EntryStatus.HELD}, ScheduleState.CIRCULATED, "CONFIRMED"),
        ({"status": EntryStatus.TENTATIVE}, ScheduleState.ADOPTED, "TENTATIVE"),
        ({"certainty": Certainty.RESERVED}, ScheduleState.ADOPTED, "TENTATIVE"),
        ({"certainty": Certainty.INDICATIVE}, ScheduleState.PRESENTED, "TENTATIVE"),
        ({"status": EntryStatus.POSTPONED}, ScheduleState.ADOPTED, "CANCELLED"),
        ({"status": EntryStatus.CANCELLED}, ScheduleState.ADOPTED, "CANCELLED"),
        ({"status": EntryStatus.NOT_HELD}, ScheduleState.CLOSED, "CANCELLED"),
        ({"status": EntryStatus.NO_QUORUM}, ScheduleState.ADOPTED, "CANCELLED"),
    ],
)
def test_status_says_how_far_one_may_rely_on_it(
    cast: Cast, meeting: Meeting, facts: dict[str, str], state: str, status: str
) -> None:
    Entry.objects.update(**facts)
    Schedule.objects.update(state=state)
    assert events(feed(cast))["may"]["status"] == status


def test_bad_row_is_left_out_and_the_others_stand(
    cast: Cast, schedule: Schedule, meeting: Meeting, caplog: Any
) -> None:
    meeting.zone = "Mars/Olympus"
    meeting.save()
    make.entry(schedule, date(2026, 6, 5), key="due")
    assert list(events(feed(cast))) == ["due"]
    assert "left out of a calendar" in caplog.text


def test_joint_meeting_is_in_the_calendar_of_each_group(cast: Cast, meeting: Meeting) -> None:
    other = make.body()
    meeting.joint_with.add(other)
    found = events(Client().get(reverse("meetings:feed_group", args=[other.slug])).content.decode())
    assert list(found) == ["may"]
    assert "Joint with: Working Group on Tests" in found["may"]["description"]


def test_group_has_all_its_terms_and_all_groups_a_year_back(cast: Cast, meeting: Meeting) -> None:
    old = make.schedule(make.term(cast.body, "2012-2013"))
    make.meeting(old, date(2012, 9, 19), key="first")
    assert list(events(feed(cast))) == ["first", "may"]
    everything = events(Client().get(reverse("meetings:feed_all")).content.decode())
    assert list(everything) == ["may"]


def test_all_groups_name_what_has_no_date_in_terms_of_late_alone(cast: Cast, meeting: Meeting) -> None:
    old = make.schedule(make.term(cast.body, "2012-2013", began=date(2012, 9, 6), ended=date(2013, 5, 7)))
    make.entry(old, None, text={"en": "Long forgotten"})
    make.entry(meeting.entry.schedule, None, text={"en": "Still to come"})
    everything = Client().get(reverse("meetings:feed_all")).content.decode().replace("\r\n ", "")
    assert ("Still to come" in everything, "Long forgotten" in everything) == (True, False)
    assert "Long forgotten" in feed(cast).replace("\r\n ", "")


def test_colon_of_a_summary_is_that_of_its_language(cast: Cast, schedule: Schedule) -> None:
    make.deadline(schedule, date(2026, 5, 5))
    make.entry(schedule, None, text={"fr": "Rapport"})
    name = cast.body.short_name.pick("fr").text or cast.body.name.pick("fr").text
    french = feed(cast, lang="fr").replace("\r\n ", "")
    assert "\u00a0: Date limite\u00a0: " in french
    assert "Date non attribuée\u00a0: " in french
    assert f"{name}: " not in french
    assert "\u00a0:" not in feed(cast, lang="es")


def test_delegation_has_the_groups_in_which_it_takes_part(cast: Cast, meeting: Meeting) -> None:
    state = make.delegation()
    address = reverse("meetings:feed_delegation", args=[state.key])
    assert Client().get(address).status_code == 404
    standing = make.standing(state, cast.body)
    make.meeting(make.schedule(make.term(make.body())), date(2026, 5, 6), key="elsewhere")
    assert list(events(Client().get(address).content.decode())) == ["may"]
    standing.ended = date(2026, 1, 1)
    standing.save()
    assert Client().get(address).status_code == 404


# --- who is told what


def test_nothing_leaks(cast: Cast, schedule: Schedule, meeting: Meeting) -> None:
    draft = make.schedule(make.term(cast.body, "2027-2028"), state=ScheduleState.DRAFT)
    make.meeting(draft, date(2027, 9, 9), key="draft")
    make.meeting(schedule, date(2026, 6, 2), key="unlisted", closed=True, items=("Secret",))
    make.meeting(schedule, date(2026, 6, 3), key="members", audience=Audience.MEMBERS)
    make.meeting(schedule, date(2026, 6, 4), key="officers", audience=Audience.OFFICERS)
    make.outcome(meeting, released_at=None, text={"en": "Unreleased"})
    make.draft_change(schedule, NOW, entry_key="may", kind="change", content={"text": {"en": "Proposed"}})
    text = feed(cast)
    assert list(events(text)) == ["may"]
    assert [word for word in ("Secret", "Unreleased", "Proposed") if word in text] == []
    for client in (Client(), Client()):
        client.force_login(cast.accounts["secretary"])
        answer = client.get(reverse("meetings:feed_group", args=[cast.body.slug]))
        assert answer.content.decode() == text
        assert "private" in answer["Cache-Control"]


def test_closed_meeting_that_is_listed_hides_its_agenda_and_link(cast: Cast, schedule: Schedule) -> None:
    cast.body.closed_is_listed = True
    cast.body.save()
    make.meeting(
        schedule, date(2026, 6, 2), key="closed", closed=True, items=("Secret",), join_url="https://example.org/secret"
    )
    text = feed(cast)
    assert "This meeting is closed" in events(text)["closed"]["description"]
    assert "ecret" not in text
    client = Client()
    client.force_login(cast.accounts["delegate"])
    own = client.get(reverse("meetings:feed_row", args=[cast.body.slug, cast.term.label, "closed"]))
    assert "1. Secret" in own.content.decode()


@pytest.mark.parametrize(
    ("part", "code"),
    [("stranger", 404), ("other_delegate", 404), ("delegate", 404), ("chair", 200), ("secretary", 200)],
)
def test_row_is_downloaded_by_who_may_see_it(cast: Cast, schedule: Schedule, part: str, code: int) -> None:
    make.meeting(schedule, key="officers", audience=Audience.OFFICERS)
    client = Client()
    if part != "stranger":
        client.force_login(cast.accounts[part])
    answer = client.get(reverse("meetings:feed_row", args=[cast.body.slug, cast.term.label, "officers"]))
    assert answer.status_code == code
    if code == 200:
        assert answer["Content-Disposition"] == f'attachment; filename="{cast.body.slug}-officers.ics"'


def test_group_that_strangers_may_not_know_has_no_public_calendar(cast: Cast, meeting: Meeting) -> None:
    cast.body.audience = Audience.MEMBERS
    cast.body.save()
    client = Client()
    client.force_login(cast.accounts["delegate"])
    address = reverse("meetings:feed_group", args=[cast.body.slug])
    assert [each.get(address).status_code for each in (Client(), client)] == [404, 404]
    assert events(Client().get(reverse("meetings:feed_all")).content.decode()) == {}


# --- news


def test_move_keeps_the_name_and_counts_up(cast: Cast, meeting: Meeting, do: Any) -> None:
    assert news(cast) == ("CONFIRMED", 0, BEFORE)
    do(move, "may", to=date(2026, 5, 12))
    found = events(feed(cast))
    assert list(found) == ["may"]  # the trace at the old date is none of the calendar's
    assert (found["may"]["sequence"], found["may"]["told"]) == (1, NOW)
    assert str(found["may"]["start"]) == "2026-05-12 14:30:00-04:00"


def test_postponed_and_dated_again_keeps_its_name(cast: Cast, meeting: Meeting, do: Any) -> None:
    do(postpone, "may")
    assert news(cast) == ("CANCELLED", 1, NOW)
    do(postpone, "may", to=date(2026, 6, 9))
    assert news(cast) == ("CONFIRMED", 2, NOW)
    do(cancel, "may")
    assert news(cast) == ("CANCELLED", 3, NOW)


def test_meeting_that_takes_its_course_is_no_news(cast: Cast, schedule: Schedule, do: Any) -> None:
    make.meeting(schedule, date(2026, 3, 10), key="today")
    Entry.objects.update(told_at=BEFORE)
    do(hold, "today")
    assert news(cast, "today") == ("CONFIRMED", 0, BEFORE)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text": {"en": "Another matter"}}, (1, NOW)),
        ({"text": {"en": "A matter"}}, (0, BEFORE)),
        ({"certainty": "reserved"}, (1, NOW)),
        ({"meeting": {"mode": "virtual"}}, (1, NOW)),
        ({"meeting": {"join_url": "https://example.org/join"}}, (1, NOW)),
        ({"meeting": {"items": [{"key": "new", "text": {"en": "New"}}]}}, (0, NOW)),
        ({"meeting": {"attendance_count": 12}}, (0, BEFORE)),
    ],
    ids=str,
)
def test_edit_is_news_as_far_as_people_must_know(
    cast: Cast, meeting: Meeting, do: Any, changes: dict[str, Any], told: tuple[int, datetime]
) -> None:
    Schedule.objects.update(state=ScheduleState.DRAFT)
    do(edit_row, "may", changes=changes)
    entry = Entry.objects.get(key="may")
    assert (entry.sequence, entry.told_at) == told


def test_agenda_of_a_closed_meeting_moves_nothing(cast: Cast, meeting: Meeting, do: Any) -> None:
    Schedule.objects.update(state=ScheduleState.DRAFT)
    Meeting.objects.update(closed=True)
    do(edit_row, "may", changes={"meeting": {"items": [{"key": "new", "text": {"en": "New"}}]}})
    entry = Entry.objects.get(key="may")
    assert (entry.sequence, entry.told_at) == (0, BEFORE)


def test_proposal_is_no_news_until_it_is_adopted(cast: Cast, schedule: Schedule, meeting: Meeting, do: Any) -> None:
    make.version(schedule)
    do(edit_row, "may", changes={"text": {"en": "Another matter"}})
    assert news(cast) == ("CONFIRMED", 0, BEFORE)
    held = make.meeting(schedule, date(2026, 3, 3), key="held", status=EntryStatus.HELD)
    adopt(actor=cast.actor("secretary"), now=NOW, schedule=schedule, on=date(2026, 3, 3), at_meeting=held)
    assert news(cast) == ("CONFIRMED", 1, NOW)


def test_adoption_makes_every_circulated_row_news(cast: Cast, schedule: Schedule, meeting: Meeting) -> None:
    Schedule.objects.update(state=ScheduleState.CIRCULATED)
    held = make.meeting(schedule, date(2026, 3, 3), key="held", status=EntryStatus.HELD)
    assert news(cast) == ("TENTATIVE", 0, BEFORE)
    schedule.refresh_from_db()
    adopt(actor=cast.actor("secretary"), now=NOW, schedule=schedule, on=date(2026, 3, 3), at_meeting=held)
    assert news(cast) == ("CONFIRMED", 1, NOW)


@pytest.mark.parametrize("kind", ["entry", "meeting", "sitting"])
def test_correction_at_the_desk_is_news(cast: Cast, meeting: Meeting, kind: str) -> None:
    records = {"entry": meeting.entry, "meeting": meeting, "sitting": meeting.sittings.get()}
    told = RECORDS[kind].written
    assert told
    told(records[kind], NOW)
    assert news(cast) == ("CONFIRMED", 1, NOW)


def test_corrected_item_is_other_words_alone(cast: Cast, meeting: Meeting) -> None:
    told = RECORDS["agendaitem"].written
    assert told
    told(meeting.items.all()[0], NOW)
    assert news(cast) == ("CONFIRMED", 0, NOW)


# --- how it is asked


def test_calendar_that_is_held_already_is_not_sent_again(cast: Cast, meeting: Meeting) -> None:
    address = reverse("meetings:feed_group", args=[cast.body.slug])
    first = Client().get(address)
    assert Client().get(address).content == first.content
    again = Client().get(address, HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")
    Entry.objects.update(told_at=BEFORE + timedelta(days=1))
    assert Client().get(address, HTTP_IF_NONE_MATCH=first["ETag"]).status_code == 200


@pytest.mark.parametrize("name", ["group", "all", "delegation"])
def test_calendar_asks_as_often_for_one_row_as_for_three(cast: Cast, schedule: Schedule, name: str) -> None:
    state = make.delegation()
    make.standing(state, cast.body)
    place = {"group": [cast.body.slug], "delegation": [state.key]}.get(name, [])

    def grow() -> None:
        made = make.meeting(schedule, date(2026, 4, 14), items=("One", "Two"))
        made.joint_with.add(make.body())

    assert_constant(Client(), reverse(f"meetings:feed_{name}", args=place), grow)


def test_pages_name_their_calendar(cast: Cast, meeting: Meeting) -> None:
    address = f"http://testserver/groups/{cast.body.slug}/calendar.ics?lang=en"
    link = f'<link rel="alternate" type="text/calendar" href="{address}"'
    place = [cast.body.slug, cast.term.label]
    pages = [
        reverse("groups:body", args=place[:1]),
        reverse("groups:term", args=place),
        reverse("meetings:schedule", args=place),
        meeting.get_absolute_url(),
    ]
    for page in pages:
        html = Client().get(page).content.decode()
        assert link in html, page
        assert f'href="webcal://{address.partition("://")[2]}"' in html, page
        assert f'value="{address}"' in html, page
