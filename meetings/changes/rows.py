"""What a row of a schedule says to its readers, from its record of the format: no database here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from groups.changes.facts import Fact, Says, narrower
from meetings.drafts.keys import walk
from portal.enums import Audience

Content = Mapping[str, Any]


def facts_of_row(content: Content | None, pk: int | None, now: dt.datetime, *, closed_is_listed: bool) -> list[Fact]:
    """The row, its agenda and its released outcomes, each with the widest audience that reads it; of a meeting that
    is closed, agenda and outcomes for those who attend it, and the row too where its body lists no closed meetings.

    Nothing of rows that no schedule prints, nor of what stands at a date that a meeting was moved from.
    """
    if content is None or pk is None or content.get("trace_of") or content.get("listed") is False:
        return []
    meeting = content.get("meeting") or {}
    audience = Audience(content.get("audience", Audience.STAFF))
    inside = narrower(audience, Audience.MEMBERS) if meeting.get("closed") else audience
    row = audience if closed_is_listed else inside
    facts = [Fact("entry", pk, str(row), _row(content, meeting))]
    if agenda := _agenda(meeting):
        facts.append(Fact("agenda", pk, str(inside), agenda))
    if outcomes := _outcomes(meeting, now):
        facts.append(Fact("outcome", pk, str(inside), outcomes))
    return facts


def _row(content: Content, meeting: Content) -> Says:
    sittings = meeting.get("sittings") or []
    days = {sitting["on"] for sitting in sittings}
    rooms = [each["room"] for each in (meeting, *sittings) if each.get("room")]
    deadline = content.get("deadline") or {}
    return {
        "kind": content.get("kind"),
        "matter": content.get("text") or meeting.get("title") or {},
        "actor": content.get("actor") or {},
        "date": [content["start"], content["end"], content["precision"]] if content.get("start") else None,
        "wording": content.get("wording") or {} if not content.get("start") else {},
        "hours": [
            [sitting["on"] if len(days) > 1 else None, sitting.get("start"), sitting.get("end")]
            for sitting in sittings
            if sitting.get("start")
        ],
        "rooms": list(dict.fromkeys(rooms)),
        "place": meeting.get("place") or {},
        "zone": meeting.get("zone") or deadline.get("zone") or "",
        "mode": meeting.get("mode") or "",
        "status": "withdrawn" if content.get("withdrawn_in") is not None else content.get("status", "scheduled"),
        "status_note": content.get("status_note") or {},
        "certainty": content.get("certainty", "confirmed"),
        "closed": bool(meeting.get("closed")),
        "basis": [each.get("symbol") or each["instrument"] for each in content.get("citations") or []],
        "due": deadline.get("at"),
        "due_wording": deadline.get("wording") or {},
        "addressees": deadline.get("addressees") or {},
    }


def _agenda(meeting: Content) -> Says:
    """Each item under its key, and the introduction."""
    says: Says = {f"item {item['key']}": _item(item) for item in walk(meeting.get("items") or [])}
    if meeting.get("introduction"):
        says["introduction"] = meeting["introduction"]
    return says


def _item(item: Content) -> Says:
    return {
        "label": item.get("label", ""),
        "text": item["text"],
        "remark": item.get("remark") or {},
        "presenter": item.get("presenter") or {},
        "action": item.get("action", ""),
        "state": item.get("state", "on_agenda"),
        "papers": [[paper["document"], paper.get("revision")] for paper in item.get("papers") or []],
    }


def _outcomes(meeting: Content, now: dt.datetime) -> Says:
    """Released ones, by the item that they are on and their place among those."""
    says: Says = {}
    for outcome in meeting.get("outcomes") or []:
        released = outcome.get("released_at")
        if not released or dt.datetime.fromisoformat(str(released)) > now:
            continue
        item = str(outcome.get("item") or "").rpartition("/")[2]
        place = sum(1 for name in says if name.startswith(f"outcome {item} "))
        says[f"outcome {item} {place}"] = {"kind": outcome["kind"], "text": outcome["text"]}
    return says
