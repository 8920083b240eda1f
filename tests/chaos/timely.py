"""A day on which nothing breaks: how long after its hour each reminder reaches the mail server, and in which order."""

import math
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.chaos.house import FullHouse
from tests.chaos.morning import Wave

PATIENCE = 900


class Ordinary(FullHouse):
    """With the portal's own settings: its pace, its leases, its time-outs."""

    settings = "portal.settings"


@dataclass(frozen=True)
class Arrivals:
    """Seconds after its hour, by recipient, in the order in which mails came; and the wave of each."""

    expected: int
    delays: tuple[float, ...]
    waves: tuple[int, ...]
    recipients: tuple[str, ...]
    seconds: float

    def within(self, part: float) -> float:
        """So many seconds after its hour, that part of all mails was there."""
        ordered = sorted(self.delays)
        return ordered[max(0, math.ceil(part * len(ordered)) - 1)]

    @property
    def overtaken(self) -> int:
        """The most mails of later waves that came before one of an earlier wave."""
        worst, later = 0, 0
        for number in range(max(self.waves)):
            last = max(place for place, wave in enumerate(self.waves) if wave <= number)
            later = sum(wave > number for wave in self.waves[:last])
            worst = max(worst, later)
        return worst

    def table(self) -> str:
        """For people."""
        rows = [
            ("reminders due", self.expected),
            ("mails that came", len(self.recipients)),
            ("people who got one", len(set(self.recipients))),
            ("mails before their hour", sum(delay < 0 for delay in self.delays)),
            *((f"{part:.0%} within, in seconds", round(self.within(part), 1)) for part in (0.5, 0.95, 0.99, 1.0)),
            ("seconds from the first hour to the last mail", round(self.seconds)),
            ("most mails that overtook an earlier one", self.overtaken),
        ]
        return "\n".join(["| what | figure |", "|---|---|", *(f"| {name} | {figure} |" for name, figure in rows)])


def run(waves: Sequence[Wave], *, lead: float, latency: float = 0.02, plan: bool = False, workers: int = 2) -> Arrivals:
    """Let the waves come, the first one `lead` seconds after all is ready; `plan`: ahead, not by the worker."""
    with tempfile.TemporaryDirectory(prefix="plenary-timely-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        house = Ordinary(folder / "house", latency=latency, workers=workers)
        try:
            return _live(house, waves, lead, plan=plan)
        finally:
            house.end()


def _live(house: Ordinary, waves: Sequence[Wave], lead: float, *, plan: bool) -> Arrivals:
    base = math.ceil(time.time() + lead)  # the planner plans no more than an hour ahead
    words = [f"{offset}:{number}" for offset, number in waves]
    if not plan:
        house.open()
    house.module("tests.chaos.morning", str(base), "plan" if plan else "wait", *words)
    if time.time() > base:
        raise RuntimeError("The first hour came before all was ready: give it more time.")
    if plan:
        house.open()
    expected = sum(number for _offset, number in waves)
    until = base + max(offset for offset, _number in waves) + PATIENCE
    while len(house.arrived()) < expected and time.time() < until:
        time.sleep(0.5)
    time.sleep(1)  # whatever came twice
    return _arrivals(house, waves, base, expected)


def _arrivals(house: Ordinary, waves: Sequence[Wave], base: float, expected: int) -> Arrivals:
    came = sorted(house.arrived(), key=lambda each: each[1])
    numbers = [int(recipient.split("-")[1]) for recipient, _at in came]
    delays = [at - base - waves[number][0] for number, (_recipient, at) in zip(numbers, came, strict=True)]
    seconds = came[-1][1] - base if came else 0.0
    return Arrivals(expected, tuple(delays), tuple(numbers), tuple(recipient for recipient, _at in came), seconds)
