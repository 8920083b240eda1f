"""Terms and bodies with what the head of their pages shows."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from groups.enums import BodyState
from groups.models import Body, FormerName, Parentage, Term
from portal.actors import Actor
from portal.prefetching import Prefetch


def term_of(actor: Actor, slug: str, label: str) -> Term | None:
    """One term of a body with the head of its pages; None where `actor` may not know of it."""
    found = Term.objects.visible_to(actor).filter(body__slug=slug, label=label)
    return found.select_related("body__organization").prefetch_related(*head("body__")).first()


def body_of(actor: Actor, slug: str) -> Body | None:
    """A body with the head of its pages; None where `actor` may not know of it."""
    found = Body.objects.visible_to(actor).filter(slug=slug)
    return found.select_related("organization").prefetch_related(*head("")).first()


def head(path: str) -> list[str | Prefetch]:
    """What `groups.pages.header` reads of the body at `path` (ending in “__”): terms, names, two ranks of parents."""
    above = Prefetch("parent__parentages", queryset=_parentages())
    return [
        Prefetch(f"{path}terms", queryset=Term.objects.all()),
        Prefetch(f"{path}former_names", queryset=FormerName.objects.all()),
        Prefetch(f"{path}parentages", queryset=_parentages().prefetch_related(above)),
    ]


def _parentages() -> QuerySet[Parentage]:
    return Parentage.objects.select_related("parent__organization")


def current_term(body: Body, today: dt.date) -> Term | None:
    """The term that runs today, else the latest one that has begun, else the first to come."""
    terms = list(body.terms.all())
    running = [term for term in terms if term.began and term.began <= today and (not term.ended or term.ended >= today)]
    begun = [term for term in terms if term.began is None or term.began <= today]
    return next(iter(running or begun or reversed(terms)), None)


def is_over(body: Body, term: Term | None, today: dt.date) -> bool:
    """Whether the term's time has passed: its meetings and officers are then told as history."""
    return body.state == BodyState.CLOSED or (term is not None and term.ended is not None and term.ended < today)
