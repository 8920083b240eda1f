"""A private Redis on a Unix socket, gone after the run."""

import shutil
import signal
import socket
from collections.abc import Callable
from pathlib import Path

from tests import processes


class Server:
    """A server in a folder of its own, to be stopped and started again; it forgets everything each time."""

    def __init__(self, folder: Path) -> None:
        binary = shutil.which("redis-server")
        if not binary:
            raise RuntimeError("Redis is not installed: run bin/test, or install the package redis-server.")
        folder.mkdir()
        self.folder, self.socket = folder, folder / "socket"
        options = ["--port", "0", "--unixsocket", str(self.socket), "--save", "", "--appendonly", "no"]
        self.command = [binary, *options, "--dir", str(folder)]
        self.url = f"unix://{self.socket}?db=0"

    def start(self) -> None:
        """Until it answers."""
        self.process = processes.start(
            self.command, self.folder / "log", cwd=self.folder, ready=lambda: _answers(self.socket)
        )

    def stop(self, number: int = signal.SIGTERM) -> None:
        """Gently, or by the signal given."""
        processes.stop(self.process, number)


def start(folder: Path, at_end: Callable[[Callable[[], None]], None]) -> str:
    """Start it; gives its REDIS_URL."""
    server = Server(folder)
    server.start()
    at_end(server.stop)
    return server.url


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        try:
            client.connect(str(path))
            client.sendall(b"PING\r\n")
            return client.recv(16).startswith(b"+PONG")
        except OSError:
            return False
