"""The two servers that pages are asked from: the portal and a bare Django, with the same gunicorn settings."""

from __future__ import annotations

import contextlib
import http.client
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from portal.supervisor import Supervisor
from tests import processes

CHECKOUT = Path(__file__).resolve().parent.parent.parent
PORTAL, BARE = "portal.wsgi:application", "tests.bench.bare:application"


@contextlib.contextmanager
def serving(application: str, folder: Path, workers: int = 1) -> Iterator[int]:
    """The port of a server that answers."""
    port = processes.free_port()
    command = [sys.executable, *Supervisor(port).commands()["web"]]
    command[command.index(PORTAL)] = application
    command[command.index("--workers=1")] = f"--workers={workers}"
    # As behind one proxy, so that each round can come from an address of its own and none meets a limit.
    env = {**os.environ, "SITE_URL": f"http://127.0.0.1:{port}", "TRUSTED_PROXY_COUNT": "1"}
    log = folder / f"{application.split('.')[0]}.log"
    server = processes.start(command, log, cwd=CHECKOUT, env=env, ready=lambda: get(port, "/healthz")[0] == 200)
    try:
        yield port
    finally:
        processes.stop(server)


def get(port: int, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, bytes]:
    """One page; status 0 where nobody listens yet."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=dict(headers or {}))
        answer = connection.getresponse()
        return answer.status, answer.read()
    except OSError:
        return 0, b""
    finally:
        connection.close()
