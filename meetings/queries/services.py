"""Which services a notice concerns: by what the meeting needs of them, before or after, and by their own limits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from meetings.enums import AnnouncementState, MeetingMode, NoticeKind, ServiceKind
from meetings.models import Announcement, Entry, Service
from meetings.notices.facts import Facts, facts_of, is_told, only_joined_otherwise, says_the_same_to_all
from meetings.queries.versions import changes_told
from meetings.transfer.entries import load_entries
from portal.enums import Audience

OF_SERVICES = (NoticeKind.CONVENED, NoticeKind.CHANGED, NoticeKind.CALLED_OFF, NoticeKind.PLAN)
BY_LINE = (MeetingMode.VIRTUAL, MeetingMode.HYBRID)


@dataclass(frozen=True, slots=True)
class Concern:
    """A meeting that a service has to do with: its row, what was known of it, and what is so now."""

    entry: Entry
    before: Facts
    after: Facts


def served_in(body: Any) -> list[Service]:
    """The services of a body and of its house, with their rooms."""
    found = Service.objects.filter(Q(body=body) | Q(body=None), organization=body.organization_id)
    return list(found.prefetch_related("rooms__organization"))


def services_for(given: Announcement) -> list[tuple[Service, list[Concern]]]:
    """Whom the notice concerns among them, each with the meetings; nobody where it is told to readers alone."""
    if given.kind not in OF_SERVICES:
        return []
    known = served_in(given.schedule.term.body)
    concerns = concerns_of(given) if known else []
    found = ((service, [each for each in concerns if is_concerned(service, each)]) for service in known)
    return [(service, mine) for service, mine in found if mine]


def concerns_of(given: Announcement) -> list[Concern]:
    """The meeting that is told of, or those of an amended plan; none that is for the secretariat alone by now."""
    if given.entry is not None:
        shown = given.entry.audience != Audience.STAFF and given.after.get("status")
        return [Concern(given.entry, given.before, given.after)] if shown else []
    if given.event != "amended":
        return []
    contents = {row.key: (row.old, row.new) for row in changes_told(given.schedule_id, given.after).rows}
    live = load_entries(given.schedule, list(contents))
    entries = _entries(given, live)
    found = []
    for key, (old, _new) in contents.items():
        if key not in entries or old is None or not is_told(old):
            continue
        before, after = facts_of(old), facts_of(live[key].content)
        before |= {"interpretation": after.get("interpretation", [])} if "interpretation" in after else {}
        if not says_the_same_to_all(before, after) and not _was_told(entries[key], after):
            found.append(Concern(entries[key], before, after))
    return found


def _entries(given: Announcement, keys: Iterable[str]) -> dict[str, Entry]:
    rows = Entry.objects.filter(schedule=given.schedule, key__in=list(keys), meeting__isnull=False)
    found = rows.exclude(audience=Audience.STAFF).select_related("schedule__term__body__organization", "meeting__room")
    return {entry.key: entry for entry in found}


def _was_told(entry: Entry, facts: Facts) -> bool:
    """Whether what took effect at once was told then."""
    sent = Announcement.objects.filter(entry=entry, state=AnnouncementState.SENT, kind__in=OF_SERVICES)
    last = sent.order_by("decided_at", "pk").last()
    return last is not None and says_the_same_to_all(facts, {name: last.after.get(name) for name in facts})


def is_concerned(service: Service, concern: Concern) -> bool:
    """Whether the meeting needs, or needed, what the service gives, on a day on which it serves."""
    if service.kind == ServiceKind.ROOMS and only_joined_otherwise(concern.before, concern.after):
        return False
    facts = [each for each in (concern.before, concern.after) if each]
    days = [dt.date.fromisoformat(each["start"]) for each in facts if each.get("start")]
    if days and not any(service.covers(day) for day in days):
        return False
    rooms = {room for each in facts for room in rooms_in_facts(each)}
    languages = {code for each in facts for code in each.get("interpretation") or ()}
    if service.kind == ServiceKind.INTERPRETERS:
        return bool(languages) and (not service.languages or bool(languages & set(service.languages)))
    served = {f"{room.organization.key}/{room.key}" for room in service.rooms.all()}
    if service.kind == ServiceKind.ROOMS or served:
        return bool(rooms & served) if served else bool(rooms)
    return bool(rooms or languages) or any(each.get("mode") in BY_LINE for each in facts)


def rooms_in_facts(facts: Mapping[str, Any]) -> set[str]:
    """The rooms of the house that a meeting is held in, by their keys."""
    keys = (facts.get("room"), *(each.get("room") for each in facts.get("sittings") or []))
    return {key for key in keys if key}
