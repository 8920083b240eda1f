"""A term's schedule as its reader sees it."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from django.db.models import QuerySet

from groups.models import Mandate, Term
from meetings.models import DraftChange, Entry, Schedule, ScheduleNote, ScheduleVersion
from meetings.queries.entries import entries_in
from meetings.queries.tally import ALL, part
from portal.actors import Actor


@dataclass(frozen=True, slots=True)
class ScheduleRecord:
    """Schedule (None before there is one), its entries, mandates of the term, changes proposed."""

    term: Term
    schedule: Schedule | None
    entries: list[Entry]
    mandates: list[Mandate]
    changes: list[DraftChange]


def schedule_of(actor: Actor, term: Term, there: Container[str] = ALL) -> ScheduleRecord:
    """All that the page of a term's schedule shows; constant in queries, whatever its length.

    `there`: what the term has (`meetings.queries.tally`); nothing else is asked for.
    """
    schedule = (
        Schedule.objects.visible_to(actor)
        .filter(term=term)
        .select_related("decided_at__entry")
        .prefetch_related(
            part("notes", ScheduleNote.objects.all(), is_there="notes" in there),
            part("versions", _versions(), is_there="versions" in there),
        )
        .first()
    )
    if schedule:
        schedule.term = term
    changes = DraftChange.objects.visible_to(actor).filter(schedule=schedule) if schedule else []
    mandates = Mandate.objects.visible_to(actor).filter(term=term).select_related("instrument", "provision")
    return ScheduleRecord(
        term=term,
        schedule=schedule,
        entries=entries_in(actor, term, there) if schedule else [],
        mandates=list(mandates),
        changes=list(changes),
    )


def _versions() -> QuerySet[ScheduleVersion]:
    """Without their content, which a list of them does not show."""
    return ScheduleVersion.objects.defer("content").select_related(
        "schedule__term__body", "adopted_at__entry__schedule__term__body"
    )


def term_at(actor: Actor, slug: str, label: str) -> Term | None:
    """The term of a body that `actor` may know of; None where it may not."""
    found = Term.objects.visible_to(actor).filter(body__slug=slug, label=label)
    return found.select_related("body__organization", "schedule").first()
