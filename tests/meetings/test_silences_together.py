"""Objections, the clock's job and the chair at once, in processes: the database lets one of them through."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests import make
from tests.meetings.silent import Group
from tests.meetings.test_drafts_together import CHECKOUT, address_of

pytestmark = pytest.mark.django_db(transaction=True)
SILENCES = 6
DONE = {"broken": "silence_broken", "unbroken": "silence_unbroken", "withdrawn": "silence_withdrawn"}


def at_once(folder: Path, *acts: str) -> tuple[dict[str, list[str]], list[dict[str, Any]]]:
    """Each act in a process of its own, on the same silences, from the same signal; and what is recorded then."""
    group = Group()
    for _number in range(SILENCES):
        group.running(make.text_without_number(group.cast.body))
    env = {**os.environ, "DATABASE_URL": address_of(folder)}
    started = {act: _start(env, act, str(folder)) for act in acts}
    until = time.monotonic() + 240
    while len(list(folder.glob("ready-*"))) < len(acts) and time.monotonic() < until:
        time.sleep(0.05)
    (folder / "go").touch()
    gave = {act: _said(process) for act, process in started.items()}
    return gave, _said(_start(env, "tell", "-"))


def _start(env: dict[str, str], *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.meetings.objectors", *words]
    return subprocess.Popen(command, cwd=CHECKOUT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _said(process: subprocess.Popen[str]) -> Any:
    output, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors[-2000:]
    return json.loads(output)


def test_objection_in_time_one_at_the_hour_and_the_job(tmp_path: Path) -> None:
    gave, found = at_once(tmp_path, "in-time", "late", "job")
    assert gave["late"] == ["refused"] * SILENCES
    for place, each in enumerate(found):
        came_first = gave["in-time"][place] == "objected Peru"
        assert gave["job"][place] == str(not came_first)
        assert each["state"] == ("broken" if came_first else "unbroken")
        assert each["objections"] == (["Peru"] if came_first else [])
        assert (each["events"], each["once"]) == ([DONE[each["state"]]], True)


def test_two_states_and_the_chair(tmp_path: Path) -> None:
    gave, found = at_once(tmp_path, "in-time", "other", "chair")
    for place, each in enumerate(found):
        ended = gave["chair"][place] == "None"
        objected = sorted(said.removeprefix("objected ") for act in ("in-time", "other") if (said := gave[act][place]))
        assert each["state"] == ("withdrawn" if ended else "broken")
        assert objected == (["refused"] * 2 if ended else ["Brazil", "Peru"])
        assert each["objections"] == ([] if ended else ["Brazil", "Peru"])
        assert (each["events"], each["once"]) == ([DONE[each["state"]]], True)
