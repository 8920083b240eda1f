"""What the steps of building share: the scale, the day, the chance, and what has been made so far."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.db.models import Model

from groups.models import Body, Delegation, Mandate, Organization, Person, Post, Term
from meetings.models import AgendaItem, Entry, Meeting, Room, Schedule
from meetings.reference.scale import Scale
from meetings.reference.words import Text
from portal.models import User

BATCH = 2000

M = TypeVar("M", bound=Model)


@dataclass
class Plan:
    """One building of the house. Chance is seeded, so that the same day and scale give the same house."""

    scale: Scale
    today: dt.date
    chance: random.Random = field(default_factory=lambda: random.Random(20_260_105))
    houses: list[Organization] = field(default_factory=list)
    rooms: dict[int, list[Room]] = field(default_factory=dict)
    """By organization."""
    organs: dict[int, list[Body]] = field(default_factory=dict)
    """By organization: what groups stand under."""
    delegations: list[Delegation] = field(default_factory=list)
    groups: list[Body] = field(default_factory=list)
    topics: dict[int, Text] = field(default_factory=dict)
    """By body."""
    words: dict[int, str] = field(default_factory=dict)
    """By body: its word in symbols."""
    members: dict[int, list[Delegation]] = field(default_factory=dict)
    """By body."""
    users: list[User] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    mandates: dict[int, list[Mandate]] = field(default_factory=dict)
    """By term."""
    schedules: list[Schedule] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)

    def day_within(self, began: dt.date, ended: dt.date) -> dt.date:
        """A weekday of a span."""
        day = began + dt.timedelta(days=self.chance.randrange((ended - began).days + 1))
        return day - dt.timedelta(days=max(0, day.weekday() - 4))

    def some(self, chosen: Sequence[M], least: int, most: int) -> list[M]:
        """A few of several, in their order."""
        picked = self.chance.sample(range(len(chosen)), min(len(chosen), self.chance.randint(least, most)))
        return [chosen[number] for number in sorted(picked)]


def add(model: type[M], rows: Iterable[M]) -> list[M]:
    """Write rows in batches; gives them with their ids."""
    return list(model._default_manager.bulk_create(list(rows), batch_size=BATCH))
