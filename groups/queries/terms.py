"""Terms and bodies with what the head of their pages shows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django.db.models import Case, DateField, Exists, OuterRef, Q, Value, When, prefetch_related_objects
from django.db.models.functions import Coalesce

from groups.enums import BodyState
from groups.models import Body, FormerName, Parentage, Term
from portal.actors import Actor
from portal.folding import folded
from portal.prefetching import Prefetch, hold, is_held

Beside = Mapping[str, Any]
"""What is asked about a term in the query that reads it: expressions about `OUTER`, by name."""


def _day(name: str, where_none: dt.date) -> Coalesce:
    return Coalesce(OuterRef(name), Value(where_none, output_field=DateField()))


OUTER: Any = SimpleNamespace(
    pk=OuterRef("pk"),
    body_id=OuterRef("body"),
    began=_day("began", dt.date.min),
    ended=_day("ended", dt.date.max),
)
"""The term that is read, for questions within the query that reads it."""


def term_of(actor: Actor, slug: str, label: str, beside: Beside | None = None) -> Term | None:
    """A term of a body, which has the other terms with it; None where `actor` may not know of it. One query.

    `beside` is asked about this term alone; the others have None.
    """
    return next((term for term in _terms_of(actor, slug, Q(label=label), beside) if term.label == label), None)


def body_of(actor: Actor, slug: str, today: dt.date | None = None, beside: Beside | None = None) -> Body | None:
    """A body with its terms; None where `actor` may not know of it. One query for a body that has any.

    `beside` is asked about those that may be the current one `today`.
    """
    terms = _terms_of(actor, slug, _current(today) if today else Q(), beside)
    if terms:
        return terms[0].body
    return Body.objects.visible_to(actor).filter(slug=slug).select_related("organization").first()


def _current(today: dt.date) -> Q:
    """Condition for terms that run, and for the last one that has begun."""
    later = Term.objects.filter(body=OuterRef("body"), began__gt=OuterRef("began"), began__lte=today)
    running = Q(began__lte=today) & (Q(ended=None) | Q(ended__gte=today))
    return running | Q(~Exists(later), began__lte=today)


def _terms_of(actor: Actor, slug: str, chosen: Q, beside: Beside | None) -> list[Term]:
    """All terms of a body, which they share, with its former names. Who may know of one term may know of each: of the
    body, that is."""
    rows: Any = Term.objects.visible_to(actor).filter(body__slug=slug).select_related("body__organization")
    rows = folded(rows, "body__former_names")
    for name, asked in (beside or {}).items():
        rows = rows.annotate(**{name: Case(When(chosen, then=asked), default=None, output_field=asked.output_field)})
    terms = list(rows)
    for term in terms:
        term.body = terms[0].body
    if terms:
        hold(terms[0].body, terms=terms)
    return terms


def put_head(body: Body, *, has_names: bool = True) -> None:
    """What `groups.pages.header` reads of a body: terms, names, two ranks of parents. What it has is not asked for.

    `has_names`: False where it is known to have had no other.
    """
    names = FormerName.objects.all() if has_names else FormerName.objects.none()
    terms = Prefetch("terms", queryset=Term.objects.all())
    prefetch_related_objects([body], terms, Prefetch("former_names", queryset=names))
    put_parents(body)


def put_parents(body: Body) -> None:
    """Two ranks of parents, in one query that finds each by its index."""
    if is_held(body, "parentages"):
        return
    parentages = Parentage.objects.order_by().select_related("parent__organization")
    own, above = parentages.filter(child=body), parentages.filter(child__child_parentages__child=body)
    ranks: dict[int, list[Parentage]] = defaultdict(list)
    for parentage in sorted(own.union(above, all=True), key=lambda each: (each.position, each.pk)):
        ranks[parentage.child_id].append(parentage)
    hold(body, parentages=ranks[body.pk])
    for parentage in ranks[body.pk]:
        hold(parentage.parent, parentages=ranks[parentage.parent_id])


def current_term(body: Body, today: dt.date) -> Term | None:
    """The term that runs today, else the latest one that has begun, else the first to come."""
    terms = list(body.terms.all())
    running = [term for term in terms if term.began and term.began <= today and (not term.ended or term.ended >= today)]
    begun = [term for term in terms if term.began is None or term.began <= today]
    return next(iter(running or begun or reversed(terms)), None)


def is_over(body: Body, term: Term | None, today: dt.date) -> bool:
    """Whether the term's time has passed: its meetings and officers are then told as history."""
    return body.state == BodyState.CLOSED or (term is not None and term.ended is not None and term.ended < today)
