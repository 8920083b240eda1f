"""Prefetching shares the question between records, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models

from groups.models import Body, Mandate, Term
from meetings.models import AgendaItem, Meeting, Sitting
from portal.prefetching import Prefetch
from tests import make
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> list[Body]:
    """Two bodies with two terms each."""
    bodies = [make.body(), make.body()]
    for body in bodies:
        make.term(body, label="2024-2025")
        make.term(body, label="2026-2027")
    return bodies


def _read(prefetch: type[Any], terms: models.QuerySet[Term]) -> list[Body]:
    return list(Body.objects.filter(terms__isnull=False).distinct().prefetch_related(prefetch("terms", terms)))


def test_it_gives_what_djangos_gives(two):
    narrowed = Term.objects.filter(label__startswith="2026")
    ours, theirs = ([list(body.terms.all()) for body in _read(kind, narrowed)] for kind in (Prefetch, models.Prefetch))
    assert ours == theirs != [[], []]


def test_it_asks_once_and_the_answer_is_at_hand(two):
    def read() -> None:
        for body in _read(Prefetch, Term.objects.all()):
            assert len(body.terms.all()) == body.terms.count() == 2
            assert [term.body for term in body.terms.all()] == [body, body]

    assert queries_of(read) == 2


def test_each_record_can_be_asked_something_else(two):
    first, second = _read(Prefetch, Term.objects.all())
    for body in (second, first, second):
        assert [term.body_id for term in body.terms.filter(label="2024-2025")] == [body.pk]
        assert body.terms.exclude(label="2024-2025").get().label == "2026-2027"
        assert body.terms.order_by("label").values_list("label", flat=True)[0] == "2024-2025"
        assert list(body.terms.all() & Term.objects.filter(label="2026-2027")) == [body.terms.get(label="2026-2027")]
        assert len(body.terms.all()) == 2


def test_methods_of_the_query_set_are_there(two):
    body = _read(Prefetch, Term.objects.all())[0]
    from portal.actors import ANONYMOUS

    assert body.terms.all().visible_to(ANONYMOUS).count() == 2


def test_question_it_was_given_stays_as_it_was(two):
    narrowed = Term.objects.filter(label="2026-2027")
    said = str(narrowed.query)
    bodies = _read(Prefetch, narrowed)
    assert [body.terms.filter(label="2024-2025").count() for body in bodies] == [0, 0]
    assert str(narrowed.query) == said
    assert narrowed.count() == 2
    assert type(narrowed) is type(Term.objects.all())


def test_relations_of_many_with_many_and_nested_ones():
    term = make.term()
    meetings = [make.meeting(make.schedule(term), items=("Opening",)) for term in (term, make.term())]
    mandate = make.mandate(term, make.instrument())
    for meeting in meetings:
        meeting.items.get().mandates.add(mandate)
    items = AgendaItem.objects.prefetch_related(Prefetch("mandates", Mandate.objects.select_related("instrument")))
    nested = (Prefetch("items", items), Prefetch("sittings", Sitting.objects.all()))
    read = list(Meeting.objects.order_by("pk").prefetch_related(*nested))
    for meeting in read:
        [item] = meeting.items.all()
        assert list(item.mandates.all()) == list(item.mandates.filter(pk=mandate.pk)) == [mandate]
        assert item.mandates.exclude(pk=mandate.pk).count() == 0
        assert len(meeting.sittings.all()) == meeting.sittings.filter(position__gte=0).count()


def test_to_an_attribute_it_is_a_list(two):
    [body, _other] = Body.objects.filter(pk__in=[body.pk for body in two]).prefetch_related(
        Prefetch("terms", Term.objects.all(), to_attr="known_terms")
    )
    assert [term.label for term in body.known_terms] == ["2026-2027", "2024-2025"]
