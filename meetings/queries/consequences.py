"""What follows from an act on a meeting, before it is done: deadlines, papers, agenda items, calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from documents.models import Document
from meetings.drafts.acts import TO_COME, Act, Wish, after, items_of, lacking, refusal, status_of
from meetings.drafts.dates import day_of
from meetings.drafts.keys import walk
from meetings.enums import OFF, EntryStatus
from meetings.models import Entry, Schedule
from meetings.permissions import may_draft
from meetings.queries.convening import Convening, convening_of
from meetings.queries.drafts import rows_shown
from meetings.queries.hanging import DeadlineEffect, hanging, zone_there
from meetings.transfer.entries import Content
from portal.actors import Actor
from portal.lib.dates import instant

URGENT = dt.timedelta(hours=24)


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
        deadlines=hanging(schedule, content, new, lives),
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
    day = day_of(content)
    return day is not None and day <= now.astimezone(ZoneInfo(zone_there(schedule, content))).date()


def _begins(content: Content, schedule: Schedule, now: datetime) -> bool:
    """Whether it begins within a day of now."""
    sittings = (content.get("meeting") or {}).get("sittings") or []
    starts = [(sitting["on"], sitting["start"]) for sitting in sittings if sitting.get("start")]
    zone = zone_there(schedule, content) if starts else ""
    begin = [instant(dt.date.fromisoformat(on), dt.time.fromisoformat(at), zone) for on, at in starts]
    return any(now <= each <= now + URGENT for each in begin)


def _calendar(old: Content, new: Content) -> str:
    if old == new:
        return "none"
    return "cancel" if new.get("status") in OFF else "update"


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
