"""A watch on the machine's clock: what plans by the hour asks first whether the hour can be true.

A host that wakes up with a wrong year must not mail a year of reminders, nor throw away what waits. The last hour seen
is kept in the database. A leap of more than a quarter of an hour, or back by more than two minutes, raises an alarm:
until three minutes in a row have passed as minutes do, or an operator confirms, nothing is planned.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from portal import jobs, state

TICK = timedelta(seconds=60)
FORWARD = timedelta(minutes=15)
BACK = timedelta(minutes=2)
SANE_TICKS = 3

logger = logging.getLogger(__name__)


def guard(now: datetime) -> bool:
    """Whether to plan at this hour. Called by each run of a planner; counts at most one tick in 45 seconds."""
    before = state.read(state.CLOCK)
    if before and timedelta(0) <= now - _at(before) < TICK * 0.75:
        return not before.get("alarm")
    after = state.change(state.CLOCK, lambda known: _tick(known, now))
    if after.get("alarm") and not before.get("alarm"):
        logger.error("the clock leapt from %s to %s: nothing is planned until it goes evenly", before["at"], now)
    return not after.get("alarm")


def confirm(now: datetime) -> bool:
    """An operator says that this is the right hour; gives whether there was an alarm."""
    alarm = bool(state.read(state.CLOCK).get("alarm"))
    state.write(state.CLOCK, {"at": now.isoformat()})
    return alarm


def seen(now: datetime) -> dict[str, Any]:
    """For people who watch: seconds since the last tick, and the alarm, if there is one."""
    known = state.read(state.CLOCK)
    return {
        "age": round((now - _at(known)).total_seconds()) if known else None,
        "alarm": known.get("alarm") if known else None,
    }


def _tick(known: dict[str, Any], now: datetime) -> dict[str, Any]:
    if not known:
        return {"at": now.isoformat()}
    passed = now - _at(known)
    if passed > TICK + FORWARD or passed < -BACK:
        return {"at": now.isoformat(), "alarm": known["at"], "ticks": 0}
    if passed < TICK * 0.75:
        return known  # another process was here just now
    if not known.get("alarm"):
        return {"at": now.isoformat()}
    ticks = known["ticks"] + 1
    return {"at": now.isoformat()} | ({} if ticks >= SANE_TICKS else {"alarm": known["alarm"], "ticks": ticks})


def _at(known: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(known["at"])


jobs.register("clock", every=60, run=guard)
