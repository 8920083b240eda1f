"""What stands at a date from which a meeting was moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from meetings.drafts.content import tidied
from meetings.drafts.keys import entry_key
from meetings.transfer.entries import Content
from portal.enums import Audience
from portal.lib.dates import format_date
from portal.lib.multilingual import LANGUAGES


def trace_record(
    live: Content,
    to: str,
    reference: str,
    taken: Container[str],
    *,
    changed_in: int | None = None,
    postponed: bool = False,
) -> Content:
    """A row at the old date that says where the meeting went; `reference` is the key of the entry that moved."""
    record: dict[str, Any] = {
        "key": entry_key(f"{live['key']}-moved", live["start"], taken),
        "kind": live["kind"],
        "start": live["start"],
        "end": live.get("end", live["start"]),
        "precision": live["precision"],
        "status": "postponed",
        "status_note": moved_to(dt.date.fromisoformat(to), postponed=postponed),
        "text": live.get("text") or _matter(live),
        "audience": _audience(live),
        "changed_in": changed_in,
        "trace_of": reference,
    }
    return tidied([record])[0]


def moved_to(day: dt.date, *, postponed: bool = False) -> dict[str, str]:
    """“Moved to 15 January 2013.” in every language of the portal."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            words = _("Postponed to %(date)s.") if postponed else _("Moved to %(date)s.")
            found[language] = words % {"date": format_date(day, language)}
    return found


def _audience(live: Content) -> str:
    """That of the row; of a closed meeting, whose row may be hidden from the public, no wider than the members."""
    audience = str(live.get("audience", Audience.STAFF))
    closed = (live.get("meeting") or {}).get("closed")
    return str(Audience.MEMBERS) if closed and audience == Audience.PUBLIC else audience


def _matter(live: Content) -> dict[str, str]:
    meeting = live.get("meeting") or {}
    if meeting.get("title"):
        return dict(meeting["title"])
    items = meeting.get("items") or []
    return dict(items[0]["text"]) if len(items) == 1 else {}
