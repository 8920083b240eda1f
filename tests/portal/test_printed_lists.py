"""Lists of commands are read with `| head` too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
COMMAND = [sys.executable, "manage.py", "help"]
SOCKET = """
import runpy, socket, sys
from django.core.management.commands import check
def cut_off(*_given, **_options):
    here, there = socket.socketpair()
    there.close()
    here.send(b"one")
check.Command.handle = cut_off
sys.argv = ["manage.py", "check"]
runpy.run_path("manage.py", run_name="__main__")
"""

pytestmark = pytest.mark.once


def _ended(command: list[str], *, read: bool) -> tuple[int, str]:
    """Its status and what it said; whether anybody reads what it prints."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    reading, writing = os.pipe()
    if not read:
        os.close(reading)
    try:
        done = subprocess.run(
            command, cwd=ROOT, env=environment, stdout=writing, stderr=subprocess.PIPE, text=True, timeout=240
        )
    finally:
        os.close(writing)
        if read:
            os.close(reading)
    return done.returncode, done.stderr


def test_command_whose_reader_has_enough_ends_quietly() -> None:
    assert _ended(COMMAND, read=False) == (141, "")
    assert _ended(COMMAND, read=True) == (0, "")


def test_connection_that_breaks_elsewhere_is_a_failure() -> None:
    status, said = _ended([sys.executable, "-c", SOCKET], read=True)
    assert status == 1
    assert "BrokenPipeError" in said
