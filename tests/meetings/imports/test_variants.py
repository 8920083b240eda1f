"""Schedules of houses that print theirs otherwise: what a person reads in them stands beside each, as JSON."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from meetings.imports import read_schedule
from meetings.imports.calendar_words import MONTHS, WEEKDAYS
from meetings.imports.spaces import fold

VARIANTS = sorted(path for path in (Path(__file__).parent / "variants").iterdir() if path.suffix != ".json")
SOURCES = sorted((Path(__file__).parent / "sources").glob("*.txt"))
# Words of dates, hours, spans and fields, which the JSON says in its own way.
UNDERSTOOD = frozenset(
    [
        "del",
        "das",
        "feira",
        "por",
        "las",
        "los",
        "des",
        "from",
        "the",
        "date",
        "time",
        "venue",
        "fecha",
        "hora",
        "horas",
        "heures",
        "hrs",
        "noon",
        "midnight",
        "minuit",
        "quarter",
        "trimestre",
        "trim",
        "eme",
        "dia",
        "par",
        "pelo",
        "desde",
        "hasta",
        "semestre",
        "until",
        "deadline",
        "ate",
        "minutes",
        "determiner",
        "confirmed",
        "confirmar",
        "tbc",
        "footnoteref",
        "bookmark",
        "html",
        "xmlns",
        "urn",
        "schemas",
        "microsoft",
        "com",
        "office",
        "head",
        "style",
        "body",
        "div",
        "span",
        "class",
        "table",
        "border",
        "width",
        "href",
        "name",
        "title",
        "lang",
        "mso",
        "font",
        "endif",
        "supportlists",
        "list",
        "level",
        "lfo",
        "ignore",
        "times",
        "new",
        "roman",
        "symbol",
        "normal",
        "msonormal",
        "align",
        "center",
        "footnote",
        "footnoteref",
        "footnotetext",
        "msofootnotereference",
        "msofootnotetext",
        "msolistparagraph",
        "msotablegrid",
        "msolistparagraphcxspfirst",
        "msolistparagraphcxsplast",
        "startfragment",
        "endfragment",
        "nbsp",
        "family",
        "type",
        "start",
        "rowspan",
        "sup",
        "elt",
        "ftn",
        "ftnref",
        "hlk",
        "toc",
        "element",
        "colspan",
        "tbody",
        "thead",
        "strong",
        "bull",
        "midi",
        "meio",
        "dias",
        "first",
        "mediodia",
        "primer",
        "daily",
        "announced",
        "determined",
        "definir",
        "later",
        "than",
        # of rows and of months
        "iii",
    ]
)


def read(path: Path) -> dict[str, Any]:
    """What the import makes of a file, with the codes of its warnings alone."""
    found = read_schedule(path.read_bytes(), path.name).as_json()
    for row in (*found["rows"], *found["suggestions"]):
        row["warnings"] = [warning["code"] for warning in row["warnings"]]
    found["warnings"] = [warning["code"] for warning in found["warnings"]]
    return found


@pytest.mark.once
@pytest.mark.parametrize("path", VARIANTS, ids=lambda path: path.stem)
def test_variant_is_read_as_a_person_reads_it(path):
    assert read(path) == json.loads(path.with_suffix(".json").read_text())


@pytest.mark.once
@pytest.mark.parametrize("path", [*SOURCES, *VARIANTS], ids=lambda path: path.stem)
def test_no_word_of_the_source_is_dropped(path):
    found = fold(json.dumps(read_schedule(path.read_bytes(), path.name).as_json(), ensure_ascii=False))
    known = UNDERSTOOD | MONTHS.keys() | WEEKDAYS.keys()

    words = set(re.findall(r"[^\W\d_]{3,}", fold(path.read_text())))

    assert {word for word in words if word not in found and word not in known} == set()
