"""What staff read of mails: persons counted once, deadlines told apart, exact words of who held and let go."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import Announcement, Entry, Service
from meetings.operations.notices import send
from meetings.operations.reminders import plan
from portal import clock
from portal.models import OutboxMessage, User
from tests import make
from tests.meetings.rounds import Round, open_round
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

DAY = datetime(2026, 9, 24, 12, tzinfo=UTC)
"""Two weeks before the deadlines are due, before anybody's nine o'clock in the Americas."""


@pytest.fixture
def scene() -> Round:
    """Three states owe two deadlines that are called the same, each counted from a meeting of its own."""
    found = open_round(3)
    first = make.meeting(found.schedule, date(2026, 10, 15), key="third", text={"en": "Third meeting"}, mode="virtual")
    found.deadline.anchor, found.deadline.anchor_entry = "entry", first.entry
    found.deadline.save()
    _another(found, "Fourth meeting", date(2026, 10, 22))
    return found


def _another(scene: Round, name: str, on: date) -> None:
    meeting = make.meeting(scene.schedule, on, text={"en": name})
    other = make.deadline(scene.schedule, date(2026, 10, 8), at=scene.deadline.at, owing_standings="member")
    other.anchor, other.anchor_entry = "entry", meeting.entry
    other.save()
    Entry.objects.filter(pk=other.entry_id).update(text=scene.deadline.entry.text)


@pytest.fixture
def desk(scene: Round, client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("django.utils.timezone.now", lambda: DAY)
    client.force_login(scene.cast.accounts["secretary"])
    return client


def _leaving(desk: Client, **query: str) -> str:
    return desk.get(reverse("meetings:leaving"), {"days": "30", **query}).content.decode()


def test_a_day_counts_each_person_once_in_however_many_rows(scene: Round, desk: Client) -> None:
    page = _leaving(desk)
    days = [part.partition("</h2>")[0] for part in page.split('<h2 id="day-')[1:]]
    assert days
    assert all("3 people" in day or "2 people" in day or "1 person" in day for day in days)
    assert "6 people" not in page


def test_deadlines_called_the_same_are_told_apart_by_date_and_meeting(scene: Round, desk: Client) -> None:
    page = _leaving(desk)
    assert "Due 8 October 2026 · Third meeting, 15 October 2026" in page
    assert "Due 8 October 2026 · Fourth meeting, 22 October 2026" in page


def test_so_are_they_where_they_are_held_back_and_on_the_page_of_a_delegation(scene: Round, desk: Client) -> None:
    about = f"deadline:{scene.deadline.pk}"
    desk.post(reverse("meetings:leaving_hold"), {"about": about, "act": "hold", "days": "30"})
    held = _leaving(desk).partition('id="held"')[2].partition("</section>")[0]
    assert "Due 8 October 2026 · Third meeting, 15 October 2026" in held
    desk.force_login(scene.users[0])
    mine = desk.get(reverse("my-delegation")).content.decode()
    assert "Third meeting, 15 October 2026" in mine
    assert "Fourth meeting, 22 October 2026" in mine


def test_telling_them_apart_takes_no_query_a_row(scene: Round, desk: Client) -> None:
    _leaving(desk)
    before = queries_of(lambda: _leaving(desk))
    _another(scene, "Fifth meeting", date(2026, 10, 29))
    assert queries_of(lambda: _leaving(desk)) == before


def test_the_heading_of_a_preview_names_the_meeting(scene: Round, desk: Client) -> None:
    page = desk.post(reverse("meetings:deadline_announce", args=[scene.deadline.pk]), follow=True).content.decode()
    assert "Third meeting, 15 October 2026" in page


def test_a_circle_wider_than_the_meetings_does_not_read_its_name(scene: Round, desk: Client) -> None:
    Entry.objects.filter(key="third").update(audience="staff")
    assert "Third meeting" not in _leaving(desk)


def test_people_and_services_are_counted_apart(scene: Round, desk: Client) -> None:
    Entry.objects.filter(key="third").update(status="convened")
    given = make.announcement(Entry.objects.get(key="third"), DAY)
    make.service(scene.cast.house, "technicians")
    address = reverse("meetings:announcement", args=[given.pk])
    page = desk.get(address).content.decode()
    count = desk.get(address).context["count"]
    assert f"To {count} people" in page
    assert "And to one service." in page
    seal = desk.get(address).context["seal"]
    said = desk.post(reverse("meetings:announcement_send", args=[given.pk]), {"seen": seal}, follow=True)
    assert f"Sent to {count} people and 1 service." in said.content.decode()
    assert Service.objects.count() == 1


def test_who_held_back_and_who_let_go_is_said_once_and_rightly(scene: Round, desk: Client) -> None:
    clock.confirm(DAY + timedelta(hours=6))
    plan(DAY + timedelta(hours=6))
    assert OutboxMessage.objects.filter(about=f"deadline:{scene.deadline.pk}").exists()
    about = {"about": f"deadline:{scene.deadline.pk}", "days": "30"}
    address = reverse("meetings:deadline", args=[scene.deadline.pk])
    desk.post(reverse("meetings:leaving_hold"), {**about, "act": "hold"})
    page = desk.get(address).content.decode()
    assert "Reminder · Held back by the secretariat." in page
    assert "Held back: Held back" not in page
    desk.post(reverse("meetings:leaving_hold"), {**about, "act": "release"})
    page = desk.get(address).content.decode()
    assert "Let go by the secretariat." in page
    assert "operator" not in page


@pytest.mark.parametrize("sought", ["delegate 1", "state-1@", "STATE 1", "estado uno"])
def test_an_account_is_found_by_name_part_of_address_and_delegation(scene: Round, desk: Client, sought: str) -> None:
    scene.states[0].name = {"en": "State 1", "es": "Estado Uno"}
    scene.states[0].save()
    assert "Delegate 1" in _whys(scene, desk, sought)
    assert "Delegate 2" not in _whys(scene, desk, sought)


@pytest.mark.parametrize("sought", ["chair", "presid"])
def test_an_account_is_found_by_office_in_any_language(scene: Round, desk: Client, sought: str) -> None:
    chair: User = scene.cast.accounts["chair"]
    assert str(chair) in _whys(scene, desk, sought)


def test_a_search_for_one_letter_asks_for_more(scene: Round, desk: Client) -> None:
    asked, nobody = "Type at least two letters", "No account and no service is found"
    for sought, told in (("e", asked), (" e ", asked), ("qx", nobody)):
        said = _whys(scene, desk, sought)
        assert [asked in said, nobody in said] == [told == asked, told == nobody]
    assert asked not in _whys(scene, desk, "")


def _whys(scene: Round, desk: Client, sought: str) -> str:
    given = Announcement.objects.filter(kind="plan").first() or Announcement.objects.create(
        kind="plan", event="adopted", schedule=scene.schedule, created_at=DAY
    )
    page = desk.get(reverse("meetings:announcement", args=[given.pk]), {"q": sought}).content.decode()
    return page.partition('aria-labelledby="why"')[2]


def test_nothing_is_prepared_of_what_is_closed_and_a_passed_date_is_called_so(
    scene: Round, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 12, 1, tzinfo=UTC))
    desk.force_login(scene.cast.accounts["secretary"])
    address = reverse("meetings:deadline_announce", args=[scene.deadline.pk])
    page = desk.post(address, follow=True).content.decode()
    assert "This was due from you. The date has passed; your answer is still accepted." in page
    assert "Overdue since 8 October 2026" in page
    scene.deadline.kind = "hard"
    scene.deadline.save()
    Announcement.objects.all().delete()
    page = desk.post(address, follow=True).content.decode()
    assert not Announcement.objects.exists()
    assert "there is nothing to tell" in page
    assert "Prepare a notice" not in page


def test_the_number_sent_is_that_of_people(scene: Round) -> None:
    given = Announcement.objects.create(
        kind="deadline",
        event="set",
        schedule=scene.schedule,
        entry=scene.deadline.entry,
        after={"due": {"day": "2026-10-08", "at": "18:00:00", "zone": "America/New_York"}},
        created_at=DAY,
    )
    assert send(actor=scene.cast.actor("secretary"), now=DAY, announcement=given) == 3
