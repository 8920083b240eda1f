"""How many rows stand under each tab of a term."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Func, IntegerField, QuerySet, Subquery
from django.db.models.functions import Coalesce

from documents.queries.documents import documents_in
from groups.models import Mandate, Term
from groups.queries.members import standings_during
from groups.queries.terms import OUTER
from meetings.models import Entry
from portal.actors import Actor


def counts_of(actor: Actor, term: Term) -> dict[str, int]:
    """What `actor` sees of the term, counted in one query: schedule, mandates, documents, members; in none where the
    term was read with `counted`."""
    found: Mapping[str, Any] = asked_with(term) or (
        Term.objects.filter(pk=term.pk).order_by().values(**counted(actor, term)).get()
    )
    return {name.removeprefix("in_"): int(number) for name, number in found.items() if number and name[:3] == "in_"}


def asked_with(term: Term) -> Mapping[str, Any]:
    """What was asked beside the term as it was read; nothing where it was not."""
    known = vars(term)
    return known if known.get("in_schedule") is not None else {}


def counted(actor: Actor, term: Term = OUTER) -> dict[str, Coalesce]:
    """The counts as parts of a query for the term, each “in_” its tab."""
    return {
        "in_schedule": _count(Entry.objects.visible_to(actor).filter(schedule__term=term.pk, listed=True)),
        "in_mandates": _count(Mandate.objects.visible_to(actor).filter(term=term.pk)),
        "in_documents": _count(documents_in(actor, term)),
        "in_members": _count(standings_during(term)),
    }


def _count(rows: QuerySet[Any]) -> Coalesce:
    """A count as part of another query; Django's own aggregate would group by the row."""
    number = Func("pk", function="COUNT", output_field=IntegerField())
    return Coalesce(Subquery(rows.order_by().annotate(number=number).values("number")), 0)
