"""What of a meeting people must be told of, taken from its record, and which event a change of it is. No database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meetings.enums import OFF, EntryStatus, NoticeKind
from portal.enums import Audience

Facts = dict[str, Any]
Event = tuple[NoticeKind, str]

AHEAD = (EntryStatus.TENTATIVE, EntryStatus.SCHEDULED, EntryStatus.CONVENED)
CALLED_OFF = {
    EntryStatus.POSTPONED: "postponed",
    EntryStatus.CANCELLED: "cancelled",
    EntryStatus.NOT_HELD: "not_held",
    EntryStatus.NO_QUORUM: "no_quorum",
}


def facts_of(content: Mapping[str, Any]) -> Facts:
    """When, where and how a meeting is, as JSON."""
    meeting = content.get("meeting") or {}
    return {
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
    }


def says_the_same(old: Facts, new: Facts) -> bool:
    """Whether nobody need be told: the status of a meeting that is still ahead tells nothing by itself."""
    return {**old, "status": ""} == {**new, "status": ""} and _off(old) == _off(new)


def _off(facts: Facts) -> bool:
    return facts.get("status") in OFF


def event_between(old: Mapping[str, Any] | None, new: Mapping[str, Any] | None) -> Event | None:
    """What became of a meeting that others read of; None where that is nothing to tell.

    A trace at a date that was left is none, nor is a row for the secretariat alone.
    """
    if old is None or new is None or not _told(old) or not _told(new):
        return None
    before, after = facts_of(old), facts_of(new)
    was, now = EntryStatus(before["status"]), EntryStatus(after["status"])
    if now in CALLED_OFF and now is not was:
        return NoticeKind.CALLED_OFF, CALLED_OFF[now]
    if now is EntryStatus.CONVENED and was is not EntryStatus.CONVENED:
        return NoticeKind.CONVENED, "convened"
    if now in AHEAD and not says_the_same(before, after):
        return NoticeKind.CHANGED, "changed"
    if now is EntryStatus.RECORD_ISSUED and was is not EntryStatus.RECORD_ISSUED:
        return NoticeKind.OUTCOME, "record"
    if _released(new) - _released(old):
        return NoticeKind.OUTCOME, "outcomes"
    return None


def _told(content: Mapping[str, Any]) -> bool:
    return (
        content.get("kind") == "meeting"
        and not content.get("trace_of")
        and content.get("withdrawn_in") is None
        and content.get("audience", Audience.STAFF) != Audience.STAFF
    )


def _released(content: Mapping[str, Any]) -> set[str]:
    outcomes = (content.get("meeting") or {}).get("outcomes") or []
    return {str(sorted(each.items(), key=str)) for each in outcomes if each.get("released_at")}
