"""Terms, rows, sittings and extensions bear years from 1800 to 2199: what lies outside is a slip of the keyboard."""

from __future__ import annotations

from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.forms import DateField
from django.test import Client
from django.urls import reverse

from groups.forms.factory import form_for
from groups.models import Term
from meetings.forms.editing import DayField
from meetings.models import Entry, Extension, Schedule, Sitting
from meetings.operations.edits import add_row, edit_row
from meetings.operations.errors import InvalidError
from meetings.operations.states import move
from meetings.queries.drafts import row_for_editing
from portal.desk import KINDS
from portal.lib.dates import FIRST_DAY, LAST_DAY
from tests import make
from tests.browsing import form_values
from tests.cast import NOW, Cast, gather

pytestmark = pytest.mark.django_db
BEYOND = (date.min, date(1799, 12, 31), date(2200, 1, 1), date.max)
SAID = "Expected a year from 1800 to 2199, got"


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    return make.schedule(cast.term)


def rows(schedule: Schedule) -> list[tuple[models.QuerySet[Any], tuple[str, ...]]]:
    """What bears dates, and the fields that stand together."""
    deadline = make.deadline(schedule)
    make.meeting(schedule, date(2026, 3, 12))
    at = datetime(2026, 3, 1, tzinfo=UTC)
    Extension.objects.create(deadline=deadline, new_day=deadline.entry.end, reason={"en": "Asked for"}, at=at)
    return [
        (Term.objects.filter(pk=schedule.term_id), ("began", "ended")),
        (Term.objects.filter(pk=schedule.term_id), ("installed_on",)),
        (Term.objects.filter(pk=schedule.term_id), ("reporting_began", "reporting_ended")),
        (Entry.objects.filter(pk=deadline.entry_id), ("start", "end")),
        (Sitting.objects.all(), ("on",)),
        (Extension.objects.all(), ("old_day",)),
        (Extension.objects.all(), ("new_day",)),
    ]


def test_the_database_keeps_no_year_beyond(schedule: Schedule) -> None:
    for found, fields in rows(schedule):
        for day in BEYOND:
            with pytest.raises(IntegrityError, match="_years"), transaction.atomic():
                found.update(**dict.fromkeys(fields, day))
        for day in (FIRST_DAY, LAST_DAY):
            assert found.update(**dict.fromkeys(fields, day)) == 1


@pytest.mark.parametrize("day", BEYOND)
def test_forms_of_the_desk_say_which_years_they_take(cast: Cast, schedule: Schedule, day: date) -> None:
    meeting = make.meeting(schedule)
    sitting = meeting.sittings.get()
    client = Client()
    client.force_login(cast.accounts["secretary"])
    typed: dict[tuple[str, int], dict[str, str]] = {
        ("term", schedule.term_id): {"began": str(day)},
        ("entry", meeting.entry_id): {"start": str(day), "end": str(day)},
        ("sitting", sitting.pk): {"on": str(day)},
    }
    for (kind, pk), facts in typed.items():
        address = reverse("desk-record", args=[kind, pk])
        page = client.post(address, form_values(client.get(address).content.decode()) | facts)
        assert page.status_code == 200
        assert f"{SAID} {day.year:04}." in unescape(page.content.decode()), kind
        assert set(page.context["form"].errors) == set(facts), "said beside the date, and once"


def test_no_form_of_the_desk_takes_a_date_beyond() -> None:
    """Rules, tenures, instruments, holidays ...: each box for a date, of every kind of record."""
    boxes = [
        box for kind in KINDS.values() for box in form_for(kind).base_fields.values() if isinstance(box, DateField)
    ]
    assert len(boxes) > 20
    for box in boxes:
        for day in BEYOND:
            with pytest.raises(ValidationError, match=SAID):
                box.clean(day.isoformat())
        assert box.clean(FIRST_DAY.isoformat()) == FIRST_DAY


@pytest.mark.parametrize("day", BEYOND)
def test_operations_on_rows_say_so(cast: Cast, schedule: Schedule, day: date) -> None:
    """Whatever asks for it: a cell, a form that moves many rows, a program."""
    meeting = make.meeting(schedule, key="first")
    make.entry(schedule, kind="period", key="period", end=date(2026, 3, 20))
    wish: dict[str, Any] = {"actor": cast.actor("secretary"), "now": NOW, "schedule": schedule}
    says = rf"^{SAID} {day.year:04}\.$"
    for key in ("first", "period"):
        row = row_for_editing(cast.actor("secretary"), schedule, key)
        assert row is not None
        with pytest.raises(InvalidError, match=says):
            edit_row(**wish, key=key, seen=row.version, changes={"start": day.isoformat()})
    row = row_for_editing(cast.actor("secretary"), schedule, "first")
    assert row is not None
    with pytest.raises(InvalidError, match=says):
        move(**wish, key="first", seen=row.version, to=day)
    content = {"kind": "period", "start": day.isoformat(), "end": day.isoformat(), "precision": "day"}
    with pytest.raises(InvalidError, match=says):
        add_row(**wish, content=content)
    sittings = [{"on": day.isoformat(), "start": "10:00", "end": "13:00"}]
    with pytest.raises(InvalidError, match=says):
        edit_row(**wish, key="first", seen=row.version, changes={"meeting": {"sittings": sittings}})
    assert Entry.objects.get(pk=meeting.entry_id).start == date(2026, 3, 10)


def test_fields_of_the_editor_take_the_same_years() -> None:
    """More time for a deadline, received on, moved on or after, repeated until, circulated, adopted, silent until."""
    for day in BEYOND:
        with pytest.raises(ValidationError, match=SAID):
            DayField().clean(day.isoformat())
    for day in (FIRST_DAY, LAST_DAY):
        assert DayField().clean(day.isoformat()) == day
