"""What will leave by itself within the next days, as it would if nothing changed: the planners' own rules, asked ahead.

Nothing is queued by asking. What is queued already stands in the outbox, and is read from there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from documents.models import LanguageVersion
from groups.models import Mandate
from groups.queries.endings import end_of, terms_ending
from meetings.enums import Delivery, NoticeKind
from meetings.models import Deadline, Notice
from meetings.notices.reading import Subject, due_facts
from meetings.operations import arrangements, digests, publications, telling_silences, terms
from meetings.operations.reminder_times import FARTHEST
from meetings.operations.reminders import foreseen_in
from meetings.queries.arrangements import unconfirmed
from meetings.queries.held import of_held_matters
from meetings.queries.rules import services_until
from portal.models import User

MATTERS = {
    "reminder": "deadline",
    "published": "version",
    "mandate": "mandate",
    "term": "term",
    "services": "services",
    "silence": "silence",
}
"""By what keys begin with, how the outbox will call what it is about."""
Houses = Collection[int] | None
"""None for all of them."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Something that goes to people on a day. `about`: the entry, document, mandate or term that it tells of.

    `subject` is None where each reader gets another text: their one mail of the day. `at`: when it goes, for words that
    count days.
    """

    key: str
    day: date
    kind: str
    event: str
    body: Any
    about: Any
    users: list[User] = field(default_factory=list)
    subject: Subject | None = None
    days: int | None = None
    at: datetime | None = None

    @property
    def matter(self) -> str:
        """What the outbox will call it; empty for the one mail of a day."""
        kind, number = self.key.split("-")[:2]
        return f"{MATTERS[kind]}:{number}" if kind in MATTERS else ""


def foreseen_until(houses: Houses, now: datetime, last: date) -> list[Leaving]:
    """By day, then kind."""
    found = [
        *_reminders(houses, now, last),
        *_publications(houses, now, last),
        *_mandates(houses, now, last),
        *_terms(houses, now, last),
        *_services(houses, now, last),
        *_silences(houses, now, last),
        *_digests(houses, now, last),
    ]
    return sorted(found, key=lambda each: (each.day, each.kind, each.key))


def _within(houses: Houses, body: Any) -> bool:
    return houses is None or body.organization_id in houses


def reminders_ahead(deadline: Deadline, now: datetime) -> list[Leaving]:
    """All that are to come of one deadline, as things stand."""
    return list(_reminders(None, now, now.date() + timedelta(days=FARTHEST), deadline.pk))


def _reminders(houses: Houses, now: datetime, last: date, only: int | None = None) -> Iterator[Leaving]:
    until = datetime.combine(last, time.max, tzinfo=now.tzinfo)
    groups: dict[str, Leaving] = {}
    for deadline, due, reminder, user in foreseen_in(houses, now, until, only):
        at, zone = max(reminder.at, now), user.zone or due.zone
        day = at.astimezone(ZoneInfo(zone)).date()  # of who is reminded, by whose clock it goes
        # By the days that are left when it goes: one that is made good comes later than its day.
        left, entry = due.days_left(at, zone), deadline.entry
        key = f"reminder-{deadline.pk}-{left}-{day}"
        if key not in groups:
            params = {"due": due_facts(due), "days": reminder.days}
            subject = Subject(NoticeKind.REMINDER, "reminder", entry.schedule_id, entry.pk, {}, params)
            body = entry.schedule.term.body
            facts = (key, day, NoticeKind.REMINDER, "reminder", body, entry)
            groups[key] = Leaving(*facts, [], subject, left, at)
        groups[key].users.append(user)
    yield from sorted((each for each in groups.values() if each.day <= last), key=lambda each: each.day)


def _publications(houses: Houses, now: datetime, last: date) -> Iterator[Leaving]:
    known: dict[tuple[int, str], list[User]] = {}
    for version in publications.coming_out(now.date() - publications.BACK, last):
        document = version.revision.document
        if not _within(houses, document.body):
            continue
        circle = (document.body_id, version.language)
        if circle not in known:
            known[circle] = list(publications.readers_of(version, now.date()))
        day = max(version.published_on or now.date(), now.date())
        subject = Subject(NoticeKind.PUBLISHED, "published", None, None, {}, {"version": version.pk})
        facts = (f"published-{version.pk}", day, NoticeKind.PUBLISHED, "published", document.body, document)
        yield Leaving(*facts, known[circle], subject)


def _mandates(houses: Houses, now: datetime, last: date) -> Iterator[Leaving]:
    known: dict[int, list[User]] = {}
    found = Mandate.objects.filter(state__in=digests.OPEN).select_related("term__body__organization", "instrument")
    first, steps = now.date() + timedelta(days=1), digests.DAYS_BEFORE
    until = (first + timedelta(days=min(steps)), last + timedelta(days=max(steps)))
    for mandate in found.filter(Q(given_on__range=(first, last)) | Q(until_on__range=until)).order_by("pk"):
        days = digests.telling_days(mandate, first, last)
        if not days or not _within(houses, mandate.term.body):
            continue
        if mandate.term_id not in known:
            known[mandate.term_id] = digests.responsible(mandate, now.date())
        for event, day in days:
            subject = Subject(NoticeKind.MANDATE, event, None, None, {}, {"mandate": mandate.pk})
            facts = (f"mandate-{mandate.pk}-{event}-{day}", day, NoticeKind.MANDATE, event, mandate.term.body, mandate)
            at = datetime.combine(day, now.timetz())
            yield Leaving(*facts, known[mandate.term_id], subject, None, at)


def _terms(houses: Houses, now: datetime, last: date) -> Iterator[Leaving]:
    before = timedelta(days=terms.DAYS_BEFORE)
    for term in terms_ending(now.date(), last + before):
        end = end_of(term)
        if end is None or not now.date() < end.on - before <= last or not _within(houses, term.body):
            continue
        params = {"term": term.pk, "on": end.on.isoformat()}
        subject = Subject(NoticeKind.TERM, "ends", None, None, {}, params)
        day = end.on - before
        facts = (f"term-{term.pk}", day, NoticeKind.TERM, "ends", term.body, term)
        yield Leaving(*facts, terms.concerned(term, now.date()), subject, None, datetime.combine(day, now.timetz()))


def _services(houses: Houses, now: datetime, last: date) -> Iterator[Leaving]:
    known: dict[int, list[User]] = {}
    for entry in unconfirmed(now.date(), last + arrangements.FARTHEST):
        body = entry.schedule.term.body
        if not _within(houses, body):
            continue
        day = services_until(entry).day - arrangements.BEFORE
        if not now.date() < day <= last:
            continue
        if body.organization_id not in known:
            known[body.organization_id] = list(arrangements.keepers_of(entry))
        subject = Subject(NoticeKind.SERVICES, "unconfirmed", entry.schedule_id, entry.pk, {}, {"on": str(entry.start)})
        facts = (f"services-{entry.pk}", day, NoticeKind.SERVICES, "unconfirmed", body, entry)
        yield Leaving(*facts, known[body.organization_id], subject, None, datetime.combine(day, now.timetz()))


def _silences(houses: Houses, now: datetime, last: date) -> Iterator[Leaving]:
    groups: dict[str, Leaving] = {}
    for silence, window, user, zone in telling_silences.foreseen_in(houses, now, last):
        at = max(window.at, now)
        day = at.astimezone(ZoneInfo(zone)).date()
        key = f"silence-{silence.pk}-{window.days}-{day}"
        if key not in groups:
            params = telling_silences.facts(silence, window.days)
            subject = Subject(NoticeKind.SILENCE, "silence_reminder", None, None, {}, params)
            facts = (key, day, NoticeKind.SILENCE, "silence_reminder", silence.term.body, silence)
            groups[key] = Leaving(*facts, [], subject, None, at)
        groups[key].users.append(user)
    yield from (each for each in groups.values() if each.day <= last)


def _digests(houses: Houses, now: datetime, last: date) -> Iterator[Leaving]:
    """The one mail of a day of those who wait for it, of notices of these houses."""
    waiting = Notice.objects.filter(channel=Delivery.DIGEST, digest_on=None, user__is_active=True)
    found = list(waiting.exclude(of_held_matters()).select_related("user", "schedule__term__body"))
    own: set[int] = set()
    if houses is not None:
        papers = LanguageVersion.objects.filter(pk__in=[each.params["version"] for each in found if _is_paper(each)])
        own = set(papers.filter(revision__document__body__organization__in=houses).values_list("pk", flat=True))
    days: dict[date, dict[int, User]] = {}
    for notice, day in digests.mail_days(found, now):
        if houses is None or _is_own(notice, houses, own):
            days.setdefault(day, {})[notice.user_id] = notice.user
    for day, users in days.items():
        if day <= last:
            yield Leaving(f"digest-{day}", day, "digest", "digest", None, None, list(users.values()))


def _is_paper(notice: Notice) -> bool:
    return notice.kind == NoticeKind.PUBLISHED


def _is_own(notice: Notice, houses: Collection[int], papers: Collection[int]) -> bool:
    """Of a schedule or a paper of the houses; who waits for others is for others to see."""
    if notice.schedule:
        return notice.schedule.term.body.organization_id in houses
    return _is_paper(notice) and notice.params["version"] in papers
