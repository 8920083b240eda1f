"""The portal that the journeys go through: the production server with its demo data, in processes of its own."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse, RemoteDisconnected
from pathlib import Path
from urllib.parse import urlencode

import environ

from portal.supervisor import Supervisor
from tests import processes

CHECKOUT = Path(__file__).resolve().parent.parent.parent
DATABASE = "plenary_journeys"


@dataclass(frozen=True)
class Answer:
    """What a plain client gets."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Portal:
    """A running portal and a plain client for it, on one connection that stays open."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, path: str, *, method: str = "GET", **headers: str) -> Answer:
        """A page as a stranger without cookies gets it."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            response = self._ask(method, path, named)
        except RemoteDisconnected:  # the server has ended the connection while nobody asked
            self.connection.close()
            response = self._ask(method, path, named)
        found = {name.lower(): ", ".join(response.headers.get_all(name, [])) for name in response.headers}
        return Answer(response.status, found, response.read())

    def _ask(self, method: str, path: str, headers: dict[str, str]) -> HTTPResponse:
        self.connection.request(method, path, headers=headers)
        return self.connection.getresponse()

    def paper(self, term: str, kind: str, **parameters: str) -> bytes:
        """A term's paper as PDF."""
        answer = self.get(f"/groups/{term}/papers/{kind}.pdf?{urlencode(parameters)}")
        assert answer.status == 200, (answer.status, answer.body[:300])
        return answer.body


@contextmanager
def running(shared: Path) -> Iterator[Portal]:
    """Prepare the data once for all processes of a test run, then serve them from this one."""
    port = processes.free_port()
    variables = {**os.environ, **variables_of(shared), "SITE_URL": f"http://127.0.0.1:{port}"}
    _prepare(shared, variables)
    portal = Portal(port)
    command = [sys.executable, *Supervisor(port).commands()["web"]]
    log = shared / f"web-{port}.log"
    server = processes.start(command, log, cwd=CHECKOUT, env=variables, ready=lambda: _answers(portal))
    try:
        yield portal
    finally:
        portal.connection.close()
        processes.stop(server)


def _answers(portal: Portal) -> bool:
    try:
        return portal.get("/healthz").status == 200
    except OSError:
        portal.connection.close()
        return False


def variables_of(shared: Path) -> dict[str, str]:
    """A database beside that of the other tests, on the same server where they use one."""
    variables = {"DATA_DIR": str(shared / "data"), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    if url := os.environ.get("DATABASE_URL"):
        variables["DATABASE_URL"] = url.replace("/postgres?", f"/{DATABASE}?")
    if url := os.environ.get("REDIS_URL"):
        variables["REDIS_URL"] = url.replace("db=0", "db=1")
    return variables


def _prepare(shared: Path, variables: dict[str, str]) -> None:
    """The first process of the run does it, the others wait."""
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = shared / "prepared"
        if done.exists():
            return
        if url := os.environ.get("DATABASE_URL"):
            _create_database(url)
        command = [sys.executable, "manage.py", "prepare"]
        said = subprocess.run(command, cwd=CHECKOUT, env=variables, check=False, capture_output=True, text=True)
        assert said.returncode == 0, said.stderr[-2000:]
        done.touch()


def _create_database(url: str) -> None:
    import psycopg2

    server = environ.Env.db_url_config(url)
    connection = psycopg2.connect(user=server["USER"], host=server["OPTIONS"]["host"], dbname=server["NAME"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {DATABASE}")
    connection.close()
