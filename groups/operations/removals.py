"""Put back what was removed on the desk: the record under its own number, with all that went with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from groups.forms.sentences import sentence_for
from groups.forms.versions import form_of, refusal_of
from groups.models import Removal
from groups.models.removals import KEPT
from groups.operations.records import PUT_BACK, RefusedError, may_keep, save_record
from groups.records.kinds import RecordKind
from groups.records.snapshots import Lost, lost_by, records_of
from portal import jobs
from portal.actors import Actor
from portal.fields import Recorded


@transaction.atomic
def put_back(*, actor: Actor, now: datetime, kind: RecordKind, removal: Removal) -> Model:
    """The record as it was when it was removed, written as its form would write it.

    Raises RefusedError, and changes nothing, where what it names is gone, where it can no longer be so, where it is
    there already, and where it is not the actor's to keep.
    """
    held = Removal.objects.visible_to(actor).in_bin(now).select_for_update(of=("self",)).filter(pk=removal.pk).first()
    if held is None or kind.model._default_manager.filter(pk=held.subject_id).exists():
        raise RefusedError(_("It is no longer in the bin: somebody put it back, or ninety days are over."))
    record, *along = records_of(held.rows)
    if lost := lost_by([record, *along]):
        raise RefusedError(_("It needs what is no longer there: %(names)s.") % {"names": _names_of(actor, lost)})
    if not may_keep(actor, kind, record):
        raise RefusedError(_("Only the secretariat of the organization may change this."))
    form = form_of(kind, record, _values(kind, record, along), actor=actor, seen="")
    if not form.is_valid():
        raise RefusedError(refusal_of(form, {}))
    _check(record)
    again: Any = _Whole(form, along)
    named = f"removal {held.pk} of {held.at.isoformat(timespec='minutes')}"  # in the log's language
    record = save_record(actor=actor, now=now, kind=kind, form=again, verb=PUT_BACK, reason=named)
    Removal.objects.filter(pk=held.pk).update(put_back_at=now)
    return record


def empty_bin(now: datetime) -> None:
    """What nobody can put back any more goes; what it said stays in the audit trail."""
    Removal.objects.filter(at__lte=now - KEPT).delete()


jobs.register("bin", every=3600, run=empty_bin)


class _Whole:
    """A form that writes what went with its record as well, before anybody is told of either."""

    def __init__(self, form: Any, along: Sequence[Model]) -> None:
        self.form = form
        self.along = along
        self.models = {type(row) for row in along}
        self.instance: Model = form.instance
        self.cleaned_data: dict[str, Any] = form.cleaned_data

    def save(self) -> Model:
        """The record first: the others name it."""
        record: Model = self.form.save()
        kind: Any
        for kind, rows in groupby(self.along, key=type):
            # The form has written the links that it shows.
            kind._base_manager.bulk_create(list(rows), ignore_conflicts=bool(kind._meta.auto_created))
        return record


def _values(kind: RecordKind, record: Any, along: Sequence[Any]) -> dict[str, Any]:
    values = {}
    for name in kind.fields:
        field: Any = kind.model._meta.get_field(name)
        if not field.many_to_many:
            values[name] = field.value_from_object(record)
            continue
        through, here, there = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
        links = [row for row in along if type(row) is through and getattr(row, here) == record.pk]
        values[name] = [getattr(link, there) for link in links]
    return values


def _check(record: Model) -> None:
    """What the form does not show must hold too, such as that an account belongs to one person alone."""
    try:
        record.validate_unique()
        record.validate_constraints()
    except ValidationError as error:
        raise RefusedError(" ".join(str(sentence_for(message)) for message in error.messages)) from error


def _names_of(actor: Actor, lost: Sequence[Lost]) -> str:
    """What is gone by name: as the bin of `actor` calls it, else what kind of thing it was."""
    names = []
    for one in lost:
        known = Removal.objects.visible_to(actor)
        held = known.filter(subject_type=one.model._meta.label_lower, subject_id=one.pk).first()
        noun = str(one.model._meta.verbose_name)
        names.append(f"{noun} “{Recorded(held.called)}”" if held else noun)
    return "; ".join(dict.fromkeys(names))
