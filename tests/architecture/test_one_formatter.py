"""Pages, mails, papers and calendars write days and hours by one library."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("portal", "groups", "documents", "meetings")
CODE = [path for app in APPS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]
OPERATORS = ROOT / "templates" / "portal" / "mail"  # who compares them with the logs, in UTC
TEMPLATES = [path for path in sorted((ROOT / "templates").rglob("*.*")) if not path.is_relative_to(OPERATORS)]
LIBRARY = ROOT / "portal" / "lib" / "dates"
# What machines read, boxes of forms, the operator's terminal, and the desk's own names of records.
MACHINES = {
    "portal/lib/atom.py",
    "portal/lib/ical/calendar.py",
    "portal/lib/ical/zones.py",
    "documents/press/markup/document.py",
    "meetings/imports/sources/workbook.py",
    "meetings/operations/deadlines.py",
    "meetings/models/calendars.py",
    "meetings/models/edits.py",
    "portal/models/audit.py",
    "portal/logs.py",
    "portal/outbox/figures.py",
    "portal/management/commands/audit.py",
    "portal/management/commands/outbox.py",
    "groups/forms/boxes.py",
    "meetings/forms/deadlines.py",
}
OTHER_WAYS = re.compile(r"babel\.dates|django\.utils\.(?:formats|dateformat)|\bstrftime\(|:%[HIMpBbAa]")


def test_no_code_writes_days_or_hours_for_people_by_itself() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in CODE
        if not path.is_relative_to(LIBRARY) and OTHER_WAYS.search(path.read_text(encoding="utf-8"))
    ]
    assert [path for path in found if path not in MACHINES] == []


def test_clock_of_24_hours_is_for_machines_and_boxes() -> None:
    """Beside “2:13 p.m.” no reader should find “14:13”: whoever writes for people says in which language."""
    clocks = {
        str(path.relative_to(ROOT))
        for path in CODE
        if not path.is_relative_to(LIBRARY) and "format_clock" in path.read_text(encoding="utf-8")
    }
    assert clocks == {"meetings/api/entries.py", "meetings/api/meetings.py", "portal/lib/typed/writing.py"}


def test_no_template_does() -> None:
    """But for machines: ISO dates in attributes and in what a form sends."""
    filters = re.compile(r"\|\s*(?:date|time|timesince|timeuntil|naturaltime)\b(?::'(?:c|Y-m|Y-m-d)')?")
    allowed = re.compile(r"\|date:'(?:c|Y-m|Y-m-d)'")
    found = {
        str(path.relative_to(ROOT)): [match for match in filters.findall(text) if not allowed.fullmatch(match)]
        for path in TEMPLATES
        if (text := path.read_text(encoding="utf-8"))
    }
    assert {path: matches for path, matches in found.items() if matches} == {}


@pytest.mark.parametrize(
    "user",
    ["meetings/pages/hours.py", "meetings/papers/pen.py", "meetings/feeds/words.py", "meetings/notices/wording.py"],
)
def test_each_medium_uses_the_library(user: str) -> None:
    assert "from portal.lib.dates import" in (ROOT / user).read_text(encoding="utf-8")
