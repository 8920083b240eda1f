"""Answers to deadlines: recorded by who owes them or by the secretariat, taken back with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.models import Delegation, Post
from groups.permissions import may_edit
from meetings.deadlines.reading import due_of, is_closed
from meetings.models import Answer, Deadline, Entry
from meetings.models.fields import joined
from meetings.operations.errors import RefusedError
from meetings.permissions import answers_for, may_take_back
from meetings.queries.owing import addressed
from portal import audit
from portal.actors import Actor
from portal.lib.dates import format_date

A_YEAR = timedelta(days=366)


@transaction.atomic
def answer(
    *,
    actor: Actor,
    now: datetime,
    deadline: Deadline,
    of: Delegation | Post,
    at: datetime | None = None,
    note: str = "",
    accepted_late: bool = False,
) -> Answer:
    """Record that `of` gave what is due: by a delegate for their own delegation now, by the secretariat at any time up
    to now. The second answer of the same is the first. RefusedError after a hard deadline, but from the secretariat
    that says it was `accepted_late`."""
    staff = may_edit(actor, deadline.entry.schedule.term.body.organization_id)
    _check(actor, now, deadline, of, staff=staff)
    received = (at or now) if staff else now
    _check_instant(deadline, received, now)
    late = is_closed(deadline, received)
    if late and not staff:
        raise RefusedError(_("The deadline has passed: nothing is accepted after it. Write to the secretariat."))
    if late and not accepted_late:
        raise RefusedError(_("Nothing is accepted after this deadline. Confirm that this was accepted all the same."))
    whose = {"delegation": of} if isinstance(of, Delegation) else {"post": of}
    given, is_new = Answer.objects.get_or_create(
        deadline=deadline,
        **whose,
        defaults={"at": received, "note": note.strip()[:500], "recorded_by_id": actor.user_id, "by_staff": staff},
    )
    if is_new:
        after = {"of": str(of), "at": received.isoformat(), "note": given.note, "accepted late": late}
        audit.record(actor=actor, verb="answered", subject=deadline, at=now, after=after)
    return given


@transaction.atomic
def take_back(*, actor: Actor, now: datetime, given: Answer, reason: str) -> None:
    """Remove an answer recorded in error, or one's own until the deadline is over; whoever owes is reminded again."""
    deadline = given.deadline
    due = due_of(deadline)
    own = may_take_back(actor, given, over=bool(due and due.is_late(now)))
    if not own and not may_edit(actor, deadline.entry.schedule.term.body.organization_id):
        raise RefusedError(_("The deadline is over: only the secretariat takes an answer back now."))
    if not own and not reason.strip():
        raise RefusedError(_("Say why the answer is taken back."))
    before = {"of": str(given.delegation or given.post), "at": given.at.isoformat(), "note": given.note}
    given.delete()
    audit.record(actor=actor, verb="answer taken back", subject=deadline, at=now, before=before, reason=reason.strip())


@transaction.atomic
def address(
    *,
    actor: Actor,
    now: datetime,
    deadline: Deadline,
    standings: list[str],
    delegations: list[Delegation],
    posts: list[Post],
) -> None:
    """Say who owes a deadline. Reminders under way to others are called off when they are sent."""
    if not may_edit(actor, deadline.entry.schedule.term.body.organization_id):
        raise RefusedError(_("Only the secretariat says who owes what."))
    put_addressees(actor, now, deadline, standings, delegations, posts)


def put_addressees(
    actor: Actor,
    now: datetime,
    deadline: Deadline,
    standings: Iterable[str],
    delegations: Iterable[Delegation],
    posts: Iterable[Post],
) -> None:
    """Write down who owes a deadline, for an operation that has asked whether `actor` may."""
    before = _addressees(deadline)
    deadline.owing_standings = joined(standings)
    deadline.save(update_fields=["owing_standings"])
    deadline.owing_delegations.set(delegations)
    deadline.owing_posts.set(posts)
    note_addressees(actor, now, deadline, before)


def note_addressees(
    actor: Actor, now: datetime, deadline: Deadline, before: dict[str, list[str]] | None = None
) -> None:
    """That somebody said who owes a deadline; `before`: who did, where anybody was asked."""
    nobody: dict[str, list[str]] = {"standings": [], "delegations": [], "posts": []}
    after = _addressees(deadline)
    audit.record(actor=actor, verb="addressed", subject=deadline, at=now, before=before or nobody, after=after)


def _addressees(deadline: Deadline) -> dict[str, list[str]]:
    return {
        "standings": deadline.standings_owing,
        "delegations": sorted(each.key for each in deadline.owing_delegations.all()),
        "posts": sorted(str(each) for each in deadline.owing_posts.all()),
    }


def _check_instant(deadline: Deadline, received: datetime, now: datetime) -> None:
    """Not after now, nor before anybody can have been asked: a year before it is due, or since the term began."""
    if received > now:
        raise RefusedError(_("Nothing can have been received after now."))
    term, due = deadline.entry.schedule.term, due_of(deadline)
    known = [each for each in (term.began, due and due.day - A_YEAR) if each]
    first = min(known, default=now.date() - A_YEAR)
    if received.date() < first:
        day = format_date(first, (get_language() or "en")[:2])
        raise RefusedError(_("Expected a day from %(first)s on: nobody was asked before.") % {"first": day})


def _check(actor: Actor, now: datetime, deadline: Deadline, of: Delegation | Post, *, staff: bool) -> None:
    if not Entry.objects.visible_to(actor).filter(pk=deadline.entry_id).exists():
        raise RefusedError(_("There is no such deadline."))
    if staff:
        return
    if not answers_for(actor, of) or of not in addressed(deadline, now.date()):
        raise RefusedError(_("Answer for your own delegation or post only."))
