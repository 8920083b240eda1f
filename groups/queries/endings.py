"""When terms end: with the session of a parent at which the body reports, else by their own last day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from groups.enums import SessionKind, TermState
from groups.models import Body, Parentage, Session, Term
from portal.enums import Precision

OPEN = (TermState.INSTALLED, TermState.ACTIVE)
REPORTS_UNTIL = dt.timedelta(days=60)
"""How long after a term's last day a session may begin that still is the one at which it reports."""


@dataclass(frozen=True, slots=True)
class End:
    """The day on which a term is over in effect, and the session that makes it so, if one does."""

    on: dt.date
    session: Session | None = None


def terms_ending(first: dt.date, last: dt.date) -> QuerySet[Term]:
    """Terms under way that may end between two days; `end_of` says whether they do."""
    sessions = Session.objects.filter(_regular(), began__range=(first, last))
    ending = Q(ended__range=(first, last), ended_precision=Precision.DAY)
    reporting = Q(body__parentages__parent__in=sessions.values("body"))
    found = Term.objects.filter(ending | reporting, Q(began=None) | Q(began__lte=last), state__in=OPEN)
    return found.select_related("body__organization").distinct().order_by("pk")


def end_of(term: Term) -> End | None:
    """None where neither the term nor a session of its parents says it to the day.

    A term without a last day ends with the next session after it began, another one with the last session in it.
    """
    ended = term.ended if term.ended_precision == Precision.DAY else None
    sessions = Session.objects.filter(_regular(), body__in=parents_of(term.body, ended or term.began))
    if term.began:
        sessions = sessions.filter(began__gt=term.began)
    if term.ended:
        session = sessions.filter(began__lte=term.ended + REPORTS_UNTIL).order_by("began", "pk").last()
    else:
        session = sessions.order_by("began", "pk").first() if term.began else None
    if session and session.began:
        return End(session.began, session)
    return End(ended) if ended else None


def parents_of(body: Body, day: dt.date | None) -> QuerySet[Body]:
    """The bodies to which it reports on a day; all that it ever had where no day is known."""
    parentages = Parentage.objects.filter(child=body)
    if day is not None:
        parentages = parentages.filter(Q(began=None) | Q(began__lte=day), Q(ended=None) | Q(ended__gte=day))
    return Body.objects.filter(pk__in=parentages.values("parent"))


def _regular() -> Q:
    return Q(kind=SessionKind.REGULAR, began_precision=Precision.DAY)
