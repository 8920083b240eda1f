"""Create, correct or remove one record: the same rule for every kind."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from groups.permissions import may_edit
from groups.records.facts import facts_of
from groups.records.kinds import RecordKind
from portal import audit
from portal.actors import Actor


class RefusedError(Exception):
    """The write may not be done; the sentence is fit for the user."""


def may_keep(actor: Actor, kind: RecordKind, record: Model) -> bool:
    """Whether `actor` keeps this record: its house's secretariat, or any secretariat for what houses share."""
    organization = kind.organization_of(record)
    if organization is None:
        return actor.is_admin or (not kind.organization and bool(actor.secretariat_of))
    return may_edit(actor, organization)


@transaction.atomic
def save_record(*, actor: Actor, now: datetime, kind: RecordKind, form: Any) -> Model:
    """Write what a valid form says and audit the difference; a no-op leaves no trace.

    Raises RefusedError where the record, as it was or as it would become, is not the actor's to keep.
    """
    model = kind.model
    old = model._default_manager.filter(pk=form.instance.pk).first() if form.instance.pk else None
    before = facts_of(old) if old else None
    if not may_keep(actor, kind, form.instance) or (old is not None and not may_keep(actor, kind, old)):
        raise RefusedError(_("Only the secretariat of the organization may change this."))
    record: Model = form.save()
    verb = "corrected" if old else "created"
    audit.record(actor=actor, verb=verb, subject=record, at=now, before=before, after=facts_of(record))
    return record


@transaction.atomic
def remove_record(*, actor: Actor, now: datetime, kind: RecordKind, record: Model) -> None:
    """Remove a record recorded in error; raises RefusedError where others rest on it."""
    if not may_keep(actor, kind, record):
        raise RefusedError(_("Only the secretariat of the organization may change this."))
    before = facts_of(record)
    audit.record(actor=actor, verb="removed", subject=record, at=now, before=before, after={})
    try:
        record.delete()
    except ProtectedError as error:
        names = "; ".join(sorted({str(other) for other in error.protected_objects})[:3])
        raise RefusedError(_("It cannot be removed while others rest on it: %(names)s.") % {"names": names}) from error
