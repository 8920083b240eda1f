"""Whole portals in folders of their own, run by their commands as an operator would."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg2
import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent


class Portal:
    """One installation: its folder, and its database if that is not in there."""

    def __init__(self, folder: Path, database_url: str = "") -> None:
        self.folder, self.database_url = folder, database_url
        given = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "REDIS_URL"}}
        self.environment = {
            **given,
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "DATA_DIR": str(folder),
            "SITE_URL": "http://127.0.0.1:8000",
            "EMAIL_URL": f"filemail://{folder}/mail",
            **({"DATABASE_URL": database_url} if database_url else {}),
        }

    def manage(self, *words: str, fails: bool = False) -> str:
        """What a command says; on standard error when it is to fail."""
        command = [sys.executable, "manage.py", *words]
        ran = subprocess.run(command, cwd=CHECKOUT, env=self.environment, capture_output=True, text=True, check=False)
        assert (ran.returncode != 0) is fails, ran.stdout + ran.stderr
        return ran.stderr.strip() if fails else ran.stdout.strip()

    def python(self, code: str) -> str:
        """What some lines of Python print within the portal."""
        return self.manage("shell", "--no-imports", "-c", code)

    def mails(self) -> int:
        """How many left."""
        mail = self.folder / "mail"
        return len(list(mail.iterdir())) if mail.exists() else 0


class Databases:
    """Fresh databases in the tests' own server, gone at the end."""

    def __init__(self) -> None:
        self.address = os.environ["DATABASE_URL"]
        self.made: list[str] = []

    def new(self) -> str:
        """The address of an empty one."""
        name = f"drill_{uuid4().hex}"
        self._say(f"CREATE DATABASE {name}")
        self.made.append(name)
        return self.address.replace("@/postgres?", f"@/{name}?")

    def drop(self) -> None:
        """All of them."""
        for name in self.made:
            self._say(f"DROP DATABASE {name}")

    def _say(self, statement: str) -> None:
        connection = psycopg2.connect(self.address)
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
        connection.close()


@pytest.fixture(scope="module")
def databases() -> Iterator[Databases]:
    """Only where there is a PostgreSQL."""
    made = Databases()
    yield made
    made.drop()
