"""What stands in the outbox already for the people and services of some houses, gathered by what it is about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from documents.models import LanguageVersion
from groups.models import Mandate, Term
from meetings.models import Announcement, Notice, Silence
from meetings.notices.of_services import KIND as SERVICE
from meetings.queries.notices import with_subjects
from portal.enums import OutboxState
from portal.models import OutboxMessage

MOST = 2000
WAITING = (OutboxState.PENDING, OutboxState.CLAIMED, OutboxState.HELD)


@dataclass(slots=True)
class Queued:
    """Messages of one object and one telling: to whom, when the first of them is due, and whether they are held."""

    about: str
    told: Notice | Announcement
    body: Any
    subject: Any
    messages: list[OutboxMessage] = field(default_factory=list)

    @property
    def is_held(self) -> bool:
        """Whether any waits for a decision."""
        return any(each.state == OutboxState.HELD for each in self.messages)


def queued_in(houses: Collection[int] | None) -> list[Queued]:
    """In the order in which they go, the first `MOST` of these houses; a fixed number of queries for so many read."""
    waiting = OutboxMessage.objects.filter(state__in=WAITING, kind__in=["notice", "reminder", "silence", SERVICE])
    waiting = waiting.select_related("account").order_by("next_attempt_at", "pk")
    groups: dict[str, Queued] = {}
    first = found = 0
    while found < MOST and (messages := list(waiting[first : first + MOST])):
        first += len(messages)
        found += _sort_in(groups, messages, houses, MOST - found)
        if len(messages) < MOST:
            break
    return list(groups.values())


def _sort_in(
    groups: dict[str, Queued], messages: list[OutboxMessage], houses: Collection[int] | None, most: int
) -> int:
    """Put messages of these houses into their groups, `most` at most; gives how many."""
    told = _told(messages)
    subjects = _subjects(told.values())
    found = 0
    for message in messages:
        given = told.get(_key(message))
        subject = subjects.get(_key(message)) if given is not None else None
        if given is None or subject is None:
            continue
        body = _body(given, subject)
        if houses is not None and body.organization_id not in houses:
            continue
        if found == most:
            break
        found += 1
        group = groups.setdefault(message.about, Queued(message.about, given, body, subject))
        group.messages.append(message)
    return found


def _key(message: OutboxMessage) -> tuple[str, int]:
    name = "announcement" if message.kind == SERVICE else "notice"
    return name, message.params[name]


def _told(messages: list[OutboxMessage]) -> dict[tuple[str, int], Notice | Announcement]:
    keys = {_key(message) for message in messages}
    related = ("schedule__term__body__organization", "entry__schedule__term__body__organization")
    beside = ("announcement", "entry__meeting", "entry__deadline")
    notices = Notice.objects.select_related(*beside, *related).prefetch_related("announcement__words")
    found: dict[tuple[str, int], Notice | Announcement] = {}
    found |= {
        ("notice", each.pk): each for each in notices.filter(pk__in=[pk for name, pk in keys if name == "notice"])
    }
    services = with_subjects(Announcement.objects.filter(pk__in=[pk for name, pk in keys if name == "announcement"]))
    return found | {("announcement", each.pk): each for each in services}


def _subjects(told: Collection[Notice | Announcement]) -> dict[tuple[str, int], Any]:
    """What each is about: its row or schedule, else the paper, mandate, term or silence."""
    found: dict[tuple[str, int], Any] = {}
    beside: dict[str, dict[int, Any]] = {
        name: model.objects.select_related(*related).in_bulk(_ids(told, name))
        for name, model, related in (
            ("version", LanguageVersion, ["revision__document__body__organization"]),
            ("mandate", Mandate, ["term__body__organization", "instrument"]),
            ("term", Term, ["body__organization"]),
            ("silence", Silence, ["term__body__organization", "revision__document__body__organization"]),
        )
    }
    for given in told:
        name = "notice" if isinstance(given, Notice) else "announcement"
        subject: Any = given.entry or given.schedule
        if subject is None and isinstance(given, Notice):
            subject = next(
                (rows.get(given.params[kind]) for kind, rows in beside.items() if kind in given.params), None
            )
        found[name, given.pk] = subject
    return found


def _ids(told: Collection[Notice | Announcement], name: str) -> set[int]:
    return {each.params[name] for each in told if isinstance(each, Notice) and name in each.params}


def _body(given: Notice | Announcement, subject: Any) -> Any:
    if given.schedule:
        return given.schedule.term.body
    if isinstance(subject, LanguageVersion):
        return subject.revision.document.body
    return subject.term.body if isinstance(subject, Mandate | Silence) else subject.body
