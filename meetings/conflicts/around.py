"""The meetings of a house around given days, in force and proposed, over all its schedules."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from meetings.conflicts.contents import placement_of, timed
from meetings.conflicts.house import House
from meetings.conflicts.placements import Placement, Stretch
from meetings.drafts.content import merged
from meetings.enums import OFF, EntryKind, EntryStatus, MeetingMode
from meetings.models import DraftChange, Entry, Meeting, Schedule, Sitting
from portal.actors import Actor

NOT_TAKING_PLACE = (
    Q(status__in=(*OFF, EntryStatus.CORRESPONDENCE))
    | Q(withdrawn_in__isnull=False)
    | Q(trace_of__isnull=False)
    | Q(meeting__mode=MeetingMode.CORRESPONDENCE)
)
_DAY = dt.timedelta(days=1)
_COLUMNS = (
    "pk",
    "key",
    "schedule",
    "schedule__term__body",
    "start",
    "end",
    "precision",
    "meeting",
    "meeting__room",
    "meeting__zone",
    "meeting__mode",
    "status",
    "withdrawn_in",
    "trace_of",
    "is_joint",
)


class _Row(NamedTuple):
    """A meeting in force, in the order of `_COLUMNS`."""

    pk: int
    key: str
    schedule: int
    body: int
    start: dt.date | None
    end: dt.date | None
    precision: str
    meeting: int
    room: int | None
    zone: str
    mode: str
    status: str
    withdrawn_in: int | None
    trace_of: int | None
    is_joint: bool


def meetings_around(
    schedule: Schedule, house: House, days: Collection[dt.date], asked: Collection[str], changes: Changes
) -> list[Placement]:
    """Meetings that stand on the days or beside them, but for the rows `asked` of the schedule itself.

    Rows of that schedule stand where its draft puts them; of the other schedules both the row in force and what is
    proposed for it hold their place, as far as `changes_in_house` gives it. Three queries.
    """
    near = {day + step * _DAY for day in days for step in (-1, 0, 1)}
    if not near:
        return []
    rows = [_Row(*columns) for columns in _near(schedule, near).values_list(*_COLUMNS)]
    # Asked by id: a database that has not counted its rows lately would find the same meetings anew for each of them.
    meetings = [row.meeting for row in rows]
    sittings, joint = _sittings(meetings), _joint([row.meeting for row in rows if row.is_joint])
    found = _in_force(rows, sittings, joint, house, changes, schedule.pk)
    found += _proposed(rows, sittings, joint, house, changes, schedule)
    mine = set(asked)
    return [
        placement
        for placement in found
        if placement.takes_place
        and not (placement.schedule == schedule.pk and placement.key in mine)
        and not near.isdisjoint(placement.days)
    ]


def _near(schedule: Schedule, near: Collection[dt.date]) -> QuerySet[Entry]:
    """Meetings of the house on the days, over several days around them, or with a change proposed."""
    change = DraftChange.objects.filter(schedule=OuterRef("schedule"), entry_key=OuterRef("key"))
    on = Q(start__in=near) | Q(start__lte=max(near), end__gte=min(near), end__gt=F("start"))
    return (
        Entry.objects.filter(
            (on & Q(precision="day")) | Exists(change),
            kind=EntryKind.MEETING,
            meeting__isnull=False,
            schedule__term__body__organization=schedule.term.body.organization_id,
        )
        .exclude(NOT_TAKING_PLACE & ~Exists(change))
        .annotate(is_joint=Exists(Meeting.joint_with.through.objects.filter(meeting=OuterRef("meeting"))))
        .order_by()
    )


def _sittings(meetings: Collection[int]) -> dict[int, list[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    columns = ("meeting", "on", "start", "end", "room")
    rows = Sitting.objects.filter(meeting__in=meetings).order_by("on", "position", "pk")
    for meeting, *rest in rows.values_list(*columns):
        found[meeting].append(tuple(rest))
    return found


def _joint(meetings: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    through = Meeting.joint_with.through.objects.filter(meeting__in=meetings)
    for meeting, body in through.values_list("meeting", "body"):
        found[meeting].add(body)
    return found


Changes = dict[tuple[int, str], tuple[str, dict[str, Any], int]]


def changes_in_house(actor: Actor, schedule: Schedule) -> Changes:
    """What is proposed, by schedule and key, the elder first: kind, content, body.

    For the schedule itself whatever is, for the others of its house what `actor` may see. One query.
    """
    house = schedule.term.body.organization_id
    of_house = Q(schedule__term__body__organization=house)
    # Whoever edits this schedule sees its own draft, whatever else they see
    own = DraftChange.objects.filter(schedule=schedule)
    seen = DraftChange.objects.visible_to(actor).filter(of_house)
    rows = DraftChange.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=seen.values("pk")))
    columns = ("schedule", "entry_key", "kind", "content", "schedule__term__body")
    return {(place, key): (kind, content, body) for place, key, kind, content, body in rows.values_list(*columns)}


def _in_force(
    rows: Iterable[_Row],
    sittings: dict[int, list[tuple[Any, ...]]],
    joint: dict[int, set[int]],
    house: House,
    changes: Changes,
    own: int,
) -> list[Placement]:
    """Rows as everyone reads them; those of the own schedule that its draft changes are left to the draft."""
    return [
        _placed(row, sittings.get(row.meeting, []), joint.get(row.meeting, set()), house)
        for row in rows
        if not (row.schedule == own and (own, row.key) in changes)
    ]


def _placed(row: _Row, sittings: list[tuple[Any, ...]], joint: set[int], house: House) -> Placement:
    zone = row.zone or house.zone_of(row.body, row.room)
    off = row.status in (*OFF, EntryStatus.CORRESPONDENCE) or row.withdrawn_in is not None or row.trace_of is not None
    stretches: tuple[Stretch, ...] = tuple(
        timed(on, start, end, room or row.room, zone) for on, start, end, room in sittings
    )
    return Placement(
        key=row.key,
        schedule=row.schedule,
        body=row.body,
        start=row.start,
        end=row.end,
        precision=row.precision,
        off=off or row.mode == MeetingMode.CORRESPONDENCE,
        bodies=frozenset(joint | {row.body}),
        sittings=stretches,
        room=row.room,
        zone=zone,
        entry=row.pk,
    )


def _proposed(
    rows: Iterable[_Row],
    sittings: dict[int, list[tuple[Any, ...]]],
    joint: dict[int, set[int]],
    house: House,
    changes: Changes,
    schedule: Schedule,
) -> Iterator[Placement]:
    """What drafts would make of rows, and rows that they add."""
    live = {(row.schedule, row.key): row for row in rows}
    slugs = {pk: slug for slug, pk in house.by_slug.items()}
    keys = {pk: key for key, pk in house.by_key.items()}
    for (place, key), (kind, content, body) in changes.items():
        if kind == DraftChange.Kind.WITHDRAW:
            continue
        row = live.get((place, key))
        if row is None and kind == DraftChange.Kind.CHANGE:
            continue  # no meeting in force
        base = _record(row, sittings, joint, slugs, keys) if row else {"key": key}
        record = merged(base, content)
        yield placement_of(
            record, house, schedule=place, body=body, entry=row.pk if row else None, proposed=place != schedule.pk
        )


def _record(
    row: _Row,
    sittings: dict[int, list[tuple[Any, ...]]],
    joint: dict[int, set[int]],
    slugs: dict[int, str],
    keys: dict[int, str],
) -> dict[str, Any]:
    """A meeting in force as a record of the format, in the fields that count here."""
    return {
        "key": row.key,
        "kind": EntryKind.MEETING,
        "status": row.status,
        "start": row.start and row.start.isoformat(),
        "end": row.end and row.end.isoformat(),
        "precision": row.precision,
        "withdrawn_in": row.withdrawn_in,
        "trace_of": row.trace_of,
        "meeting": {
            "mode": row.mode,
            "zone": row.zone,
            "room": keys.get(row.room or 0),
            "joint_with": [slugs[body] for body in joint.get(row.meeting, ()) if body in slugs],
            "sittings": [
                {
                    "on": on.isoformat(),
                    "start": start.isoformat() if start else None,
                    "end": end.isoformat() if end else None,
                    "room": keys.get(room or 0),
                }
                for on, start, end, room in sittings.get(row.meeting, ())
            ],
        },
    }
