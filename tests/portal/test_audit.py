"""The audit trail keeps what happened."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from portal import audit
from portal.actors import SYSTEM, actor_of
from portal.models import AppendOnlyError, AuditEvent, User

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


@pytest.mark.parametrize("statement", ["UPDATE portal_auditevent SET verb = 'x'", "DELETE FROM portal_auditevent"])
def test_database_refuses_to_change_the_past(event, statement):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEvent.objects.get().verb == "rename"
