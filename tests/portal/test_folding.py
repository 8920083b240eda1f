"""Rows that come with those that hang on them say what a prefetch would say, in one query."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.db.models import Prefetch

from documents.models import Revision
from groups.models import Capacity, Tenure
from meetings.models import AgendaItem, Entry, Sitting
from portal.folding import folded
from tests import make
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def _meetings() -> list[Entry]:
    """One with two sittings, written in the wrong order, one with one, one with none, and a row without a meeting."""
    house = make.organization()
    schedule = make.schedule(make.term(make.body(organization=house)))
    first, second, third = (make.meeting(schedule, date(2026, 4, day)) for day in (15, 16, 17))
    room = make.room(house)
    Sitting.objects.all().delete()
    Sitting.objects.create(meeting=first, on=date(2026, 4, 15), start=time(15), position=2)
    Sitting.objects.create(meeting=first, on=date(2026, 4, 15), start=time(10), position=1, room=room)
    Sitting.objects.create(meeting=second, on=date(2026, 4, 16), start=time(9))
    return [first.entry, second.entry, third.entry, make.entry(schedule)]


def _hours(entries: list[Entry]) -> list[tuple[int, list[tuple[object, object]]]]:
    return [
        (each.pk, [(hour.pk, hour.room) for hour in each.meeting.sittings.all()] if hasattr(each, "meeting") else [])
        for each in entries
    ]


@pytest.mark.parametrize("order", [("pk",), ("-pk",), ("start", "pk")])
def test_children_of_a_record_beside_come_in_their_order_with_what_is_beside_them(order: tuple[str, ...]) -> None:
    _meetings()
    rows = Entry.objects.select_related("meeting").order_by(*order)
    fetched = rows.prefetch_related(Prefetch("meeting__sittings", queryset=Sitting.objects.select_related("room")))
    found: list[Entry] = []
    assert queries_of(lambda: found.extend(folded(rows, "meeting__sittings", "room"))) == 1
    assert queries_of(lambda: _hours(found)) == 0
    held = [each for each in found if hasattr(each, "meeting")]
    assert all(hour.meeting is each.meeting for each in held for hour in each.meeting.sittings.all())
    assert _hours(found) == _hours(list(fetched))
    assert [len(hours) for _pk, hours in sorted(_hours(found))] == [2, 1, 0, 0]
    assert _hours(list(folded(rows, "meeting__sittings", "room").order_by("start", "pk"))) == _hours(
        list(fetched.order_by("start", "pk"))
    )


def test_slices_and_counts_are_of_rows_not_of_children() -> None:
    entries = _meetings()
    rows = folded(Entry.objects.select_related("meeting").order_by("pk"), "meeting__sittings")
    assert [each.pk for each in rows[:2]] == [each.pk for each in entries[:2]]
    assert [hour.position for hour in rows.first().meeting.sittings.all()] == [1, 2]  # type: ignore[union-attr]
    assert rows.all().count() == len(entries)


def test_children_are_whole_and_know_whose_they_are() -> None:
    _meetings()
    found = list(folded(Entry.objects.filter(meeting__isnull=False).select_related("meeting"), "meeting__sittings"))
    hours = [hour for entry in found for hour in entry.meeting.sittings.all()]
    assert [_columns(hour) for hour in hours] == [_columns(Sitting.objects.get(pk=hour.pk)) for hour in hours]
    assert len(hours) == 3
    assert not any(name.startswith("folded_") for entry in found for name in vars(entry))


def _columns(hour: Sitting) -> dict[str, object]:
    return {field.attname: getattr(hour, field.attname) for field in Sitting._meta.concrete_fields}


def test_what_is_asked_of_the_children_of_one_is_asked_of_its_own_alone() -> None:
    first, *_others = _meetings()
    found = next(each for each in folded(Entry.objects.select_related("meeting"), "meeting__sittings") if each == first)
    assert found.meeting.sittings.filter(position=1).count() == 1
    assert found.meeting.sittings.count() == 2
    assert found.meeting.sittings.exclude(position=1).get().start == time(15)


def test_many_to_many_and_a_prefetch_of_folded_rows() -> None:
    body = make.body()
    term = make.term(body)
    mandates = [make.mandate(term, make.instrument(f"AG/RES. {number}")) for number in (1, 2)]
    meeting = make.meeting(make.schedule(term), items=("One", "Two", "Three"))
    one, two, three = AgendaItem.objects.order_by("pk")
    one.mandates.set(mandates)
    two.mandates.set(mandates[1:])
    items = folded(AgendaItem.objects.all(), "mandates", "instrument")
    (entry,) = Entry.objects.filter(pk=meeting.entry_id).prefetch_related(Prefetch("meeting__items", queryset=items))
    found = {item.pk: [each.pk for each in item.mandates.all()] for item in entry.meeting.items.all()}
    assert found == {one.pk: [each.pk for each in mandates], two.pk: [mandates[1].pk], three.pk: []}
    shown = next(iter(entry.meeting.items.all())).mandates.all()
    assert queries_of(lambda: [each.instrument.title for each in shown]) == 0


def test_nothing_is_one_query_and_no_rows() -> None:
    assert list(folded(Revision.objects.all(), "versions")) == []
    assert list(folded(Tenure.objects.all(), "person__capacities")) == []
    person = make.person()
    Capacity.objects.create(person=person, title={"en": "Ambassador"})
    tenure = make.tenure(make.post(make.term(make.body()), "chair"), person)
    (found,) = folded(Tenure.objects.select_related("person"), "person__capacities")
    assert found == tenure
    assert [str(each) for each in found.person.capacities.all()] == ["Ambassador"]
