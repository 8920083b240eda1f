"""A term with its body, the body's other terms and two ranks of parents, in as few questions as there are tables."""

from __future__ import annotations

import pytest

from groups.models import Body
from groups.pages.header import crumbs, parents_known, term_header
from groups.queries.terms import body_of, put_head, put_parents, term_of
from portal.actors import ANONYMOUS, SYSTEM
from tests import make
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def _above() -> Body:
    """Two parents of equal rank, the second of which has a parent of its own."""
    house = make.organization()
    top = make.body("assembly", organization=house)
    parents = (make.body("council", organization=house), make.body("commission", organization=house, parents=(top,)))
    return make.body("group", organization=house, parents=parents)


def test_term_comes_with_its_body_and_that_with_all_its_terms():
    body = make.body("group")
    for label in ("2022-2023", "2024-2025", "2026-2027"):
        make.term(body, label, began=f"{label[:4]}-01-01")
    term = term_of(SYSTEM, "group", "2024-2025")
    assert term is not None
    assert queries_of(lambda: term_of(SYSTEM, "group", "2024-2025")) == 1
    assert queries_of(lambda: [each.body.organization for each in term.body.terms.all()]) == 0
    assert [each.label for each in term.body.terms.all()] == ["2026-2027", "2024-2025", "2022-2023"]
    assert term_of(SYSTEM, "group", "2020-2021") is None


def test_what_is_at_hand_can_still_be_asked_otherwise():
    body = make.body("group")
    make.term(body, "2026-2027")
    found = body_of(SYSTEM, "group")
    assert found is not None
    assert found.terms.filter(label="2026-2027").exists()
    assert found.terms.count() == 1


def test_body_without_terms_and_one_that_is_not_known():
    make.body("planned")
    hidden = make.body("hidden", audience="staff")
    make.term(hidden, "2026-2027")
    assert body_of(ANONYMOUS, "planned") is not None
    assert body_of(ANONYMOUS, "hidden") is None
    assert body_of(ANONYMOUS, "none") is None
    assert term_of(ANONYMOUS, "hidden", "2026-2027") is None
    assert body_of(SYSTEM, "hidden") == hidden


def test_two_ranks_of_parents_take_one_question_and_keep_their_order():
    body = Body.objects.get(pk=_above().pk)
    assert queries_of(lambda: put_parents(body)) == 1
    assert queries_of(lambda: put_parents(body)) == 0

    def ranks() -> list[list[str]]:
        above = parents_known(SYSTEM, body)
        return [[each.slug for each in above], *([up.slug for up in parents_known(SYSTEM, each)] for each in above)]

    assert queries_of(ranks) == 0
    assert ranks() == [["council", "commission"], [], ["assembly"]]


def test_head_of_a_page_asks_for_nothing_that_is_there():
    make.term(_above(), "2026-2027")
    term = term_of(SYSTEM, "group", "2026-2027")
    assert term is not None
    assert queries_of(lambda: put_head(term.body, has_names=False)) == 1
    assert queries_of(lambda: term_header(SYSTEM, term, "overview")) == 0
    assert [len(step.get("peers", [])) for step in crumbs(SYSTEM, term.body)] == [0, 2]
