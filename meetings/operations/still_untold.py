"""Of a notice that was not to be sent: what people were last told, as long as it is not what the notice says.

One rule a kind. Each gives what the notice would compare with now, and None where what it says is no longer so, or is
known by what was sent since.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from meetings.deadlines.reading import is_closed, standing_of
from meetings.enums import AnnouncementState, EntryStatus, NoticeKind
from meetings.models import Announcement, Entry
from meetings.notices.facts import AHEAD, facts_of, is_told, joined_otherwise, released_in, still_so
from meetings.notices.reading import due_facts
from meetings.operations.discarding import deadline_of
from meetings.operations.last_told import LONG_AGO, ORDER, is_known, last_told, sent_of
from meetings.queries.elections import vacant_posts
from meetings.transfer.entries import load_entries
from portal.lib.deadlines import Due

Told = dict[str, Any]
WITH_RECORD = (EntryStatus.RECORD_ISSUED, EntryStatus.RECORD_APPROVED)


def of_meeting(given: Announcement, now: datetime) -> Told | None:
    """Convened, changed or called off: compared with the last of these that was sent."""
    found = _live(given)
    if found is None or found[1].get("status") != given.after.get("status"):
        return None
    if joined_otherwise(given.after, facts_of(found[1])):
        return None
    told = last_told(found[0]) or dict(given.before)
    return None if is_known((NoticeKind(given.kind), given.event), told, given.after) else told


def of_order(given: Announcement, now: datetime) -> Told | None:
    """An order of business; a convocation that went out since has told it."""
    found = _live(given)
    if found is None or found[1].get("status", EntryStatus.SCHEDULED) not in AHEAD:
        return None
    if _since(given, (NoticeKind.CONVENED,)):
        return None
    told = last_told(found[0], ORDER) or dict(given.before)
    return None if told.get("agenda") == given.after.get("agenda") else told


def of_election(given: Announcement, now: datetime) -> Told | None:
    """Posts to be filled at a convened meeting, or vacant by then."""
    found = _live(given)
    if found is None or found[1].get("status") != EntryStatus.CONVENED:
        return None
    entry, posts, vacant = found[0], given.after.get("posts") or [], set(given.after.get("vacant") or ())
    if not posts and not (vacant and vacant <= {post.key for post in vacant_posts(entry)}):
        return None
    last = sent_of(entry, (NoticeKind.ELECTION,)).order_by("-decided_at", "-pk").first()
    if last and (_filled(last.after) == _filled(given.after) or _after(last, given)):
        return None
    return dict(given.before)


def of_outcome(given: Announcement, now: datetime) -> Told | None:
    """Outcomes released, or the record issued, which lists the outcomes too."""
    found = _live(given)
    if found is None:
        return None
    content = found[1]
    if given.event == "record":
        known = any(each.event == "record" for each in _since(given, (NoticeKind.OUTCOME,)))
        return dict(given.before) if content.get("status") in WITH_RECORD and not known else None
    if not released_in(content) or _since(given, (NoticeKind.OUTCOME,)):
        return None
    return dict(given.before)


def of_plan(given: Announcement, now: datetime) -> Told | None:
    """The version in force, as long as none of it was sent."""
    numbers = _numbers(given.after)
    if numbers != (given.schedule.revision, given.schedule.corrigendum):
        return None
    sent = Announcement.objects.filter(
        schedule=given.schedule_id, kind=NoticeKind.PLAN, state=AnnouncementState.SENT, decided_at__isnull=False
    )
    known = any(_numbers(after) == numbers for after in sent.values_list("after", flat=True))
    return None if known else dict(given.before)


def of_deadline(given: Announcement, now: datetime) -> Told | None:
    """A date that stands: compared with the last one that was announced to all who are asked."""
    deadline = deadline_of(given)
    standing = standing_of(deadline) if deadline else None
    if deadline is None or not isinstance(standing, Due) or is_closed(deadline, now):
        return None
    due = due_facts(standing)
    last = sent_of(deadline.entry, (NoticeKind.DEADLINE,)).order_by("-decided_at", "-pk").first()
    if given.after.get("due") != due or (last is not None and last.after.get("due") == due):
        return None
    return {"due": last.after.get("due")} if last else dict(given.before)


def _live(given: Announcement) -> tuple[Entry, Mapping[str, Any]] | None:
    """The meeting as it is, where that is what the notice tells of it and others than the secretariat read it."""
    if given.entry is None:
        return None
    row = load_entries(given.schedule, [given.entry.key]).get(given.entry.key)
    if row is None or not is_told(row.content) or not still_so(row.content, given.kind, given.after):
        return None
    return given.entry, row.content


def _since(given: Announcement, kinds: tuple[NoticeKind, ...]) -> list[Announcement]:
    """What was sent of the row after the notice was noted."""
    assert given.entry is not None
    return list(sent_of(given.entry, kinds).filter(decided_at__gt=given.created_at))


def _after(last: Announcement, given: Announcement) -> bool:
    return (last.decided_at or LONG_AGO) > given.created_at


def _filled(after: Mapping[str, Any]) -> tuple[set[str], set[str]]:
    return set(after.get("posts") or ()), set(after.get("vacant") or ())


def _numbers(after: Mapping[str, Any]) -> tuple[int, int]:
    return after.get("revision", 0), after.get("corrigendum", 0)
