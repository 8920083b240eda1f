"""A bad file gets every error with its place, and changes nothing."""

import json
from typing import Any

import pytest
from django.db.models import CheckConstraint, Model, Q

from groups.models import Body, Delegation
from meetings.transfer.errors import BadFileError, TransferError
from meetings.transfer.expected import ALONE, EXPECTED, KNOWN
from meetings.transfer.operation import import_group
from meetings.transfer.records import SPECS
from portal.actors import SYSTEM
from portal.models import AuditEvent
from tests.meetings.transfer.records import NOW, at, imported, record

pytestmark = pytest.mark.django_db

TERM = "bodies[0].terms[1]"
ENTRY = f"{TERM}.schedule.entries[0]"


def faults(data: Any) -> dict[str, str]:
    """What an import says is wrong, by place."""
    with pytest.raises(BadFileError) as caught:
        imported(data)
    assert not Body.objects.exists()
    assert not AuditEvent.objects.exists()
    return {fault.place: fault.message for fault in caught.value.faults}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not JSON: Expecting value in line 1, column 1"),
        (b'{"format": ', "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[]", "no record of a group"),
        (b"{}", "no record of a group"),
        (b'{"format": "plenary-group/2"}', "expected \"plenary-group/1\", got 'plenary-group/2'"),
        (b'{"format": 1, "format": 2}', "stands twice"),
        (b'{"format": NaN}', "NaN is no number"),
        (b'{"format": ' + b"9" * 5000 + b"}", "number that cannot be read"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"format": 1e999}', r"\$\.format: expected a number that fits"),
    ],
)
def test_file_that_is_no_record_gets_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(TransferError, match=said):
        import_group(actor=SYSTEM, now=NOW, content=content)


@pytest.mark.parametrize(
    ("place", "name", "value", "said"),
    [
        ("shared.organizations[0]", "zone", "Mars/Olympus", "a time zone such as America/Lima, got 'Mars/Olympus'"),
        ("shared.organizations[0]", "languages", ["en", "xx"], "a list of languages among en, es, fr, pt"),
        ("bodies[0]", "kind", "club", "one of organ, conference"),
        ("bodies[0]", "name", "Group", 'a text for each language, such as {"en": "Chair"}, got \'Group\''),
        ("bodies[0]", "name", {"de": "Gruppe"}, "Unknown language “de”"),
        ("bodies[0]", "name", {}, "a text for each language"),
        ("bodies[0]", "name_settled", "yes", "true or false"),
        ("bodies[0]", "acronym", "x" * 41, "at most 40 characters"),
        ("bodies[0]", "acronym", None, "got null"),
        ("bodies[0]", "website", "javascript:alert(1)", "an address such as"),
        ("bodies[0]", "parents", "cp", "a list, got 'cp'"),
        ("bodies[0].standing_counts[0]", "number", -1, "a whole number from 0 to 32767"),
        ("bodies[0].standing_counts[0]", "number", True, "a whole number"),
        ("bodies[0].standing_counts[0]", "number", 70000, "a whole number"),
        (ENTRY, "start", "3 March", "a date such as 2026-03-10, got '3 March'"),
        (ENTRY, "start", "2025-02-30", "a date such as"),
        (ENTRY, "start", "0001-03-03", "got '0001-03-03' (Expected a year from 1800 to 2199, got 0001.)"),
        (f"{ENTRY}.meeting.sittings[0]", "on", "9999-12-31", "Expected a year from 1800 to 2199, got 9999."),
        (TERM, "began", "1799-12-31", "Expected a year from 1800 to 2199, got 1799."),
        (f"{TERM}.schedule.entries[1].deadline.extensions[0]", "new_day", "2200-01-01", "got 2200."),
        (ENTRY, "start", "20250303", "a date such as"),
        (ENTRY, "key", "first meeting", "letters, digits, hyphens and underscores"),
        (f"{ENTRY}.meeting.sittings[0]", "start", "2:30 p.m.", "an hour such as 14:30"),
        (f"{ENTRY}.meeting.outcomes[0]", "released_at", "2025-03-04", "an instant such as"),
        (f"{ENTRY}.meeting", "conveners", ["cp", "cp"], "each key once"),
        (f"{ENTRY}.meeting", "room", 7, "the key of a record in this file, got 7"),
        (f"{TERM}.schedule.versions[0]", "content", [], "an object"),
    ],
)
def test_wrong_value_is_told_with_its_place(place: str, name: str, value: Any, said: str) -> None:
    data = record()
    at(data, place)[name] = value
    assert said in faults(data)[f"$.{place}.{name}"]


def test_all_errors_are_told_at_once() -> None:
    data = record()
    data["bodies"][0]["kind"] = "club"
    data["bodies"][0]["colour"] = "blue"
    del at(data, TERM)["posts"][0]["role"]
    at(data, ENTRY)["meeting"]["room"] = "oas/attic"
    data["documents"][0]["author_person"] = "nobody"
    told = faults(data)
    assert set(told) == {
        "$.bodies[0].kind",
        "$.bodies[0].colour",
        f"$.{TERM}.posts[0].role",
        f"$.{ENTRY}.meeting.room",
        "$.documents[0].author_person",
    }
    assert told["$.bodies[0].colour"].startswith("no such field here: expected one of slug, organization")
    assert told[f"$.{TERM}.posts[0].role"] == "is missing"
    assert told[f"$.{ENTRY}.meeting.room"] == (
        "expected a room that stands in $.shared.rooms, written ORGANIZATION/key: there is no “oas/attic”"
    )


def test_noun_of_an_absent_reference_has_its_article() -> None:
    data = record()
    data["bodies"][0]["organization"] = "nowhere"
    told = faults(data)["$.bodies[0].organization"]
    assert told.startswith("expected an organization that stands in $.shared.organizations")


def test_reference_into_the_database_alone_is_refused() -> None:
    Delegation.objects.create(key="chl", name={"en": "Chile"})
    data = record()
    data["bodies"][0]["standings"].append({"delegation": "chl"})
    assert "there is no “chl”" in faults(data)["$.bodies[0].standings[2].delegation"]


def test_key_given_twice_is_told_with_the_place_of_the_first() -> None:
    data = record()
    items = at(data, ENTRY)["meeting"]["items"]
    items[0]["children"][0]["key"] = "end"
    data["bodies"][1]["slug"] = "cp"
    told = faults(data)
    assert "a second agenda item" in told[f"$.{ENTRY}.meeting.items[1]"]
    assert f"the first stands at $.{ENTRY}.meeting.items[0].children[0]" in told[f"$.{ENTRY}.meeting.items[1]"]
    assert "the first stands at $.shared.bodies[0]" in told["$.bodies[1]"]


def test_heading_must_tell_what_the_file_holds() -> None:
    data = record()
    data["group"], data["terms"] = "gt-tm", ["2024"]
    data["bodies"][1]["parents"] = ["cp"]
    assert set(faults(data)) == {"$.group", "$.terms", "$.bodies[1].parents"}


def test_shared_body_has_no_terms() -> None:
    data = record()
    data["shared"]["bodies"][0]["terms"] = [{"label": "2025"}]
    assert "no such field" in faults(data)["$.shared.bodies[0].terms"]


@pytest.mark.parametrize("bad", ["a\x00b", "\ud800"])
def test_characters_that_no_database_holds_are_refused(bad: str) -> None:
    data = record()
    data["bodies"][0]["name"]["en"] = bad
    content = json.dumps(data).encode()
    with pytest.raises(BadFileError, match=r"\$\.bodies\[0\]\.name\.en"):
        import_group(actor=SYSTEM, now=NOW, content=content)


def test_agenda_nested_beyond_reason_is_refused() -> None:
    data = record()
    item = at(data, ENTRY)["meeting"]["items"][1]
    for depth in range(60):
        child = {"key": f"d{depth}", "text": {"en": "Deeper"}}
        item["children"] = [child]
        item = child
    with pytest.raises(TransferError, match="nested too deeply"):
        imported(data)


def test_symbol_of_signs_alone_is_refused() -> None:
    data = record()
    data["documents"][0]["symbol"] = "---"
    assert "letters or digits" in faults(data)["$.documents[0]"]


def test_frozen_content_must_have_its_hash() -> None:
    data = record()
    at(data, TERM)["schedule"]["versions"][0]["content"] = {"entries": []}
    assert "SHA-256" in faults(data)[f"$.{TERM}.schedule.versions[0]"]


def test_every_broken_rule_of_the_database_is_told() -> None:
    data = record()
    at(data, ENTRY)["end"] = "2025-03-01"
    at(data, f"{ENTRY}.meeting.sittings[0]")["end"] = "14:00"
    at(data, TERM)["posts"][0]["tenures"].append({"person": "ana", "how_began": "elected"})
    data["shared"]["delegations"][1]["alpha3"] = "BRA"
    told = faults(data)
    assert told["$.shared.delegations[1]"] == (
        "the delegation “per” has alpha3 'BRA': another delegation has the same alpha3"
    )
    assert told[f"$.{TERM}.posts[0].tenures[1]"] == (
        "the tenure “gt/2025#chair/2”: somebody holds this post and has not left it: expected an end of that tenure"
    )
    assert told[f"$.{ENTRY}"] == (
        "the entry “gt/2025#first” has end '2025-03-01', precision 'day', start '2025-03-03': "
        "expected both dates and their precision, the last not before the first, or none of the three"
    )


def test_clash_with_what_is_recorded_is_told() -> None:
    Delegation.objects.create(key="peru", name={"en": "Peru"}, alpha3="PER")
    assert "the same alpha3" in faults(record())["$.shared.delegations[1]"]


def test_symbols_of_one_paper_twice_are_told() -> None:
    data = record()
    data["documents"][1]["symbol"] = "gt/1"
    assert faults(data)["$.documents[1]"].endswith("another document has the same symbol")


@pytest.mark.parametrize(("unit", "offset"), [("days", 1101), ("months", 37), ("hours", 32767)])
def test_absurd_offset_is_told_with_what_was_found_and_expected(unit: str, offset: int) -> None:
    data = record()
    data["shared"]["deadline_rules"][2] |= {"unit": unit, "offset": offset}
    deadline = f"{TERM}.schedule.entries[1].deadline"
    at(data, deadline).update(unit=unit, offset=offset)
    told = faults(data)
    expected = "expected at most three years: 36 months, 156 weeks, 1100 days, 800 working_days or 26400 hours"
    assert told["$.shared.deadline_rules[2]"].startswith(
        f"the rule for deadlines “oas/gt/papers/” has offset {offset}, unit '{unit}': {expected}"
    )
    # Its rule is refused already: that a record rests on what is refused is no fault of its own.
    data["shared"]["deadline_rules"][2]["offset"] = 10
    assert faults(data)[f"$.{deadline}"].startswith(
        f"the deadline “gt/2025#comments” has offset {offset}, unit '{unit}': {expected}"
    )


def test_every_constraint_on_a_record_of_the_format_has_its_sentence() -> None:
    constraints = [(spec.model, constraint) for spec in SPECS.values() for constraint in spec.model._meta.constraints]
    checks = {each.name: (model, each) for model, each in constraints if isinstance(each, CheckConstraint)}
    words = {name for name, (model, each) in checks.items() if name.endswith(KNOWN) and _has_words(model, each)}
    assert set(EXPECTED) == set(checks) - words
    assert set(ALONE) <= {each.name for _model, each in constraints} - set(checks)


def _has_words(model: type[Model], constraint: CheckConstraint) -> bool:
    """Whether a field takes one of a list of words, so that any other is refused when it is read."""
    assert isinstance(constraint.condition, Q)
    fields = [model._meta.get_field(name) for name in constraint.condition.referenced_base_fields]
    return all(getattr(field, "choices", None) for field in fields)
