"""Who is told that a paper is out: followers of its body who read its language, by their own choice of mails.

A paper is out on the day that its record says, by the calendar of its body's venue. The planner looks a few days back,
so that an outage, or a record typed the day after, costs nobody their notice; each text is told once, and noted.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from documents.enums import UNISSUED, TextState
from documents.models import LanguageVersion
from groups.queries.follows import followers_of, serving_in
from meetings.enums import OFF, NoticeKind
from meetings.models import AgendaPaper, Publication
from meetings.operations.notices import tell
from meetings.queries.notices import Recipient, at_once, with_deliveries
from portal import clock
from portal.enums import Audience
from portal.models import User

BACK = timedelta(days=3)
SOON = timedelta(hours=48)


def plan_publications(now: datetime) -> int:
    """Tell of what came out lately; gives how many copies are new. Nothing while the clock is in doubt."""
    if not clock.guard(now):
        return 0
    untold = coming_out(now.date() - BACK, now.date() + timedelta(days=1)).order_by("pk")
    return sum(_tell(version, now) for version in untold if _is_out(version, now))


def _is_out(version: LanguageVersion, now: datetime) -> bool:
    """Whether its day has come where its body meets."""
    here = now.astimezone(ZoneInfo(version.revision.document.body.venue_zone)).date()
    return version.published_on is not None and version.published_on <= here


@transaction.atomic
def _tell(version: LanguageVersion, now: datetime) -> int:
    Publication.objects.bulk_create([Publication(version=version, at=now)], ignore_conflicts=True)
    document = version.revision.document
    return tell(
        _hurried(with_deliveries(readers_of(version, now.date()), NoticeKind.PUBLISHED), document.pk, now),
        now=now,
        kind=NoticeKind.PUBLISHED,
        event="published",
        key=f"published|{version.pk}",
        about=f"version:{version.pk}",
        params={"version": version.pk},
    )


def readers_of(version: LanguageVersion, day: date) -> QuerySet[User]:
    """Who follows the body and reads the language."""
    body = version.revision.document.body
    followers = followers_of(body, day)
    if body.audience != Audience.PUBLIC:
        followers = followers.filter(pk__in=serving_in(body, day).values("pk"))
    reading = Q(language=version.language)
    if version.language == settings.LANGUAGE_CODE:
        reading |= Q(language="")
    return followers.filter(reading)


def coming_out(first: date, last: date) -> QuerySet[LanguageVersion]:
    """Texts whose day is within these, and of which nobody was told."""
    out = LanguageVersion.objects.filter(state=TextState.AVAILABLE, published_on__range=(first, last))
    untold = out.exclude(revision__state__in=UNISSUED).filter(publication=None)
    return untold.select_related("revision__document__body__organization").order_by("published_on", "pk")


def _hurried(recipients: list[Recipient], document: int, now: datetime) -> list[Recipient]:
    """Within two days of a meeting that has the paper before it, what would wait for the day's mail goes at once."""
    days = (now.date(), (now + SOON).date())
    before = AgendaPaper.objects.filter(document=document, item__meeting__entry__start__range=days)
    if not before.exclude(item__meeting__entry__status__in=OFF).exists():
        return recipients
    return at_once(recipients)
