"""Silence procedures: which are where, who may break them, who is told of them, and how long they have to last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from documents.enums import UNISSUED
from documents.models import Document, Revision
from groups.enums import AccreditationRole, HowBegan
from groups.models import Accreditation, Body, Delegation, Follow, Standing, Tenure, Term
from groups.queries.accounts import INSIDE
from meetings.enums import OFF, Delivery, EntryKind, NoticeKind
from meetings.models import Meeting, Notice, Objection, Silence, SilenceRule
from meetings.queries.notices import Recipient, with_deliveries
from meetings.silences.states import FAILED, HOLDING
from portal.actors import Actor
from portal.lib.dates import instant
from portal.models import User
from portal.prefetching import Prefetch

KEPT = dt.timedelta(days=366)
MOST_TOLD = 500


def with_texts(found: QuerySet[Silence]) -> QuerySet[Silence]:
    """Silences with what names them."""
    return found.select_related(
        "term__body__organization",
        "revision__document__body__organization",
        "announced_in__entry__schedule__term__body",
        "declared_in__entry__schedule__term__body",
    )


def silence_at(actor: Actor, pk: int) -> Silence | None:
    """One silence with its objections, as far as `actor` may know of them."""
    objections = Objection.objects.visible_to(actor).select_related("delegation")
    seen = with_texts(Silence.objects.visible_to(actor).filter(pk=pk))
    return seen.prefetch_related(Prefetch("objections", queryset=objections)).first()


def silences_on(actor: Actor, document: Document) -> list[Silence]:
    """Every silence on a text of the document, the latest first."""
    seen = Silence.objects.visible_to(actor).filter(revision__document=document)
    return list(with_texts(seen).order_by("-expires_at", "-pk"))


def silences_of(actor: Actor, term: Term) -> list[Silence]:
    """Every silence of a term, in the order in which they expire."""
    objections = Objection.objects.visible_to(actor).select_related("delegation")
    seen = with_texts(Silence.objects.visible_to(actor).filter(term=term))
    return list(seen.prefetch_related(Prefetch("objections", queryset=objections)))


def open_in(actor: Actor, bodies: Collection[int]) -> list[Silence]:
    """What runs in these bodies, and what came out unbroken and waits for a meeting to announce it."""
    return list(with_texts(Silence.objects.visible_to(actor).filter(state__in=HOLDING, term__body__in=bodies)))


def running_in(actor: Actor, bodies: Collection[int], now: dt.datetime) -> list[Silence]:
    """What can still be broken in these bodies, the next to expire first."""
    return _seen_of(actor, Silence.objects.running(now).filter(term__body__in=bodies))


def _seen_of(actor: Actor, there: QuerySet[Silence]) -> list[Silence]:
    """Those of `there` that the actor may know of. Mostly there is none, and who may know of it is a long question."""
    ids = list(there.order_by().values_list("pk", flat=True))
    return list(with_texts(Silence.objects.visible_to(actor).filter(pk__in=ids))) if ids else []


def in_calendars(actor: Actor, bodies: Collection[int] | None, since: dt.date | None) -> list[Silence]:
    """Silences that started, of bodies (None: of all), for calendars; `since`: not what was over before."""
    seen = Silence.objects.visible_to(actor).exclude(started_at=None)
    if bodies is not None:
        seen = seen.filter(term__body__in=bodies)
    if since is not None:
        seen = seen.filter(expires_at__gte=dt.datetime.combine(since, dt.time(), dt.UTC))
    return list(with_texts(seen))


def may_be_put(actor: Actor, document: Document) -> list[Revision]:
    """Texts of the document that a silence could be started on: without a number, and not under one already."""
    standing = Silence.objects.exclude(state__in=FAILED).filter(revision=OuterRef("pk"))
    seen = Revision.objects.visible_to(actor).filter(document=document, symbol="")
    return list(seen.filter(Q(state__in=UNISSUED) | Q(state="issued")).exclude(Exists(standing)))


def rule_for(body: Body, day: dt.date) -> SilenceRule | None:
    """How long a silence lasts at least, by the body's own rule on that day, else by its house's."""
    mine = Q(body=body) | Q(body=None, organization=body.organization_id)
    found = [rule for rule in SilenceRule.objects.filter(mine) if rule.covers(day)]
    return max(found, key=lambda rule: (rule.body_id is not None, rule.began or dt.date.min), default=None)


def may_object(actor: Actor, silence: Silence, day: dt.date) -> list[Delegation]:
    """Delegations for which `actor` may break it: members of the body, where `actor` is more than their observer."""
    if actor.user_id is None:
        return []
    return list(
        Delegation.objects.filter(
            Exists(_accredited(silence.term.body, day).filter(delegation=OuterRef("pk"), person__user=actor.user_id))
        ).order_by("key")
    )


def has_objected(silence: Silence, delegations: Iterable[Delegation]) -> set[int]:
    """Which of the delegations have done so."""
    found = silence.objections.filter(delegation__in=list(delegations))
    return set(found.values_list("delegation_id", flat=True))


def silenced(silence: Silence, day: dt.date) -> list[Recipient]:
    """Who is told of it, each once: accounts of members, and who holds a post of the body.

    Consent is at stake, so who has muted the body is told too, in the portal alone.
    """
    body = silence.term.body
    told = Q(Exists(_accredited(body, day).filter(person__user=OuterRef("pk")))) | Q(Exists(_holding(body, day)))
    users = list(User.objects.filter(told, is_active=True).order_by("pk"))
    muting = Follow.objects.filter(body=body, muted=True, account__in=users)
    muted = set(muting.values_list("account_id", flat=True))
    return [
        Recipient(each.user, Delivery.NEVER if each.user.pk in muted else each.delivery)
        for each in with_deliveries(users, NoticeKind.SILENCE)
    ]


def told_of(silence: Silence) -> QuerySet[Notice]:
    """Each reader's copies of what was told of it, the newest first."""
    found = Notice.objects.filter(entry=None, kind=NoticeKind.SILENCE, params__silence=silence.pk)
    return found.select_related("user").order_by("-at", "user__name", "pk")[:MOST_TOLD]


def meetings_declaring(silence: Silence, today: dt.date) -> list[Meeting]:
    """Meetings of the body until today that can have announced the result, the first one first.

    None that was over before the instant: by its hours, where they are known, else by its day.
    """
    near = silence.expires_there.date() - dt.timedelta(days=1)  # it may be held on another clock
    lasting = Q(entry__end__gte=near) | Q(entry__end=None, entry__start__gte=near)
    found = _meetings_of(silence.term.body).filter(lasting, entry__start__lte=today).prefetch_related("sittings")
    found = found.select_related("room__venue", "room__organization", "entry__schedule__term__body__organization")
    return [each for each in found.order_by("entry__start", "pk") if _over_at(each) > silence.expires_at]


def _over_at(meeting: Meeting) -> dt.datetime:
    zone, entry = meeting.venue_zone, meeting.entry
    assert entry.start is not None
    ends = [instant(each.on, each.end or dt.time(), zone, closing=True) for each in meeting.sittings.all()]
    return max(ends, default=instant(entry.end or entry.start, dt.time(), zone, closing=True))


def meetings_announcing(term: Term) -> QuerySet[Meeting]:
    """Meetings of the term at which a silence can have been announced."""
    found = _meetings_of(term.body).filter(entry__schedule__term=term)
    return found.select_related("entry__schedule__term__body").order_by("-entry__start", "-pk")


def _meetings_of(body: Body) -> QuerySet[Meeting]:
    found = Meeting.objects.filter(
        entry__schedule__term__body=body,
        entry__kind=EntryKind.MEETING,
        entry__start__isnull=False,
        entry__withdrawn_in=None,
        entry__trace_of=None,
    )
    return found.exclude(entry__status__in=OFF)


def _accredited(body: Body, day: dt.date) -> QuerySet[Accreditation]:
    standing = Standing.objects.filter(_running(day), body=body, standing__in=INSIDE, delegation=OuterRef("delegation"))
    found = Accreditation.objects.filter(_running(day), Q(body=None) | Q(body=body), Exists(standing))
    return found.exclude(role=AccreditationRole.OBSERVER)


def _holding(body: Body, day: dt.date) -> QuerySet[Tenure]:
    in_term = Q(post__term__ended=None) | Q(post__term__ended__gte=day) | Q(until_successor=True)
    found = Tenure.objects.filter(_running(day), in_term, post__term__body=body, person__user=OuterRef("pk"))
    return found.exclude(how_began=HowBegan.NOMINATED)


def _running(day: dt.date) -> Q:
    return (Q(began=None) | Q(began__lte=day)) & (Q(ended=None) | Q(ended__gte=day))
