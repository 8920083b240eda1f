"""Who owes what is due: the delegations and officers that a deadline addresses, and which of them have answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import CharField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat

from groups.enums import HowBegan
from groups.models import Accreditation, Delegation, Post, Standing, Tenure
from meetings.deadlines.reading import due_of, is_closed
from meetings.enums import OFF, EntryKind, ScheduleState
from meetings.models import Answer, Deadline, Entry
from meetings.queries.deadlines import with_anchors
from portal.actors import Actor
from portal.lib.deadlines import Due
from portal.models import User
from portal.prefetching import is_held

LONG_PAST = dt.timedelta(days=366)
MISSED_LATELY = dt.timedelta(days=60)
"""How long it is said that nothing came in time: whoever was away for a while still learns of it."""
NOT_IN_FORCE = (ScheduleState.DRAFT, ScheduleState.CLOSED)
Key = tuple[str, int]
"""“delegation” or “post”, and its id."""


@dataclass(frozen=True, slots=True)
class Debtor:
    """A delegation or a post, its answer if there is one, and whether that came late."""

    of: Delegation | Post
    answer: Answer | None = None
    late: bool = False

    @property
    def key(self) -> Key:
        return ("delegation" if isinstance(self.of, Delegation) else "post", self.of.pk)


@dataclass(frozen=True, slots=True)
class Debts:
    """Everybody whom a deadline addresses, in the order of the record; answers from others come last."""

    deadline: Deadline
    due: Due | None
    everyone: tuple[Debtor, ...]
    unasked: tuple[Debtor, ...] = ()

    @property
    def owing(self) -> list[Debtor]:
        """Who has not answered."""
        return [debtor for debtor in self.everyone if debtor.answer is None]

    @property
    def answered(self) -> list[Debtor]:
        """Who has."""
        return [debtor for debtor in self.everyone if debtor.answer is not None]


def is_addressed(deadline: Deadline) -> bool:
    """Whether the record says, beside words, who owes it; many-to-many lists prefetched, or read."""
    return bool(deadline.owing_standings or deadline.owing_delegations.all() or deadline.owing_posts.all())


def debts_of(deadline: Deadline, day: dt.date) -> Debts:
    """Who is addressed on `day`, and what they answered. `deadline` as read by `with_anchors`."""
    answers = {key_of(answer): answer for answer in deadline.answers.select_related("delegation", "post__term__body")}
    due = due_of(deadline)
    everyone = tuple(_debtor(each, answers, due) for each in addressed(deadline, day))
    known = {debtor.key for debtor in everyone}
    others = [answer for key, answer in answers.items() if key not in known]
    unasked = tuple(_debtor(each.delegation or each.post, answers, due) for each in others)  # type: ignore[arg-type]
    return Debts(deadline, due, everyone, unasked)


def addressed(deadline: Deadline, day: dt.date) -> list[Delegation | Post]:
    """Delegations by standing and by name, each once, then posts."""
    found: dict[int, Delegation] = {}
    if deadline.owing_standings:
        body = deadline.entry.schedule.term.body_id
        standings = Standing.objects.filter(running(day), body=body, standing__in=deadline.standings_owing)
        found = {each.delegation_id: each.delegation for each in standings.select_related("delegation")}
    for delegation in deadline.owing_delegations.all():
        found.setdefault(delegation.pk, delegation)
    none = is_held(deadline, "owing_posts") and not deadline.owing_posts.all()
    return [*found.values(), *(() if none else deadline.owing_posts.select_related("term__body"))]


def key_of(answer: Answer) -> Key:
    """Whose answer it is."""
    return ("delegation", answer.delegation_id) if answer.delegation_id else ("post", answer.post_id or 0)


def _debtor(of: Delegation | Post, answers: dict[Key, Answer], due: Due | None) -> Debtor:
    answer = answers.get(Debtor(of).key)
    return Debtor(of, answer, late=bool(answer and due and due.is_late(answer.at)))


def people_of(debtors: Iterable[Debtor], deadline: Deadline, day: dt.date) -> dict[Key, list[User]]:
    """The accounts that answer for each: who represents the delegation in the body, who holds the post on `day`."""
    keys = [debtor.key for debtor in debtors]
    found: dict[Key, list[User]] = {key: [] for key in keys}
    body = deadline.entry.schedule.term.body_id
    delegations = [pk for kind, pk in keys if kind == "delegation"]
    accredited = Accreditation.objects.filter(
        running(day),
        Q(body=None) | Q(body=body),
        delegation__in=delegations,
        person__user__is_active=True,
    ).select_related("person__user")
    for each in accredited.order_by("pk"):
        _add(found["delegation", each.delegation_id], each.person.user)
    posts = [pk for kind, pk in keys if kind == "post"]
    tenures = Tenure.objects.filter(running(day), post__in=posts, person__user__is_active=True)
    for tenure in tenures.exclude(how_began=HowBegan.NOMINATED).select_related("person__user").order_by("pk"):
        assert tenure.person is not None
        _add(found["post", tenure.post_id], tenure.person.user)
    return found


def _add(users: list[User], user: User | None) -> None:
    if user is not None and user not in users:
        users.append(user)


def owing(deadline: Deadline, day: dt.date) -> list[Debtor]:
    """Who has not answered a deadline yet."""
    return debts_of(deadline, day).owing


def owed_by(actor: Actor, delegations: Iterable[int], now: dt.datetime) -> list[Deadline]:
    """What delegations (by id) owe and have not answered, over all bodies, as `actor` may know of it; nearest first.

    Not what passed without an answer that would still be accepted: see `missed_by`.
    """
    return [each for each in _unanswered(actor, delegations, now) if not is_closed(each, now)]


def number_owed(actor: Actor, delegations: Iterable[int], now: dt.datetime) -> int:
    """How much that is."""
    found = _unanswered(actor, delegations, now, whole=False)
    return sum(not is_closed(each, now) for each in found)


def owed_and_missed(
    actor: Actor, delegations: Iterable[int], now: dt.datetime
) -> tuple[list[Deadline], list[Deadline]]:
    """Both, of one reading."""
    found = _unanswered(actor, delegations, now)
    return [each for each in found if not is_closed(each, now)], _missed(found, now)


def missed_by(actor: Actor, delegations: Iterable[int], now: dt.datetime) -> list[Deadline]:
    """What they owed and did not give before a date after which nothing is accepted; of late, the latest first."""
    return _missed(_unanswered(actor, delegations, now), now)


def _missed(unanswered: Iterable[Deadline], now: dt.datetime) -> list[Deadline]:
    found = [each for each in unanswered if is_closed(each, now)]
    lately = [each for each in found if (due := due_of(each)) and due.instant > now - MISSED_LATELY]
    return sorted(lately, key=lambda each: (each.entry.end or dt.date.min, each.pk), reverse=True)


def _unanswered(actor: Actor, delegations: Iterable[int], now: dt.datetime, *, whole: bool = True) -> list[Deadline]:
    """By name or by standing, whether an answer would still be accepted or not; `whole`: with all that is said."""
    chosen = set(delegations)
    named = Deadline.owing_delegations.through.objects.filter(deadline=OuterRef("pk"), delegation__in=chosen)
    visible = open_deadlines(actor, now).exclude(answers__delegation__in=chosen)
    asked = visible.filter(Exists(named) | Exists(_standings_asked(chosen, now.date())))
    asked = with_anchors(asked) if whole else asked.select_related("entry__schedule__term__body__organization")
    return list(asked.order_by("entry__start", "pk"))


def _standings_asked(delegations: Collection[int], day: dt.date) -> QuerySet[Standing]:
    """Of a deadline, within a question for it: what the delegations are in its body that it is asked of."""
    words = ExpressionWrapper(OuterRef("owing_standings"), output_field=CharField())  # with a blank between them
    held = Standing.objects.filter(running(day), delegation__in=delegations)
    of_deadline = held.filter(body=OuterRef("entry__schedule__term__body")).alias(words=words)
    asked = of_deadline.alias(asked=Concat(Value(" "), "words", Value(" ")))
    return asked.filter(asked__contains=Concat(Value(" "), "standing", Value(" ")))


def open_deadlines(actor: Actor, now: dt.datetime) -> QuerySet[Deadline]:
    """Deadlines in sight of `actor` that stand, of schedules that are in force; what is long past is history."""
    visible = Entry.objects.visible_to(actor).filter(kind=EntryKind.DEADLINE, withdrawn_in=None, trace_of=None)
    running = Q(end=None) | Q(end__gte=now.date() - LONG_PAST)
    in_force = visible.filter(running).exclude(status__in=OFF).exclude(schedule__state__in=NOT_IN_FORCE)
    return Deadline.objects.filter(entry__in=in_force)


def running(day: dt.date) -> Q:
    """What has begun and not ended on `day`."""
    return (Q(began=None) | Q(began__lte=day)) & (Q(ended=None) | Q(ended__gte=day))
