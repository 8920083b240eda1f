"""Adding what was read to a term's draft: all or nothing, by the secretariat, with a trace."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from groups.models import Term
from meetings.imports import read_schedule
from meetings.models import Entry, Schedule
from meetings.operations.errors import RefusedError
from meetings.operations.imports import import_rows
from meetings.queries.order import in_order
from portal.actors import SYSTEM
from portal.models import AuditEvent
from tests import make
from tests.cast import gather
from tests.meetings.imports.scores import HERE, expected

pytestmark = pytest.mark.django_db
PLAN = HERE / "sources" / "work-plan-2012-2013.txt"
KEYS = {"language", "title", "notes", "rows", "suggestions", "warnings"}
ROW_KEYS = {
    "kind",
    "status",
    "start",
    "end",
    "precision",
    "sittings",
    "room",
    "text",
    "items",
    "mandates",
    "at",
    "zone",
    "inferred",
    "warnings",
    "source",
}


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("import_schedule", *arguments, stdout=out)
    return out.getvalue()


def term_2012() -> Term:
    return make.term(make.body("gtc-test"), "2012-2013")


def bring(term: Term, now, text: str, actor=SYSTEM, **said) -> int:
    reading = read_schedule(text)
    return import_rows(actor=actor, now=now, term=term, reading=reading, rows=reading.rows, **said)


def test_dry_run_writes_json_alone_and_needs_no_term():
    found = json.loads(run(str(PLAN), "--group", "nowhere", "--term", "2012-2013", "--dry-run", "--json"))

    assert set(found) == KEYS
    assert all(set(row) == ROW_KEYS for row in [*found["rows"], *found["suggestions"]])
    assert len(found["rows"]) == 12
    assert Schedule.objects.count() == 0


def test_years_come_from_the_term_where_the_source_has_none(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text("9 October, 10:00: First meeting\n\n12 March, 10:00: Second meeting\n")

    rows = json.loads(run(str(path), "--group", "g", "--term", "2020-2021", "--dry-run", "--json"))["rows"]

    assert [(row["start"], row["inferred"]) for row in rows] == [("2020-10-09", ["year"]), ("2021-03-12", ["year"])]


def test_import_without_a_term_is_refused():
    with pytest.raises(CommandError, match="no term"):
        run(str(PLAN), "--group", "nowhere", "--term", "2012-2013")


def test_rows_become_entries_of_a_draft_in_the_order_of_the_source(now):
    term = term_2012()
    guerrero = make.room(term.body.organization, "Guerrero Room")

    run(str(PLAN), "--group", "gtc-test", "--term", "2012-2013")

    schedule = Schedule.objects.get(term=term)
    entries = in_order(Entry.objects.filter(schedule=schedule))
    right = expected("work-plan-2012-2013")["rows"]
    assert schedule.state == "draft"
    assert [(entry.kind, str(entry.start), str(entry.end)) for entry in entries] == [
        (row["kind"], row["start"], row["end"]) for row in right
    ]
    assert [entry.year_inferred for entry in entries] == ["year" in row["inferred"] for row in right]
    first = entries[0].meeting
    assert first.room == guerrero
    assert [(item.label, item.text.pick("en").text) for item in first.items.all()] == [
        (item["label"], item["text"]) for item in right[0]["items"]
    ]
    assert [(str(each.start), str(each.end)) for each in entries[1].meeting.sittings.all()] == [
        ("10:00:00", "13:00:00"),
        ("14:30:00", "17:30:00"),
    ]
    assert entries[1].meeting.place.pick("en").text == "Simón Bolívar Room"
    assert [note.text.pick("en").text[:13] for note in schedule.notes.all()] == ["This schedule"]


def test_import_is_audited_row_by_row(now):
    term = term_2012()

    bring(term, now, PLAN.read_text())

    assert AuditEvent.objects.filter(verb="imported", subject_type="meetings.entry").count() == 12
    assert AuditEvent.objects.filter(verb="imported").values("action").distinct().count() == 1


def test_a_draft_with_rows_is_replaced_only_on_demand(now):
    term = term_2012()
    bring(term, now, "5 March 2013, 10:00: First meeting")

    with pytest.raises(RefusedError, match="replaced"):
        bring(term, now, "6 March 2013, 10:00: Other meeting")
    assert Entry.objects.get().text.pick("en").text == "First meeting"

    bring(term, now, "6 March 2013, 10:00: Other meeting", replace=True)
    assert Entry.objects.get().text.pick("en").text == "Other meeting"


def test_a_schedule_in_force_is_not_imported_over(now):
    term = term_2012()
    make.schedule(term, state="adopted")

    with pytest.raises(RefusedError, match="in force"):
        bring(term, now, "6 March 2013, 10:00: Other meeting", replace=True)


def test_only_the_secretariat_imports(now):
    cast = gather()

    for part in ("stranger", "delegate", "chair", "editor", "other_secretary"):
        with pytest.raises(RefusedError, match="secretariat"):
            bring(cast.term, now, "6 March 2026, 10:00: Meeting", actor=cast.actor(part))
    assert bring(cast.term, now, "6 March 2026, 10:00: Meeting", actor=cast.actor("secretary")) == 1


def test_known_instruments_are_cited_and_others_stay_in_the_text(now):
    term = term_2012()
    known = make.instrument("AG/RES. 2699 (XLII-O/12)")

    text = (
        "Date\tMandate\tActivity\n"
        "5 March 2013\tAG/RES. 2699 (XLIIO/12)\tNegotiation\n"
        "6 March 2013\tAG/RES. 1 (I-O/71)\tOther"
    )
    bring(term, now, text)

    first, second = in_order(Entry.objects.all())
    assert [(cited.instrument, cited.symbol) for cited in first.citations.all()] == [(known, "AG/RES. 2699 (XLIIO/12)")]
    assert first.text.pick("en").text == "Negotiation"
    assert second.text.pick("en").text == "Other [AG/RES. 1 (I-O/71)]"


def test_statuses_midnight_and_zones_are_kept(now):
    term = term_2012()
    text = (
        "5 March 2013, 20:00–24:00: First meeting\n\n"
        "6 March 2013 (cancelled): Second meeting\n\n"
        "8 March 2013, 18:00 (Washington time): Deadline for comments\n\n"
        "To be determined: Third meeting"
    )

    bring(term, now, text)

    night, cancelled, deadline, undated = in_order(Entry.objects.all())
    assert [str(each.end) for each in night.meeting.sittings.all()] == ["00:00:00"]
    assert cancelled.status == "cancelled"
    assert (str(deadline.deadline.at), deadline.deadline.zone) == ("18:00:00", "America/New_York")
    assert (undated.start, undated.status) == (None, "tentative")
