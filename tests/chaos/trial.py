"""One bad day: so many mails, so many faults while they go out, and what came of it in one table."""

import random
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.house import EmbeddedHouse, FullHouse, House

SECONDS = 600
ACCOUNTS = """
from portal.models import User
User.objects.bulk_create([User(email=f"r{{n}}@example.org", password="!") for n in range({number})])
"""
"""Their only use is to get mail."""


@dataclass(frozen=True)
class Day:
    """What is to happen; `pause` seconds lie between two faults."""

    mails: int
    kills: int
    flushes: int = 0
    redis_restarts: int = 0
    postgresql_restarts: int = 0
    planners: int = 8
    workers: int = 3
    latency: float = 0.2
    pause: float = 1.5


@dataclass(frozen=True)
class Result:
    """What came of it."""

    broken: dict[str, int]
    mails: int
    states: dict[str, int]
    received: list[tuple[str, str]]
    seconds: float
    left: int
    """Mails still to come when the last fault struck: a day whose faults come after its mail shows nothing."""

    @property
    def lost(self) -> int:
        """Accounts that got nothing."""
        return self.mails - len({recipient for recipient, _id in self.received})

    @property
    def duplicates(self) -> int:
        """Mails beyond the first to an account."""
        return len(self.received) - len({recipient for recipient, _id in self.received})

    @property
    def strangers(self) -> int:
        """Accounts whose copies differ in their Message-ID: a mailbox could not fold those."""
        ids: dict[str, set[str]] = {}
        for recipient, message_id in self.received:
            ids.setdefault(recipient, set()).add(message_id)
        return sum(len(found) > 1 for found in ids.values())

    def table(self) -> str:
        """For people."""
        most = max(Counter(recipient for recipient, _id in self.received).values(), default=0)
        rows = [
            ("mails planned", self.mails),
            *sorted(self.broken.items()),
            ("mails still to come at the last fault", self.left),
            ("mails lost", self.lost),
            ("mails that came twice", self.duplicates),
            ("most copies of one mail", most),
            ("copies with another Message-ID", self.strangers),
            *((f"rows {state}", number) for state, number in sorted(self.states.items())),
            ("seconds", round(self.seconds)),
        ]
        return "\n".join(["| what | figure |", "|---|---|", *(f"| {name} | {figure} |" for name, figure in rows)])


def run(day: Day, kind: type[FullHouse] | type[EmbeddedHouse] = FullHouse) -> Result:
    """Live through the day."""
    with tempfile.TemporaryDirectory(prefix="plenary-chaos-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        house = kind(folder / "house", latency=day.latency, workers=day.workers)
        try:
            return _live(day, house)
        finally:
            house.end()


def _live(day: Day, house: FullHouse | EmbeddedHouse) -> Result:
    house.run("shell", "--no-imports", "-c", ACCOUNTS.format(number=day.mails))
    began = time.monotonic()
    house.plan(day.planners)
    house.open()
    _wait(house, lambda: len(house.received()) >= day.mails // 20)
    left = day.mails
    for fault in _faults(day, house):
        left = day.mails - len({recipient for recipient, _id in house.received()})
        fault()
        time.sleep(day.pause * random.uniform(0.7, 1.3))
        house.revive()
    _wait(house, lambda: _settled(house, day.mails))
    seconds = time.monotonic() - began
    return Result(dict(house.broken), day.mails, states(house), house.received(), seconds, left)


def _faults(day: Day, house: FullHouse | EmbeddedHouse) -> list[Callable[[], None]]:
    faults = [house.kill] * day.kills
    if isinstance(house, FullHouse):
        faults += [house.flush] * day.flushes + [house.restart_redis] * day.redis_restarts
        faults += [house.restart_postgresql] * day.postgresql_restarts
    random.shuffle(faults)
    return faults


def _wait(house: House, done: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not over after {SECONDS} s: {states(house)}, {len(house.received())} received")
        house.revive()
        time.sleep(0.5)


def _settled(house: House, mails: int) -> bool:
    found = states(house)
    return sum(found.values()) == mails and not found.keys() & {"pending", "claimed"}


def states(house: House) -> dict[str, int]:
    """How many rows stand where; nothing while the database is away."""
    rows = sql(house, "SELECT state, count(*) FROM portal_outboxmessage WHERE kind = 'chaos' GROUP BY state")
    return {state: int(number) for state, number in (line.split("|") for line in rows)}


def sql(house: House, statement: str) -> list[str]:
    """Lines of a question to the house's database, asked from outside of Django."""
    if isinstance(house, FullHouse):
        tool = [str(house.cluster.binaries / "psql"), "-X", "-q", "-A", "-t", house.cluster.url, "-c", statement]
        asked = subprocess.run(tool, capture_output=True, text=True, check=True)
        return asked.stdout.split()
    import sqlite3

    connection = sqlite3.connect(house.folder / "data" / "plenary.sqlite3", timeout=20, isolation_level=None)
    try:
        return ["|".join(str(value) for value in row) for row in connection.execute(statement)]
    finally:
        connection.close()
