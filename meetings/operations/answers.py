"""Answers to deadlines: recorded by who owes them or by the secretariat, taken back with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from groups.models import Delegation, Post
from groups.permissions import may_edit
from meetings.deadlines.reading import due_of
from meetings.enums import DeadlineKind
from meetings.models import Answer, Deadline, Entry
from meetings.operations.errors import RefusedError
from meetings.queries.owing import addressed
from portal import audit
from portal.actors import Actor


@transaction.atomic
def answer(
    *,
    actor: Actor,
    now: datetime,
    deadline: Deadline,
    of: Delegation | Post,
    at: datetime | None = None,
    note: str = "",
) -> Answer:
    """Record that `of` gave what is due: by a delegate for their own delegation now, by the secretariat at any time up
    to now. The second answer of the same is the first. RefusedError after a hard deadline, but from the secretariat."""
    staff = may_edit(actor, deadline.entry.schedule.term.body.organization_id)
    _check(actor, now, deadline, of, staff=staff)
    received = (at or now) if staff else now
    if received > now:
        raise RefusedError(_("Nothing can have been received after now."))
    due = due_of(deadline)
    if due and deadline.kind == DeadlineKind.HARD and due.is_late(received) and not staff:
        raise RefusedError(_("The deadline has passed: nothing is accepted after it. Write to the secretariat."))
    whose = {"delegation": of} if isinstance(of, Delegation) else {"post": of}
    given, is_new = Answer.objects.get_or_create(
        deadline=deadline,
        **whose,
        defaults={"at": received, "note": note.strip()[:500], "recorded_by_id": actor.user_id, "by_staff": staff},
    )
    if is_new:
        after = {"of": str(of), "at": received.isoformat(), "note": given.note}
        audit.record(actor=actor, verb="answered", subject=deadline, at=now, after=after)
    return given


@transaction.atomic
def take_back(*, actor: Actor, now: datetime, given: Answer, reason: str) -> None:
    """Remove an answer recorded in error; whoever owes is reminded again."""
    deadline = given.deadline
    if not may_edit(actor, deadline.entry.schedule.term.body.organization_id):
        raise RefusedError(_("Only the secretariat takes an answer back."))
    if not reason.strip():
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
    before = _addressees(deadline)
    deadline.owing_standings = " ".join(sorted(set(standings)))
    deadline.save(update_fields=["owing_standings"])
    deadline.owing_delegations.set(delegations)
    deadline.owing_posts.set(posts)
    audit.record(actor=actor, verb="addressed", subject=deadline, at=now, before=before, after=_addressees(deadline))


def _addressees(deadline: Deadline) -> dict[str, list[str]]:
    return {
        "standings": deadline.standings_owing,
        "delegations": sorted(each.key for each in deadline.owing_delegations.all()),
        "posts": sorted(str(each) for each in deadline.owing_posts.all()),
    }


def _check(actor: Actor, now: datetime, deadline: Deadline, of: Delegation | Post, *, staff: bool) -> None:
    if not Entry.objects.visible_to(actor).filter(pk=deadline.entry_id).exists():
        raise RefusedError(_("There is no such deadline."))
    if staff:
        return
    if isinstance(of, Delegation):
        own = of.pk in actor.delegations
    else:
        own = of.tenures.filter(person__user=actor.user_id).exists() and of.term.body_id in actor.officer_of
    if not own or of not in addressed(deadline, now.date()):
        raise RefusedError(_("Answer for your own delegation or post only."))
