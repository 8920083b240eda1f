"""The web server ends in seconds and without a word, even while a request takes its time."""

import json
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
from gunicorn.config import Config

from portal.web import GRACE, Logger
from tests import processes

pytestmark = pytest.mark.once

CHECKOUT = Path(__file__).resolve().parent.parent.parent
APPLICATION = """
import time
from portal import web
web.GRACE = {grace}
def application(environ, start_response):
    if environ["PATH_INFO"] == "/slow":
        open("asked", "w").close()
        time.sleep(60)
    start_response("200 OK", [("Content-Length", "0")])
    return [b""]
"""


@pytest.fixture
def server(tmp_path: Path, request: pytest.FixtureRequest) -> Generator[subprocess.Popen[str]]:
    """gunicorn as bin/serve runs it, with a request under way for a minute; a test may choose its grace."""
    grace = getattr(request, "param", GRACE)
    (tmp_path / "slow.py").write_text(APPLICATION.replace("{grace}", str(grace)))
    port = processes.free_port()
    options = ["--worker-class=portal.web.Worker", "--threads=2", "--log-level=warning"]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "slow:application",
            f"--bind=127.0.0.1:{port}",
            "--no-control-socket",
            f"--graceful-timeout={grace + 1:.0f}",
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


WHERE = """
import json, os
from portal.web import Worker
def application(environ, start_response):
    found = [os.getpid(), os.fstat(Worker._pages[1]).st_ino, hash("a page")]
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(found).encode()]
"""


def _asked(port: int, seen: set[int], workers: int) -> set[tuple[int, ...]]:
    """What so many processes say that have not been seen before."""
    found: dict[int, tuple[int, ...]] = {}
    deadline = time.monotonic() + 30
    while len(found) < workers:
        assert time.monotonic() < deadline, found
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
            process, *others = json.load(answer)
            if process not in seen:
                found[process] = tuple(others)
    seen.update(found)
    return set(found.values())


def test_workers_have_memory_in_common_until_a_reload_brings_another_release(tmp_path: Path) -> None:
    (tmp_path / "where.py").write_text(WHERE)
    port = processes.free_port()
    options = ["--worker-class=portal.web.Worker", "--workers=2", "--threads=2", "--graceful-timeout=2"]
    command = [sys.executable, "-m", "gunicorn", "where:application", f"--bind=127.0.0.1:{port}", *options]
    environment = {**os.environ, "PYTHONPATH": f"{CHECKOUT}:{tmp_path}"}
    server = subprocess.Popen(command, cwd=tmp_path, env=environment, preexec_fn=processes.end_with_parent)
    seen: set[int] = set()
    try:
        before = _asked(port, seen, 2)
        server.send_signal(signal.SIGHUP)
        after = _asked(port, seen, 2)
    finally:
        processes.stop(server)
    assert (len(before), len(after), len(before | after)) == (1, 1, 2)


def test_server_s_own_lines_are_as_the_portal_s(capsys: pytest.CaptureFixture[str]) -> None:
    Logger(Config()).info("Booting worker with pid: %s", 7)
    line = json.loads(capsys.readouterr().err)
    assert (line["level"], line["logger"], line["message"]) == ("INFO", "gunicorn.error", "Booting worker with pid: 7")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_server_ends_quietly_during_a_long_request(server: subprocess.Popen[str], number: signal.Signals) -> None:
    began = time.monotonic()
    server.send_signal(number)
    _out, said = server.communicate(timeout=50)
    assert time.monotonic() - began < 30  # the request takes a minute, its grace four seconds
    assert (server.returncode, said) == (0, "")


@pytest.mark.parametrize("server", [45.0], indirect=True)
def test_server_hurries_when_asked_twice(server: subprocess.Popen[str]) -> None:
    server.send_signal(signal.SIGTERM)
    time.sleep(0.5)
    began = time.monotonic()
    server.send_signal(signal.SIGINT)
    _out, said = server.communicate(timeout=50)
    assert time.monotonic() - began < 30
    assert (server.returncode, said) == (0, "")
