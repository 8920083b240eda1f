"""What of a meeting people must be told of, taken from its record, and which event a change of it is. No database."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from meetings.drafts.keys import walk
from meetings.enums import OFF, EntryStatus, ItemState, NoticeKind
from portal.enums import Audience

Facts = dict[str, Any]
Event = tuple[NoticeKind, str]
JOINING = "joining"
"""Which link to join a meeting had: a digest, as the link itself is for who attends. Older facts have none."""

AHEAD = (EntryStatus.TENTATIVE, EntryStatus.SCHEDULED, EntryStatus.CONVENED)
UNDER_WAY = (EntryStatus.OPEN, EntryStatus.SUSPENDED)
JOINED = (EntryStatus.CONVENED, *UNDER_WAY)
"""Of such a meeting people were given the link to join: a change says it again, as it is now."""
CALLED_OFF = {
    EntryStatus.POSTPONED: "postponed",
    EntryStatus.CANCELLED: "cancelled",
    EntryStatus.NOT_HELD: "not_held",
    EntryStatus.NO_QUORUM: "no_quorum",
}


def facts_of(content: Mapping[str, Any]) -> Facts:
    """When, where and how a meeting is, as JSON; `interpretation` is among it where there is any."""
    meeting = content.get("meeting") or {}
    interpreted = {"interpretation": sorted(meeting["interpretation"])} if meeting.get("interpretation") else {}
    return {
        **interpreted,
        "start": content.get("start"),
        "end": content.get("end"),
        "precision": content.get("precision", ""),
        "status": str(content.get("status", EntryStatus.SCHEDULED)),
        "sittings": [
            {name: each.get(name) for name in ("on", "start", "end", "room")} for each in meeting.get("sittings") or []
        ],
        "room": meeting.get("room"),
        "place": dict(meeting.get("place") or {}),
        "mode": meeting.get("mode") or "",
        "zone": meeting.get("zone") or "",
        JOINING: _digest(meeting.get("join_url") or ""),
    }


def _digest(link: str) -> str:
    return hashlib.sha256(link.encode()).hexdigest()[:16] if link else ""


def says_the_same(old: Facts, new: Facts) -> bool:
    """Whether nobody need be told: the status of a meeting that is still ahead tells nothing by itself."""
    return says_the_same_to_all(old, new) and not joined_otherwise(old, new)


def says_the_same_to_all(old: Facts, new: Facts) -> bool:
    """The same but for how to join, which concerns only who attends."""
    beside: Facts = {"status": "", JOINING: ""}
    return {**old, **beside} == {**new, **beside} and _off(old) == _off(new)


def joined_otherwise(old: Facts, new: Facts) -> bool:
    """Whether people who know of a link to join need another one: nobody is given any before a meeting is convened."""
    known = all(each.get("status") in JOINED and JOINING in each for each in (old, new))
    return known and old[JOINING] != new[JOINING]


def only_joined_otherwise(old: Facts, new: Facts) -> bool:
    """Whether how to join is all that changed."""
    return joined_otherwise(old, new) and says_the_same_to_all(old, new)


def agenda_of(content: Mapping[str, Any]) -> list[Facts]:
    """The items of an order of business that stand, in the order of reading; how far they are is no part of it."""
    items = walk((content.get("meeting") or {}).get("items") or [])
    return [
        {"key": item["key"], "label": item.get("label", ""), "text": item["text"]}
        for item in items
        if item.get("state") != ItemState.WITHDRAWN
    ]


def posts_of(content: Mapping[str, Any]) -> list[str]:
    """The posts to be filled at a meeting that is convened, by their keys; none at another one."""
    if not is_told(content) or content.get("status") != EntryStatus.CONVENED:
        return []
    items = walk((content.get("meeting") or {}).get("items") or [])
    found = [item["post"] for item in items if item.get("post") and item.get("state") != ItemState.WITHDRAWN]
    return list(dict.fromkeys(found))


def still_so(content: Mapping[str, Any], kind: str, told: Facts) -> bool:
    """Whether a meeting is still what a notice of this kind tells of it; how to join is said as it is by then."""
    now = facts_of(content)
    known = {*now, "interpretation"} & told.keys()
    if not says_the_same_to_all(now, {name: told[name] for name in known}):
        return False
    if kind == NoticeKind.ORDER:
        return agenda_of(content) == told.get("agenda")
    return kind != NoticeKind.ELECTION or set(posts_of(content)) == set(told.get("posts") or [])


def _off(facts: Facts) -> bool:
    return facts.get("status") in OFF


def event_between(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> Event | None:
    """What became of a meeting that others read of; None where that is nothing to tell.

    A trace at a date that was left is none, nor is a row for the secretariat alone.
    """
    if old is None or new is None or not is_told(old) or not is_told(new):
        return None
    before, after = facts_of(old), facts_of(new)
    was, now = EntryStatus(before["status"]), EntryStatus(after["status"])
    if now in CALLED_OFF and now is not was:
        return NoticeKind.CALLED_OFF, CALLED_OFF[now]
    if now is EntryStatus.CONVENED and was is not EntryStatus.CONVENED:
        return NoticeKind.CONVENED, "convened"
    if (now in AHEAD and not says_the_same(before, after)) or (now in UNDER_WAY and joined_otherwise(before, after)):
        return NoticeKind.CHANGED, "changed"
    if now is EntryStatus.RECORD_ISSUED and was is not EntryStatus.RECORD_ISSUED:
        return NoticeKind.OUTCOME, "record"
    if released_in(new) - released_in(old):
        return NoticeKind.OUTCOME, "outcomes"
    return None


def is_told(content: Mapping[str, Any]) -> bool:
    """Whether others than the secretariat read of such a meeting."""
    return (
        content.get("kind") == "meeting"
        and not content.get("trace_of")
        and content.get("withdrawn_in") is None
        and content.get("audience", Audience.STAFF) != Audience.STAFF
    )


def released_in(content: Mapping[str, Any]) -> set[str]:
    """The outcomes of a meeting that others than the secretariat read."""
    outcomes = (content.get("meeting") or {}).get("outcomes") or []
    return {str(sorted(each.items(), key=str)) for each in outcomes if each.get("released_at")}
