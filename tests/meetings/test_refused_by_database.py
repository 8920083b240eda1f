"""What the database refuses while a form is written: the form's fault where it is, raised as what it is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model

from groups.forms.versions import form_of, values_of
from groups.operations import records
from groups.operations.violations import is_of
from groups.records.facts import digest, facts_of
from meetings.forms.records import RECORDS
from meetings.models import Announcement, Meeting, Room, Sitting
from portal.actors import Actor
from tests import make
from tests.cast import NOW, Cast, gather

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


def _form(cast: Cast, kind: str, record: Any, **values: Any) -> Any:
    given = values_of(RECORDS[kind], record, facts_of(record)) if record.pk else {}
    seen = digest(record) if record.pk else ""
    form = form_of(RECORDS[kind], record, given | values, actor=cast.actor("secretary"), seen=seen)
    assert form.is_valid(), form.errors
    return form


def _saved(cast: Cast, kind: str, form: Any) -> Model:
    return records.save_record(actor=cast.actor("secretary"), now=NOW, kind=RECORDS[kind], form=form)


def test_key_that_another_one_took_meanwhile_is_the_forms_fault(cast: Cast) -> None:
    form = _form(cast, "room", Room(organization=cast.house), key="guerrero", name={"en": "Guerrero Room"})
    Room.objects.create(organization=cast.house, key="guerrero", name={"en": "Guerrero Room"})
    with pytest.raises(records.RefusedError, match="recorded the same just now"):
        _saved(cast, "room", form)


def test_notice_that_the_database_refuses_is_no_fault_of_the_form(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = make.meeting(make.schedule(cast.term, state_on=date(2026, 3, 1)), date(2026, 12, 15))

    @contextmanager
    def noting(actor: Actor, now: datetime, old: Model) -> Iterator[None]:
        yield
        for _time in range(2):
            make.announcement(meeting.entry, NOW)

    monkeypatch.setitem(records._watches, "meeting", [noting])
    form = _form(cast, "meeting", meeting, attendance_count=12)
    with pytest.raises(IntegrityError) as told, transaction.atomic():
        _saved(cast, "meeting", form)
    assert is_of(told.value, [Announcement])
    assert not is_of(told.value, [Meeting])
    assert Meeting.objects.get().attendance_count is None
    assert not Announcement.objects.exists()


def _refused(act: Any) -> IntegrityError:
    with pytest.raises(IntegrityError) as told, transaction.atomic():
        act()
    return told.value


def test_every_sort_of_constraint_is_known_by_its_table(cast: Cast) -> None:
    meeting = make.meeting(make.schedule(cast.term), date(2026, 12, 15))
    other = make.room(cast.house)
    empty = _refused(lambda: Sitting.objects.filter(meeting=meeting).update(on=None))
    backwards = _refused(lambda: Sitting.objects.filter(meeting=meeting).update(start="18:00"))
    twice = _refused(lambda: Room.objects.create(organization=cast.house, key=other.key, name={"en": "Another"}))
    service = make.service(cast.house, rooms=[other])
    links = type(service).rooms.through
    linked = _refused(lambda: links.objects.create(service=service, room=other))
    for error, model in ((empty, Sitting), (backwards, Sitting), (twice, Room), (linked, type(service))):
        assert is_of(error, [model])
        assert not is_of(error, [Announcement])
