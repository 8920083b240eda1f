"""Every write has its row in the audit trail, or is not there either: both stand in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from meetings.enums import ScheduleState
from meetings.models import Schedule
from meetings.operations.adoption import circulate
from meetings.operations.edits import add_row, edit_row, withdraw_row
from meetings.operations.undoing import redo, undo
from meetings.queries.drafts import row_for_editing
from portal.actors import Actor
from portal.backups.manifest import rows_of
from portal.desk import KINDS
from portal.models import AuditEvent
from tests import make
from tests.browsing import form_values
from tests.cast import NOW, Cast, gather
from tests.portal.records import KINDS as FILLINGS
from tests.portal.records import World

pytestmark = pytest.mark.django_db
FULL = "the audit trail is full"
POSTGRESQL = f"""
CREATE FUNCTION audit_is_full() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{FULL}'; END $$;
CREATE TRIGGER audit_is_full BEFORE INSERT ON portal_auditevent FOR EACH ROW EXECUTE FUNCTION audit_is_full()
"""
SQLITE = f"""
CREATE TRIGGER audit_is_full BEFORE INSERT ON portal_auditevent BEGIN SELECT RAISE(ABORT, '{FULL}'); END
"""


@contextmanager
def full_audit() -> Iterator[None]:
    """The database takes no further row of the trail: whatever is tried fails, and no table grows or shrinks."""
    with connection.cursor() as cursor:
        cursor.execute(POSTGRESQL if connection.vendor == "postgresql" else SQLITE)
    before = rows_of("default")
    with pytest.raises(DatabaseError, match=FULL):
        yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER audit_is_full{' ON portal_auditevent' * (connection.vendor == 'postgresql')}")
        if connection.vendor == "postgresql":
            cursor.execute("DROP FUNCTION audit_is_full()")
    after = rows_of("default")
    assert {name: (before[name], after[name]) for name in before if before[name] != after[name]} == {}


def _rows() -> int:
    return AuditEvent.objects.count()


@pytest.mark.parametrize("key", sorted(FILLINGS))
def test_each_write_to_a_record_stands_and_falls_with_its_one_row(key: str) -> None:
    world = World()
    desk = Client()
    desk.force_login(world.cast.accounts["secretary"])
    above, typed, correction = FILLINGS[key]
    parent = above(world)
    new = f"/desk/{key}/new/" + (f"?of={parent.pk}" if parent else "")
    filled = form_values(desk.get(new).content.decode()) | typed(world)
    with full_audit():
        desk.post(new, filled)
    address = desk.post(new, filled)["Location"]
    assert _rows() == 1
    before = form_values(desk.get(address).content.decode())
    with full_audit():
        desk.post(address, before | correction)
    assert form_values(desk.get(address).content.decode()) == before
    desk.post(address, before | correction)
    assert _rows() == 2
    with full_audit():
        desk.post(f"{address}remove/")
    desk.post(f"{address}remove/")
    assert _rows() == 3
    assert not KINDS[key].model._default_manager.filter(pk=address.rstrip("/").split("/")[-1]).exists()


Deed = Callable[[Actor, Schedule], Any]


def _version(actor: Actor, schedule: Schedule) -> str:
    row = row_for_editing(actor, schedule, "first")
    assert row is not None
    return row.version


def _edit(actor: Actor, schedule: Schedule, day: str = "2026-03-12") -> None:
    seen = _version(actor, schedule)
    edit_row(actor=actor, now=NOW, schedule=schedule, key="first", seen=seen, changes={"start": day})


DEEDS: dict[str, Deed] = {
    "edit": _edit,
    "add": lambda actor, schedule: add_row(
        actor=actor, now=NOW, schedule=schedule, content={"kind": "recess", "start": "2026-07-01"}
    ),
    "withdraw": lambda actor, schedule: withdraw_row(
        actor=actor, now=NOW, schedule=schedule, key="first", seen=_version(actor, schedule)
    ),
    "undo": lambda actor, schedule: undo(actor=actor, now=NOW, schedule=schedule),
    "redo": lambda actor, schedule: redo(actor=actor, now=NOW, schedule=schedule),
    "circulate": lambda actor, schedule: circulate(actor=actor, now=NOW, schedule=schedule, on=date(2026, 3, 10)),
}
BEFORE: dict[str, tuple[str, ...]] = {"undo": ("edit",), "redo": ("edit", "undo")}


def _prepared(cast: Cast, name: str) -> Schedule:
    schedule = make.schedule(cast.term, state=ScheduleState.DRAFT)
    make.meeting(schedule, key="first", items=("One",))
    for other in BEFORE.get(name, ()):
        DEEDS[other](cast.actor("secretary"), schedule)
    return schedule


@pytest.mark.parametrize("name", DEEDS)
def test_each_deed_on_a_schedule_stands_and_falls_with_its_one_row(name: str) -> None:
    cast = gather()
    secretary, schedule = cast.actor("secretary"), _prepared(cast, name)
    rows, seen = _rows(), _version(secretary, schedule)
    with full_audit():
        DEEDS[name](secretary, schedule)
    assert _version(secretary, schedule) == seen
    DEEDS[name](secretary, schedule)
    assert _rows() == rows + 1
