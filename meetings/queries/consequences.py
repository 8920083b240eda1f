"""What follows from an act on a meeting, before it is done: deadlines, papers, agenda items, calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from documents.models import Document
from meetings.calendars import calendar_of
from meetings.drafts.acts import TO_COME, Act, Wish, after, items_of, lacking, refusal, status_of
from meetings.drafts.dates import day_of
from meetings.drafts.due import due_by
from meetings.drafts.keys import walk
from meetings.enums import OFF, EntryStatus
from meetings.models import Entry, Room, Schedule, Venue
from meetings.permissions import may_draft
from meetings.queries.convening import Convening, convening_of
from meetings.queries.drafts import rows_shown
from meetings.transfer.entries import Content, term_key
from portal.actors import Actor
from portal.lib.dates import instant

URGENT = dt.timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class DeadlineEffect:
    """A deadline that hangs on the meeting. `basis`: “rule”, counted from it, or “fixed”, set by its agenda.

    `new` is what the rule gives for the new date; None where that is for somebody to decide. `fixed`: by a decision,
    so that it stays whatever it is counted from.
    """

    key: str
    text: Mapping[str, str]
    old: dt.date | None
    new: dt.date | None
    basis: str
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class PaperEffect:
    """A document before the meeting, which goes where its agenda item goes."""

    document: str
    symbol: str
    title: Mapping[str, str]
    item: str


@dataclass(frozen=True, slots=True)
class ItemEffect:
    """An agenda item that may go to another meeting."""

    key: str
    label: str
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Target:
    """A later meeting of the plan that could take the items."""

    key: str
    start: dt.date
    text: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Preview:
    """`refusal` is a sentence where the act is not to be done, `lacks` (place, sentence) what convening still needs.

    `old` and `new` are the row, records of the format. `told`: people were told of the meeting, so a notice is due;
    `urgent`: it would begin within a day. `calendar`: what becomes of its calendar entry, “update”, “cancel” or “none”.
    `convening`: by when a rule asks to convene it; `short`: that is over.
    """

    act: Act
    key: str
    old: Content
    new: Content
    refusal: str = ""
    lacks: tuple[tuple[str, str], ...] = ()
    told: bool = False
    urgent: bool = False
    leaves_trace: bool = False
    calendar: str = "none"
    deadlines: tuple[DeadlineEffect, ...] = ()
    papers: tuple[PaperEffect, ...] = ()
    items: tuple[ItemEffect, ...] = ()
    targets: tuple[Target, ...] = ()
    convening: Convening | None = None
    short: bool = False


def preview(
    *,
    actor: Actor,
    now: datetime,
    schedule: Schedule,
    key: str,
    act: Act,
    to: dt.date | None = None,
    sittings: Sequence[Mapping[str, Any]] | None = None,
    room: str | None = None,
    note: Mapping[str, str] | None = None,
) -> Preview | None:
    """What the operation of the same name would do; None for who may not do it, or where there is no such row."""
    if not may_draft(actor, schedule):
        return None
    rows = rows_shown(actor, schedule, None)
    row = rows.get(key)
    if row is None:
        return None
    content = row.live or row.content
    wish = Wish(act, to, sittings, room, note or {})
    sentence = refusal(content, wish)
    lives = {other: each.live for other, each in rows.items() if each.live is not None}
    new = content if sentence or act is Act.SPLIT else after(content, wish)
    convening = _convening(schedule, key) if act is Act.CONVENE and not sentence else None
    return Preview(
        act=act,
        key=key,
        old=content,
        new=new,
        refusal=sentence,
        lacks=tuple(lacking(content)) if act is Act.CONVENE else (),
        told=status_of(content) is EntryStatus.CONVENED if not sentence else False,
        urgent=_begins(content, schedule, now) or _begins(new, schedule, now),
        leaves_trace=bool(content.get("start")) and content.get("start") != new.get("start"),
        calendar=_calendar(content, new),
        deadlines=_deadlines(schedule, content, new, lives),
        papers=_papers(actor, content),
        items=tuple(ItemEffect(each["key"], each.get("label", ""), each["text"]) for each in items_of(content)),
        targets=_targets(content, lives, now),
        convening=convening,
        short=convening is not None and convening.until.is_late(now),
    )


def _convening(schedule: Schedule, key: str) -> Convening | None:
    found = Entry.objects.filter(schedule=schedule, key=key, meeting__isnull=False)
    entry = found.select_related("schedule__term__body__organization", "meeting__room").first()
    return convening_of(entry) if entry else None


def has_come(content: Content, schedule: Schedule, now: datetime) -> bool:
    """Whether the day of a meeting has come, by the clock of where it is held."""
    zone = (content.get("meeting") or {}).get("zone") or schedule.term.body.venue_zone
    day = day_of(content)
    return day is not None and day <= now.astimezone(ZoneInfo(zone)).date()


def _begins(content: Content, schedule: Schedule, now: datetime) -> bool:
    """Whether it begins within a day of now."""
    meeting = content.get("meeting") or {}
    zone = meeting.get("zone") or schedule.term.body.venue_zone
    for sitting in meeting.get("sittings") or []:
        if sitting.get("start"):
            begins = instant(dt.date.fromisoformat(sitting["on"]), dt.time.fromisoformat(sitting["start"]), zone)
            if now <= begins <= now + URGENT:
                return True
    return False


def _calendar(old: Content, new: Content) -> str:
    if old == new:
        return "none"
    return "cancel" if new.get("status") in OFF else "update"


def _deadlines(
    schedule: Schedule, old: Content, new: Content, lives: Mapping[str, Content]
) -> tuple[DeadlineEffect, ...]:
    """Those counted from the meeting by a rule, then those that its agenda sets."""
    own = f"{term_key(schedule)}#{old.get('key')}"
    body, room = schedule.term.body, _room(new)
    calendar, there = calendar_of(_venue(schedule, room)), _zone(schedule, new, room)
    goes_on = new.get("status") not in OFF
    found = []
    for key, row in lives.items():
        deadline = row.get("deadline") or {}
        if deadline.get("anchor_entry") == own:
            zone = deadline.get("zone") or body.venue_zone
            due = due_by(deadline, new, calendar, zone, there) if goes_on else None
            fixed = bool(deadline.get("fixed"))
            found.append(DeadlineEffect(key, row.get("text", {}), day_of(row), due and due.day, "rule", fixed))
    ruled = {effect.key for effect in found}
    for item in walk(items_of(old)):
        key = str(item.get("deadline") or "").rpartition("#")[2]
        if key in lives and key not in ruled:
            ruled.add(key)
            found.append(DeadlineEffect(key, lives[key].get("text", {}), day_of(lives[key]), None, "fixed"))
    return tuple(found)


def _room(content: Content) -> Room | None:
    house, _separator, name = ((content.get("meeting") or {}).get("room") or "").partition("/")
    return Room.objects.filter(organization__key=house, key=name).select_related("venue", "organization").first()


def _venue(schedule: Schedule, room: Room | None) -> Venue | None:
    """The venue of the meeting's room, else the seat of the house."""
    if room and room.venue:
        return room.venue
    return Venue.objects.filter(organization=schedule.term.body.organization, seat=True).first()


def _zone(schedule: Schedule, content: Content, room: Room | None) -> str:
    """On whose clock the meeting's hours are: as `Meeting.venue_zone` says it."""
    own = (content.get("meeting") or {}).get("zone")
    return own or (room and room.zone) or schedule.term.body.venue_zone


def _papers(actor: Actor, content: Content) -> tuple[PaperEffect, ...]:
    items = {paper["document"]: item["key"] for item in walk(items_of(content)) for paper in item.get("papers") or []}
    known = Document.objects.known_to(actor).filter(slug__in=items)
    found = {document.slug: document for document in known}
    return tuple(
        PaperEffect(slug, found[slug].symbol, dict(found[slug].title), item)
        for slug, item in items.items()
        if slug in found
    )


def _targets(content: Content, lives: Mapping[str, Content], now: datetime) -> tuple[Target, ...]:
    """Meetings still to come, the nearest first; of a plan that is written down afterwards, those after this one."""
    since = min(now.date(), day_of(content) or now.date())
    found = [
        Target(key, day, row.get("text") or (row["meeting"].get("title") or {}))
        for key, row in lives.items()
        if key != content.get("key")
        and row.get("meeting") is not None
        and status_of(row) in TO_COME
        and (day := day_of(row)) is not None
        and day >= since
    ]
    return tuple(sorted(found, key=lambda target: (target.start, target.key)))
