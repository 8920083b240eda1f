"""The first command, really run: a portal from an empty folder, and gone again without a trace."""

import json
import os
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.supervisor import Supervisor
from tests import processes

pytestmark = pytest.mark.once

CHECKOUT = Path(__file__).resolve().parent.parent.parent


class Portal:
    """One run of bin/serve."""

    def __init__(self, data: Path) -> None:
        self.port = processes.free_port()
        variables = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "DATA_DIR": str(data)}
        self.progress = data.parent / "progress"
        with self.progress.open("wb") as progress:
            self.process = subprocess.Popen(
                ["bin/serve", "--port", str(self.port)],
                cwd=CHECKOUT,
                env=variables,
                stdout=subprocess.PIPE,
                stderr=progress,
                text=True,
                preexec_fn=processes.end_with_parent,
                process_group=0,
            )

    def __enter__(self) -> "Portal":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def read_until(self, end: str) -> list[str]:
        """Lines of standard output up to one that holds `end`."""
        lines: list[str] = []
        for line in self.process.stdout:
            lines.append(line.rstrip())
            if end in line:
                return lines
        raise AssertionError(f"bin/serve ended:\n{self.progress.read_text()[-3000:]}")

    def get(self, path: str) -> tuple[int, str]:
        """Status and body."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=20) as response:
                return response.status, response.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def children(self) -> dict[str, int]:
        """The processes it has started itself, by the word that tells them apart."""
        found: dict[str, int] = {}
        for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split():
            command = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            found |= {name: int(pid) for name in ("gunicorn", "work") if name in command}
        return found

    def stop(self, number: int = signal.SIGINT) -> int:
        """Ask it to end, as a terminal asks its whole group; gives its status."""
        os.killpg(self.process.pid, number)
        return self.process.wait(60)


def wait_for(condition: Callable[[], bool], seconds: float) -> None:
    """Until it holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It did not come about in time."
        time.sleep(0.1)


def family(pid: int) -> list[int]:
    """A process and all that descend from it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in family(int(child)))]


def untracked() -> str:
    """Files in the checkout that git neither knows nor ignores."""
    command = ["git", "ls-files", "--others", "--exclude-standard"]
    return subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=True).stdout


def test_serve_from_nothing_to_nothing(tmp_path):
    before = untracked()
    with Portal(tmp_path / "data") as portal:
        assert portal.read_until("Plenary is at") == [f"Plenary is at http://127.0.0.1:{portal.port}/"]
        status, home = portal.get("/")
        assert status == 200
        accounts = "\n".join(portal.read_until("Stop with Ctrl-C.")).lower()
        assert [role for role in ("secretariat", "chair", "delegate", "observer") if role not in accounts] == []

        sheet = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', home)
        assert sheet, "The home page links no style sheet under a hashed name."
        assert portal.get(sheet[1])[0] == 200
        assert json.loads(portal.get("/readyz")[1])["worker"] is True

        killed = portal.children()["work"]
        os.kill(killed, signal.SIGKILL)
        wait_for(lambda: portal.children().get("work", killed) != killed, 10)

        everyone = family(portal.process.pid)
        assert len(everyone) >= 4  # the supervisor, gunicorn with a process of its own, the worker
        began = time.monotonic()
        assert portal.stop() == 0
        assert time.monotonic() - began < 25
        assert [pid for pid in everyone if processes.is_alive(pid)] == []
        assert "SIG" not in portal.progress.read_text()
    assert untracked() == before

    with Portal(tmp_path / "data") as second:
        second.read_until("Plenary is at")
        everyone = family(second.process.pid)
        second.process.kill()
        second.process.wait()
        wait_for(lambda: not any(processes.is_alive(pid) for pid in everyone), 15)


@pytest.mark.parametrize("way", ["itself", "file", "credential"])
def test_celery_works_wherever_the_address_of_redis_stands(tmp_path, monkeypatch, way):
    (tmp_path / "plenary_REDIS_URL").write_text("redis://localhost:6379/0\n")
    for name in ("REDIS_URL", "REDIS_URL_FILE", "CREDENTIALS_DIRECTORY"):
        monkeypatch.delenv(name, raising=False)
    assert list(Supervisor(8000).commands()) == ["web", "worker"]
    places = {
        "itself": ("REDIS_URL", "redis://localhost:6379/0"),
        "file": ("REDIS_URL_FILE", str(tmp_path / "plenary_REDIS_URL")),
        "credential": ("CREDENTIALS_DIRECTORY", str(tmp_path)),
    }
    monkeypatch.setenv(*places[way])
    assert list(Supervisor(8000).commands()) == ["web", "worker", "beat"]


def test_serve_says_that_its_port_is_taken(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        ran = subprocess.run(
            ["bin/serve", "--port", str(port)],
            cwd=CHECKOUT,
            env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 1
    assert f"Port {port} is taken by another program. Choose another one: bin/serve --port {port + 1}" in ran.stderr


def test_serve_ends_at_once_while_it_prepares(tmp_path):
    with Portal(tmp_path / "data") as portal:
        wait_for(lambda: "Preparing" in portal.progress.read_text(), 30)
        began = time.monotonic()
        assert portal.stop(signal.SIGTERM) == 0
        assert time.monotonic() - began < 25
        assert portal.process.stdout.read() == ""


@pytest.mark.parametrize("port", ["0", "65536", "http"])
def test_serve_refuses_what_is_no_port(port):
    ran = subprocess.run(["bin/serve", "--port", port], cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert ran.returncode == 2
    assert "write a number from 1 to 65535" in ran.stderr
