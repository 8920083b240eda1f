"""The schedule's and the meeting's page as readers get them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import Provision
from meetings.enums import EntryKind, EntryStatus
from meetings.models import Citation, Entry, Meeting, Schedule, Sitting
from meetings.queries.order import in_order
from portal.enums import Audience
from tests import make
from tests.cast import NOW, Cast, gather
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    return make.schedule(cast.term)


def _address(schedule: Schedule) -> str:
    return reverse("meetings:schedule", args=[schedule.term.body.slug, schedule.term.label])


def _full_meeting(schedule: Schedule, day: int) -> Meeting:
    """A meeting with every kind of thing that a row or page reads."""
    body = schedule.term.body
    meeting = make.meeting(schedule, date(2026, 4, day), items=("Opening", "Other business"))
    meeting.room = make.room(body.organization)
    meeting.save()
    meeting.conveners.add(make.body())
    instrument = make.instrument(f"AG/RES. {2000 + day} (L-O/20)")
    mandate = make.mandate(schedule.term, instrument)
    item = meeting.items.first()
    assert item is not None
    item.mandates.add(mandate)
    item.papers.create(document=make.document(body))
    Citation.objects.create(entry=meeting.entry, instrument=instrument, languages=["es", "en"])
    make.outcome(meeting, released_at=NOW)
    meeting.attendances.create(delegation=make.delegation())
    return meeting


def test_schedule_asks_as_often_for_one_row_as_for_three(client: Client, schedule: Schedule) -> None:
    _full_meeting(schedule, 1)
    one = queries_of(lambda: client.get(_address(schedule)))
    _full_meeting(schedule, 2)
    _full_meeting(schedule, 3)
    assert queries_of(lambda: client.get(_address(schedule))) == one


def test_meeting_asks_as_often_for_one_item_as_for_three(client: Client, schedule: Schedule) -> None:
    meeting = _full_meeting(schedule, 1)
    one = queries_of(lambda: client.get(meeting.get_absolute_url()))
    for label in ("3.", "4."):
        item = make.agenda_item(meeting, "More", label=label)
        item.papers.create(document=make.document(schedule.term.body))
        item.mandates.add(make.mandate(schedule.term, make.instrument(f"AG/RES. 30{label} (L-O/20)")))
    _full_meeting(schedule, 2)
    assert queries_of(lambda: client.get(meeting.get_absolute_url())) == one


def test_schedule_prints_date_hours_room_and_items_in_order(client: Client, schedule: Schedule) -> None:
    _full_meeting(schedule, 14)
    page = client.get(_address(schedule)).content.decode()
    parts = ["April 2026", "14", "2:30 p.m. – 5:30 p.m.", "Guerrero Room", "1.", "Opening", "2.", "Other business"]
    place = page.index("<main")
    for part in parts:
        assert part in page[place:], part
        place = page.index(part, place)


def test_reader_in_another_zone_sees_both_hours(client: Client, schedule: Schedule) -> None:
    winter = make.meeting(schedule, date(2026, 1, 26))
    summer = make.meeting(schedule, date(2026, 3, 30))
    client.cookies["zone"] = "America/Lima"
    for meeting, own in ((winter, "2:30 p.m. – 5:30 p.m. in Lima"), (summer, "1:30 p.m. – 4:30 p.m. in Lima")):
        page = client.get(meeting.get_absolute_url()).content.decode()
        assert "2:30 p.m. – 5:30 p.m." in page
        assert own in page
        assert "2:30 p.m. Washington" in page


def test_reader_who_asks_for_venue_time_sees_it_alone(client: Client, schedule: Schedule) -> None:
    meeting = make.meeting(schedule, date(2026, 3, 30))
    client.cookies["zone"] = "America/Lima"
    page = client.get(meeting.get_absolute_url() + "?zone=venue").content.decode()
    assert "2:30 p.m. – 5:30 p.m." in page
    assert "Lima" not in page


def test_sitting_after_midnight_says_the_readers_date(client: Client, schedule: Schedule) -> None:
    meeting = make.meeting(schedule, date(2026, 3, 30))
    Sitting.objects.create(meeting=meeting, on=date(2026, 3, 30), start=time(20, 0), end=time(0, 0))
    client.cookies["zone"] = "Europe/Paris"
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "31 March, 2:00 a.m. – 6:00 a.m. in Paris" in page


def test_closed_meeting_withholds_its_agenda_from_strangers(client: Client, cast: Cast, schedule: Schedule) -> None:
    cast.body.closed_is_listed = True
    cast.body.save()
    meeting = make.meeting(schedule, items=("Behind closed doors",), closed=True)
    page = client.get(meeting.get_absolute_url())
    assert page.status_code == 200
    assert "Behind closed doors" not in page.content.decode()
    assert "Behind closed doors" not in client.get(_address(schedule)).content.decode()
    assert agenda_visible_to_delegate(client, cast, meeting)


def agenda_visible_to_delegate(client: Client, cast: Cast, meeting: Meeting) -> bool:
    client.force_login(cast.accounts["delegate"])
    return "Behind closed doors" in client.get(meeting.get_absolute_url()).content.decode()


def test_closed_meeting_of_a_body_that_lists_none_is_absent(client: Client, schedule: Schedule) -> None:
    meeting = make.meeting(schedule, items=("Behind closed doors",), closed=True)
    assert client.get(meeting.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(("part", "status"), [("", 404), ("secretary", 200), ("chair", 404), ("delegate", 404)])
def test_meeting_for_staff_is_absent_for_others(
    client: Client, cast: Cast, schedule: Schedule, part: str, status: int
) -> None:
    meeting = make.meeting(schedule, audience=Audience.STAFF)
    if part:
        client.force_login(cast.accounts[part])
    assert client.get(meeting.get_absolute_url()).status_code == status


def test_unreleased_outcome_is_not_on_the_public_page(client: Client, schedule: Schedule) -> None:
    meeting = make.meeting(schedule)
    make.outcome(meeting, released_at=None, text={"en": "Secretly agreed"})
    make.outcome(meeting, released_at=datetime(2026, 3, 11, tzinfo=UTC), text={"en": "Openly agreed"})
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert "Openly agreed" in page
    assert "Secretly agreed" not in page


def test_draft_change_is_not_on_the_public_page(client: Client, schedule: Schedule) -> None:
    make.draft_change(schedule, NOW, entry_key="secret-move", reason={"en": "The chair travels"})
    assert "secret-move" not in client.get(_address(schedule)).content.decode()


def test_postponed_meeting_says_so_in_words(client: Client, schedule: Schedule) -> None:
    make.meeting(schedule, status=EntryStatus.POSTPONED)
    page = client.get(_address(schedule)).content.decode()
    assert "postponed" in page
    assert "entry-off" in page


def test_spanish_page_has_spanish_dates_and_marks_english_items(client: Client, schedule: Schedule) -> None:
    meeting = make.meeting(schedule, date(2026, 9, 19), items=("Election of the Vice Chair",))
    page = client.get(meeting.get_absolute_url() + "?lang=es").content.decode()
    assert '<html lang="es"' in page
    assert "19 de septiembre de 2026" in page
    assert "14:30 – 17:30" in page
    assert '<span lang="en" dir="auto">Election of the Vice Chair</span>' in page


def test_month_grid_holds_every_dated_entry(client: Client, schedule: Schedule) -> None:
    make.meeting(schedule, date(2026, 4, 7))
    make.entry(schedule, date(2026, 5, 8), EntryKind.DEADLINE)
    page = client.get(_address(schedule) + "?view=months").content.decode()
    assert page.index("April 2026") < page.index("May 2026")
    assert page.count('class="month-grid"') == 2


def test_schedule_of_an_unknown_term_is_absent(client: Client, schedule: Schedule) -> None:
    assert client.get(f"/groups/{schedule.term.body.slug}/1999/schedule/").status_code == 404


def test_term_without_schedule_says_so(client: Client, cast: Cast) -> None:
    address = reverse("meetings:schedule", args=[cast.body.slug, cast.term.label])
    assert "No schedule has been circulated" in client.get(address).content.decode()


def test_secretariat_begins_the_schedule_of_a_term_without_one(client: Client, cast: Cast) -> None:
    address = reverse("meetings:schedule", args=[cast.body.slug, cast.term.label])
    opening = f"{reverse('desk-new', args=['schedule'])}?of={cast.term.pk}"
    assert opening not in client.get(address).content.decode()
    client.force_login(cast.accounts["secretary"])
    assert opening in client.get(address).content.decode()
    assert client.get(opening).status_code == 200


def test_undated_meeting_stands_where_it_was_put(client: Client, schedule: Schedule) -> None:
    for position, (on, words) in enumerate(
        [(date(2026, 1, 5), "Earliest"), (None, "The first"), (date(2026, 12, 11), "The second"), (None, "The last")]
    ):
        make.meeting(schedule, on, text={"en": words})
        Entry.objects.filter(text={"en": words}).update(position=position)
    page = client.get(_address(schedule)).content.decode()
    places = [page.index(words) for words in ("Earliest", "The first", "The second", "The last")]
    assert places == sorted(places)


def test_month_grid_lists_what_is_not_known_to_the_day(client: Client, schedule: Schedule) -> None:
    make.meeting(schedule, date(2026, 4, 14))
    make.entry(schedule, date(2026, 10, 1), end=date(2026, 12, 31), precision="quarter", text={"en": "Survey"})
    make.entry(schedule, None, text={"en": "Comments"}, wording={"en": "after the first meeting"})
    page = client.get(f"{_address(schedule)}?view=months").content.decode()
    listed = page.split("Not known to the day", 1)[1]
    for words in ("fourth quarter of 2026", "Survey", "after the first meeting", "Comments"):
        assert words in listed.lower() or words in listed


def test_undated_first_meeting_stands_before_the_second_and_its_date_is_not_stated(
    client: Client, schedule: Schedule
) -> None:
    make.meeting(schedule, None, status=EntryStatus.HELD, text={"en": "First matter"})
    later = make.meeting(schedule, date(2023, 12, 11), text={"en": "Second matter"})
    Entry.objects.filter(pk=later.entry_id).update(position=1)
    overview = client.get(schedule.term.get_absolute_url()).content.decode()
    assert overview.index("First matter") < overview.index("Second matter")
    assert "Date not stated" in overview
    assert "Date not stated" in client.get(_address(schedule)).content.decode()
    assert "Date not stated</a>" in client.get(later.get_absolute_url()).content.decode()


def test_agenda_of_one_paragraph_is_said_once(client: Client, schedule: Schedule) -> None:
    long = "A paragraph that is the whole matter of this meeting. " * 4
    meeting = make.meeting(schedule, date(2026, 4, 14), text={})
    make.agenda_item(meeting, long.strip())
    assert client.get(meeting.get_absolute_url()).content.decode().count("the whole matter of this meeting. A") == 3
    short = make.meeting(schedule, date(2026, 4, 15), text={})
    make.agenda_item(short, "A short matter")
    page = client.get(short.get_absolute_url()).content.decode().split("<main", 1)[1]
    assert page.count("A short matter") == 1
    assert "Order of business" not in page


@pytest.mark.parametrize(
    ("status", "words"),
    [(EntryStatus.HELD, "No agenda is recorded."), (EntryStatus.SCHEDULED, "No agenda has been issued yet.")],
)
def test_meeting_without_agenda_says_so_in_its_tense(
    client: Client, schedule: Schedule, status: str, words: str
) -> None:
    meeting = make.meeting(schedule, date(2026, 4, 14), status=status, text={})
    assert words in client.get(meeting.get_absolute_url()).content.decode()


def test_meeting_tells_presenters_from_invited_and_names_their_offices(client: Client, schedule: Schedule) -> None:
    meeting = make.meeting(schedule, date(2026, 4, 14))
    for kind, name, office in (("invited", "Commission", "Rapporteur's office"), ("presenter", "Bank", "")):
        meeting.attendances.create(
            delegation=make.delegation(name={"en": name}), kind=kind, represented_by={"en": office} if office else {}
        )
    page = client.get(meeting.get_absolute_url()).content.decode()
    parts = ["<h2>Invited</h2>", "Commission", "Rapporteur&#x27;s office", "<h2>Presenters</h2>", "Bank"]
    places = [page.index(part) for part in parts]
    assert places == sorted(places)


def test_names_of_conveners_carry_their_language(client: Client, schedule: Schedule) -> None:
    meeting = make.meeting(schedule, date(2026, 4, 14))
    meeting.conveners.add(make.body("consejo", name={"es": "Consejo Permanente"}))
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert '<a href="/groups/consejo/"><span lang="es" dir="auto">Consejo Permanente</span>' in page


def test_single_paragraph_of_a_mandate_is_singular(client: Client, schedule: Schedule) -> None:
    meeting = make.meeting(schedule, date(2026, 4, 14), items=("Opening",))
    instrument = make.instrument()
    for first, last in ((7, None), (26, 33)):
        provision = Provision.objects.create(instrument=instrument, key=f"op-{first}", first=first, last=last)
        meeting.items.get().mandates.add(make.mandate(schedule.term, instrument, provision=provision))
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert ", para. 7" in page
    assert ", paras. 26–33" in page


def test_undated_rows_stand_before_what_they_are_known_to_precede(schedule: Schedule) -> None:
    second = make.meeting(schedule, date(2023, 12, 11), number=2).entry
    first = make.meeting(schedule, None, number=1).entry
    due = make.deadline(schedule, None, anchor="entry", anchor_entry=second, direction="before").entry
    loose = make.entry(schedule, None)
    assert in_order([second, first, due, loose]) == [first, due, second, loose]
