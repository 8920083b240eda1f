"""A term that ends is told once, forty-five days before the session that ends it or its own last day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from groups.enums import SessionKind, TermState
from groups.models import Body, Parentage, Session, Term
from groups.queries.endings import end_of
from meetings.models import Notice
from meetings.operations.terms import plan_terms
from portal import clock, outbox
from portal.enums import Audience
from tests import make
from tests.cast import NOW, Cast, gather
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
IN_TIME = TODAY + timedelta(days=45)
INSIDE = ("observer", "delegate", "rapporteur", "vice_chair", "chair", "secretary")


@pytest.fixture
def cast() -> Cast:
    clock.confirm(NOW)
    made = gather()
    Term.objects.exclude(pk=made.term.pk).delete()
    return made


@pytest.fixture
def parent(cast: Cast) -> Body:
    """The body that the group reports to, whose chair has an account."""
    made = make.body(organization=cast.house)
    Parentage.objects.create(child=cast.body, parent=made)
    make.tenure(make.post(make.term(made)), make.person(user=make.user("above@example.org")))
    return made


def ends(cast: Cast, on: date | None, **facts: object) -> Term:
    Term.objects.filter(pk=cast.term.pk).update(ended=on, **facts)
    return Term.objects.get(pk=cast.term.pk)


def session(of: Body, on: date, kind: str = SessionKind.REGULAR) -> Session:
    return Session.objects.create(
        body=of, key=f"{of.slug}-{on}-{kind}", name={"en": f"Session of {on}"}, began=on, kind=kind
    )


def told() -> list[str]:
    return sorted(Notice.objects.filter(kind="term").values_list("user__email", flat=True))


@pytest.mark.parametrize(("days", "number"), [(46, 0), (45, 6), (10, 6), (0, 6), (-1, 0)])
def test_a_term_is_told_from_forty_five_days_before_its_end(cast: Cast, days: int, number: int) -> None:
    ends(cast, TODAY + timedelta(days=days))
    assert [plan_terms(NOW), plan_terms(NOW)] == [number, 0]
    assert told() == sorted(cast.accounts[part].email for part in INSIDE if number)


def test_a_term_is_told_once_even_where_its_end_moves(cast: Cast) -> None:
    ends(cast, IN_TIME)
    plan_terms(NOW)
    ends(cast, IN_TIME - timedelta(days=5))
    assert plan_terms(NOW + timedelta(hours=1)) == 0


def test_the_parents_session_comes_first_and_its_officers_are_told(cast: Cast, parent: Body) -> None:
    ends(cast, TODAY + timedelta(days=80))
    session(parent, IN_TIME)
    session(parent, TODAY + timedelta(days=5), SessionKind.SPECIAL)
    assert plan_terms(NOW) == 7
    assert "above@example.org" in told()
    mail.outbox.clear()
    outbox.deliver_due(NOW)
    above = next(each for each in mail.outbox if each.to == ["above@example.org"])
    assert above.subject == f"Term ends in 45 days: {cast.body.name.pick('en').text} 2026-2027"
    assert f"Session of {IN_TIME}" in above.body
    assert above.extra_headers["List-Unsubscribe"]


def test_a_session_long_after_the_term_does_not_end_it(cast: Cast, parent: Body) -> None:
    session(parent, TODAY + timedelta(days=300))
    term = ends(cast, TODAY + timedelta(days=100))
    found = end_of(term)
    assert found is not None
    assert (found.on, found.session) == (TODAY + timedelta(days=100), None)


def test_a_term_without_a_last_day_ends_with_the_next_session(cast: Cast, parent: Body) -> None:
    later = session(parent, IN_TIME + timedelta(days=365))
    first = session(parent, IN_TIME)
    found = end_of(ends(cast, None, began=TODAY - timedelta(days=30)))
    assert found is not None
    assert found.session == first != later
    assert end_of(ends(cast, None, began=None)) is None


@pytest.mark.parametrize("state", [TermState.PLANNED, TermState.REPORTED, TermState.CLOSED])
def test_terms_that_are_not_under_way_are_not_told(cast: Cast, state: TermState) -> None:
    ends(cast, IN_TIME, state=state)
    assert plan_terms(NOW) == 0


def test_an_end_known_to_the_month_alone_is_not_counted_from(cast: Cast) -> None:
    ends(cast, IN_TIME, ended_precision="month")
    assert plan_terms(NOW) == 0


def test_nothing_is_told_while_the_clock_is_in_doubt(cast: Cast) -> None:
    ends(cast, IN_TIME + timedelta(days=400))
    assert plan_terms(NOW + timedelta(days=400)) == 0


def test_what_is_not_to_be_known_any_more_does_not_leave(cast: Cast, parent: Body) -> None:
    ends(cast, IN_TIME)
    plan_terms(NOW)
    Body.objects.filter(pk=cast.body.pk).update(audience=Audience.MEMBERS)
    mail.outbox.clear()
    outbox.deliver_due(NOW)
    got = [each.to[0] for each in mail.outbox]
    assert cast.accounts["delegate"].email in got
    assert "above@example.org" not in got


def test_inbox_names_the_term_and_mandates_in_as_many_queries_for_one_as_for_three(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.accounts["delegate"])

    def tell(number: int) -> None:
        term = cast.term if number == 0 else make.term(cast.body, label=f"term-{number}")
        mandate = make.mandate(term, make.instrument(f"AG/RES. {number + 1} (XLII-O/12)"), until_on=IN_TIME)
        for kind, params in (("term", {"term": term.pk, "on": str(IN_TIME)}), ("mandate", {"mandate": mandate.pk})):
            Notice.objects.create(
                user=cast.accounts["delegate"],
                kind=kind,
                event="ends" if kind == "term" else "due",
                params=params,
                channel="at_once",
                dedupe_key=f"{kind}-{number}",
                at=NOW,
                read_at=NOW,
            )

    tell(0)
    page = client.get(reverse("meetings:inbox")).content.decode()
    assert cast.term.get_absolute_url() in page
    assert "Mandate due" in page
    once = queries_of(lambda: client.get(reverse("meetings:inbox")))
    tell(1)
    tell(2)
    assert queries_of(lambda: client.get(reverse("meetings:inbox"))) == once
