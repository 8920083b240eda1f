"""Adopted versions of a schedule, and what differs between them and from what is proposed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from groups.models import Term
from groups.permissions import serves
from meetings.drafts.difference import Difference, difference
from meetings.drafts.frozen import Former
from meetings.models import DraftChange, Entry, Schedule, ScheduleVersion
from meetings.operations.revisions import was_adopted
from meetings.permissions import schedule_visible
from meetings.queries.drafts import is_internal, rows_proposed, rows_shown
from meetings.queries.heading import heading_content
from meetings.transfer.entries import Content, load_entries
from portal.actors import Actor

SLUG = re.compile(r"^(\d{1,4})(?:-corr-(\d{1,4}))?$")


def version_at(actor: Actor, term: Term, slug: str) -> ScheduleVersion | None:
    """The version that an address names (“2”, “2-corr-1”), for who sees the schedule."""
    found = SLUG.match(slug)
    if found is None:
        return None
    return (
        ScheduleVersion.objects.filter(schedule_visible(actor, "schedule__"), schedule__term=term)
        .filter(revision=int(found[1]), corrigendum=int(found[2] or 0))
        .select_related("schedule__term__body__organization", "adopted_at__entry__schedule__term__body")
        .first()
    )


def versions_of(schedule: Schedule) -> list[ScheduleVersion]:
    """The versions, the latest first."""
    return list(schedule.versions.select_related("adopted_at__entry__schedule__term__body"))


def last_version(schedule: Schedule) -> ScheduleVersion | None:
    """The version in force."""
    return schedule.versions.first()


def version_before(version: ScheduleVersion) -> ScheduleVersion | None:
    """The version that this one replaced."""
    for other in version.schedule.versions.all():  # the latest first
        if (other.revision, other.corrigendum) < (version.revision, version.corrigendum):
            return other
    return None


def changes_told(schedule: int, after: Mapping[str, Any]) -> Difference:
    """What the version that a notice tells of says otherwise than the one before, or than the one that people were told
    of `since`; nothing where that is not kept."""
    number = (after.get("revision", 0), after.get("corrigendum", 0))
    kept = ScheduleVersion.objects.filter(schedule=schedule)  # the latest first
    found = list(kept.values_list("pk", "revision", "corrigendum", "sha256"))
    place = next((at for at, row in enumerate(found) if row[1:3] == number), len(found))
    since = after.get("since") or {}
    told = (since.get("revision"), since.get("corrigendum"))
    before = next((at for at, row in enumerate(found) if at > place and row[1:3] == told), place + 1)
    if before >= len(found):
        return Difference()
    (new, *_numbers, text), (old, *_former, former) = found[place], found[before]
    return _between(old, new, former, text)


@lru_cache(maxsize=16)
def _between(old: int, new: int, *_hashes: str) -> Difference:
    """A version is never altered, and a plan is told to many: it is compared once."""
    versions = ScheduleVersion.objects.in_bulk([old, new])
    return difference_between(versions[old], versions[new])


def former_rows(schedule: Schedule, entries: Iterable[Entry]) -> dict[str, Former]:
    """Rows as they were before their last change, by key: a query where any is marked as changed, else none.

    The schedule's versions are prefetched.
    """
    marked = [entry for entry in entries if entry.changed_in is not None]
    if not marked:
        return {}
    numbers = [(each.pk, each.revision, each.corrigendum) for each in schedule.versions.all()]  # the latest first
    wanted = {entry.key: _version_before_mark(entry, numbers) for entry in marked}
    contents = ScheduleVersion.objects.in_bulk({pk for pk in wanted.values() if pk})
    by_version = {
        pk: {row["key"]: row for row in version.content.get("entries", [])} for pk, version in contents.items()
    }
    return {
        key: Former(by_version[pk][key], contents[pk].content.get("rooms", {}))
        for key, pk in wanted.items()
        if pk and key in by_version[pk]
    }


def _version_before_mark(entry: Entry, numbers: list[tuple[int, int, int]]) -> int | None:
    mark = (entry.changed_in or 0, entry.corrected_in or 0)
    return next((pk for pk, revision, corrigendum in numbers if (revision, corrigendum) < mark), None)


def difference_of(actor: Actor, schedule: Schedule) -> Difference:
    """What adoption would change against the version in force, as far as `actor` sees the rows.

    Of a schedule never adopted, what is proposed to it.
    """
    rows = rows_shown(actor, schedule, None)
    base = last_version(schedule)
    lives = [row.live for row in rows.values() if row.live]
    old: list[Content] = base.content["entries"] if base else lives
    if not serves(actor, schedule.term.body.organization_id):
        old = [content for content in old if not is_internal(content)]
    return difference(old, [row.content for row in rows.values() if row.change != "withdraw"])


def anything_to_adopt(schedule: Schedule, proposed: int) -> bool:
    """Whether adoption would change anything; `proposed` changes are waiting. One never adopted has itself to adopt.

    Rows that changed at once since the version in force are marked; where none is, the whole is compared with it.
    """
    if proposed or not was_adopted(schedule):
        return True
    rows = Entry.objects.filter(schedule=schedule, trace_of=None)
    if rows.filter(changed_in__gt=schedule.revision).exists():
        return True
    base = last_version(schedule)
    if base is None:
        return False
    lives = [live.content for live in load_entries(schedule).values()]
    return bool(difference(base.content["entries"], lives)) or retitled(base, schedule)


def retitled(base: ScheduleVersion, schedule: Schedule) -> bool:
    """Whether the title, the span or the notes are others than in a version."""
    now = heading_content(schedule)
    return any(name in base.content and base.content[name] != now[name] for name in now)


def proposals_of(actor: Actor, schedule: Schedule, changes: Iterable[DraftChange]) -> Difference:
    """What the changes, all that `actor` sees of a schedule, would make of its live rows."""
    proposed = rows_proposed(actor, schedule, changes)
    old = [state.live for state in proposed if state.live is not None]
    return difference(old, [state.planned for state in proposed if state.planned is not None])


def difference_between(old: ScheduleVersion, new: ScheduleVersion) -> Difference:
    """What the later of two versions says otherwise."""
    return difference(old.content["entries"], new.content["entries"])
