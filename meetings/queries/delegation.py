"""What concerns one delegation: who represents it, where it stands, which offices it holds, when its groups meet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from groups.enums import HowBegan
from groups.models import Accreditation, Body, Delegation, Standing, Tenure
from meetings.enums import EntryKind
from meetings.models import Entry
from meetings.queries.upcoming import ahead, first_of
from portal.actors import Actor
from portal.enums import Precision
from portal.prefetching import hold

AHEAD = dt.timedelta(days=60)
MOST_MEETINGS = 100


def own_delegations(actor: Actor) -> list[Delegation]:
    """Those that `actor` represents today: nobody sees the papers of another one."""
    return list(Delegation.objects.filter(pk__in=actor.delegations).order_by("key"))


def people_and_offices(actor: Actor, delegation: Delegation, day: dt.date) -> tuple[list[Accreditation], list[Tenure]]:
    """Who is accredited by the delegation on `day`, each with the posts they hold then, and the posts that it holds
    itself or by one of them; in bodies known to `actor`, for two queries."""
    known = Body.objects.visible_to(actor)
    accredited = Accreditation.objects.filter(_running(day), delegation=delegation)
    ours = Q(delegation=delegation) | Q(person__in=accredited.values("person"))
    order = ("post__term__body__slug", "post__position", "post_id", "pk")
    found = _held(day).filter(ours, post__term__body__in=known).select_related("person", "post__term__body")
    tenures = list(found.order_by(*order))
    seen = accredited.filter(Q(body=None) | Q(body__in=known)).select_related("person", "body")
    people = list(seen.order_by("person__family_name", "person__name", "pk"))
    for each in people:
        hold(each.person, tenures=[tenure for tenure in tenures if tenure.person_id == each.person_id])
    return people, [tenure for tenure in tenures if tenure.delegation_id in (None, delegation.pk)]


def standings_of(actor: Actor, delegation: Delegation, day: dt.date) -> list[Standing]:
    """The bodies in which the delegation is something on `day`, as far as `actor` may know of them."""
    found = Standing.objects.filter(_running(day), delegation=delegation, body__in=Body.objects.visible_to(actor))
    return list(found.select_related("body__organization").order_by("body__slug", "pk"))


def meetings_of(actor: Actor, bodies: Iterable[int], today: dt.date) -> list[Entry]:
    """The meetings of some bodies in the next sixty days, the nearest first; those called off left out."""
    rows = ahead(actor, today).filter(
        kind=EntryKind.MEETING,
        meeting__isnull=False,
        precision=Precision.DAY,
        start__lte=today + AHEAD,
        schedule__term__body__in=list(bodies),
    )
    return first_of(rows, MOST_MEETINGS, "start", "pk")


def _held(day: dt.date) -> QuerySet[Tenure]:
    in_term = Q(post__term__ended=None) | Q(post__term__ended__gte=day) | Q(until_successor=True)
    return Tenure.objects.filter(_running(day), in_term).exclude(how_began=HowBegan.NOMINATED)


def _running(day: dt.date) -> Q:
    return (Q(began=None) | Q(began__lte=day)) & (Q(ended=None) | Q(ended__gte=day))
