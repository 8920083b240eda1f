"""My delegation: its own people and debts alone, its meetings with what clashes, and all of it to take away."""

from __future__ import annotations

import csv
import io
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from groups.models import Delegation, Person
from meetings.models import Answer, Deadline, Schedule, Sitting
from tests import make
from tests.cast import Cast, gather
from tests.clock import day_in
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

TODAY = day_in()
SOON = TODAY + timedelta(days=5)


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    return make.schedule(cast.term)


@pytest.fixture
def peru(cast: Cast) -> Delegation:
    """The delegation of the cast's delegate."""
    return Delegation.objects.get(accreditations__person__user=cast.accounts["delegate"])


def _client(cast: Cast, part: str = "delegate") -> Client:
    client = Client()
    client.force_login(cast.accounts[part])
    return client


def _page(cast: Cast, part: str = "delegate", query: str = "") -> Any:
    answer = _client(cast, part).get(f"/my-delegation/?lang=en{query}")
    assert answer.status_code == 200
    return answer.context


def _owed(schedule: Schedule, words: str, day: date = SOON, **facts: object) -> None:
    made = make.deadline(schedule, day, owing_standings="member", **facts)
    made.entry.text = {"en": words}
    made.entry.save(update_fields=["text"])


def test_what_is_owed_is_listed_to_whom_and_by_when_until_it_is_answered(
    cast: Cast, schedule: Schedule, peru: Delegation
) -> None:
    _owed(schedule, "Comments on the draft", at=time(18), zone="America/New_York")
    (row,) = _page(cast)["owed"]
    assert (str(row["text"]), str(row["body"]), row["left"], row["over"]) == (
        "Comments on the draft",
        "Working Group on Tests",
        "in 5 days",
        False,
    )
    assert row["hour"] == "6:00 p.m. (Washington)"
    deadline = schedule.entries.get().deadline
    assert row["url"] == f"/deadlines/{deadline.pk}/"  # where it is answered
    Answer.objects.create(deadline=deadline, delegation=peru, at=timezone.now())
    assert _page(cast)["owed"] == []
    assert [str(other["text"]) for other in _page(cast)["others"]] == ["Comments on the draft"]


def test_what_is_counted_from_a_meeting_says_when_that_is_put_off(cast: Cast, schedule: Schedule) -> None:
    meeting = make.meeting(schedule, SOON, status="postponed", title={"en": "Closing"})
    _owed(schedule, "Amendments", anchor="entry", anchor_entry=meeting.entry)
    (row,) = _page(cast)["owed"]
    assert row["hung_on"].startswith("Closing, ")
    assert row["hung_on"].endswith(" (postponed)")


def test_what_is_late_says_so(cast: Cast, schedule: Schedule) -> None:
    _owed(schedule, "Comments", TODAY - timedelta(days=2))
    (row,) = _page(cast)["owed"]
    assert (row["left"], row["over"]) == ("overdue", True)


def test_what_passed_without_an_answer_is_said_to_be_closed_for_a_while(
    cast: Cast, schedule: Schedule, peru: Delegation
) -> None:
    """Nothing is accepted any more, so it is not owed; that it was missed is no secret."""
    for days in (2, 30, 59):
        _owed(schedule, f"{days} days ago", TODAY - timedelta(days=days), kind="hard")
    _owed(schedule, "Long ago", TODAY - timedelta(days=63), kind="hard")
    _owed(schedule, "Late, and still accepted", TODAY - timedelta(days=2))
    _owed(schedule, "To come", kind="hard")
    page = _page(cast)
    assert [str(row["text"]) for row in page["missed"]] == ["2 days ago", "30 days ago", "59 days ago"]
    assert {row["left"] for row in page["missed"]} == {"closed"}
    assert [str(row["text"]) for row in page["owed"]] == ["Late, and still accepted", "To come"]
    assert _page(cast, "observer")["missed"] == []
    first = Deadline.objects.get(entry__start=TODAY - timedelta(days=2), kind="hard")
    Answer.objects.create(deadline=first, delegation=peru, at=timezone.now())  # accepted late by the secretariat
    assert [str(row["text"]) for row in _page(cast)["missed"]] == ["30 days ago", "59 days ago"]


def test_what_closed_this_very_day_is_missed_and_no_deadline_of_others(cast: Cast, schedule: Schedule) -> None:
    zone = "Pacific/Kiritimati"
    there = (timezone.now() - timedelta(minutes=1)).astimezone(ZoneInfo(zone))
    at = max(there.time(), time(0, 0, 1))  # an hour of 00:00 is the midnight that ends the day
    _owed(schedule, "A minute ago", there.date(), kind="hard", at=at, zone=zone)
    page = _page(cast)
    assert ([str(row["text"]) for row in page["missed"]], page["others"]) == (["A minute ago"], [])


def test_observers_do_not_owe_what_members_owe(cast: Cast, schedule: Schedule) -> None:
    _owed(schedule, "Comments")
    assert _page(cast, "observer")["owed"] == []


def test_own_people_alone_with_their_posts(cast: Cast, peru: Delegation) -> None:
    colleague = make.person("Eva Paz")
    peru.accreditations.create(person=colleague, body=cast.body, role="focal_point")
    make.tenure(make.post(cast.term, "facilitator"), colleague)
    peru.accreditations.create(person=make.person("Gone Away"), ended=TODAY - timedelta(days=1))
    people = {row["name"]: row for row in _page(cast)["people"]}
    mine = Person.objects.get(user=cast.accounts["delegate"]).name
    assert set(people) == {mine, "Eva Paz"}
    assert people["Eva Paz"]["role"] == "Focal point"
    assert people["Eva Paz"]["posts"] == ["Facilitator, Working Group on Tests"]
    assert people[mine]["bodies"] == ["all its groups"]


def test_posts_that_the_delegation_holds_itself_or_by_its_people(cast: Cast, peru: Delegation) -> None:
    make.tenure(make.post(cast.term, "co_chair"), delegation=peru)
    make.tenure(make.post(cast.term, "friend"), Person.objects.get(user=cast.accounts["delegate"]))
    offices = _page(cast)["offices"]
    assert [(str(row["post"]), bool(row["holder"])) for row in offices] == [
        ("Co-Chair", False),
        ("Friend of the Chair", True),
    ]


def test_meetings_at_the_same_time_are_marked_whatever_their_zones(
    cast: Cast, schedule: Schedule, peru: Delegation
) -> None:
    other = make.body(name={"en": "Group in Lima"}, short_name={"en": "Lima"})
    make.standing(peru, other)
    there = make.schedule(make.term(other))
    make.meeting(schedule, SOON, zone="America/New_York")
    clash = make.meeting(there, SOON, zone="Europe/Paris")
    Sitting.objects.filter(meeting=clash).update(start=time(23), end=time(0))
    apart = make.meeting(there, SOON, zone="Europe/Paris")
    Sitting.objects.filter(meeting=apart).update(start=time(10), end=time(12))
    vague = make.meeting(schedule, SOON)
    vague.sittings.all().delete()
    rows = _page(cast)["meetings"]
    by_pk = {row["url"]: row for row in rows}
    assert [str(name) for name in by_pk[clash.get_absolute_url()]["at_once"]] == ["Working Group on Tests"]
    assert by_pk[apart.get_absolute_url()]["at_once"] == []
    assert len(by_pk[vague.get_absolute_url()]["same_day"]) == 3


def test_meetings_called_off_past_or_far_away_are_left_out(cast: Cast, schedule: Schedule) -> None:
    make.meeting(schedule, SOON, status="cancelled")
    make.meeting(schedule, TODAY - timedelta(days=1))
    make.meeting(schedule, TODAY + timedelta(days=90))
    make.meeting(schedule, SOON, audience="officers")
    assert _page(cast)["meetings"] == []


def test_who_represents_nobody_is_told_so_and_gets_no_file(cast: Cast) -> None:
    assert "You represent no delegation" in _client(cast, "secretary").get("/my-delegation/?lang=en").content.decode()
    assert _client(cast, "secretary").get("/my-delegation/owed.csv").status_code == 404


def test_another_delegation_is_not_there(cast: Cast) -> None:
    other = Delegation.objects.get(accreditations__person__user=cast.accounts["observer"])
    client = _client(cast)
    for address in ("/my-delegation/", "/my-delegation/people.csv", "/my-delegation/delegation.xlsx"):
        assert client.get(address, {"delegation": other.key}).status_code == 404


def test_who_represents_two_chooses(cast: Cast, peru: Delegation) -> None:
    second = make.delegation("zz-second")
    make.accredited(cast.accounts["delegate"], second)
    assert _page(cast)["chosen"] == peru
    assert _page(cast, query="&delegation=zz-second")["chosen"] == second


@pytest.mark.parametrize("table", ["owed", "missed", "people", "offices", "meetings"])
def test_each_table_is_a_csv_that_runs_nothing(cast: Cast, schedule: Schedule, peru: Delegation, table: str) -> None:
    _owed(schedule, "=HYPERLINK(1)")
    _owed(schedule, "=HYPERLINK(2)", TODAY - timedelta(days=2), kind="hard")
    make.meeting(schedule, SOON, text={"en": "+1 meeting"})
    make.tenure(make.post(cast.term, "co_chair", title={"en": "-1"}), delegation=peru)
    peru.accreditations.create(person=make.person("@Name"))
    answer = _client(cast).get(f"/my-delegation/{table}.csv?lang=en")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{peru.key}-{table}.csv"'
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert head
    assert rows
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_hours_are_exported_with_their_city(cast: Cast, schedule: Schedule) -> None:
    make.meeting(schedule, SOON)
    answer = _client(cast).get("/my-delegation/meetings.csv?lang=en")
    assert "2:30 p.m. – 5:30 p.m. Washington," in answer.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def test_workbook_holds_all_tables(cast: Cast, schedule: Schedule) -> None:
    _owed(schedule, "Comments")
    answer = _client(cast).get("/my-delegation/delegation.xlsx?lang=es")
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == [
        "Pendiente",
        "Cerrados sin nuestra respuesta",
        "Acreditados",
        "Cargos que ocupa",
        "Reuniones",
    ]
    assert book["Pendiente"]["A2"].value == "Comments"


def test_page_takes_as_many_queries_for_one_of_each_as_for_three(
    cast: Cast, schedule: Schedule, peru: Delegation
) -> None:
    def grow() -> None:
        _owed(schedule, "Comments")
        _owed(schedule, "Missed", TODAY - timedelta(days=2), kind="hard")
        make.meeting(schedule, SOON)
        colleague = make.person()
        peru.accreditations.create(person=colleague)
        make.tenure(make.post(cast.term, "facilitator"), colleague)

    client = _client(cast)
    grow()
    client.get("/my-delegation/")
    once = queries_of(lambda: client.get("/my-delegation/"))
    grow()
    grow()
    assert queries_of(lambda: client.get("/my-delegation/")) == once
