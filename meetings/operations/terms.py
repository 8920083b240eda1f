"""Who is told that a term ends soon: its group, the officers of the bodies it reports to, and the secretariat.

Forty-five days before the parent's session at which it reports, or before its own end where none is known. Whoever was
told of a term is not told of it again, even where its end is moved.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from groups.models import SecretariatAssignment, Term
from groups.queries.endings import End, end_of, parents_of, terms_ending
from groups.queries.follows import followers_of, holding_in, serving_in
from meetings.enums import NoticeKind
from meetings.operations.notices import tell
from meetings.queries.notices import with_deliveries
from portal import clock
from portal.models import User

DAYS_BEFORE = 45


def plan_terms(now: datetime) -> int:
    """Tell of terms that end within forty-five days; gives how many copies are new.

    Nothing while the clock is in doubt. An outage costs nobody their notice: it comes late then, and says how many days
    are left.
    """
    if not clock.guard(now):
        return 0
    first = now.date()
    last = first + timedelta(days=DAYS_BEFORE)
    found = ((term, end_of(term)) for term in terms_ending(first, last))
    return sum(_tell(term, end, now) for term, end in found if end and first <= end.on <= last)


@transaction.atomic
def _tell(term: Term, end: End, now: datetime) -> int:
    return tell(
        with_deliveries(concerned(term, now.date()), NoticeKind.TERM),
        now=now,
        kind=NoticeKind.TERM,
        event="ends",
        key=f"term|{term.pk}",
        about=f"term:{term.pk}",
        params={"term": term.pk, "on": end.on.isoformat()},
    )


def concerned(term: Term, day: date) -> list[User]:
    """Who is told that a term ends."""
    body = term.body
    inside = followers_of(body, day).filter(pk__in=serving_in(body, day).values("pk"))
    above: Iterable[User] = (user for parent in parents_of(body, day) for user in holding_in(parent, day))
    secretaries = SecretariatAssignment.objects.filter(organization=body.organization_id, role="secretary")
    staff = User.objects.filter(pk__in=secretaries.values("user"), is_active=True)
    return list({user.pk: user for user in [*inside, *above, *staff]}.values())
