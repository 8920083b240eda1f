"""Who is to be told what, in which way; what waits to be sent; and why somebody did not get it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from groups.models import Body
from groups.queries.follows import (
    followers_of,
    holding_above,
    holding_in,
    secretaries_above,
    serving_in,
    voting_in,
)
from meetings.enums import AnnouncementState, Delivery, NoticeKind
from meetings.models import Announcement, Deadline, Entry, Notice, NoticeChoice, ReminderChoice, Schedule
from meetings.notices.facts import UNDER_WAY, only_joined_otherwise
from meetings.queries.attending import present_at
from meetings.queries.deadlines import with_anchors
from meetings.queries.owing import debts_of, people_of
from portal.actors import Actor
from portal.enums import Audience
from portal.models import User

USUAL = {NoticeKind.PUBLISHED: Delivery.DIGEST}
"""What is not said here comes at once."""
OF_AGENDAS = (NoticeKind.ORDER, NoticeKind.ELECTION)
OF_DEADLINES = (NoticeKind.REMINDER, NoticeKind.DEADLINE)
SOON_AT_ONCE = (
    NoticeKind.CONVENED,
    NoticeKind.CHANGED,
    NoticeKind.CALLED_OFF,
    NoticeKind.ORDER,
    NoticeKind.ELECTION,
    NoticeKind.DEADLINE,
)
SOON = dt.timedelta(days=2)
MOST_REMINDERS = 100


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who is to be told, and how they want it."""

    user: User
    delivery: Delivery


def pending_notices(schedule: Schedule) -> dict[str, Announcement]:
    """What people have not been told yet, the first of each row by its key; the editor marks these rows."""
    waiting = Announcement.objects.filter(schedule=schedule, state=AnnouncementState.WAITING, entry__isnull=False)
    found: dict[str, Announcement] = {}
    for each in waiting.select_related("entry").order_by("pk"):
        if each.entry:
            found.setdefault(each.entry.key, each)
    return found


def waiting_beside(given: Announcement) -> QuerySet[Announcement]:
    """What else waits to be told of the same row."""
    found = Announcement.objects.filter(entry=given.entry_id or 0, state=AnnouncementState.WAITING)
    return found.exclude(pk=given.pk).order_by("pk")


def waiting_in(schedule: Schedule) -> int:
    """How many notices of a schedule wait to be sent."""
    return Announcement.objects.filter(schedule=schedule, state=AnnouncementState.WAITING).count()


def announcements_for(actor: Actor) -> QuerySet[Announcement]:
    """Those of the houses whose secretariat `actor` serves in."""
    found = Announcement.objects.all()
    if not actor.is_admin:
        found = found.filter(schedule__term__body__organization__in=actor.secretariat_of)
    return with_subjects(found)


def with_subjects(found: QuerySet[Announcement]) -> QuerySet[Announcement]:
    """Announcements with what names them."""
    return found.select_related(
        "schedule__term__body__organization", "entry__schedule__term__body__organization", "created_by", "decided_by"
    ).prefetch_related("entry__meeting__items", "words")


def recipients_of(given: Announcement, day: dt.date) -> list[Recipient]:
    """Whom it is for: who owes a deadline, else who follows the body, as far as they may know of it. Once a person."""
    users = _owing(given, day) if given.kind == NoticeKind.DEADLINE else list(_following(given, day))
    found = with_deliveries(users, given.kind)
    return at_once(found) if _is_soon(given, day) else found


def at_once(recipients: Iterable[Recipient]) -> list[Recipient]:
    """What would wait for the day's mail goes by itself: that one may come when it is over."""
    hurry = {Delivery.DIGEST: Delivery.AT_ONCE}
    return [Recipient(each.user, hurry.get(each.delivery, each.delivery)) for each in recipients]


def _is_soon(given: Announcement, day: dt.date) -> bool:
    """Whether it tells of a meeting under way, or of one or a date within two days, by what was or by what is."""
    if given.kind not in SOON_AT_ONCE:
        return False
    if given.after.get("status") in UNDER_WAY:
        return True
    days = {facts.get("start") or (facts.get("due") or {}).get("day") for facts in (given.before, given.after)}
    return any(day <= dt.date.fromisoformat(each) <= day + SOON for each in days if each)


def with_deliveries(users: Iterable[User], kind: str) -> list[Recipient]:
    """How each wants this kind of notice."""
    users = list(users)
    wanted = deliveries_of((user.pk, kind) for user in users)
    return [Recipient(user, wanted[user.pk, kind]) for user in users]


def deliveries_of(asked: Iterable[tuple[int, str]]) -> dict[tuple[int, str], Delivery]:
    """How readers want kinds of notices, by account and kind."""
    asked = set(asked)
    users, kinds = {user for user, _kind in asked}, {kind for _user, kind in asked}
    rows = NoticeChoice.objects.filter(user__in=users, kind__in=kinds).values_list("user_id", "kind", "delivery")
    chosen = {(user, kind): delivery for user, kind, delivery in rows}
    return {key: Delivery(chosen.get(key, USUAL.get(NoticeKind(key[1]), Delivery.AT_ONCE))) for key in asked}


def choices_of(user: User) -> dict[str, str]:
    """How a reader wants each kind, and the days before a deadline that they chose; empty for those of their groups."""
    chosen = dict(NoticeChoice.objects.filter(user=user).values_list("kind", "delivery"))
    days = ReminderChoice.objects.filter(user=user).values_list("days_before", flat=True).first()
    usual = {kind.value: str(chosen.get(kind, USUAL.get(kind, Delivery.AT_ONCE))) for kind in NoticeKind}
    return {**usual, "days_before": days or ""}


def delivery_of(user: User, kind: str) -> Delivery:
    """How one reader wants it."""
    return with_deliveries([user], kind)[0].delivery


def circle_of(schedule: Schedule, entry: Entry | None, *, agenda: bool = False) -> Audience:
    """The widest audience that may read of it; with `agenda`, of its order of business too."""
    body = schedule.term.body
    circles = [Audience(body.audience)]
    if entry is not None:
        circles.append(Audience(entry.audience))
        meeting = getattr(entry, "meeting", None)
        if meeting and meeting.closed and (agenda or not body.closed_is_listed):
            circles.append(Audience.MEMBERS)
    return max(circles, key=lambda circle: circle.rank)


def is_for_who_attends(given: Announcement) -> bool:
    """Whether it tells of nothing but another way to join."""
    return given.kind == NoticeKind.CHANGED and only_joined_otherwise(given.before, given.after)


def _following(given: Announcement, day: dt.date) -> QuerySet[User]:
    body: Body = given.schedule.term.body
    circle = circle_of(given.schedule, given.entry, agenda=given.kind in OF_AGENDAS)
    followers = followers_of(body, day)
    if given.event == "record" and given.entry:
        followers = _either(followers, present_at(given.entry))
    if given.kind == NoticeKind.ELECTION:
        followers = followers.filter(pk__in=voting_in(body, day).values("pk"))
    if is_for_who_attends(given):
        followers = followers.filter(pk__in=serving_in(body, day).values("pk"))
    if circle == Audience.PUBLIC:
        above = _either(holding_above(body, day), secretaries_above(body, day))
        return _either(followers, above) if given.kind == NoticeKind.PLAN else followers
    if circle == Audience.MEMBERS:
        return followers.filter(pk__in=serving_in(body, day).values("pk"))
    if circle == Audience.OFFICERS:
        return followers.filter(pk__in=holding_in(body, day).values("pk"))
    return followers.none()


def _either(some: QuerySet[User], others: QuerySet[User]) -> QuerySet[User]:
    """Each once, whoever is among both."""
    return User.objects.filter(Q(pk__in=some.values("pk")) | Q(pk__in=others.values("pk"))).order_by("pk")


def _owing(given: Announcement, day: dt.date) -> list[User]:
    """All who are asked, whether they have answered or not: an extension concerns those too."""
    deadline = with_anchors(Deadline.objects.filter(entry=given.entry_id or 0)).first()
    if deadline is None:
        return []
    found = people_of(debts_of(deadline, day).everyone, deadline, day)
    return list({user.pk: user for each in found.values() for user in each}.values())


def inbox_of(actor: Actor, now: dt.datetime) -> QuerySet[Notice]:
    """What a reader was told, the newest first; nothing before its hour."""
    found = Notice.objects.filter(user_id=actor.user_id or 0, at__lte=now)
    return found.select_related("announcement").prefetch_related("announcement__words")


def unread_by(actor: Actor, now: dt.datetime) -> int:
    """How many of these are not read."""
    return inbox_of(actor, now).filter(read_at=None).count()


def told_of(given: Announcement) -> QuerySet[Notice]:
    """Each reader's copy of an announcement."""
    return Notice.objects.filter(Q(announcement=given)).select_related("user").order_by("user__name", "pk")


def reminders_of(deadline: Deadline) -> QuerySet[Notice]:
    """The newest copies of what went to readers by itself: reminders, and new dates of who was reminded."""
    found = Notice.objects.filter(entry=deadline.entry_id, announcement=None, kind__in=OF_DEADLINES)
    return found.select_related("user").order_by("-at", "-pk")[:MOST_REMINDERS]
