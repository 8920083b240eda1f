"""What becomes of a meeting: the changes that an act makes to its row, before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from meetings.drafts.agenda import numbered, styles
from meetings.drafts.checks import Problem
from meetings.drafts.content import merged
from meetings.drafts.copies import fresh
from meetings.drafts.dates import settled
from meetings.drafts.keys import entry_key, walk
from meetings.enums import ENTRY_TRANSITIONS, EntryStatus, MeetingMode
from meetings.transfer.entries import Content
from portal.lib.multilingual import LANGUAGES


class Act(StrEnum):
    """What may be done with a meeting at once."""

    CONVENE = "convene"
    HOLD = "hold"
    POSTPONE = "postpone"
    CANCEL = "cancel"
    NOT_HELD = "not_held"
    MOVE = "move"
    SPLIT = "split"


BECOMES = {
    Act.CONVENE: EntryStatus.CONVENED,
    Act.HOLD: EntryStatus.HELD,
    Act.POSTPONE: EntryStatus.POSTPONED,
    Act.CANCEL: EntryStatus.CANCELLED,
    Act.NOT_HELD: EntryStatus.NOT_HELD,
}
TO_COME = (EntryStatus.TENTATIVE, EntryStatus.SCHEDULED, EntryStatus.CONVENED)
REMOTE = (MeetingMode.VIRTUAL, MeetingMode.HYBRID, MeetingMode.CORRESPONDENCE)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a meeting that is split: its sittings (records of the format), and the keys of its agenda items."""

    sittings: Sequence[Mapping[str, Any]]
    items: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Wish:
    """An act with what goes with it: the new day, sittings and room, what is said of it."""

    act: Act
    to: dt.date | None = None
    sittings: Sequence[Mapping[str, Any]] | None = None
    room: str | None = None
    note: Mapping[str, str] = field(default_factory=dict)


def status_of(content: Mapping[str, Any]) -> EntryStatus:
    """The row's status."""
    return EntryStatus(content.get("status", EntryStatus.SCHEDULED))


def refusal(content: Mapping[str, Any], wish: Wish) -> str:
    """Why the act is not to be done on this row, in a sentence; empty where it may."""
    if content.get("kind") != "meeting" or content.get("meeting") is None:
        return _("Only a meeting can be convened, moved or called off.")
    status = status_of(content)
    if wish.act in (Act.MOVE, Act.SPLIT):
        if status not in TO_COME:
            return _("A meeting that is “%(old)s” is not moved or split.") % {"old": status.label}
        return ""
    wanted = BECOMES[wish.act]
    dated_again = wish.act is Act.POSTPONE and wish.to is not None and status is EntryStatus.POSTPONED
    if wanted not in ENTRY_TRANSITIONS[status] and not dated_again:
        words = {"old": status.label, "new": wanted.label}
        return _("A meeting that is “%(old)s” does not become “%(new)s”.") % words
    return ""


def lacking(content: Mapping[str, Any]) -> list[Problem]:
    """What a meeting still needs to be convened."""
    meeting = content.get("meeting") or {}
    sittings = meeting.get("sittings") or []
    found = []
    if content.get("precision") != "day":
        found.append(Problem("start", _("A meeting is convened for a day: say which.")))
    if not any(sitting.get("start") for sitting in sittings):
        found.append(Problem("meeting.sittings", _("A meeting is convened for an hour: say which.")))
    placed = meeting.get("room") or meeting.get("place") or meeting.get("mode") in REMOTE
    if not placed and not any(sitting.get("room") for sitting in sittings):
        found.append(Problem("meeting.room", _("A meeting is convened to a place: give its room, place or mode.")))
    if not (content.get("text") or meeting.get("title") or meeting.get("items")):
        found.append(Problem("text", _("A meeting is convened on a matter: give it, or its agenda.")))
    return found


def changes_of(content: Mapping[str, Any], wish: Wish) -> Content:
    """The changes that the act makes to the row."""
    changes: Content = {}
    if wish.act in BECOMES:
        changes["status"] = str(BECOMES[wish.act])
        changes["status_note"] = dict(wish.note)
    if wish.act is Act.POSTPONE:
        changes = _postponed(wish, changes)
    if wish.to is not None:
        changes["start"] = wish.to.isoformat()
        changes["precision"] = "day"
    meeting: Content = {}
    if wish.sittings is not None:
        meeting["sittings"] = [dict(sitting) for sitting in wish.sittings]
    if wish.room is not None:
        meeting["room"] = wish.room or None
    if meeting:
        changes["meeting"] = meeting
    return settled(content, changes)


def _postponed(wish: Wish, changes: Content) -> Content:
    if wish.to is not None:
        return {**changes, "status": str(EntryStatus.SCHEDULED)}
    return {**changes, "status_note": dict(wish.note) or _said(lambda: _("Postponed until further notice."))}


def _said(words: Any) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = words()
    return found


def items_of(content: Mapping[str, Any]) -> list[Content]:
    """The agenda."""
    return list((content.get("meeting") or {}).get("items") or [])


def without_items(content: Mapping[str, Any], keys: Iterable[str]) -> list[Content]:
    """The agenda without some of its top items."""
    gone = set(keys)
    items = items_of(content)
    return numbered([item for item in items if item["key"] not in gone], styles(items))


def with_items(content: Mapping[str, Any], moved: Sequence[Content]) -> list[Content]:
    """The agenda with items of another meeting after its own, numbered on."""
    own = items_of(content)
    taken = {item["key"] for item in walk(own)}
    renamed = [_renamed(item, taken) for item in moved]
    return numbered([*own, *renamed], styles(own or renamed))


def _renamed(item: Content, taken: set[str]) -> Content:
    key, number = item["key"], 2
    while key in taken:
        key, number = f"{item['key']}-{number}", number + 1
    taken.add(key)
    children = [_renamed(child, taken) for child in item.get("children") or []]
    return {**item, "key": key, **({"children": children} if children else {})}


def split_rows(content: Content, parts: Sequence[Part], taken: set[str]) -> tuple[Content, list[Content]]:
    """The changes to the row, which stays the first part, and the rows of the other parts.

    Items that no part names stay in the first.
    """
    items = {item["key"]: item for item in items_of(content)}
    named = [key for part in parts[1:] for key in part.items]
    first: Content = {**_days(parts[0]), "meeting": _meeting(parts[0], without_items(content, named), content)}
    others = []
    for part in parts[1:]:
        row = fresh(content) | _days(part) | {"status": content.get("status", str(EntryStatus.SCHEDULED))}
        row["key"] = entry_key(str(content["key"]), row["start"], taken)
        taken.add(row["key"])
        chosen = [items[key] for key in part.items]
        row["meeting"] = {**row["meeting"], **_meeting(part, numbered(chosen, styles(items.values())), content)}
        others.append(row)
    return first, others


def bad_parts(content: Mapping[str, Any], parts: Sequence[Part]) -> str:
    """Why a meeting cannot be split so, in a sentence; empty where it can."""
    if len(parts) < 2:
        return _("A meeting is split into two parts at least.")
    if not all(part.sittings and all(sitting.get("on") for sitting in part.sittings) for part in parts):
        return _("Each part of a meeting has a sitting with its day.")
    named = [key for part in parts for key in part.items]
    if len(set(named)) < len(named) or not set(named) <= {item["key"] for item in items_of(content)}:
        return _("Each agenda item goes to one part.")
    return ""


def _days(part: Part) -> Content:
    days = sorted(str(sitting["on"]) for sitting in part.sittings)
    return {"start": days[0], "end": days[-1], "precision": "day"}


def _meeting(part: Part, items: list[Content], content: Content) -> Content:
    return {"sittings": [dict(sitting) for sitting in part.sittings], "items": items}


def new_start(content: Mapping[str, Any], changes: Mapping[str, Any]) -> str:
    """The day that a row leaves its own for; empty where it stays."""
    start = changes.get("start")
    return str(start) if start and content.get("start") and start != content["start"] else ""


def after(content: Content, wish: Wish) -> Content:
    """The row as the act would leave it."""
    return merged(content, changes_of(content, wish))
