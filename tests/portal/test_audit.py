"""The audit trail keeps what happened."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from portal import audit, seals
from portal.actors import SYSTEM, actor_of
from portal.models import AppendOnlyError, AuditEvent, AuditSeal, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    return User.objects.create_user("ana@example.org", name="Ana Ruiz")


@pytest.fixture
def event(ana, now):
    return audit.record(
        actor=actor_of(ana), verb="rename", subject=ana, at=now, before={"name": "Ana"}, after={"name": "Ana Ruiz"}
    )


def test_record_says_who_did_what_to_which(event, ana, now):
    event.refresh_from_db()
    assert (event.at, event.actor, event.actor_name, event.verb) == (now, ana, "Ana Ruiz", "rename")
    assert (event.subject_type, event.subject_id, event.subject_text) == ("portal.user", str(ana.pk), "Ana Ruiz")
    assert (event.before, event.after) == ({"name": "Ana"}, {"name": "Ana Ruiz"})
    assert list(AuditEvent.objects.about(ana)) == [event]


def test_record_leaves_out_what_changed_nothing(ana, now):
    same = {"name": "Ana"}
    assert audit.record(actor=SYSTEM, verb="rename", subject=ana, at=now, before=same, after=dict(same)) is None
    assert not AuditEvent.objects.exists()


def test_record_keeps_the_rows_of_one_action_together(ana, now):
    action = uuid.uuid4()
    token = audit.current_action.set(action)
    try:
        events = [audit.record(actor=SYSTEM, verb=verb, subject=ana, at=now) for verb in ("close", "open")]
    finally:
        audit.current_action.reset(token)
    assert [event.action for event in events] == [action, action]
    assert (events[0].actor, events[0].actor_name) == (None, "Plenary")


def test_model_refuses_every_way_to_change_the_past(event):
    event.verb = "delete"
    for attempt in (
        event.save,
        event.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(verb="delete"),
        lambda: AuditEvent.objects.bulk_update([event], ["verb"]),
    ):
        with pytest.raises(AppendOnlyError):
            attempt()


ANYWHERE = (
    "UPDATE portal_auditevent SET verb = 'x'",
    "DELETE FROM portal_auditevent",
    "UPDATE portal_auditseal SET rows = 1",
    "DELETE FROM portal_auditseal",
)
BY_DATABASE = {
    "postgresql": (
        "TRUNCATE portal_auditevent",
        "TRUNCATE portal_user CASCADE",
        "TRUNCATE portal_auditseal",
        "INSERT INTO portal_auditevent SELECT * FROM portal_auditevent ON CONFLICT (id) DO UPDATE SET verb = 'x'",
    ),
    "sqlite": (
        "INSERT OR REPLACE INTO portal_auditevent SELECT * FROM portal_auditevent",
        "INSERT OR REPLACE INTO portal_auditseal SELECT * FROM portal_auditseal",
        "INSERT OR REPLACE INTO portal_auditseal "
        "SELECT 2, first_id, last_id, rows, 'x', hash, form, at FROM portal_auditseal",
    ),
}


def _refused(statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", ANYWHERE)
def test_database_refuses_to_change_the_past(event, now, statement):
    assert seals.seal(now) == 1
    _refused(statement)
    assert (AuditEvent.objects.get().verb, AuditSeal.objects.get().rows) == ("rename", 1)


def test_database_refuses_to_empty_or_replace_the_past(event, now):
    assert seals.seal(now) == 1
    connection.check_constraints()  # PostgreSQL empties no table of which something is still to be checked
    for statement in BY_DATABASE[connection.vendor]:
        _refused(statement)
    assert (AuditEvent.objects.get().verb, AuditSeal.objects.get().rows) == ("rename", 1)
