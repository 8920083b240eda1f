"""What is to be told of an order of business beside its meeting: what changed in it, and the elections on it.

A convocation that waits lists the order of business as it is when it goes: nothing is told beside it but elections,
which concern those who vote.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from meetings.enums import EntryStatus, NoticeKind
from meetings.models import Announcement, Entry
from meetings.notices.facts import AHEAD, Facts, agenda_of, facts_of, is_told, posts_of
from meetings.operations.last_told import ORDER, last_told
from meetings.operations.table import Table
from meetings.operations.waiting import take_up, wait, waiting_of
from meetings.queries.elections import vacant_posts

Content = Mapping[str, Any]


def note_agenda(table: Table, entry: Entry, old: Content, new: Content, *, with_plan: bool) -> None:
    """Called when a row in force is written. `with_plan`: it is told with the work plan, but what convened meetings do.

    What waits of a meeting says where and when it is now, and compares with what people were last told.
    """
    if new.get("kind") != "meeting":
        return
    _note_order(table, entry, old, new, with_plan=with_plan)
    _note_election(table, entry, old, new)


def _note_order(table: Table, entry: Entry, old: Content, new: Content, *, with_plan: bool) -> None:
    same = waiting_of(entry, (NoticeKind.ORDER,)).first()
    if not _is_ahead(new) or waiting_of(entry, (NoticeKind.CONVENED,)).exists():
        if same:
            take_up(same, table.now, table.actor)
        return
    before, after = _with_agenda(old), _with_agenda(new)
    if same:
        _bring_up_to_date(table, same, same.before, after)
    elif before["agenda"] != after["agenda"] and _is_ahead(old) and _is_news(new, with_plan=with_plan):
        before = last_told(entry, ORDER) or before
        if before["agenda"] == after["agenda"]:
            return
        event = "order_amended" if before["agenda"] else "order_issued"
        wait(table, entry, NoticeKind.ORDER, event, before=before, after=after)


def _is_ahead(content: Content) -> bool:
    return is_told(content) and content.get("status", EntryStatus.SCHEDULED) in AHEAD


def _is_news(content: Content, *, with_plan: bool) -> bool:
    """Whoever was convened knows an order of business by heart; of others the plan itself tells."""
    return not with_plan or content.get("status") == EntryStatus.CONVENED


def _with_agenda(content: Content) -> Facts:
    return {**facts_of(content), "agenda": agenda_of(content)}


def _bring_up_to_date(table: Table, waiting: Any, before: Facts, after: Facts) -> None:
    if before["agenda"] == after["agenda"]:
        take_up(waiting, table.now, table.actor)
    elif waiting.after != after:
        if waiting.after["agenda"] != after["agenda"] and table.reason:
            waiting.reason = table.reason
        waiting.after = after
        waiting.save(update_fields=["after", "reason"])


def _note_election(table: Table, entry: Entry, old: Content, new: Content) -> None:
    """Elections on the order of business of a convened meeting, else posts that are vacant by then."""
    waiting = waiting_of(entry, (NoticeKind.ELECTION,)).first()
    posts, had = posts_of(new), posts_of(old)
    vacant = _vacant(table, entry, waiting) if _is_convened(new) and (waiting or not _is_convened(old)) else []
    after = {**facts_of(new), "posts": posts, "vacant": [] if posts else vacant}
    if waiting and not posts and not vacant:
        take_up(waiting, table.now, table.actor)
    elif waiting and waiting.after != after:
        waiting.event, waiting.after = _event(posts), after
        waiting.save(update_fields=["event", "after"])
    elif not waiting and (set(posts) - set(had) or after["vacant"]):
        wait(table, entry, NoticeKind.ELECTION, _event(posts), before=facts_of(old), after=after)


def _event(posts: list[str]) -> str:
    return "election" if posts else "vacancy"


def _is_convened(content: Content) -> bool:
    return is_told(content) and content.get("status") == EntryStatus.CONVENED


def _vacant(table: Table, entry: Entry, waiting: Announcement | None) -> list[str]:
    """Posts of which the record says in words that they are vacant, and of which no other notice was made yet."""
    told = Announcement.objects.filter(schedule=table.schedule, kind=NoticeKind.ELECTION)
    if waiting:
        told = told.exclude(pk=waiting.pk)
    known = {key for after in told.values_list("after", flat=True) for key in after.get("vacant", ())}
    return [post.key for post in vacant_posts(entry) if post.key not in known]
