"""Create, correct or remove one record: the same rule for every kind."""

from __future__ import annotations

from datetime import datetime
from itertools import chain
from typing import Any

from django.db import IntegrityError, router, transaction
from django.db.models import Model
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils.translation import gettext as _

from groups.changes.facts import Told
from groups.models import Body, Change, ChangeCount, Follow, Parentage, Seen
from groups.operations.changes import tell_of
from groups.permissions import may_edit
from groups.records.facts import digest, facts_of
from groups.records.kinds import RecordKind
from portal import audit
from portal.actors import Actor

MOST_NAMED = 3


class RefusedError(Exception):
    """The write may not be done; the sentence is fit for the user."""


def may_keep(actor: Actor, kind: RecordKind, record: Model) -> bool:
    """Whether `actor` keeps this record: its house's secretariat, or any secretariat for what houses share."""
    if kind.rule:
        return kind.rule(actor, record)
    organization = kind.organization_of(record)
    if organization is None:
        return actor.is_admin or (not kind.organization and bool(actor.secretariat_of))
    return may_edit(actor, organization)


@transaction.atomic
def save_record(*, actor: Actor, now: datetime, kind: RecordKind, form: Any) -> Model:
    """Write what a valid form says and audit the difference; a no-op leaves no trace.

    Raises RefusedError where the record, as it was or as it would become, is not the actor's to keep, and where
    somebody else wrote between the form's own look and this one.
    """
    old = _locked(kind, form.instance)
    before = facts_of(old) if old else None
    if not may_keep(actor, kind, form.instance) or (old is not None and not may_keep(actor, kind, old)):
        raise RefusedError(_("Only the secretariat of the organization may change this."))
    if old is not None and form.cleaned_data["seen"] != digest(old):
        raise RefusedError(_("Somebody changed this record just now. Open it again before you save."))
    was = _told(kind, old or form.instance)
    if old is None and kind.stamp:
        kind.stamp(form.instance, actor, now)
    try:
        with transaction.atomic():
            record: Model = form.save()
    except IntegrityError as error:
        raise RefusedError(_("Somebody recorded the same just now. Open the list again before you save.")) from error
    verb = "corrected" if old else "created"
    tell_of(actor=actor, now=now, old=was, new=_told(kind, record))
    changed = audit.record(actor=actor, verb=verb, subject=record, at=now, before=before, after=facts_of(record))
    if changed and kind.written:
        kind.written(record, now)
    return record


@transaction.atomic
def open_subgroup(*, actor: Actor, now: datetime, kind: RecordKind, form: Any, parent: Body) -> Model:
    """Create the body that a valid form describes, and its place under `parent`; raises as `save_record` does."""
    body = save_record(actor=actor, now=now, kind=kind, form=form)
    place = Parentage.objects.create(child_id=body.pk, parent=parent)
    audit.record(actor=actor, verb="created", subject=place, at=now, before=None, after=facts_of(place))
    return body


def _locked(kind: RecordKind, record: Model) -> Model | None:
    if record.pk is None:
        return None
    return kind.model._default_manager.select_for_update(of=("self",)).filter(pk=record.pk).first()


@transaction.atomic
def remove_record(*, actor: Actor, now: datetime, kind: RecordKind, record: Model) -> None:
    """Remove a record recorded in error; raises RefusedError where others rest on it, so none goes unseen."""
    if not may_keep(actor, kind, record):
        raise RefusedError(_("Only the secretariat of the organization may change this."))
    if others := resting_on(record):
        more = "; …" if len(others) > MOST_NAMED else ""
        names = "; ".join(others[:MOST_NAMED]) + more
        raise RefusedError(_("It cannot be removed while others rest on it: %(names)s.") % {"names": names})
    audit.record(actor=actor, verb="removed", subject=record, at=now, before=facts_of(record), after={})
    if kind.written:
        kind.written(record, now)
    was = _told(kind, record)
    record.delete()
    tell_of(actor=actor, now=now, old=was, new=_told(kind, record))


def _told(kind: RecordKind, record: Model) -> Told | None:
    return kind.told(record) if kind.told else None


def resting_on(record: Model) -> list[str]:
    """Names of the records that would go, or lose what they name, if `record` went."""
    collector = Collector(using=router.db_for_write(type(record), instance=record), origin=record)
    try:
        collector.collect([record])
    except (ProtectedError, RestrictedError) as error:
        return sorted({str(other) for other in error.args[1]})
    going = [other for model, rows in collector.data.items() if _is_record(model) for other in rows]
    for unseen in collector.fast_deletes:
        if _is_record(unseen.model):
            going += unseen[: MOST_NAMED + 1]
    batches: Any = chain.from_iterable(collector.field_updates.values())
    losing = chain.from_iterable(batches)
    return sorted({str(other) for other in (*going, *losing) if other != record})


def _is_record(model: type[Model]) -> bool:
    """Not a table between two others, nor what readers did with the record, which goes with it."""
    return not model._meta.auto_created and model not in (Change, ChangeCount, Follow, Seen)
