"""Two people who edit the same rows at once lose nothing, and a long schedule is no more work than a short one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, transaction

from meetings.enums import ScheduleState
from meetings.operations.edits import edit_row
from meetings.queries.drafts import row_for_editing
from tests import make
from tests.cast import NOW, gather
from tests.work import calls_of

CHECKOUT = Path(__file__).resolve().parent.parent.parent
EACH = int(os.environ.get("EDITS", "125"))
"""Edits of each writer in each schedule; what is promised takes EDITS=500 in the environment of bin/test."""
ROWS = 300


def address_of(folder: Path) -> str:
    """The database as another process reaches it; the one in memory is copied to a file first."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(folder / "plenary.sqlite3")])
        return f"sqlite:///{folder / 'plenary.sqlite3'}"
    facts = settings.DATABASES["default"]
    host = facts["HOST"] or facts["OPTIONS"].get("host", "")
    return f"postgres://{facts['USER']}@/{connection.settings_dict['NAME']}?host={quote(str(host), safe='/')}"


def _start(url: str, *words: str) -> subprocess.Popen[str]:
    env = {**os.environ, "DATABASE_URL": url}
    command = [sys.executable, "-m", "tests.meetings.writers", *words]
    return subprocess.Popen(command, cwd=CHECKOUT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _said(process: subprocess.Popen[str]) -> dict[str, Any]:
    output, errors = process.communicate(timeout=120 + 2 * EACH)
    assert process.returncode == 0, errors
    found: dict[str, Any] = json.loads(output)
    return found


@pytest.mark.django_db(transaction=True)
def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    body = make.body()
    states = (ScheduleState.DRAFT, ScheduleState.ADOPTED)
    count = EACH * len(states)
    for state in states:
        schedule = make.schedule(make.term(body, str(state)), state=state)
        for number in (1, 2):
            make.meeting(schedule, key=f"m{number}", text={"en": "Matter"}, items=("One",))
    url = address_of(tmp_path)
    results = [_said(process) for process in [_start(url, name, str(count)) for name in ("a", "b")]]
    told = _said(_start(url, "tell"))
    assert [result["done"] for result in results] == [count, count]
    assert sum(result["stale"] for result in results) > 0, "they never met"
    expected = {f"{name}{number}" for name in ("a", "b") for number in range(count)}
    assert sorted(told["words"]) == sorted([*expected, *["Matter"] * 4])
    assert told["edits"] == told["audited"] == told["counted"] == 2 * count


def _work_of_edits(state: str, rows: int) -> list[int]:
    """Calls that edits of rows all over a schedule make, the first left out since it reads what is kept afterwards."""
    cast = gather()
    secretary = cast.actor("secretary")
    schedule = make.schedule(cast.term, state=state)
    for number in range(rows):
        day = date(2026, 1, 1) + timedelta(days=number)
        make.meeting(schedule, day, key=f"m{number}", items=("Opening", "Matter", "Closing"))
    made = []
    for number in range(6):
        row = row_for_editing(secretary, schedule, f"m{number * rows // 6}")
        assert row is not None
        changes = {"start": "2026-11-30", "text": {"en": f"Matter {number}"}}
        edit = partial(edit_row, actor=secretary, now=NOW, schedule=schedule, key=row.key, seen=row.version)
        made.append(calls_of(partial(edit, changes=changes)))
    return made[1:]


@pytest.mark.django_db
@pytest.mark.parametrize("state", [ScheduleState.DRAFT, ScheduleState.ADOPTED])
def test_edit_of_a_long_schedule_is_hardly_more_work(state: str) -> None:
    with transaction.atomic():
        few = _work_of_edits(state, 12)
        transaction.set_rollback(True)
    many = _work_of_edits(state, ROWS)
    assert max(few) < 55_000
    assert max(many) < max(few) * 1.1
