"""Who is at which row, what a chair may do at the editor, and which acts are undone."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core.cache import cache
from django.utils import timezone

from meetings.models import Announcement, DraftChange, Entry
from meetings.views.editor import presence
from tests import make
from tests.meetings.test_editor import FRAGMENT, Desk, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    cache.clear()
    return Desk()


def editing(desk: Desk, part: str, at: str = "") -> dict[str, str]:
    """Who is where, as the browser of one hears it."""
    answer = desk.client_of(part).get(desk.url("lately/"), {"since": "0", "at": at})
    found: dict[str, str] = json.loads(answer["X-Editing"])
    return found


def test_others_hear_who_has_a_cell_open_until_it_is_closed(desk: Desk) -> None:
    desk.client.get(desk.cell("when"), headers=FRAGMENT)
    name = desk.cast.accounts["secretary"].name or desk.cast.accounts["secretary"].email
    assert editing(desk, "chair") == {desk.entry.key: name}
    assert editing(desk, "secretary", at=desk.entry.key) == {}  # nobody hears of oneself
    assert editing(desk, "secretary") == {}
    assert editing(desk, "chair") == {}


def test_who_is_not_heard_of_for_a_minute_is_forgotten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.client.get(desk.cell("when"), headers=FRAGMENT)
    later = presence.time.time() + presence.FORGOTTEN_AFTER + 1
    monkeypatch.setattr(presence.time, "time", lambda: later)
    assert editing(desk, "chair") == {}


def test_rows_that_others_changed_say_who_did(desk: Desk) -> None:
    chair = desk.client_of("chair")
    desk.save("when", typed="26 March")
    answer = chair.post(desk.url("lately/"), {"have": json.dumps({desk.entry.key: "old"})}, headers=FRAGMENT)
    account = desk.cast.accounts["secretary"]
    assert json.loads(answer["X-Changed-By"]) == {desk.entry.key: account.name or account.email}
    mine = desk.client.post(desk.url("lately/"), {"have": json.dumps({desk.entry.key: "old"})}, headers=FRAGMENT)
    assert json.loads(mine["X-Changed-By"]) == {}


def test_chair_drafts_the_plan_but_imports_nothing(desk: Desk) -> None:
    hidden = make.entry(desk.schedule, date(2026, 5, 5), key="internal", audience="staff")
    desk.client = desk.client_of("chair")
    page = desk.client.get(desk.url())
    assert page.status_code == 200
    html = page.content.decode()
    assert desk.entry.key in html
    assert "schedule/import/" not in html
    assert hidden.key not in html
    assert desk.client.get(desk.cell("when", "internal"), headers=FRAGMENT).status_code == 404
    assert desk.save("when", typed="26 March").status_code == 200
    assert DraftChange.objects.get().proposed_by == desk.cast.accounts["chair"]
    schedule = desk.client.get(f"/groups/{desk.cast.body.slug}/{desk.cast.term.label}/schedule/").content.decode()
    assert desk.url() in schedule


def test_chair_calls_meetings_off_but_leaves_rooms_and_hours_to_the_secretariat(desk: Desk) -> None:
    desk.client = desk.client_of("chair")
    url = desk.url(f"rows/{desk.entry.key}/state/")
    form = words(desk.client.get(url))
    assert "Cancel it" in form
    assert "Move it" not in form
    assert "Split it" not in form
    answer = desk.client.get(url, {"act": "postpone", "typed": "26 March 10-1"})
    assert "What follows" in words(answer)
    data = {"act": "postpone", "typed": "26 March 10-1", "seen": desk.seen()}
    answer = desk.client.post(url, data)
    assert answer.status_code == 422
    assert "The secretariat settles the hours and rooms of a plan in force" in words(answer)
    assert desk.client.post(url, data | {"typed": "26 March"}).status_code == 302
    assert Entry.objects.get(pk=desk.entry.pk).start == date(2026, 3, 26)


@pytest.mark.parametrize("part", ["vice_chair", "rapporteur", "editor", "delegate"])
def test_other_officers_find_no_editor(desk: Desk, part: str) -> None:
    assert desk.client_of(part).get(desk.url()).status_code == 404


def postponed(desk: Desk) -> None:
    url = desk.url(f"rows/{desk.entry.key}/state/")
    assert desk.client.post(url, {"act": "postpone", "typed": "26 March", "seen": desk.seen()}).status_code == 302


def test_act_is_undone_with_the_trace_that_it_left(desk: Desk) -> None:
    postponed(desk)
    assert Entry.objects.count() == 2
    answer = desk.client.post(desk.url("undo/"), headers=FRAGMENT)
    assert answer.status_code == 200
    entry = Entry.objects.get()
    assert (entry.start, entry.status, entry.changed_in) == (date(2026, 3, 10), "scheduled", None)
    assert desk.client.post(desk.url("redo/"), headers=FRAGMENT).status_code == 200
    assert {str(entry.start) for entry in Entry.objects.all()} == {"2026-03-10", "2026-03-26"}


def test_act_of_which_a_notice_went_out_is_not_undone(desk: Desk) -> None:
    postponed(desk)
    now = timezone.now()
    Announcement.objects.filter(entry=desk.entry).delete()
    Announcement.objects.create(
        kind="meeting",
        event="moved",
        schedule=desk.schedule,
        entry=desk.entry,
        state="sent",
        created_at=now,
        decided_at=now,
    )
    answer = desk.client.post(desk.url("undo/"), headers=FRAGMENT)
    assert answer.status_code == 422
    assert "A notice of this was sent" in json.loads(answer["HX-Trigger"])["plenary:refused"]["said"]
    assert Entry.objects.get(pk=desk.entry.pk).start == date(2026, 3, 26)
