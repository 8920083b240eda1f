"""What forms of the desk change of a meeting waits to be told, as what is changed in the table of its schedule does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import Removal
from meetings.models import AgendaItem, Announcement, Meeting, Room, Sitting
from meetings.operations.notices import send
from meetings.operations.states import convene
from meetings.queries.drafts import row_for_editing
from tests import make
from tests.browsing import form_values
from tests.cast import NOW, Cast, gather
from tests.meetings.test_dates_decided import back_on_desk, corrected

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 15)
HOURS = {"on": "2026-12-15", "start": "14:30", "end": "17:30", "room": None}


class Desk:
    """A convened meeting of an adopted schedule, of which people were told, and the secretary's browser."""

    def __init__(self) -> None:
        self.cast: Cast = gather()
        self.colon: Room = make.room(self.cast.house, "Colón Room")
        self.schedule = make.schedule(self.cast.term, state_on=date(2026, 3, 1))
        self.meeting: Meeting = make.meeting(
            self.schedule, DAY, key="december", room=make.room(self.cast.house), items=("Paragraph 3",)
        )
        actor = self.cast.actor("secretary")
        row = row_for_editing(actor, self.schedule, "december")
        assert row is not None
        convene(actor=actor, now=NOW, schedule=self.schedule, key="december", seen=row.version)
        send(actor=actor, now=NOW, announcement=Announcement.objects.get())
        self.client = Client()
        self.client.force_login(self.cast.accounts["secretary"])

    @property
    def sitting(self) -> Sitting:
        return self.meeting.sittings.order_by("pk")[0]

    def add(self, form: str, **typed: str) -> None:
        address = reverse("desk-new", args=[form]) + f"?of={self.meeting.pk}"
        answer = self.client.post(address, form_values(self.client.get(address).content.decode()) | typed)
        assert answer.status_code == 302, answer.content.decode()

    def remove(self, kind: str, pk: int) -> None:
        answer = self.client.post(reverse("desk-remove", args=[kind, pk]), {"reason": "Typed twice"})
        assert answer.status_code == 302


@pytest.fixture
def desk() -> Desk:
    return Desk()


def waiting() -> list[tuple[str, str]]:
    return [(each.kind, each.event) for each in Announcement.objects.filter(state="waiting")]


def _differences() -> dict[str, tuple[Any, Any]]:
    given = Announcement.objects.get(state="waiting")
    return {
        name: (given.before.get(name), value) for name, value in given.after.items() if given.before.get(name) != value
    }


def test_other_room_waits_and_is_taken_up_once_the_old_one_is_back(desk: Desk) -> None:
    corrected(desk.client, "meeting", desk.meeting.pk, room=str(desk.colon.pk))
    assert waiting() == [("changed", "changed")]
    room = f"{desk.cast.house.key}/{desk.colon.key}"
    assert set(_differences()) == {"room"}
    assert _differences()["room"][1] == room
    back_on_desk(desk.client, "meeting", desk.meeting.pk)
    assert waiting() == []


def test_what_is_no_news_of_a_meeting_makes_no_notice(desk: Desk) -> None:
    corrected(desk.client, "meeting", desk.meeting.pk, attendance_count="12")
    assert waiting() == []


def test_hours_corrected_added_and_removed_are_one_notice_from_the_first_to_the_last(desk: Desk) -> None:
    corrected(desk.client, "sitting", desk.sitting.pk, start="15:00")
    assert _differences() == {"sittings": ([HOURS], [HOURS | {"start": "15:00"}])}
    desk.add("sitting", on="2026-12-16", start="10:00", end="13:00", room=str(desk.colon.pk))
    assert waiting() == [("changed", "changed")]
    before, after = _differences()["sittings"]
    assert (before, len(after)) == ([HOURS], 2)
    desk.remove("sitting", desk.meeting.sittings.order_by("pk")[1].pk)
    corrected(desk.client, "sitting", desk.sitting.pk, start="14:30")
    assert waiting() == []


def test_sitting_out_of_the_bin_is_told_like_one_that_was_added(desk: Desk) -> None:
    desk.remove("sitting", desk.sitting.pk)
    assert _differences() == {"sittings": ([HOURS], [])}
    removal = Removal.objects.get()
    desk.client.post(reverse("desk-bin-put-back", args=[removal.pk]))
    assert desk.sitting.on == DAY
    assert waiting() == []


def test_items_and_outcomes_of_the_desk_are_told_too(desk: Desk) -> None:
    desk.add("agendaitem", key="second", text_en="Paragraph 4", label="2.")
    assert waiting() == [("order", "order_amended")]
    desk.remove("agendaitem", AgendaItem.objects.get(key="second").pk)
    assert waiting() == []
    desk.add("outcome", kind="agreed", text_en="Agreed to meet again", released_at="2026-12-15T18:00")
    assert [kind for kind, _event in waiting()] == ["outcome"]


def test_draft_of_a_schedule_is_nobodys_news(desk: Desk) -> None:
    desk.schedule.state = "draft"
    desk.schedule.save()
    corrected(desk.client, "meeting", desk.meeting.pk, room=str(desk.colon.pk))
    assert waiting() == []
