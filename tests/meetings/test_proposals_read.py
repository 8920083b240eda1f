"""What is proposed to a schedule, read without the rest of its rows: the same to the word, in few queries."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from groups.enums import Role
from meetings.drafts.difference import difference
from meetings.enums import ScheduleState
from meetings.models import DraftChange, Meeting, Schedule
from meetings.pages.differences import difference_rows
from meetings.queries.drafts import rows_for_editing
from meetings.queries.versions import proposals_of
from portal.actors import Actor
from tests import make
from tests.cast import NOW, Cast, gather
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)
SITTING = {"on": "2026-03-12", "start": "10:00", "end": "13:00"}
CHANGES: dict[str, dict[str, Any]] = {
    "date": {"start": "2026-03-12", "end": "2026-03-12", "meeting": {"sittings": [SITTING]}},
    "room": {"meeting": {"room": None}},
    "agenda": {"meeting": {"items": [{"key": "first", "text": {"en": "Another matter"}}]}},
    "no agenda": {"meeting": {"items": []}},
    "no text": {"text": {}},
    "no meeting": {"meeting": None},
    "outcomes": {"meeting": {"outcomes": []}},
    "conveners": {"meeting": {"conveners": []}},
    "citations": {"citations": []},
    "same citations": {},
    "status": {"status": "cancelled"},
    "for the secretariat": {"audience": "staff"},
    "another deadline": {"deadline": {"owing_standings": "member"}},
    "no one owes": {"deadline": {"owing_delegations": []}},
    "no anchor": {"deadline": {"anchor": "date", "anchor_entry": None}},
}


@pytest.fixture
def cast() -> Cast:
    return gather()


def _schedule(cast: Cast) -> Schedule:
    """A schedule whose rows have something of every kind."""
    schedule = make.schedule(cast.term, state=ScheduleState.ADOPTED)
    house, tenure = cast.house, make.tenure(make.post(cast.term, Role.RAPPORTEUR), make.person())
    for number, text in enumerate(({}, {"en": "A plain row"})):
        meeting = make.meeting(schedule, DAY + timedelta(days=number), key=f"meeting-{number}", text=text)
        Meeting.objects.filter(pk=meeting.pk).update(room=make.room(house), rapporteur=tenure)
        first = make.agenda_item(meeting, "A matter of peace", key="first", post=tenure.post)
        make.agenda_item(meeting, "Under it", key="under", parent=first)
        first.mandates.add(make.mandate(cast.term, make.instrument(f"AG/RES. {2000 + number}")))
        first.papers.create(document=make.document(cast.body, term=cast.term))
        make.outcome(meeting, released_at=NOW, item=first)
        meeting.conveners.add(make.body(organization=house))
        meeting.joint_with.add(make.body(organization=house))
        meeting.entry.citations.create(instrument=make.instrument(f"AG/DEC. {number + 1}"))
        due = make.deadline(schedule, DAY, anchor="entry", anchor_entry=meeting.entry)
        due.owing_delegations.add(make.delegation())
        due.entry.key = f"deadline-{number}"
        due.entry.save()
    return schedule


def _whole(actor: Actor, schedule: Schedule) -> list[dict[str, Any]]:
    """The same from all rows as the editor reads them."""
    proposed = [row for row in rows_for_editing(actor, schedule) if row.change]
    lives = [row.live for row in proposed if row.live is not None]
    return difference_rows(difference(lives, [row.content for row in proposed if row.change != "withdraw"]).rows, "en")


def _few(actor: Actor, schedule: Schedule) -> list[dict[str, Any]]:
    changes = DraftChange.objects.visible_to(actor).filter(schedule=schedule)
    return difference_rows(proposals_of(actor, schedule, changes).rows, "en")


def _propose(schedule: Schedule, key: str, content: dict[str, Any], kind: str = "change") -> None:
    make.draft_change(schedule, NOW, entry_key=key, kind=kind, content=content)


def test_each_change_reads_as_it_does_among_whole_rows(cast: Cast) -> None:
    schedule, told = _schedule(cast), set()
    actors = {part: cast.actor(part) for part in ("secretary", "chair")}
    for key in ("meeting-0", "meeting-1", "deadline-0"):
        for name, content in CHANGES.items():
            DraftChange.objects.all().delete()
            _propose(schedule, key, content)
            for part, actor in actors.items():
                found = _few(actor, schedule)
                assert found == _whole(actor, schedule), (key, name, part)
                told |= {(part, row["how"]) for row in found}
    assert told == {(part, how) for part in actors for how in ("moved", "changed")}


def test_all_kinds_of_proposals_together_read_as_they_do_among_whole_rows(cast: Cast) -> None:
    schedule = _schedule(cast)
    added = {"kind": "meeting", "start": "2026-03-14", "end": "2026-03-14", "precision": "day"}
    _propose(schedule, "meeting-0", {}, "withdraw")
    _propose(schedule, "meeting-1", CHANGES["date"])
    _propose(schedule, "deadline-0", CHANGES["no anchor"])
    _propose(schedule, "new", added | {"key": "new", "audience": "public"}, "add")
    _propose(schedule, "internal", added | {"key": "internal", "audience": "staff"}, "add")
    _propose(schedule, "_heading", {"title": {"en": "Another title"}})
    for part, keys in {
        "secretary": {"new", "internal"},
        "chair": {"new"},
        "delegate": None,
        "other_secretary": None,
    }.items():
        found = _few(cast.actor(part), schedule)
        assert found == _whole(cast.actor(part), schedule)
        expected = set() if keys is None else keys | {"meeting-0", "meeting-1", "deadline-0"}
        assert {row["key"] for row in found} >= expected - {"deadline-0"}
        assert {row["key"] for row in found} <= expected


@pytest.mark.parametrize(("part", "most"), [("chair", 28), ("secretary", 31)])
def test_schedule_with_proposals_takes_few_queries_at_any_size(cast: Cast, part: str, most: int) -> None:
    schedule, client = _schedule(cast), Client()
    client.force_login(cast.accounts[part])

    def read() -> int:
        make.entry(schedule, DAY)  # so that the page is made anew
        return queries_of(lambda: client.get(schedule.get_absolute_url()))

    for key in ("meeting-0", "meeting-1"):
        _propose(schedule, key, CHANGES["date"])
    client.get(schedule.get_absolute_url())
    once = read()
    for number in range(2, 12):
        make.meeting(schedule, DAY + timedelta(days=3 * number), key=f"meeting-{number}")
        _propose(schedule, f"meeting-{number}", CHANGES["date"])
    assert read() == once
    assert once <= most
