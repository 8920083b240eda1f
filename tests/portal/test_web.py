"""The web server ends in seconds and without a word, even while a request takes its time."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from tests import processes

pytestmark = pytest.mark.once

CHECKOUT = Path(__file__).resolve().parent.parent.parent
APPLICATION = """
import time
def application(environ, start_response):
    if environ["PATH_INFO"] == "/slow":
        open("asked", "w").close()
        time.sleep(60)
    start_response("200 OK", [("Content-Length", "0")])
    return [b""]
"""


@pytest.fixture
def server(tmp_path: Path) -> Generator[subprocess.Popen[str]]:
    """gunicorn as bin/serve runs it, with a request under way that takes a minute."""
    (tmp_path / "slow.py").write_text(APPLICATION)
    port = processes.free_port()
    options = ["--worker-class=portal.web.Worker", "--threads=2", "--graceful-timeout=5", "--log-level=warning"]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "slow:application",
            f"--bind=127.0.0.1:{port}",
            "--no-control-socket",
            *options,
        ],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": f"{CHECKOUT}:{tmp_path}"},
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
        preexec_fn=processes.end_with_parent,
    )

    def ask() -> None:
        with suppress(OSError):
            urllib.request.urlopen(f"http://127.0.0.1:{port}/slow", timeout=90)

    deadline = time.monotonic() + 30
    while not (tmp_path / "asked").exists():
        assert time.monotonic() < deadline, "The server did not start."
        Thread(target=ask, daemon=True).start()
        time.sleep(0.5)
    yield process
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_server_ends_quietly_during_a_long_request(server: subprocess.Popen[str], number: signal.Signals) -> None:
    began = time.monotonic()
    server.send_signal(number)
    _out, said = server.communicate(timeout=20)
    assert time.monotonic() - began < 8
    assert (server.returncode, said) == (0, "")


def test_server_hurries_when_asked_twice(server: subprocess.Popen[str]) -> None:
    server.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    began = time.monotonic()
    server.send_signal(signal.SIGINT)
    _out, said = server.communicate(timeout=20)
    assert time.monotonic() - began < 4
    assert (server.returncode, said) == (0, "")
