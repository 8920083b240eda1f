"""Who has a cell of which row open: told to whoever edits the same schedule, forgotten within a minute.

A hint and no lock, so it lives in the cache: one entry a schedule, which every look renews for the looker's own row.
"""

from __future__ import annotations

import time
from typing import NamedTuple

from django.core.cache import cache

from meetings.models import Schedule
from portal.requests import PortalRequest

FORGOTTEN_AFTER = 60
"""Seconds; a browser looks every few."""
RENEWED_AFTER = 15


class Presence(NamedTuple):
    """A person at a row since a time, in seconds of the epoch."""

    row: str
    name: str
    at: float


def be_at(request: PortalRequest, schedule: Schedule, row: str) -> dict[str, str]:
    """Say where the actor is (nowhere: empty), and hear who else is at which row, by its key."""
    now, me = time.time(), request.actor.user_id
    stored: dict[int, Presence] = cache.get(_key(schedule), {})
    known = {user: Presence(*each) for user, each in stored.items()}
    there = {user: each for user, each in known.items() if each.at > now - FORGOTTEN_AFTER}
    mine = there.pop(me, None) if me is not None else None
    stale = mine is None or mine.row != row or mine.at < now - RENEWED_AFTER
    if me is not None and ((row and stale) or (mine and not row)):
        here = {me: Presence(row, request.actor.name, now)} if row else {}
        cache.set(_key(schedule), {user: tuple(each) for user, each in (there | here).items()}, FORGOTTEN_AFTER)
    return {each.row: each.name for each in there.values()}


def _key(schedule: Schedule) -> str:
    return f"editing:{schedule.pk}"
