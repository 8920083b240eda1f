"""Who owes what, for many deadlines at once: as `meetings.queries.owing` answers for one, in few queries."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from groups.enums import HowBegan
from groups.models import Accreditation, Standing, Tenure
from meetings.enums import AnnouncementState, NoticeKind
from meetings.models import Announcement, Answer, Deadline, Notice
from meetings.queries.owing import Key, open_deadlines, running
from portal.actors import SYSTEM
from portal.models import User

PATIENCE = dt.timedelta(days=1)
"""A notice that was forgotten for longer keeps nothing back: better a reminder without the reason than none."""


def awaiting_notice(now: dt.datetime) -> Exists:
    """Of deadlines: that a notice of another date waits for somebody to send it. Whoever is to be told the new date by
    it, beside the old one and why, is not reminded of it before, for a day."""
    waiting = Announcement.objects.filter(kind=NoticeKind.DEADLINE, state=AnnouncementState.WAITING)
    waiting = waiting.filter(created_at__gt=now - PATIENCE)
    return Exists(waiting.exclude(event="set", before={}).filter(entry=OuterRef("entry")))


def to_remind(now: dt.datetime) -> QuerySet[Deadline]:
    """Deadlines that stand, of which reminders may leave by themselves."""
    return open_deadlines(SYSTEM, now).exclude(awaiting_notice(now))


def users_owing(deadlines: Sequence[Deadline], day: dt.date) -> dict[int, list[User]]:
    """By deadline, the accounts of who is addressed on `day` and has not answered, each once."""
    owing = _owing(deadlines, day)
    of_delegations = _representatives({pk for keys in owing.values() for kind, pk in keys if kind == "delegation"}, day)
    of_posts = _holders({pk for keys in owing.values() for kind, pk in keys if kind == "post"}, day)
    found: dict[int, dict[int, None]] = {}
    for deadline in deadlines:
        body = deadline.entry.schedule.term.body_id
        mine = found.setdefault(deadline.pk, {})
        for kind, pk in owing[deadline.pk]:
            people = of_posts[pk] if kind == "post" else [*of_delegations[pk, None], *of_delegations[pk, body]]
            mine.update(dict.fromkeys(people))
    users = User.objects.in_bulk({pk for each in found.values() for pk in each})
    return {pk: [users[user] for user in each if user in users] for pk, each in found.items()}


def _owing(deadlines: Sequence[Deadline], day: dt.date) -> dict[int, set[Key]]:
    pks = [deadline.pk for deadline in deadlines]
    found: dict[int, set[Key]] = {pk: set() for pk in pks}
    members = _members({each.entry.schedule.term.body_id for each in deadlines if each.owing_standings}, day)
    for deadline in deadlines:
        for standing in deadline.standings_owing:
            found[deadline.pk] |= members[deadline.entry.schedule.term.body_id, standing]
    for kind in ("delegation", "post"):
        named = Deadline.objects.filter(**{"pk__in": pks, f"owing_{kind}s__isnull": False}).order_by()
        for pk, of in named.values_list("pk", f"owing_{kind}s"):
            found[pk].add((kind, of))
    given = Answer.objects.filter(deadline__in=pks).order_by().values_list("deadline_id", "delegation_id", "post_id")
    for pk, delegation, post in given:
        found[pk].discard(("delegation", delegation) if delegation else ("post", post or 0))
    return found


def _members(bodies: Iterable[int], day: dt.date) -> dict[tuple[int, str], set[Key]]:
    found: dict[tuple[int, str], set[Key]] = defaultdict(set)
    standings = Standing.objects.filter(running(day), body__in=bodies).order_by()
    for body, standing, delegation in standings.values_list("body_id", "standing", "delegation_id"):
        found[body, standing].add(("delegation", delegation))
    return found


def _representatives(delegations: Iterable[int], day: dt.date) -> dict[tuple[int, int | None], list[int]]:
    """Of a delegation in one body, or in all of them where none is named."""
    found: dict[tuple[int, int | None], list[int]] = defaultdict(list)
    accredited = Accreditation.objects.filter(running(day), delegation__in=delegations, person__user__is_active=True)
    for delegation, body, user in accredited.order_by("pk").values_list("delegation_id", "body_id", "person__user_id"):
        found[delegation, body].append(user)
    return found


def _holders(posts: Iterable[int], day: dt.date) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    held = Tenure.objects.filter(running(day), ~Q(how_began=HowBegan.NOMINATED), post__in=posts)
    for post, user in (
        held.filter(person__user__is_active=True).order_by("pk").values_list("post_id", "person__user_id")
    ):
        found[post].append(user)
    return found


@dataclass(frozen=True, slots=True)
class Telling:
    """When a reader was told of a date by a notice, and which one it was, as facts; None where it was none."""

    at: dt.datetime
    due: dict[str, Any] | None


def last_told(deadlines: Sequence[Deadline], since: dt.datetime) -> dict[tuple[int, int], Telling]:
    """By row and reader, what a notice or a new date told them last."""
    entries = [deadline.entry_id for deadline in deadlines]
    told = Notice.objects.filter(entry__in=entries, kind=NoticeKind.DEADLINE, at__gt=since).order_by("at", "pk")
    rows = told.values_list("entry_id", "user_id", "at", "params__due", "announcement__after__due")
    return {(entry or 0, user): Telling(at, sent or alone) for entry, user, at, alone, sent in rows}
