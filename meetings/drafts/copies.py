"""A row again: what is planned is copied, what has happened is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from meetings.drafts.dates import AS_PRINTED
from meetings.transfer.entries import Content, plain

_HAPPENED = ("status", "status_note", "changed_in", "corrected_in", "withdrawn_in", "trace_of", *AS_PRINTED)
_OF_THE_MEETING = (
    "number",
    "join_url",
    "rapporteur",
    "attendance_count",
    "attendance",
    "record",
    "outcomes",
    "attendances",
)
_OF_THE_ITEM = ("state", "papers", "deadline")
Renamed = Callable[[str, str], str | None]
"""From a kind and a key to the key of the same thing elsewhere, or None where there is none."""


def fresh(content: Mapping[str, Any]) -> Content:
    """A row as it would be planned anew: neither state nor number, papers, outcomes or attendance."""
    copy = {name: value for name, value in plain(content).items() if name not in _HAPPENED}
    meeting = copy.get("meeting")
    if meeting:
        kept = {name: value for name, value in meeting.items() if name not in _OF_THE_MEETING}
        if "items" in kept:
            kept["items"] = [_item(item) for item in kept["items"]]
        copy["meeting"] = kept
    if copy.get("deadline"):
        copy["deadline"].pop("document", None)
    return copy


def _item(item: Content) -> Content:
    kept = {name: value for name, value in item.items() if name not in _OF_THE_ITEM}
    if "children" in kept:
        kept["children"] = [_item(child) for child in kept["children"]]
    return kept


def carried(content: Content, renamed: Renamed) -> Content:
    """The same row in another term: what it refers to there is what has the same key; what has none is left out."""
    copy = plain(content)
    for citation in copy.get("citations", []):
        _refer(citation, "mandate", "mandate", renamed)
    for item in (copy.get("meeting") or {}).get("items", []):
        _carry_item(item, renamed)
    deadline = copy.get("deadline")
    if deadline and deadline.get("anchor") == "entry":
        _refer(deadline, "anchor_entry", "entry", renamed)
        if "anchor_entry" not in deadline:
            copy["deadline"] = {
                name: value for name, value in deadline.items() if name not in {"anchor", "offset", "unit"}
            }
    return copy


def _carry_item(item: Content, renamed: Renamed) -> None:
    _refer(item, "post", "post", renamed)
    if "mandates" in item:
        kept = [key for old in item["mandates"] if (key := renamed("mandate", old))]
        item["mandates"] = sorted(kept)
    for child in item.get("children", []):
        _carry_item(child, renamed)


def _refer(record: Content, name: str, kind: str, renamed: Renamed) -> None:
    if name not in record:
        return
    key = renamed(kind, record.pop(name))
    if key:
        record[name] = key
