"""Tell readers of a change, in its own transaction; and keep how far an account has looked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import F

from groups.changes.facts import Difference, Fact, Told, differences, narrower
from groups.models import Body, By, Change, ChangeCount, Seen
from groups.permissions import serves
from portal.actors import Actor


@transaction.atomic
def tell(
    *, actor: Actor, now: datetime, body: Body, old: Iterable[Fact], new: Iterable[Fact], action: UUID | None = None
) -> list[Change]:
    """Keep what became of facts for who follows the body; nothing where they say the same."""
    made = prepared(actor=actor, now=now, body=body, old=old, new=new, action=action)
    return keep(body, made)


@transaction.atomic
def tell_of(*, actor: Actor, now: datetime, old: Told | None, new: Told | None) -> None:
    """The same of one record, as it was and as it is; one that went to another body is told in both."""
    if old is not None and new is not None and old.body.pk != new.body.pk:
        tell(actor=actor, now=now, body=old.body, old=old.facts, new=())
        old = None
    told = new or old
    if told is not None and told.body.pk is not None:
        was, is_now = old.facts if old else (), new.facts if new else ()
        tell(actor=actor, now=now, body=told.body, old=was, new=is_now)


def prepared(
    *, actor: Actor, now: datetime, body: Body, old: Iterable[Fact], new: Iterable[Fact], action: UUID | None = None
) -> list[Change]:
    """The rows that `keep` would write."""
    deed = action or uuid4()
    return [_change(actor, now, body, difference, deed) for difference in differences(old, new)]


def _change(actor: Actor, now: datetime, body: Body, found: Difference, action: UUID) -> Change:
    """One row; what only some may know of the body reaches nobody else when the body opens up later."""
    either = found.new or found.old
    assert either is not None
    return Change(
        body=body,
        at=now,
        actor_id=actor.user_id,
        actor_name=actor.name,
        by=_capacity(actor, body),
        topic=either.topic,
        subject=either.subject,
        old=found.old.says if found.old else None,
        new=found.new.says if found.new else None,
        old_audience=_reach(found.old, body),
        new_audience=_reach(found.new, body),
        action=action,
    )


def _reach(fact: Fact | None, body: Body) -> str:
    return str(narrower(fact.audience, body.audience)) if fact else ""


def _capacity(actor: Actor, body: Body) -> By:
    if actor.user_id is None:
        return By.PORTAL
    if serves(actor, body.organization_id):
        return By.SECRETARIAT
    return By.OFFICER if body.pk in actor.officer_of else By.PARTICIPANT


def keep(body: Body, changes: Sequence[Change], parts: Sequence[Change] = ()) -> list[Change]:
    """Number the changes and write them; `parts` hang on the first of them."""
    if not changes:
        return []
    last = _counted(body, len(changes))
    for number, change in enumerate(changes, start=last - len(changes) + 1):
        change.number = number
    made = Change.objects.bulk_create(changes)
    for part in parts:
        part.head = made[0]
    Change.objects.bulk_create(parts)
    return made


def _counted(body: Body, more: int) -> int:
    """The body's count after adding; its row stays locked until the transaction ends."""
    count = ChangeCount.objects.filter(body=body)
    if not count.update(last=F("last") + more):
        ChangeCount.objects.bulk_create([ChangeCount(body=body)], ignore_conflicts=True)
        count.update(last=F("last") + more)
    return int(count.values_list("last", flat=True).get())


@transaction.atomic
def mark_seen(*, actor: Actor, now: datetime, upto: Mapping[int, int]) -> None:
    """The account has looked at the changes of bodies (by id) up to a number of each; never back, never ahead of them.

    Whether the account may know of a body makes no difference: the mark shows nothing.
    """
    if actor.user_id is None:
        return
    counts = dict(ChangeCount.objects.filter(body__in=upto).values_list("body_id", "last"))
    wanted = {body: min(number, counts[body]) for body, number in upto.items() if body in counts}
    held = dict(Seen.objects.filter(account_id=actor.user_id, body__in=wanted).values_list("body_id", "number"))
    Seen.objects.bulk_create(
        [
            Seen(account_id=actor.user_id, body_id=body, number=number, at=now)
            for body, number in wanted.items()
            if body not in held
        ],
        ignore_conflicts=True,
    )
    for body, number in wanted.items():
        if body not in held or held[body] < number:
            mark = Seen.objects.filter(account_id=actor.user_id, body_id=body, number__lt=number)
            mark.update(number=number, at=now)
