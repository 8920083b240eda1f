"""docs/asvs.csv names each requirement once, and what it names as proof is there."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
COLUMNS = ["id", "level", "requirement", "how", "where"]
LEVELS = {"1": 70, "2": 183}
"""How many requirements version 5.0 has for each level."""
SHOWN = {"test", "config", "doc"}
HOW = SHOWN | {"n/a", "not yet"}
REMARK = " — "
IN_TESTS = re.compile(r"^tests/[\w/]+\.py(?:::test_\w+)?$")

with (CHECKOUT / "docs" / "asvs.csv").open(newline="") as file:
    READER = csv.DictReader(file)
    ROWS = list(READER)


def _named(row: dict[str, str]) -> list[str]:
    return row["where"].partition(REMARK)[0].split("; ")


def _missing(name: str) -> str:
    """What is wrong with `path`, `path::test` or `path § heading`; nothing where it is there."""
    path, _, test = name.partition(" § ")[0].partition("::")
    heading = name.partition(" § ")[2]
    if not (CHECKOUT / path).is_file():
        return f"no file {path}"
    text = (CHECKOUT / path).read_text()
    if test and not re.search(rf"^def {test}\(", text, re.MULTILINE):
        return f"no {test} in {path}"
    if heading and not re.search(rf"^#+ {re.escape(heading)}$", text, re.MULTILINE):
        return f"no heading {heading} in {path}"
    return ""


def test_each_requirement_has_one_row_in_order() -> None:
    assert READER.fieldnames == COLUMNS
    ids = [row["id"] for row in ROWS]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    assert ids == sorted(ids, key=lambda name: [int(part) for part in name.split(".")])
    assert Counter(row["level"] for row in ROWS) == LEVELS


def test_no_cell_is_empty_and_each_says_how() -> None:
    assert [row["id"] for row in ROWS if None in row or not all(str(cell or "").strip() for cell in row.values())] == []
    assert {row["how"] for row in ROWS} <= HOW


@pytest.mark.parametrize("row", [row for row in ROWS if row["how"] in SHOWN], ids=lambda row: row["id"])
def test_what_shows_it_is_there(row: dict[str, str]) -> None:
    assert [wrong for name in _named(row) if (wrong := _missing(name))] == []
    if row["how"] == "test":
        assert any(IN_TESTS.match(name) for name in _named(row)), "a test is claimed and none is named"
    if row["how"] == "doc":
        assert any(" § " in name for name in _named(row)), "no heading is named"


def test_files_in_reasons_are_there() -> None:
    found = {path for row in ROWS for path in re.findall(r"[\w./-]+/[\w.-]+\.(?:py|md|conf|js)\b", row["where"])}
    assert [path for path in sorted(found) if not (CHECKOUT / path).is_file()] == []
