"""Send what waits to be told; give each reader their copy; keep how readers want it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from groups.permissions import may_edit
from meetings.enums import AnnouncementState, Delivery, NoticeKind
from meetings.models import Announcement, Notice, NoticeChoice, ReminderChoice
from meetings.operations.errors import RefusedError
from meetings.operations.notice_words import seal_of
from meetings.operations.services import tell_services
from meetings.queries.notices import Recipient, recipients_of
from portal import audit, outbox
from portal.actors import Actor
from portal.lib.numbers import NumbersError, read_numbers, write_numbers
from portal.models import User

LASTS = timedelta(days=3)
"""How long a mail about something that has happened is tried."""


@transaction.atomic
def send(*, actor: Actor, now: datetime, announcement: Announcement, seen: str | None = None) -> int:
    """Tell everybody whom it is for; gives how many were told. Once: the second one is refused.

    `seen`: the seal of the preview, where it was looked at on a page; what was changed since is refused too.
    """
    decide(actor, now, announcement, AnnouncementState.SENT)
    if seen is not None and seal_of(Announcement.objects.get(pk=announcement.pk)) != seen:
        raise RefusedError(_("Somebody sent this notice, decided against it or changed it meanwhile: look again."))
    recipients = recipients_of(announcement, now.date())
    tell(
        recipients,
        now=now,
        kind=announcement.kind,
        event=announcement.event,
        key=f"announcement:{announcement.pk}",
        announcement=announcement,
    )
    return len(recipients) + tell_services(announcement, now)


def decide(actor: Actor, now: datetime, announcement: Announcement, state: AnnouncementState) -> None:
    """What becomes of a notice that waits, once; refused to who may not, and where somebody was quicker."""
    if not may_edit(actor, announcement.schedule.term.body.organization_id):
        raise RefusedError(_("Only the secretariat sends notices."))
    waiting = Announcement.objects.filter(pk=announcement.pk, state=AnnouncementState.WAITING)
    seen = waiting.filter(after=announcement.after) if state == AnnouncementState.SENT else waiting
    if not seen.update(state=state, decided_at=now, decided_by_id=actor.user_id):
        raise RefusedError(_("Somebody sent this notice, decided against it or changed it meanwhile: look again."))
    after = {"state": str(state), "event": announcement.event}
    audit.record(
        actor=actor,
        verb="notice sent" if state == AnnouncementState.SENT else "notice not to be sent",
        subject=announcement.entry or announcement.schedule,
        at=now,
        before={"state": "waiting", "event": announcement.event},
        after=after,
        reason=announcement.reason,
    )


def tell(
    recipients: Iterable[Recipient],
    *,
    now: datetime,
    kind: str,
    event: str,
    key: str,
    mail: str = "notice",
    about: str = "",
    announcement: Announcement | None = None,
    schedule_id: int | None = None,
    entry_id: int | None = None,
    params: dict[str, Any] | None = None,
    at: datetime | None = None,
    expires_at: datetime | None = None,
) -> int:
    """Give each recipient their copy, and a mail where they want one at once; gives how many copies are new.

    `key` says which telling this is: the second one of the same gives nobody anything. `at`: not before.
    """
    given = announcement
    made = [
        Notice(
            user=each.user,
            kind=kind,
            event=event,
            announcement=given,
            schedule_id=given.schedule_id if given else schedule_id,
            entry_id=given.entry_id if given else entry_id,
            params=params or {},
            channel=each.delivery,
            dedupe_key=digest_of(key, each.user),
            at=at or now,
        )
        for each in recipients
    ]
    keys = [notice.dedupe_key for notice in made]
    known = set(Notice.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    Notice.objects.bulk_create(made, batch_size=200, ignore_conflicts=True)
    new = Notice.objects.filter(dedupe_key__in=set(keys) - known).select_related("user")
    for notice in new:
        if notice.channel == Delivery.AT_ONCE:
            outbox.announce(
                kind=mail,
                recipient=notice.user,
                about=about or key,
                params={"notice": notice.pk},
                dedupe_key=notice.dedupe_key,
                now=now,
                not_before=at,
                expires_at=expires_at or (at or now) + LASTS,
            )
    if new:
        outbox.keep_held(now, [about or key])
    return len(new)


def digest_of(key: str, user: User) -> str:
    """One person, one mail, in whichever role."""
    return hashlib.sha256(f"{key}|{user.pk}".encode()).hexdigest()


def day_key(day: date, user: User) -> str:
    """Of a reader's one mail of a day."""
    return digest_of(f"digest|{day}", user)


@transaction.atomic
def mark_read(*, actor: Actor, now: datetime, notices: Iterable[int] | None = None) -> int:
    """Note that the reader has seen notices of theirs: some, or all that have come so far."""
    mine = Notice.objects.filter(user_id=actor.user_id or 0, read_at=None, at__lte=now)
    if notices is not None:
        mine = mine.filter(pk__in=list(notices))
    return mine.update(read_at=now)


@transaction.atomic
def choose(*, now: datetime, user: User, kind: str, delivery: str) -> None:
    """How a reader wants a kind of notice; what is on its way respects it when it is composed."""
    kind, delivery = NoticeKind(kind), Delivery(delivery)
    NoticeChoice.objects.update_or_create(user=user, kind=kind, defaults={"delivery": delivery})


@transaction.atomic
def keep_choices(*, now: datetime, user: User, chosen: Mapping[str, str]) -> None:
    """How a reader wants each kind, and the days of reminders; no days are those of their groups."""
    for kind in NoticeKind:
        if kind.value in chosen:
            choose(now=now, user=user, kind=kind, delivery=chosen[kind.value])
    choose_days(user=user, days=chosen["days_before"] or None)


@transaction.atomic
def choose_days(*, user: User, days: str | None) -> None:
    """On which days before a deadline a reader wants to be reminded; None for those of the body."""
    if days is None:
        ReminderChoice.objects.filter(user=user).delete()
        return
    try:
        numbers = read_numbers(days, most=366)
    except NumbersError as error:
        raise RefusedError(_("Expected numbers of days such as 14, 7, 3, 1, 0.")) from error
    ReminderChoice.objects.update_or_create(user=user, defaults={"days_before": write_numbers(numbers)})
