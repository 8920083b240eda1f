"""A house whose clock leaps while it works: `clock.c` tells its processes another hour than the machine's.

libfaketime 0.9.10 will not do: its sleeps fail where the clock that never leaps is left alone.
"""

import math
import subprocess
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.house import FullHouse

CLOCK = Path(__file__).with_name("clock.c")
HOUR = 3600
LETTER = """
from django.utils import timezone
from portal import outbox
outbox.enqueue(recipient="letter-{name}@example.org", language="en", subject="s", text="t", dedupe_key="{name}",
               now=timezone.now())
"""
EACH = 20
PATIENCE = 120


class Leaping(FullHouse):
    """With two beats. Servers of database and broker, and the mail server, stay at the machine's hour."""

    settings = "portal.settings"

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, latency=0.02, workers=1)
        library = folder / "clock.so"
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, CLOCK, "-ldl"], check=True)
        self.clock = folder / "clock"
        self.leap(0)
        self.environment |= {"LD_PRELOAD": str(library), "CLOCK_FILE": str(self.clock)}

    def leap(self, hours: int) -> None:
        """From now on the clock is wrong by so much."""
        whole = self.clock.with_suffix(".new")
        whole.write_text(f"{hours * HOUR}\n")
        whole.replace(self.clock)

    def letter(self, name: str) -> None:
        """An invitation, as it were, queued at whatever hour it seems to be."""
        self.run("shell", "--no-imports", "-c", LETTER.format(name=name))


@dataclass(frozen=True)
class Steps:
    """Mails that had come at each step."""

    before: int
    while_wrong: int
    after: int
    people: int
    early: int


def run(hours: int) -> Steps:
    """Reminders; a leap, and a letter in it; back again, an operator who trusts the clock, and the next reminders."""
    with tempfile.TemporaryDirectory(prefix="plenary-leap-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        house = Leaping(folder / "house")
        try:
            return _live(house, hours)
        finally:
            house.end()


def _live(house: Leaping, hours: int) -> Steps:
    base, second = math.ceil(time.time() + 30), 75
    house.module("tests.chaos.morning", str(base), "plan", f"0:{EACH}", f"{second}:{EACH}")
    house.open()
    before = _wait(house, lambda: len(house.arrived()) >= EACH)
    house.leap(hours)
    time.sleep(2)
    house.letter("wrong")
    wrong = _wait(house, lambda: len(house.arrived()) > before)
    time.sleep(16)  # a beat of the outbox
    wrong = len(house.arrived())
    house.leap(0)
    house.run("outbox", "trust-clock")
    house.letter("right")
    _wait(house, lambda: len(house.arrived()) >= 2 * EACH + 2 and time.time() > base + second)
    time.sleep(16)
    came = house.arrived()
    early = sum(at < base + second for recipient, at in came if recipient.startswith("s-1-"))
    return Steps(before, wrong, len(came), len({recipient for recipient, _at in came}), early)


def _wait(house: Leaping, done: Callable[[], bool]) -> int:
    end = time.monotonic() + PATIENCE
    while not done() and time.monotonic() < end:
        time.sleep(0.5)
    return len(house.arrived())
