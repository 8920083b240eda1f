"""What goes out comes in again, to the byte."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from groups.models import Accreditation, Body, Delegation, Instrument, Mandate, Person, Term
from meetings.models import AgendaItem, Entry, Outcome, Schedule
from meetings.transfer import text
from meetings.transfer.export import export_group
from portal.models import AuditEvent, User
from tests.meetings.transfer.records import at, exported, imported, record

pytestmark = pytest.mark.django_db


def test_canonical_file_comes_back_byte_for_byte() -> None:
    imported(record())
    assert exported() == text.write(record())


def test_shuffled_file_has_the_same_first_export() -> None:
    data = record()
    for name in ("delegations",):
        data["shared"][name].reverse()
    data["bodies"][0]["terms"].reverse()
    at(data, "bodies[0].terms[0].schedule.entries").reverse()
    data["bodies"][0] = dict(reversed(data["bodies"][0].items()))
    imported(data)
    assert exported() == text.write(record())


def test_default_written_out_is_left_out_again() -> None:
    data = record()
    data["bodies"][0].update(acronym="", named_on=None, description={}, name_settled=True, state="active")
    imported(data)
    assert exported() == text.write(record())


def test_one_term_holds_only_what_it_refers_to() -> None:
    imported(record())
    data = json.loads(exported(term="2024"))
    assert data["terms"] == ["2024"]
    assert [term["label"] for term in data["bodies"][0]["terms"]] == ["2024"]
    assert [document["slug"] for document in data["documents"]] == ["c0"]
    assert "persons" not in data["shared"]


def test_one_term_leaves_out_references_to_others_and_can_be_imported() -> None:
    imported(record())
    data = json.loads(exported(term="2025"))
    assert "previous" not in at(data, "bodies[0].terms[0]")
    assert [document["slug"] for document in data["documents"]] == ["d1", "c0"]
    assert "term" not in data["documents"][1]
    assert not imported(data).created


def test_plan_of_a_subgroup_comes_with_the_term_that_includes_it() -> None:
    data = record()
    data["bodies"][1]["terms"] = [{"label": "2022"}, {"label": "2023"}]
    at(data, "bodies[0].terms[1].sections[0].children[1]")["other_term"] = "sub/2023"
    imported(data)
    assert [term["label"] for term in at(json.loads(exported(term="2025")), "bodies[1].terms")] == ["2023"]


def test_plan_of_another_term_becomes_a_plain_section() -> None:
    data = record()
    at(data, "bodies[0].terms[1].sections[0].children[1]")["other_term"] = "gt/2024"
    imported(data)
    assert at(json.loads(exported(term="2025")), "bodies[0].terms[0].sections[0].children[1]") == {"key": "sub"}


def test_export_leaves_other_groups_and_accounts_out() -> None:
    imported(record())
    here = exported()
    other = Body.objects.create(
        organization=Body.objects.get(slug="gt").organization, slug="other", kind="committee", name={"en": "Other"}
    )
    other.parents.add(Body.objects.get(slug="cp"))
    term = Term.objects.create(body=other, label="2025")
    Mandate.objects.create(term=term, key="theirs", instrument=Instrument.objects.get())
    ana = Person.objects.get(key="ana")
    Accreditation.objects.create(person=ana, delegation=Delegation.objects.get(key="per"))
    ana.user = User.objects.create_user("ana@example.org", "never exported")
    ana.save()
    assert exported() == here


def test_group_is_exported_with_drafts_and_unreleased_outcomes() -> None:
    imported(record())
    written = exported()
    assert "Not released" in written
    assert '"draft_changes"' in written


def test_body_below_two_parents_comes_once() -> None:
    data = record()
    data["bodies"].append(
        {
            "slug": "sub-b",
            "organization": "oas",
            "kind": "subgroup",
            "name": {"en": "B"},
            "parents": ["sub", "gt"],
        }
    )
    imported(data)
    assert [body["slug"] for body in export_group("gt")["bodies"]] == ["gt", "sub", "sub-b"]


def test_positions_follow_the_file_in_depth() -> None:
    imported(record())
    assert list(AgendaItem.objects.values_list("key", flat=True)) == ["plan", "a", "end"]


def test_symbols_get_their_keys() -> None:
    imported(record())
    assert Instrument.objects.get().symbol_key == "ag-res-2699-xlii-o-12"


def test_import_leaves_one_audit_record() -> None:
    imported(record())
    event = AuditEvent.objects.get()
    assert (event.verb, event.subject_type) == ("imported", "groups.body")
    assert event.after is not None
    assert event.after["terms"] == ["2024", "2025"]
    imported(record())
    assert AuditEvent.objects.count() == 1


def test_dry_run_says_what_it_would_create_and_writes_nothing() -> None:
    assert imported(record(), dry_run=True).created["agenda item"] == 3
    assert not Body.objects.exists()
    assert not AuditEvent.objects.exists()


def test_loose_records_are_told() -> None:
    data = record()
    data["shared"]["persons"].append({"key": "eva", "name": "Eva"})
    assert [node.place for node in imported(data).loose] == ["$.shared.persons[1]"]


def test_queries_do_not_grow_with_the_record() -> None:
    data = record()
    with CaptureQueriesContext(
        connection,
    ) as small:
        imported(data)
        exported()
    renamed = json.dumps(data).replace("2699", "2700").replace("GT/1", "G2/1")
    for old, new in {
        '"gt': '"g2',
        '"sub/': '"s2/',
        '"slug": "sub"': '"slug": "s2"',
        '"d1': '"d2',
        '"c0': '"c2',
    }.items():
        renamed = renamed.replace(old, new)
    other = json.loads(renamed)
    entries = at(other, "bodies[0].terms[1].schedule.entries")
    entries += [
        {"key": f"m{number}", "kind": "meeting", "meeting": {"items": [{"key": "x", "text": {"en": "X"}}]}}
        for number in range(300)
    ]
    with CaptureQueriesContext(connection) as large:
        imported(other)
        exported("g2")
    assert Entry.objects.count() == 310
    assert len(large) <= len(small) + 10
    assert len(small) < 360


def test_released_and_unreleased_outcomes_keep_their_state() -> None:
    imported(record())
    assert list(Outcome.objects.values_list("released_at", flat=True).order_by("position"))[1] is None
    assert Schedule.objects.get().decided_at is not None
