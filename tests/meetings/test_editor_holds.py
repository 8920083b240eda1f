"""Deeds on many rows wait for a reason as single edits do, and reasons are kept and shown."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from meetings.models import DraftChange, Entry, Schedule, Sitting
from portal.models import AuditEvent
from tests import make
from tests.meetings.test_editor import FRAGMENT, Desk, field, words

pytestmark = pytest.mark.django_db
WHY = "They share the room"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def taken(desk: Desk, day: date) -> None:
    """Another body of the house has the room all day."""
    other = make.schedule(make.term(make.body(organization=desk.cast.house, name={"en": "Other Group"})))
    theirs = make.meeting(other, day, room=desk.room)
    Sitting.objects.filter(meeting=theirs).update(start=time(9), end=time(18))


def posted(desk: Desk, tail: str, **data: Any) -> Any:
    """A deed's form as it is filled in on its page."""
    page = desk.client.get(desk.url(tail), {"keys": data.get("keys", [])}).content.decode()
    seen = f"seen-{desk.entry.key}"
    return desk.client.post(desk.url(tail), {**data, **({seen: field(page, seen)} if seen in page else {})})


def test_rows_moved_into_a_taken_room_wait_for_a_reason(desk: Desk) -> None:
    taken(desk, date(2026, 3, 24))
    step = {"keys": [desk.entry.key], "by": "weeks", "count": "2"}
    answer = posted(desk, "move/", **step)
    assert answer.status_code == 422
    assert "Tue 24 March 2026, 9:00 a.m. – 6:00 p.m.: Guerrero Room is taken by Other Group" in words(answer)
    assert not DraftChange.objects.exists()
    assert posted(desk, "move/", **step, reason=WHY).status_code == 302
    change = DraftChange.objects.get()
    assert (change.content["start"], change.reason) == ("2026-03-24", {"en": WHY})


def test_clash_that_a_row_has_already_does_not_hold_a_deed(desk: Desk) -> None:
    taken(desk, date(2026, 3, 10))
    answer = posted(desk, "move/", keys=[desk.entry.key], by="weeks", count="2")
    assert answer.status_code == 302


def test_repeats_in_a_taken_room_wait_for_a_reason(desk: Desk) -> None:
    taken(desk, date(2026, 4, 14))
    rule = {"how": "month", "nth": "2", "weekday": "1", "until": "2026-05-31"}
    tail = f"rows/{desk.entry.key}/repeat/"
    answer = posted(desk, tail, **rule)
    assert answer.status_code == 422
    assert words(answer).count("Guerrero Room is taken by Other Group") == 1  # May is free
    assert not DraftChange.objects.exists()
    assert posted(desk, tail, **rule, reason=WHY).status_code == 302
    assert [change.reason for change in DraftChange.objects.all()] == [{"en": WHY}] * 2


def test_copied_plan_in_a_taken_room_waits_for_a_reason(desk: Desk) -> None:
    new = make.term(desk.cast.body, "2028-2029", began=date(2028, 1, 4), ended=date(2029, 12, 31))
    target: Schedule = make.schedule(new, state="draft")
    taken(desk, date(2026, 4, 14))
    url = f"/groups/{desk.cast.body.slug}/{new.label}/schedule/edit/copy/"
    data = {"term": desk.cast.term.pk, "shift": "35"}
    answer = desk.client.post(url, data)
    assert answer.status_code == 422
    assert "Guerrero Room is taken by Other Group" in words(answer)
    assert desk.client.post(url, data | {"reason": WHY}).status_code == 302
    assert Entry.objects.get(schedule=target).start == date(2026, 4, 14)


def test_reason_is_shown_changed_and_taken_back(desk: Desk) -> None:
    desk.save("when", typed="26 March")
    answer = desk.save("reason", text="The Chair is away")
    assert "The Chair is away" in words(answer)
    assert DraftChange.objects.get().reason == {"en": "The Chair is away"}
    assert AuditEvent.objects.latest("pk").after == {"reason": {"en": "The Chair is away"}}
    assert "The Chair is away" in words(desk.client.get(desk.url("difference/")))
    desk.save("when", typed="27 March")
    assert DraftChange.objects.get().reason == {"en": "The Chair is away"}  # it outlives another edit
    desk.save("reason", text="")
    assert DraftChange.objects.get().reason == {}
    desk.client.post(desk.url("undo/"), headers=FRAGMENT)
    assert DraftChange.objects.get().reason == {"en": "The Chair is away"}


def test_row_without_a_proposal_takes_no_reason(desk: Desk) -> None:
    answer = desk.save("reason", text="For nothing")
    assert answer.status_code == 422
    assert "Nothing is proposed for this row" in words(answer)


def test_status_of_a_row_that_is_no_meeting_is_edited(desk: Desk) -> None:
    due = make.deadline(desk.schedule, date(2026, 4, 3)).entry
    form = words(desk.client.get(desk.cell("kind", due.key), headers=FRAGMENT))
    assert "scheduled tentative postponed cancelled" in form
    answer = desk.save("kind", due.key, kind="deadline", status="postponed", note="Until the text is out")
    assert "postponed" in words(answer)
    assert desk.content(due.key) == {"status": "postponed", "status_note": {"en": "Until the text is out"}}


def test_meeting_is_made_tentative_but_not_called_off_in_its_cell(desk: Desk) -> None:
    form = words(desk.client.get(desk.cell("kind"), headers=FRAGMENT))
    assert "Status scheduled tentative" in form
    assert "cancelled" not in form
    kind = desk.meeting.kind
    desk.save("kind", kind="meeting", meeting_kind=kind, mode="", status="cancelled", certainty="reserved")
    assert desk.content() == {"certainty": "reserved"}
    desk.save("kind", kind="meeting", meeting_kind=kind, mode="", status="tentative", certainty="reserved")
    assert desk.content() == {"certainty": "reserved", "status": "tentative"}


def withdraw(desk: Desk) -> Any:
    return desk.client.post(desk.url(f"rows/{desk.entry.key}/withdraw/"), {"seen": desk.seen()}, headers=FRAGMENT)


def test_withdrawn_row_put_back_into_a_taken_room_waits_for_a_reason(desk: Desk) -> None:
    seen = field(withdraw(desk).content.decode(), "seen")
    taken(desk, date(2026, 3, 10))
    url = desk.url(f"rows/{desk.entry.key}/restore/")
    sent_on = desk.client.post(url, {"seen": seen}, headers=FRAGMENT)
    assert (sent_on.status_code, sent_on["HX-Redirect"]) == (204, url)
    page = desk.client.get(url)
    assert "Guerrero Room is taken by Other Group" in words(page)
    assert desk.client.post(url, {"seen": field(page.content.decode(), "seen")}).status_code == 422
    assert DraftChange.objects.get().kind == "withdraw"
    assert desk.client.post(url, {"seen": seen, "reason": WHY}).status_code == 302
    assert not DraftChange.objects.exists()
    assert AuditEvent.objects.latest("pk").reason == WHY
    assert f"Reason: {WHY}" in words(desk.client.get(desk.url()))


def test_withdrawn_row_whose_room_is_free_is_put_back_at_once(desk: Desk) -> None:
    seen = field(withdraw(desk).content.decode(), "seen")
    answer = desk.client.post(desk.url(f"rows/{desk.entry.key}/restore/"), {"seen": seen}, headers=FRAGMENT)
    assert answer.status_code == 200
    assert not DraftChange.objects.exists()


def test_row_withdrawn_by_an_adopted_version_waits_too(desk: Desk) -> None:
    taken(desk, date(2026, 3, 10))
    Entry.objects.filter(pk=desk.entry.pk).update(withdrawn_in=0, status="cancelled")
    url = desk.url(f"rows/{desk.entry.key}/restore/")
    page = desk.client.get(url)
    assert "Guerrero Room is taken by Other Group" in words(page)
    desk.client.post(url, {"seen": field(page.content.decode(), "seen"), "reason": WHY})
    assert DraftChange.objects.get().reason == {"en": WHY}


def test_reason_for_a_clash_stands_on_the_row_of_a_draft_as_long_as_the_clash(desk: Desk) -> None:
    Schedule.objects.filter(pk=desk.schedule.pk).update(state="draft")
    taken(desk, date(2026, 3, 24))
    assert f"Reason: {WHY}" in words(desk.save("when", typed="24 March", reason=WHY))
    assert words(desk.client.get(desk.url())).count(f"Reason: {WHY}") == 1
    assert WHY not in words(desk.save("when", typed="25 March"))


def test_reason_for_a_clash_is_said_once_where_it_has_a_cell(desk: Desk) -> None:
    taken(desk, date(2026, 3, 24))
    assert words(desk.save("when", typed="24 March", reason=WHY)).count(WHY) == 1


def test_change_at_once_says_at_once_that_nobody_was_told(desk: Desk) -> None:
    Entry.objects.filter(pk=desk.entry.pk).update(status="convened")
    assert "Notice not sent." in words(desk.save("when", typed="10-13"))
