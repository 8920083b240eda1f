"""The papers of the demo groups, printed once for all tests that read them."""

from __future__ import annotations

import functools
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from documents.press import Paper, render
from meetings.enums import PaperKind
from meetings.papers import read, write
from meetings.transfer.operation import import_group
from portal.actors import ANONYMOUS, SYSTEM
from tests.meetings.papers.paper import text_of

FOLDER = Path(__file__).resolve().parents[3] / "meetings" / "demo"
LANGUAGES = ("en", "es", "fr", "pt")
STYLES = ("oas", "un")


class Sample(NamedTuple):
    """A paper of a demo group's term."""

    kind: PaperKind
    group: str
    term: str


SAMPLES = (
    Sample(PaperKind.WORK_PLAN, "gtc-casa", "2012-2013"),
    Sample(PaperKind.WORK_PLAN, "rcsd", "2020-2021"),
    Sample(PaperKind.REPORT, "gt-tm", "2004-2005"),
    Sample(PaperKind.COMMUNIQUE, "vg-iadc", "2023-2024"),
    Sample(PaperKind.WORK_PLAN, "cam", "2020-2021"),
)
EACH = [
    pytest.param(sample, language, style, id=f"{sample.group}-{language}-{style}")
    for sample in SAMPLES
    for language in LANGUAGES
    for style in STYLES
]


def load() -> None:
    """Import all groups."""
    for sample in SAMPLES:
        content = (FOLDER / f"{sample.group}.json").read_bytes()
        import_group(actor=SYSTEM, now=datetime(2026, 3, 10, tzinfo=UTC), content=content)


def write_all() -> dict[tuple[Sample, str, str], Paper]:
    """Every paper as a tree, as the public has it."""
    papers = {}
    for sample in SAMPLES:
        record = read(ANONYMOUS, sample.group, sample.term, sample.kind)
        assert record is not None, sample
        for language in LANGUAGES:
            for style in STYLES:
                papers[sample, language, style] = write(record, language, style)
    return papers


@functools.cache
def printed(paper: Paper) -> bytes:
    """The file of a paper."""
    return render.pdf(paper)


@functools.cache
def text(paper: Paper) -> str:
    """The text of its file on one line."""
    return text_of(printed(paper))


def source(group: str) -> Any:
    """The group's record as its file has it."""
    return json.loads((FOLDER / f"{group}.json").read_text(encoding="utf-8"))


def term_of(sample: Sample) -> Any:
    """The term's record as the file has it."""
    group = next(body for body in source(sample.group)["bodies"] if body["slug"] == sample.group)
    return next(term for term in group["terms"] if term["label"] == sample.term)


def squeezed(words: str) -> str:
    """Without white space, so that the end of a line in a cell makes no difference."""
    return re.sub(r"\s+", "", words)


def assert_in_order(expected: list[str], words: str) -> None:
    """Each text stands in the paper, after the one before it."""
    whole, place = squeezed(words), 0
    for each in expected:
        found = whole.find(squeezed(each), place)
        assert found >= 0, f"{each!r} is not in the paper after {whole[max(0, place - 80) : place]!r}"
        place = found + len(squeezed(each))
