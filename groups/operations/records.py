"""Create, correct or remove one record: the same rule for every kind."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import IntegrityError, router, transaction
from django.db.models import Model
from django.db.models.deletion import Collector, ProtectedError, RestrictedError
from django.utils import translation
from django.utils.translation import gettext as _

from groups.changes.facts import Told
from groups.models import Body, Change, ChangeCount, Follow, Parentage, Removal, Seen
from groups.operations.changes import tell_of
from groups.operations.violations import is_of
from groups.permissions import may_edit
from groups.records.facts import digest, facts_of
from groups.records.kinds import RecordKind
from groups.records.naming import in_words
from groups.records.snapshots import snapshot
from portal import audit
from portal.actors import Actor
from portal.lib.multilingual import LANGUAGES

MOST_NAMED = 20
LONGEST_REASON = 500
PUT_BACK = "put back"
"""The verb of a record that was made again what it was."""


Guard = Callable[[Model, Model], None]
RemovalGuard = Callable[[Model], None]
Watch = Callable[[Actor, datetime, Model], AbstractContextManager[None]]
Hold = Callable[[Model], None]
_guards: dict[str, list[Guard]] = {}
_watches: dict[str, list[Watch]] = {}
_part_watches: dict[str, list[Watch]] = {}
_holds: dict[str, list[Hold]] = {}
_removal_guards: dict[str, list[RemovalGuard]] = {}


def guard(key: str, check: Guard) -> None:
    """Called while the apps load: `check(old, new)` raises RefusedError where a record of this kind may not become so.

    For what an app that knows of the record has to say, where the app of the record knows nothing of that one.
    """
    _guards.setdefault(key, []).append(check)


def guard_removal(key: str, check: RemovalGuard) -> None:
    """The same for a record that may not go: `check(record)` raises RefusedError."""
    _removal_guards.setdefault(key, []).append(check)


def watch(key: str, around: Watch, *, part: bool = False) -> None:
    """Called while the apps load: `around(actor, now, old)` is open while a record of this kind is corrected.

    For what follows from the difference, where an app that knows of the record has to see to that. A `part` changes
    what it belongs to by coming and going too: then `around` is open while one is made or removed as well.
    """
    (_part_watches if part else _watches).setdefault(key, []).append(around)


def hold(key: str, lock: Hold) -> None:
    """Called while the apps load: `lock(record)` locks what others lock before records of this kind.

    It is called before the record itself is locked, so that nobody waits for what waits for them.
    """
    _holds.setdefault(key, []).append(lock)


class RefusedError(Exception):
    """The write may not be done; the sentence is fit for the user."""


class GoneError(RefusedError):
    """Somebody removed the record between the look and the write."""

    def __init__(self) -> None:
        super().__init__(_("Somebody removed this record just now. It can be put back from the bin."))


class RestingError(RefusedError):
    """A removal is refused for the `records` that would go with the record, or lose what they name."""

    def __init__(self, records: Sequence[Model]) -> None:
        super().__init__(_("It cannot be removed while others rest on it."))
        self.records = records


def may_keep(actor: Actor, kind: RecordKind, record: Model) -> bool:
    """Whether `actor` keeps this record: its house's secretariat, or any secretariat for what houses share."""
    if kind.rule:
        return kind.rule(actor, record)
    organization = kind.organization_of(record)
    if organization is None:
        return actor.is_admin or (not kind.organization and bool(actor.secretariat_of))
    return may_edit(actor, organization)


@transaction.atomic
def save_record(*, actor: Actor, now: datetime, kind: RecordKind, form: Any, verb: str = "", reason: str = "") -> Model:
    """Write what a valid form says and audit the difference; a no-op leaves no trace.

    `verb` and `reason` say in the log what it was, where it was neither a creation nor a correction. RefusedError where
    the record, as it was or as it would become, is not the actor's to keep, and where somebody else wrote between the
    form's own look and this one.
    """
    _hold(kind, form.instance)
    old = _locked(kind, form.instance)
    if old is None and not form.instance._state.adding:
        raise GoneError  # saved all the same, it would come back without what went with it
    before = facts_of(old) if old else None
    if not may_keep(actor, kind, form.instance) or (old is not None and not may_keep(actor, kind, old)):
        raise RefusedError(_("Only the secretariat of the organization may change this."))
    if old is not None and form.cleaned_data["seen"] != digest(old):
        raise RefusedError(_("Somebody changed this record just now. Open it again before you save."))
    if old is not None:
        _ask_guards(kind, old, form.instance)
    was = _told(kind, old or _absent(form.instance))
    if form.instance.pk is None and kind.stamp:
        kind.stamp(form.instance, actor, now)
    try:
        with transaction.atomic(), _watched(kind, actor, now, old, form.instance):
            record: Model = form.save()
    except IntegrityError as error:
        if not is_of(error, {kind.model, *getattr(form, "models", ())}):
            raise  # what follows from the record went wrong: no correction of the form would help
        raise RefusedError(_("Somebody recorded the same just now. Open the list again before you save.")) from error
    tell_of(actor=actor, now=now, old=was, new=_told(kind, record))
    changed = audit.record(
        actor=actor,
        verb=verb or ("corrected" if old else "created"),
        subject=record,
        at=now,
        before=before,
        after=facts_of(record),
        reason=reason[:LONGEST_REASON],
    )
    if changed and kind.written:
        kind.written(record, now)
    return record


def _ask_guards(kind: RecordKind, old: Model, new: Model) -> None:
    for check in _guards.get(kind.key, ()):
        check(old, new)


def _hold(kind: RecordKind, record: Model) -> None:
    for lock in _holds.get(kind.key, ()):
        lock(record)


def _watched(kind: RecordKind, actor: Actor, now: datetime, old: Model | None, new: Model | None = None) -> ExitStack:
    """Open around a correction; around a record that is made or removed too, where it is part of another one."""
    opened = ExitStack()
    watches = _watches.get(kind.key, ()) if old is not None and new is not None else ()
    for around in (*watches, *_part_watches.get(kind.key, ())):
        record = old or new
        assert record is not None
        opened.enter_context(around(actor, now, record))
    return opened


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
def remove_record(*, actor: Actor, now: datetime, kind: RecordKind, record: Model, reason: str = "") -> None:
    """Remove a record recorded in error, which the bin keeps whole for a while.

    Raises RefusedError where others rest on it, so none goes unseen, and where somebody removed it before.
    """
    if not may_keep(actor, kind, record):
        raise RefusedError(_("Only the secretariat of the organization may change this."))
    record = _held(kind, record)
    for check in _removal_guards.get(kind.key, ()):
        check(record)
    if others := resting_on(record):
        raise RestingError(others)
    reason = reason.strip()[:LONGEST_REASON]
    before = facts_of(record)
    audit.record(actor=actor, verb="removed", subject=record, at=now, before=before, after={}, reason=reason)
    _into_bin(actor, now, kind, record, reason)
    if kind.written:
        kind.written(record, now)
    was = _told(kind, record)
    with _watched(kind, actor, now, record):
        record.delete()
    tell_of(actor=actor, now=now, old=was, new=_told(kind, record))


def _held(kind: RecordKind, record: Model) -> Model:
    """The record as it is now, and stays until the transaction ends: the bin keeps what others have just written."""
    _hold(kind, record)
    held = _locked(kind, record)
    if held is None:
        raise GoneError
    return held


def _into_bin(actor: Actor, now: datetime, kind: RecordKind, record: Model, reason: str) -> None:
    houses = kind.houses(record) if kind.houses else {kind.organization_of(record)}
    Removal.objects.create(
        kind=kind.key,
        subject_type=record._meta.label_lower,
        subject_id=record.pk,
        called=_called(record),
        organization_id=houses.pop() if len(houses) == 1 else None,
        shared=not kind.organization and not kind.rule,
        at=now,
        actor_id=actor.user_id,
        actor_name=actor.name,
        reason=reason,
        rows=snapshot(record),
    )


def _called(record: Model) -> dict[str, str]:
    """Its name in each language of the portal."""
    names = {}
    for language in LANGUAGES:
        with translation.override(language):
            names[language] = in_words(record)
    return names


def _absent(record: Model) -> Model:
    """The record as one that is not there yet, so that nothing is told of how it was."""
    absent = copy.copy(record)
    absent.pk = None
    return absent


def _told(kind: RecordKind, record: Model) -> Told | None:
    return kind.told(record) if kind.told else None


def resting_on(record: Model) -> list[Model]:
    """The records that would go, or lose what they name, if `record` went; of many of one kind the first few.

    Those that name it themselves, where any do: what rests on these need not be said.
    """
    collector = Collector(using=router.db_for_write(type(record), instance=record), origin=record)
    try:
        collector.collect([record])
    except (ProtectedError, RestrictedError) as error:
        return _nearest(record, error.args[1])
    going = [other for model, rows in collector.data.items() if _is_record(model) for other in rows]
    for unseen in collector.fast_deletes:
        if _is_record(unseen.model):
            going += unseen[: MOST_NAMED + 1]
    batches: Any = chain.from_iterable(collector.field_updates.values())
    losing = chain.from_iterable(batches)
    return _nearest(record, (other for other in (*going, *losing) if other != record))


def _nearest(record: Model, others: Iterable[Model]) -> list[Model]:
    found = {(other._meta.label, other.pk): other for other in others}
    ordered = [found[key] for key in sorted(found)]
    return [other for other in ordered if _names(other, record)] or ordered


def _names(other: Model, record: Model) -> bool:
    keys = [field for field in other._meta.concrete_fields if field.is_relation]
    return any(field.related_model is type(record) and getattr(other, field.attname) == record.pk for field in keys)


def _is_record(model: type[Model]) -> bool:
    """Not a table between two others, nor what readers did with the record, which goes with it."""
    return not model._meta.auto_created and model not in (Change, ChangeCount, Follow, Seen)
