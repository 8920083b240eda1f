"""Changes for tests: what the desk and the editor would do, and what a reader is then told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Model
from django.http import QueryDict

from groups.forms.factory import form_for
from groups.models import Body
from groups.operations.records import save_record
from groups.records.facts import digest
from meetings.models import Schedule
from meetings.operations.edits import edit_row
from meetings.operations.states import move
from meetings.pages.hours import Reader
from meetings.pages.news import news, number_of
from meetings.queries.changes import changes_for, marks_of, outline_unseen
from meetings.queries.drafts import rows_for_editing
from portal.actors import Actor
from portal.desk import KINDS
from tests.browsing import form_values

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=3)
MORNING = [{"on": "2026-04-15", "start": "10:00", "end": "13:00"}]
AFTERNOON = [{"on": "2026-04-15", "start": "14:30", "end": "17:30"}]
Lines = list[tuple[str, str, str]]


def recorded(actor: Actor, key: str, record: Model, at: datetime = NOW, **typed: object) -> Model:
    """The record as the desk's form would write it."""
    kind = KINDS[key]
    shown = form_for(kind)(None, instance=record, actor=actor)
    given = QueryDict(mutable=True)
    for name, values in form_values(f'<form class="form-page">{shown.as_p()}</form>').items():
        given.setlist(name, values)
    for name, value in {"seen": digest(record), **typed}.items():
        given[name] = str(value)
    form = form_for(kind)(given, instance=record, actor=actor)
    assert form.is_valid(), form.errors
    return save_record(actor=actor, now=at, kind=kind, form=form)


def version_of(actor: Actor, schedule: Schedule, key: str) -> str:
    """What an edit must have seen."""
    return next(row.version for row in rows_for_editing(actor, schedule) if row.key == key)


def moved(actor: Actor, schedule: Schedule, key: str, at: datetime = NOW, **wish: Any) -> None:
    """At once, as a deed on the meeting."""
    move(actor=actor, now=at, schedule=schedule, key=key, seen=version_of(actor, schedule, key), **wish)


def edited(actor: Actor, schedule: Schedule, key: str, at: datetime = NOW, **changes: Any) -> None:
    """As a cell of the editor would."""
    edit_row(actor=actor, now=at, schedule=schedule, key=key, seen=version_of(actor, schedule, key), changes=changes)


def told(actor: Actor, body: Body, now: datetime = LATER, **more: Any) -> list[dict[str, Any]]:
    """What a reader is told of a body, in English; as much of it is new as is counted."""
    marks, reader = marks_of(actor, [body.pk]), Reader("en")
    found = changes_for(actor, [body], now, since=now - timedelta(days=180), marks=marks, **more)
    rows = news(actor, found.items, reader)
    if Body.objects.visible_to(actor).filter(pk=body.pk).exists():
        outlined = outline_unseen(actor, [body.pk], marks, now)
        assert number_of(actor, outlined.items, reader) in (None, sum(not row["seen"] for row in rows))
    return rows


def lines(rows: list[dict[str, Any]]) -> list[Lines]:
    """Of each change its lines: what about, old, new."""
    return [[(line.label, str(line.old), str(line.new)) for line in row["lines"]] for row in rows]
