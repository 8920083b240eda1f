"""A private Redis on a Unix socket, gone after the run."""

import shutil
import socket
from collections.abc import Callable
from pathlib import Path

from tests import processes


def start(folder: Path, at_end: Callable[[Callable[[], None]], None]) -> str:
    """Start it; gives its REDIS_URL."""
    binary = shutil.which("redis-server")
    if not binary:
        raise RuntimeError("Redis is not installed: run bin/test, or install the package redis-server.")
    folder.mkdir()
    path = folder / "socket"
    server = processes.start(
        [binary, "--port", "0", "--unixsocket", str(path), "--save", "", "--appendonly", "no", "--dir", str(folder)],
        folder / "log",
        cwd=folder,
        ready=lambda: _answers(path),
    )
    at_end(lambda: processes.stop(server))
    return f"unix://{path}?db=0"


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False
