"""The tests are alone on this machine: the guard of `tests/network.py` lets nothing else through, and bites."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
BEGIN = "import contextlib, socket, threading, urllib.request\nfar, name = ('192.0.2.1', 9), 'www.example.org'\n"
QUIETLY = "with contextlib.suppress(Exception): "
FAR = {
    "connect": "socket.create_connection(far, timeout=1)",
    "connect_ex": "socket.socket().connect_ex(far)",
    "sixth version": "socket.socket(socket.AF_INET6).connect(('2001:db8::1', 9, 0, 0))",
    "datagram": "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', far)",
    "datagram with flags": "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', 0, far)",
    "message": "socket.socket(type=socket.SOCK_DGRAM).sendmsg([b'x'], [], 0, far)",
    "name": "socket.getaddrinfo(name, 80)",
    "old lookup": "socket.gethostbyname(name)",
    "name of an address": "socket.gethostbyaddr('192.0.2.1')",
    "page": "urllib.request.urlopen('http://www.example.org/', timeout=1)",
}
NEAR = {
    "loopback": "server = socket.create_server(('127.0.0.1', 0)); socket.create_connection(server.getsockname())",
    "localhost": "socket.getaddrinfo('localhost', 80)",
    "own name": "socket.getfqdn()",
    "pair": "pair = socket.socketpair(); pair[0].send(b'x')",
    "unix": "assert socket.socket(socket.AF_UNIX).connect_ex('/nowhere')",
    "numbers": "socket.getaddrinfo('192.0.2.1', 80)",
}


def _run(tmp_path: Path, body: str) -> str:
    """What pytest says of one test with this body, with the guard and no other plugin."""
    (tmp_path / "empty.ini").write_text("[pytest]\n")
    (tmp_path / "test_one.py").write_text(f"{BEGIN}def test_one():\n    {body}\n")
    plugins = ["-p", "tests.network", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *plugins, "-q", "-c", str(tmp_path / "empty.ini"), str(tmp_path)]
    alone = {"PATH": os.environ["PATH"], "PYTHONPATH": str(CHECKOUT), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    ran = subprocess.run(command, cwd=tmp_path, env=alone, capture_output=True, text=True, check=False)
    return ran.stdout + ran.stderr


@pytest.mark.parametrize("call", FAR.values(), ids=FAR.keys())
def test_attempt_fails_its_test_though_the_error_is_caught(call: str, tmp_path: Path) -> None:
    said = _run(tmp_path, QUIETLY + call)
    assert "tried to reach another machine" in said
    assert "1 error" in said


def test_attempt_of_a_thread_fails_its_test(tmp_path: Path) -> None:
    body = f"thread = threading.Thread(target=lambda: {FAR['connect_ex']}); thread.start(); thread.join()"
    assert "tried to reach another machine" in _run(tmp_path, body)


def test_this_machine_is_open(tmp_path: Path) -> None:
    assert "1 passed" in _run(tmp_path, "\n    ".join(NEAR.values()))
