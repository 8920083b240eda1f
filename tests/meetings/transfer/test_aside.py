"""What became of rows and deadlines goes along in the file, and is no business of whoever edits what they say."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from groups.models import Post
from meetings.models import Answer, Deadline, DeadlineRule, Entry, Extension, ReminderPlan, Schedule
from meetings.operations.edits import edit_row
from meetings.queries.drafts import row_for_editing
from meetings.transfer.difference import DifferentError
from meetings.transfer.entries import load_entries
from portal.actors import SYSTEM
from tests.meetings.transfer.records import NOW, at, exported, imported, record

pytestmark = pytest.mark.django_db

ENTRIES = "bodies[0].terms[1].schedule.entries"


def as_older_portals_wrote_it() -> dict[str, Any]:
    """Without what older files do not know."""
    data = record()
    del data["shared"]["deadline_rules"], data["shared"]["reminder_plans"], data["shared"]["services"]
    del at(data, f"{ENTRIES}[0]")["sequence"]
    for name in ("ruled_by", "answers", "extensions"):
        del at(data, f"{ENTRIES}[1].deadline")[name]
    return data


def test_rows_come_with_what_became_of_them() -> None:
    imported(record())
    deadline = Deadline.objects.get()
    assert str(deadline.ruled_by) == "Minutes"
    answers = Answer.objects.values_list("delegation__key", "post__key", "at", "note", "by_staff", "recorded_by")
    assert list(answers) == [
        ("per", None, datetime(2025, 3, 20, 9, tzinfo=UTC), "By letter", True, None),
        (None, "chair", datetime(2025, 3, 21, 9, tzinfo=UTC), "", False, None),
    ]
    assert Extension.objects.get().decided_at == Entry.objects.get(key="first").meeting
    assert dict(Entry.objects.values_list("key", "sequence"))["first"] == 3
    assert ReminderPlan.objects.get().body == DeadlineRule.objects.get(key="papers").body


def test_file_of_an_older_portal_is_taken_as_ever() -> None:
    imported(as_older_portals_wrote_it())
    assert exported() != ""
    assert Entry.objects.get(key="first").sequence == 0
    assert not Answer.objects.exists()
    assert imported(record()).created == {
        "rule for deadlines": 3,
        "plan of reminders": 1,
        "service told of meetings": 1,
        "answer": 2,
        "extension": 1,
    }
    assert Deadline.objects.get().ruled_by is not None


def test_older_file_of_what_went_on_here_is_no_contradiction() -> None:
    imported(record())
    Entry.objects.update(sequence=7)
    result = imported(as_older_portals_wrote_it())
    assert (result.created, result.kept) == ({}, [])
    assert result.only_here == {"answer": 2, "extension": 1}
    assert {entry.sequence for entry in Entry.objects.all()} == {7}


def test_answer_that_is_another_here_is_told() -> None:
    imported(record())
    Answer.objects.filter(delegation__isnull=False).update(note="By hand")
    with pytest.raises(DifferentError, match=r"answers\[0\]\.note .*here 'By hand', in the file 'By letter'"):
        imported(record())


def test_answer_of_an_officer_of_another_term_stays_out_of_one_terms_file() -> None:
    data = record()
    data["bodies"][0]["terms"][0]["posts"] = [{"key": "chair", "role": "chair"}]
    imported(data)
    before = Post.objects.get(term__label="2024")
    Answer.objects.create(deadline=Deadline.objects.get(), post=before, at=NOW)
    assert len(at(json.loads(exported()), f"{ENTRIES}[1].deadline.answers")) == 3
    alone = json.loads(exported(term="2025"))
    assert len(at(alone, "bodies[0].terms[0].schedule.entries[1].deadline.answers")) == 2


def test_rules_of_the_house_come_only_where_a_deadline_follows_them() -> None:
    imported(record())
    house = ReminderPlan.objects.get().organization
    DeadlineRule.objects.create(organization=house, key="other", name={"en": "Other"})
    ReminderPlan.objects.create(organization=house, days_before="1")
    assert json.loads(exported()) == record()


def test_edit_of_a_row_leaves_answers_extensions_and_its_rule_alone() -> None:
    data = record()
    del at(data, "bodies[0].terms[1].schedule")["state"]
    imported(data)
    schedule = Schedule.objects.get()
    row = row_for_editing(SYSTEM, schedule, "comments")
    assert row is not None
    rule = Deadline.objects.get().ruled_by
    changes = {"text": {"en": "Comments"}, "deadline": {"offset": 6}}
    edit_row(actor=SYSTEM, now=NOW, schedule=schedule, key="comments", seen=row.version, changes=changes)
    after = Deadline.objects.get()
    assert (after.offset, after.ruled_by, Answer.objects.count(), Extension.objects.count()) == (6, rule, 2, 1)


def test_what_rows_say_holds_nothing_of_what_became_of_them() -> None:
    imported(record())
    live = load_entries(Schedule.objects.get())
    assert "sequence" not in live["first"].content
    assert sorted(live["comments"].content["deadline"]) == ["anchor", "anchor_entry", "document", "offset"]
