"""What changed lately in the made-up group, told as it would have been had the portal been there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any

from django.db import transaction

from documents.changes import told_of_document
from documents.models import Document, LanguageVersion
from groups.changes.facts import Fact
from groups.models import Body
from groups.operations.changes import keep, prepared, tell
from groups.queries.accounts import actor_of_account
from meetings.changes.rows import facts_of_row
from meetings.demo.accounts import SECRETARIAT
from meetings.demo.living import GROUP
from meetings.models import Schedule, ScheduleVersion
from portal.actors import Actor
from portal.models import User

LATELY = dt.timedelta(days=30)
News = tuple[dt.datetime, Callable[[], object]]
"""When, and what writes it."""
HOUR = dt.time(15, tzinfo=dt.UTC)


@transaction.atomic
def tell_news(now: dt.datetime) -> int:
    """Papers that came out in the last month, and the versions that the schedule was adopted in; gives how many.

    Nothing where the group has news already, or is not there.
    """
    body = Body.objects.filter(slug=GROUP, changes=None).select_related("organization").first()
    account = User.objects.filter(email=SECRETARIAT.email).first()
    if body is None or account is None:
        return 0
    actor = actor_of_account(account, now)
    news = [*_papers(actor, body, now), *_versions(actor, body)]
    for _at, write in sorted(news, key=lambda each: each[0]):
        write()
    return len(news)


def _papers(actor: Actor, body: Body, now: dt.datetime) -> list[News]:
    """Each text on the day that it was published."""
    lately = LanguageVersion.objects.filter(
        revision__document__body=body, published_on__range=((now - LATELY).date(), now.date())
    )
    days: dict[tuple[int, dt.date], list[LanguageVersion]] = {}
    for version in lately.select_related("revision").order_by("published_on", "pk"):
        days.setdefault((version.revision.document_id, version.published_on), []).append(version)  # type: ignore[arg-type]
    return [_paper(actor, Document.objects.get(pk=pk), day, texts) for (pk, day), texts in days.items()]


def _paper(actor: Actor, document: Document, day: dt.date, texts: list[LanguageVersion]) -> News:
    told = told_of_document(document)
    gone = {_part(text) for text in texts}
    before = tuple(Fact(each.topic, each.subject, each.audience, _without(each.says, gone)) for each in told.facts)
    at = dt.datetime.combine(day, HOUR)
    return at, lambda: tell(actor=actor, now=at, body=document.body, old=_issued(before), new=told.facts)


def _part(text: LanguageVersion) -> str:
    revision = text.revision
    return f"language {revision.number}.{revision.corrigendum}.{revision.addendum} {text.language}"


def _without(says: Mapping[str, Any], gone: set[str]) -> dict[str, Any]:
    """What was said before some texts came out; a revision of which no text was out had not come out itself."""
    kept = {name: value for name, value in says.items() if name not in gone}
    out = {name.split(" ")[1] for name in kept if name.startswith("language ")}
    return {
        name: value for name, value in kept.items() if not name.startswith("revision ") or name.split(" ")[1] in out
    }


def _issued(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(each for each in facts if any(name.startswith("revision ") for name in each.says))


def _versions(actor: Actor, body: Body) -> list[News]:
    """Each adopted version against the one before it."""
    found = []
    for schedule in Schedule.objects.filter(term__body=body).select_related("term"):
        versions = list(schedule.versions.order_by("revision", "corrigendum"))
        found += [_version(actor, body, old, new) for old, new in pairwise(versions)]
    return found


def _version(actor: Actor, body: Body, old: ScheduleVersion, new: ScheduleVersion) -> News:
    ids = dict(new.schedule.entries.values_list("key", "pk"))
    at = new.frozen_at

    def write() -> None:
        head = prepared(actor=actor, now=at, body=body, old=[_head(old)], new=[_head(new)])
        before, after = (_rows(each, ids, body) for each in (old, new))
        keep(body, head, prepared(actor=actor, now=at, body=body, old=before, new=after, action=head[0].action))

    return at, write


def _head(version: ScheduleVersion) -> Fact:
    says = {"version": [version.revision, version.corrigendum], "term": version.schedule.term.label}
    return Fact("schedule", version.schedule_id, "public", {"state": "adopted", **says})


def _rows(version: ScheduleVersion, ids: Mapping[str, int], body: Body) -> list[Fact]:
    rows = version.content.get("entries", [])
    return [
        fact
        for row in rows
        for fact in facts_of_row(row, ids.get(row["key"]), version.frozen_at, closed_is_listed=body.closed_is_listed)
    ]
