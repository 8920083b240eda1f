"""A page of changes over some bodies, the latest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from groups.changes.facts import Step
from groups.models import Body, Change
from groups.permissions import admits
from meetings.queries.changes.bursts import Shown, Sighting, bursts
from meetings.queries.changes.lives import Lives, lives_of
from portal.actors import Actor

ROWS_A_PAGE = 100
MOST_PARTS = 400
"""Rows that are told of the adoptions on one page; the page of the version has all of them."""
NEW_FOR = dt.timedelta(days=30)
"""How far back changes are new to somebody who has never marked any as seen."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """The change after which a page begins."""

    at: dt.datetime
    pk: int


@dataclass(frozen=True, slots=True)
class Page:
    """Changes, and where the next page begins."""

    items: list[Shown] = field(default_factory=list)
    following: Cursor | None = None


def changes_for(
    actor: Actor,
    bodies: Iterable[Body],
    now: dt.datetime,
    *,
    since: dt.datetime,
    marks: Mapping[int, int] | None = None,
    after: Cursor | None = None,
    unseen: bool = False,
    limit: int = ROWS_A_PAGE,
) -> Page:
    """What changed in bodies that `actor` may know of, since a moment; with `unseen` only beyond their marks.

    The same number of queries however many changes. What is done to a thing within the hour is told as one.
    """
    by_pk = {body.pk: body for body in bodies}
    if not by_pk:
        return Page()
    rows = Change.objects.filter(body__in=by_pk, head=None, at__gte=since)
    if unseen:
        rows = rows.filter(beyond(by_pk, marks or {}))
    if after is not None:
        rows = rows.filter(Q(at__lt=after.at) | Q(at=after.at, pk__lt=after.pk))
    chosen = list(rows.order_by("-at", "-pk")[: limit + 1])
    more, chosen = len(chosen) > limit, chosen[:limit]
    heads = [row.pk for row in chosen if row.topic == "schedule"]
    parts = list(Change.objects.filter(head__in=heads).order_by("pk")[:MOST_PARTS]) if heads else []
    reader = Reading(actor, by_pk, lives_of(actor, [*chosen, *parts]), marks or {}, now)
    shown = bursts(reader.sightings(chosen))
    if unseen:
        shown = [item for item in shown if not item.seen]
    _hang(shown, chosen, parts, reader)
    return Page(shown, Cursor(chosen[-1].at, chosen[-1].pk) if more else None)


def beyond(bodies: Collection[int], marks: Mapping[int, int]) -> Q:
    """Condition for changes that an account has not looked at."""
    condition = Q(body__in=[pk for pk in bodies if pk not in marks])
    for pk in bodies:
        if pk in marks:
            condition |= Q(body=pk, number__gt=marks[pk])
    return condition


@dataclass(slots=True)
class Reading:
    """Rows as one reader may know them."""

    actor: Actor
    bodies: Mapping[int, Body]
    lives: Lives
    marks: Mapping[int, int]
    now: dt.datetime

    def sightings(self, rows: Iterable[Change]) -> list[Sighting]:
        """Those that they may be told of."""
        found = []
        for row in rows:
            body = self.bodies[row.body_id]
            step = self._step(row, body)
            if step is not None and self.lives.allow(row):
                found.append(Sighting(row, body, step, self.lives.of(row), self._seen(row)))
        return found

    def _step(self, row: Change, body: Body) -> Step | None:
        """Old and new as far as they were the reader's to know; of what was taken out of their sight, nothing."""
        if row.new_audience and not self._admitted(row.new_audience, body):
            return None
        old = row.old if row.old_audience and self._admitted(row.old_audience, body) else None
        new = row.new if row.new_audience else None
        return Step(old, new) if old is not None or new is not None else None

    def _admitted(self, audience: str, body: Body) -> bool:
        return admits(self.actor, audience, body_id=body.pk, organization_id=body.organization_id)

    def _seen(self, row: Change) -> bool:
        """Looked at, the reader's own doing, or older than anything that is new to a newcomer."""
        if row.actor_id is not None and row.actor_id == self.actor.user_id:
            return True
        mark = self.marks.get(row.body_id)
        return row.at < self.now - NEW_FOR if mark is None else (row.number or 0) <= mark


def _hang(shown: list[Shown], rows: list[Change], parts: list[Change], reader: Reading) -> None:
    """The rows of adoptions under the changes that tell of them."""
    by_head: dict[int, list[Change]] = {}
    for part in parts:
        by_head.setdefault(part.head_id or 0, []).append(part)
    for item in shown:
        heads = [row for row in rows if row.topic == "schedule" and row.subject == item.subject]
        own = [head for head in heads if item.first <= (head.number or 0) <= item.number]
        mine = [part for head in own for part in by_head.get(head.pk, [])]
        item.parts = bursts(reversed(reader.sightings(mine)))[::-1]
