"""Two source documents, in every form in which a house may hand them over, read right in every cell."""

import sys
from typing import Any

import pytest

from meetings.imports import read_schedule
from tests.meetings.imports import making
from tests.meetings.imports.scores import HERE, expected, score, table, wrong

NAMES = ("work-plan-2012-2013", "work-plan-2020-2021")
FORMS = {
    "lines": making.as_lines,
    "text": making.as_text,
    "csv": making.as_csv,
    "csv ; windows": lambda sheet: making.as_csv(sheet, delimiter=";", encoding="cp1252"),
    "csv tab bom": lambda sheet: making.as_csv(sheet, delimiter="\t", encoding="utf-8-sig", newline="\n"),
    "html": making.as_html,
    "html plain": lambda sheet: making.as_html(sheet, lists=False),
    "word": making.as_word,
    "word typed": lambda sheet: making.as_word(sheet, automatic=False),
    "excel": making.as_excel,
}


def raw(name: str) -> bytes:
    return (HERE / "sources" / f"{name}.txt").read_bytes()


def sheet(name: str) -> making.Sheet:
    if name == NAMES[0]:
        return making.sheet_of(raw(name).decode(), first="SCHEDULE OF MEETINGS", notes=" \ufffd.")
    return making.sheet_of(raw(name).decode(), first="SCHEDULE OF ACTIVITIES", headings=3)


def read(data: bytes) -> dict[str, Any]:
    return read_schedule(data).as_json()


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_source_document_is_read_right_as_plain_text(name):
    found, right = read(raw(name)), expected(name)

    assert wrong(found["rows"], right["rows"]) == []
    assert (found["title"], found["language"]) == (right["title"], right["language"])
    assert wrong(found["suggestions"], right["suggestions"]) == []


@pytest.mark.once
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_source_document_is_read_right_in_every_form(name, form):
    found, right = read(FORMS[form](sheet(name))), expected(name)

    assert wrong(found["rows"], right["rows"]) == []
    assert found["title"] == right["title"]
    assert wrong(found["suggestions"], right["suggestions"]) == []


@pytest.mark.once
@pytest.mark.parametrize("name", NAMES)
def test_source_document_is_read_right_from_cells_of_dates_and_hours(name):
    right = expected(name)["rows"]
    found = read(making.as_typed_excel(right))["rows"]

    # A cell that is a date holds its year.
    assert wrong(found, [{**row, "inferred": []} for row in right]) == []


@pytest.mark.once
def test_scores_are_whole(capsys):
    scores = {}
    for name in NAMES:
        right = expected(name)["rows"]
        scores[f"{name} raw"] = score(read(raw(name))["rows"], right)
        for form, made in FORMS.items():
            scores[f"{name} {form}"] = score(read(made(sheet(name)))["rows"], right)

    with capsys.disabled():
        sys.stdout.write("\n" + table(scores) + "\n")
    assert all(good == all_ for fields in scores.values() for good, all_ in fields.values())
