"""What rests on a record that cannot be removed: each named in words, with the way to it for who may go there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from documents.models import Statement
from groups.models import Tenure
from groups.operations.records import MOST_NAMED, may_keep
from groups.records.kinds import RecordKind
from meetings.models import Announcement, Answer, Deadline, DraftChange, Entry, Meeting, Silence, Sitting
from meetings.models.words import row_words
from portal.actors import Actor
from portal.desk import KINDS

LONGEST = 120
BY_MODEL: dict[type[Model], RecordKind] = {kind.model: kind for kind in KINDS.values()}
RELATED = {
    Entry: ("schedule__term__body__organization", "meeting"),
    Tenure: ("person", "delegation", "post__term__body__organization"),
    Answer: ("deadline__entry__schedule__term__body__organization", "delegation", "post__term__body"),
    Announcement: ("schedule__term__body__organization", "entry"),
}
"""What names records whose own relations do not."""


def resting_rows(actor: Actor, records: Sequence[Model]) -> list[dict[str, str]]:
    """One line each, `MOST_NAMED` at most, by kind in its own order: what it is, its name, where it is kept or seen.

    A record that is neither the reader's to keep nor to see is said to be there, without its name.
    """
    rows = [row for model, found in _by_model(records[:MOST_NAMED]) for row in _rows(actor, model, found)]
    return sorted(rows, key=lambda row: row["kind"])


def _by_model(records: Iterable[Model]) -> Iterator[tuple[type[Model], list[Model]]]:
    """Read afresh with all that names them, in one query a kind."""
    keys: dict[type[Model], list[Any]] = {}
    for record in records:
        keys.setdefault(type(record), []).append(record.pk)
    for model, found in keys.items():
        paths = RELATED.get(model, _paths(model))
        rows = model._default_manager.filter(pk__in=found)
        yield model, list(rows.select_related(*paths))


def _paths(model: type[Model]) -> list[str]:
    """Every record that it names, and the way to its organization."""
    own = [field.name for field in model._meta.concrete_fields if field.is_relation]
    kind, way = BY_MODEL.get(model), []
    at: Any = model
    for step in kind.organization.split(".") if kind else []:
        try:
            field = at._meta.get_field(step)
        except FieldDoesNotExist:
            break
        if not field.is_relation:
            break
        way.append(step)
        at = field.related_model
    return [*own, *(["__".join(way)] if way else [])]


def _rows(actor: Actor, model: type[Model], found: list[Model]) -> Iterator[dict[str, str]]:
    kind = BY_MODEL.get(model)
    manager: Any = model._default_manager
    seen: set[Any] = set()
    if hasattr(manager, "visible_to"):
        seen = set(manager.visible_to(actor).filter(pk__in=[row.pk for row in found]).values_list("pk", flat=True))
    for record in found:
        kept = may_keep(actor, kind, record) if kind else _is_of_house(actor, record)
        label = _label(record, kind)
        if not kept and record.pk not in seen:
            yield {"kind": label, "name": _("kept by another secretariat"), "url": ""}
            continue
        url = reverse("desk-record", args=[kind.key, record.pk]) if kept and kind else _page(record)
        yield {"kind": label, "name": called(record), "url": url}


def _is_of_house(actor: Actor, record: Model) -> bool:
    """Of those that the desk has no form for, what stands in a schedule of the reader's house."""
    row = record.deadline.entry if isinstance(record, Answer) else record
    schedule = getattr(row, "schedule", None)
    return actor.is_admin or (schedule is not None and schedule.term.body.organization_id in actor.secretariat_of)


def _label(record: Model, kind: RecordKind | None) -> str:
    if isinstance(record, Entry):
        name = str(record.get_kind_display())
    else:
        name = kind.label if kind else str(record._meta.verbose_name)
    return name[:1].upper() + name[1:]


def _page(record: Any) -> str:
    if isinstance(record, Announcement):
        return reverse("meetings:announcement", args=[record.pk])
    if isinstance(record, Answer):
        return reverse("meetings:deadline", args=[record.deadline_id])
    return record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""


def called(record: Model) -> str:
    """What people call it: no key, which is for addresses and files alone."""
    words = _words(record)
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"


def _words(record: Any) -> str:
    if isinstance(record, Entry):
        return row_words(record, "" if record.text else getattr(getattr(record, "meeting", None), "title", ""))
    if isinstance(record, Meeting | Deadline):
        return record.in_words()
    if isinstance(record, Sitting):
        return record.when_words()
    if isinstance(record, Tenure):
        return f"{record} ({record.post})"
    if isinstance(record, Statement):
        return ": ".join(filter(None, [str(record.delegation or ""), str(record.text or record.passage)]))
    if isinstance(record, Announcement):
        about = _words(record.entry) if record.entry else str(record.schedule)
        return f"{record.get_kind_display()}: {about}"
    if isinstance(record, Answer):
        return f"{record.delegation or record.post}: {_words(record.deadline)}"
    if isinstance(record, Silence):
        return str(record.revision.document)
    return str(record.get_kind_display()) if isinstance(record, DraftChange) else str(record)
