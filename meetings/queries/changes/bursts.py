"""Several changes of one thing by one person in a short time, as one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from groups.changes.facts import Step, as_one
from groups.models import Body, Change

GAP = dt.timedelta(hours=1)
"""What somebody does to one thing within it is one change: they correct themselves."""
FAMILY = {"agenda": "entry", "outcome": "entry"}
"""Topics that are told under one heading with another."""


@dataclass(slots=True)
class Shown:
    """A change as one reader may know it. `steps` are old and new by topic, `live` is the thing as it is now.

    `parts` are the rows that an adoption changed. `number` and `first` count the body's changes that it joins.
    """

    body: Body
    topic: str
    subject: int
    at: dt.datetime
    row: Change
    live: Any
    seen: bool
    number: int
    first: int
    steps: dict[str, Step] = field(default_factory=dict)
    parts: list[Shown] = field(default_factory=list)


@dataclass(slots=True)
class Sighting:
    """One row with what the reader may know of it."""

    row: Change
    body: Body
    step: Step
    live: Any
    seen: bool

    @property
    def key(self) -> tuple[int, str, int]:
        """The thing that it is about."""
        return self.body.pk, FAMILY.get(self.row.topic, self.row.topic), self.row.subject


def bursts(sightings: Iterable[Sighting]) -> list[Shown]:
    """Sightings, the latest first, as changes in the same order; what was undone is none.

    What the reader has seen already is not joined with what they have not, nor one person's change with another's
    before it.
    """
    groups: list[list[Sighting]] = []
    latest: dict[tuple[int, str, int], list[Sighting]] = {}
    for sighting in sightings:
        group = latest.get(sighting.key)
        if group is None or not _joins(group[-1], sighting):
            group = latest[sighting.key] = []
            groups.append(group)
        group.append(sighting)
    return [shown for group in groups if (shown := _shown(group)) is not None]


def _joins(later: Sighting, earlier: Sighting) -> bool:
    same = (later.row.actor_id, later.seen) == (earlier.row.actor_id, earlier.seen)
    return same and later.row.at - earlier.row.at <= GAP


def _shown(group: list[Sighting]) -> Shown | None:
    steps: dict[str, list[Step]] = {}
    for sighting in reversed(group):
        steps.setdefault(sighting.row.topic, []).append(sighting.step)
    joined = {topic: step for topic, several in steps.items() if (step := as_one(several)) is not None}
    if not joined:
        return None
    last = group[0]
    _body, topic, subject = last.key
    return Shown(
        body=last.body,
        topic=topic,
        subject=subject,
        at=last.row.at,
        row=last.row,
        live=last.live,
        seen=last.seen,
        number=last.row.number or 0,
        first=group[-1].row.number or 0,
        steps=joined,
    )
