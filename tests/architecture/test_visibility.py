"""Visibility has one source: what a query set lets an actor see is what the predicate says of each object."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

import pytest

from documents.enums import Distribution, RevisionState
from documents.models import Document
from documents.permissions import can_know, can_read
from groups.models import Body
from groups.permissions import admits
from meetings.enums import ScheduleState
from meetings.models import AgendaItem, DraftChange, Entry, Outcome, Schedule
from meetings.permissions import can_see_agenda, can_see_entry, can_see_outcome, can_see_schedule
from portal.actors import Actor
from portal.enums import Audience
from tests import make
from tests.cast import NOW, Cast, gather

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return gather()


def _audiences(cast: Cast) -> Iterable[tuple[Body, str]]:
    for audience in Audience.values:
        cast.body.audience = audience
        cast.body.save()
        yield cast.body, audience


def _seen(queryset: object, actor: Actor) -> set[int]:
    return set(queryset.visible_to(actor).values_list("pk", flat=True))  # type: ignore[attr-defined]


def test_body_is_seen_by_exactly_its_audience(cast: Cast) -> None:
    seen = {
        audience: {part for part, actor in cast.actors().items() if body.pk in _seen(Body.objects.all(), actor)}
        for body, audience in _audiences(cast)
    }
    inside = {"rapporteur", "vice_chair", "chair", "editor", "secretary", "admin"}
    assert seen["staff"] == {"editor", "secretary", "admin"}
    assert seen["officers"] == inside
    assert seen["members"] == inside | {"delegate", "observer"}
    assert seen["public"] == set(cast.actors())


def test_body_predicate_agrees_with_its_query(cast: Cast) -> None:
    for (body, audience), (part, actor) in product(list(_audiences(cast)), cast.actors().items()):
        body.audience = audience
        body.save()
        place = {"body_id": body.pk, "organization_id": body.organization_id}
        assert (body.pk in _seen(Body.objects.all(), actor)) == admits(actor, audience, **place), (part, audience)


def test_document_predicates_agree_with_their_queries(cast: Cast) -> None:
    papers = [
        make.document(cast.body, distribution=distribution, state=state)
        for distribution, state in product(Distribution.values, (RevisionState.ISSUED, RevisionState.DRAFTED))
    ]
    for limited, listed, audience in product((False, True), (False, True), Audience.values):
        Body.objects.filter(pk=cast.body.pk).update(
            limited_is_public=limited, closed_is_listed=listed, audience=audience
        )
        for part, actor in cast.actors().items():
            readable = _seen(Document.objects.all(), actor)
            knowable = set(Document.objects.known_to(actor).values_list("pk", flat=True))
            for paper in Document.objects.select_related("body").prefetch_related("revisions"):
                case = (part, paper.distribution, limited, listed, audience)
                assert (paper.pk in readable) == can_read(actor, paper), case
                assert (paper.pk in knowable) == can_know(actor, paper), case
            assert readable <= knowable, part
    assert len(papers) == 6


def test_restricted_document_is_read_by_members_officers_and_staff(cast: Cast) -> None:
    paper = make.document(cast.body, distribution=Distribution.RESTRICTED)
    readers = {part for part, actor in cast.actors().items() if paper.pk in _seen(Document.objects.all(), actor)}
    assert readers == {"delegate", "rapporteur", "vice_chair", "chair", "editor", "secretary", "admin"}


def test_schedule_entry_and_outcome_predicates_agree_with_their_queries(cast: Cast) -> None:
    schedule = make.schedule(cast.term)
    for audience, body_audience, state in product(
        Audience.values, (Audience.PUBLIC, Audience.OFFICERS), (ScheduleState.DRAFT, ScheduleState.ADOPTED)
    ):
        Body.objects.filter(pk=cast.body.pk).update(audience=body_audience)
        Schedule.objects.filter(pk=schedule.pk).update(state=state)
        meeting = make.meeting(schedule, audience=audience)
        make.meeting(schedule, audience=audience, closed=True, items=("Behind closed doors",))
        for released in (None, NOW):
            make.outcome(meeting, released_at=released)
        for part, actor in cast.actors().items():
            _assert_same(actor, (part, audience, body_audience, state))
        Entry.objects.all().delete()


def _assert_same(actor: Actor, case: object) -> None:
    schedules = Schedule.objects.select_related("term__body")
    assert {s.pk for s in schedules if can_see_schedule(actor, s)} == _seen(Schedule.objects.all(), actor), case
    entries = Entry.objects.select_related("schedule__term__body")
    assert {e.pk for e in entries if can_see_entry(actor, e)} == _seen(Entry.objects.all(), actor), case
    items = AgendaItem.objects.select_related("meeting__entry__schedule__term__body")
    shown = {i.pk for i in items if can_see_agenda(actor, i.meeting.entry)}
    assert shown == _seen(AgendaItem.objects.all(), actor), case
    outcomes = Outcome.objects.select_related("meeting__entry__schedule__term__body")
    assert {o.pk for o in outcomes if can_see_outcome(actor, o)} == _seen(Outcome.objects.all(), actor), case


def test_draft_change_is_seen_by_officers_and_staff_alone(cast: Cast) -> None:
    change = make.draft_change(make.schedule(cast.term), NOW)
    seen = {part for part, actor in cast.actors().items() if change.pk in _seen(DraftChange.objects.all(), actor)}
    assert seen == {"rapporteur", "vice_chair", "chair", "editor", "secretary", "admin"}
