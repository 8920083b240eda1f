"""Importing into a portal that has records: matched by key, reported where different, never overwritten."""

import pytest

from groups.models import Body, Person, Term
from meetings.models import AgendaItem, Entry
from meetings.transfer.difference import DifferentError
from tests.meetings.transfer.records import at, exported, imported, record

pytestmark = pytest.mark.django_db

TERM = "bodies[0].terms[1]"
ENTRY = f"{TERM}.schedule.entries[0]"


@pytest.fixture(autouse=True)
def _filled() -> None:
    imported(record())


def test_same_file_again_changes_nothing() -> None:
    before = exported()
    result = imported(record())
    assert not result.created
    assert not result.only_here
    assert exported() == before


def test_differing_fields_are_reported_with_both_sides_and_kept() -> None:
    data = record()
    data["shared"]["persons"][0]["name"] = "Ana María"
    at(data, f"{ENTRY}.meeting")["number"] = 2
    at(data, f"{ENTRY}.meeting")["conveners"] = ["gt"]
    at(data, f"{ENTRY}.meeting.sittings[0]")["start"] = "15:00"
    data["documents"][0]["title"] = {"en": "Draft", "fr": "Projet"}
    at(data, f"{TERM}.schedule.entries").append({"key": "new", "kind": "other"})
    before = exported()
    with pytest.raises(DifferentError) as caught:
        imported(data)
    assert [str(each) for each in caught.value.differences] == [
        "$.shared.persons[0].name (person ana): here 'Ana', in the file 'Ana María'",
        f"$.{ENTRY}.meeting.number (meeting gt/2025#first): here 1, in the file 2",
        f"$.{ENTRY}.meeting.conveners (meeting gt/2025#first): here ['cp', 'gt'], in the file ['gt']",
        f"$.{ENTRY}.meeting.sittings[0].start (sitting gt/2025#first/1): here '14:30', in the file '15:00'",
        "$.documents[0].title (document d1): here {'en': 'Draft'}, in the file {'en': 'Draft', 'fr': 'Projet'}",
    ]
    assert exported() == before


def test_keep_adds_what_is_new_and_leaves_what_differs() -> None:
    data = record()
    data["shared"]["persons"][0]["name"] = "Ana María"
    at(data, f"{TERM}.schedule.entries").append({"key": "new", "kind": "other"})
    result = imported(data, keep=True)
    assert dict(result.created) == {"entry": 1}
    assert [difference.place for difference in result.kept] == ["$.shared.persons[0].name"]
    assert Person.objects.get(key="ana").name == "Ana"
    assert Entry.objects.filter(key="new").exists()


def test_field_left_out_of_the_file_is_a_difference() -> None:
    data = record()
    del at(data, f"{ENTRY}.meeting")["number"]
    with pytest.raises(DifferentError, match="here 1, in the file nothing"):
        imported(data)


def test_new_term_with_its_records_is_added_to_a_known_group() -> None:
    data = record()
    data["terms"].append("2026")
    data["bodies"][0]["terms"].append({"label": "2026", "previous": "gt/2025", "schedule": {}})
    assert dict(imported(data).created) == {"term": 1, "schedule": 1}
    assert Term.objects.get(label="2026").previous == Term.objects.get(body__slug="gt", label="2025")


def test_earlier_term_becomes_the_previous_one_of_a_known_term() -> None:
    Term.objects.filter(label="2024").delete()
    imported(record())
    assert Term.objects.get(body__slug="gt", label="2025").previous == Term.objects.get(label="2024")


def test_records_only_here_stay_and_are_counted() -> None:
    data = record()
    del at(data, f"{TERM}.schedule.entries")[2]
    data["bodies"][0]["standings"].pop()
    result = imported(data)
    assert dict(result.only_here) == {"entry": 1, "standing": 1}
    assert Entry.objects.filter(key="undated").exists()


def test_terms_that_the_file_does_not_speak_of_are_no_difference() -> None:
    data = record()
    data["terms"] = ["2025"]
    del data["bodies"][0]["terms"][0]
    del at(data, "bodies[0].terms[0]")["previous"]
    del data["documents"][1]["term"]
    assert not imported(data).only_here


def test_item_that_moved_below_another_is_reported() -> None:
    data = record()
    items = at(data, f"{ENTRY}.meeting.items")
    items.append(items[0].pop("children")[0])
    with pytest.raises(DifferentError, match="stands under"):
        imported(data)
    assert AgendaItem.objects.get(key="a").parent is not None


def test_body_known_only_as_shared_becomes_a_group() -> None:
    data = record()
    parent = {**data["shared"]["bodies"].pop(), "terms": [{"label": "2025"}]}
    data["group"], data["terms"] = "cp", ["2025"]
    data["bodies"].insert(0, parent)
    data["bodies"][1]["terms"][1]["schedule"].pop("draft_changes")
    assert dict(imported(data).created) == {"term": 1}
    assert Body.objects.get(slug="cp").terms.count() == 1
