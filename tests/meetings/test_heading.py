"""The schedule's title, span and notes: proposed, undone, adopted, refused when stale."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from meetings.models import DraftChange, Schedule, ScheduleNote, ScheduleVersion
from meetings.operations.adoption import adopt
from portal.models import AuditEvent
from tests import make
from tests.cast import NOW
from tests.meetings.test_editor import FRAGMENT, Desk, field, words

pytestmark = pytest.mark.django_db
TITLE = "Schedule of meetings"


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    Schedule.objects.update(title={"en": TITLE, "es": "Calendario de reuniones"}, span_wording={"en": "2026"})
    ScheduleNote.objects.create(schedule=desk.schedule, text={"en": "Open to amendment."})
    desk.schedule.refresh_from_db()
    return desk


def filled(desk: Desk, **data: Any) -> dict[str, Any]:
    page = desk.client.get(desk.url("heading/")).content.decode()
    usual = {"title": TITLE, "span_wording": "2026", "note-0": "Open to amendment.", "on-title-0": "on", "note-1": ""}
    return {"seen": field(page, "seen")} | usual | data


def save(desk: Desk, **data: Any) -> Any:
    return desk.client.post(desk.url("heading/"), filled(desk, **data))


def public(desk: Desk) -> str:
    page = f"/groups/{desk.cast.body.slug}/{desk.cast.term.label}/schedule/"
    return words(desk.client_of("delegate").get(page))


def test_heading_of_a_plan_in_force_is_proposed_and_read_by_nobody_else(desk: Desk) -> None:
    assert save(desk, title="Calendar of meetings", reason="As the parent calls it").status_code == 302
    change = DraftChange.objects.get()
    assert change.content == {"title": {"en": "Calendar of meetings", "es": "Calendario de reuniones"}}
    assert change.reason == {"en": "As the parent calls it"}
    assert TITLE in public(desk)
    assert "Calendar of meetings" not in public(desk)
    page = words(desk.client.get(desk.url()))
    assert f"Calendar of meetings 2026 was {TITLE}" in page
    assert "As the parent calls it" in words(desk.client.get(desk.url("difference/")))
    assert AuditEvent.objects.latest("pk").reason == "As the parent calls it"


def test_heading_that_says_the_same_leaves_no_trace(desk: Desk) -> None:
    assert save(desk).status_code == 302
    assert (DraftChange.objects.count(), AuditEvent.objects.count()) == (0, 0)


def test_proposed_heading_is_adopted_with_the_plan(desk: Desk) -> None:
    save(desk, **{"note-0": "", "note-1": "Times are those of Washington."})
    adopt(
        actor=desk.cast.actor("secretary"),
        now=NOW,
        schedule=desk.schedule,
        on=date(2026, 3, 1),
        at_meeting=desk.meeting,
    )
    assert not DraftChange.objects.exists()
    assert [dict(note.text) for note in ScheduleNote.objects.all()] == [{"en": "Times are those of Washington."}]
    first, second = ScheduleVersion.objects.order_by("revision")
    assert first.content["notes"] == [{"text": {"en": "Open to amendment."}, "on_title": True}]
    assert second.content["notes"] == [{"text": {"en": "Times are those of Washington."}, "on_title": False}]
    assert "Times are those of Washington." in public(desk)


def test_heading_of_a_draft_is_written_at_once(desk: Desk) -> None:
    Schedule.objects.update(state="draft")
    save(desk, title="Timetable")
    assert Schedule.objects.get(pk=desk.schedule.pk).title["en"] == "Timetable"
    assert not DraftChange.objects.exists()


@pytest.mark.parametrize("state", ["draft", "adopted"])
def test_heading_is_undone_and_done_again(desk: Desk, state: str) -> None:
    Schedule.objects.update(state=state)
    save(desk, title="Timetable")
    answer = desk.client.post(desk.url("undo/"), headers=FRAGMENT)
    assert (answer.status_code, answer["HX-Refresh"]) == (200, "true")
    assert filled(desk)["title"] == TITLE
    desk.client.post(desk.url("redo/"), headers=FRAGMENT)
    assert 'value="Timetable"' in desk.client.get(desk.url("heading/")).content.decode()


def test_stale_heading_is_refused_and_what_was_typed_stays(desk: Desk) -> None:
    mine = filled(desk, title="Mine")
    save(desk, title="Theirs")
    answer = desk.client.post(desk.url("heading/"), mine)
    assert answer.status_code == 422
    assert "Somebody changed this row just now" in words(answer)
    assert 'value="Mine"' in answer.content.decode()
    assert DraftChange.objects.get().content["title"]["en"] == "Theirs"


def test_another_language_keeps_what_this_one_says(desk: Desk) -> None:
    save(desk, title="")
    assert DraftChange.objects.get().content["title"] == {"es": "Calendario de reuniones"}


def test_proposed_heading_is_no_row(desk: Desk) -> None:
    save(desk, title="Timetable")
    assert desk.client.get(desk.url()).content.decode().count("data-row=") == 1
    assert desk.client.get(desk.url("rows/_heading/")).status_code == 404
    make.deadline(desk.schedule, date(2026, 4, 3))
    assert "Timetable" not in public(desk)


def test_texts_that_the_page_has_in_no_language_of_its_own_say_in_which(desk: Desk) -> None:
    save(desk, title="Calendar of meetings", reason="As the parent calls it")
    page = desk.client.get(f"{desk.url()}?lang=fr").content.decode()
    for text in ("Calendar of meetings", "Open to amendment.", "As the parent calls it"):
        assert f'<span lang="en" dir="auto">{text}</span>' in page
