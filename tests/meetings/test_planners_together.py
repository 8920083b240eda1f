"""However many planners run at once, everybody who owes is reminded once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal import clock
from tests.meetings.rounds import open_round
from tests.meetings.test_drafts_together import CHECKOUT, address_of

AT = datetime(2026, 10, 1, 14, 30, tzinfo=UTC)
PLANNERS, STATES = 4, 12
REMINDED = 9
"""It is not nine in Tokyo yet, where every fourth of them is."""


def _start(url: str, *words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.meetings.planners", *words]
    env = {**os.environ, "DATABASE_URL": url}
    return subprocess.Popen(command, cwd=CHECKOUT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _said(process: subprocess.Popen[str]) -> str:
    output, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    return output


@pytest.mark.django_db(transaction=True)
def test_planners_remind_everybody_once(tmp_path: Path) -> None:
    open_round(STATES)
    clock.confirm(AT)
    url = address_of(tmp_path)
    planners = [_start(url, AT.isoformat(), str(tmp_path)) for _each in range(PLANNERS)]
    until = time.monotonic() + 120
    while len(list(tmp_path.glob("ready-*"))) < PLANNERS and time.monotonic() < until:
        time.sleep(0.02)
    (tmp_path / "go").touch()
    for planner in planners:
        _said(planner)
    told = json.loads(_said(_start(url, "tell", "-")))
    assert told == {"notices": REMINDED, "mails": REMINDED, "people": REMINDED}
