"""What becomes of reminders when a deadline gets another date, in the transaction of the change."""

from __future__ import annotations

from datetime import datetime, timedelta

from meetings.deadlines.reading import due_of
from meetings.enums import OFF, Delivery, NoticeKind
from meetings.models import Deadline, Notice
from meetings.notices.reading import due_facts, due_from
from meetings.operations.notices import day_key, tell
from meetings.queries.notices import with_deliveries
from portal import outbox
from portal.enums import OutboxState
from portal.lib.deadlines import Due
from portal.models import OutboxMessage, User

PAUSE = timedelta(minutes=10)
"""So long an edit may be followed by another one: all of them are told as one."""
TOLD = (OutboxState.SENT, OutboxState.CLAIMED, OutboxState.UNCONFIRMED)
"""What has reached its reader, or may have."""


def about(deadline: Deadline) -> str:
    """How the outbox names what it sends of a deadline."""
    return f"deadline:{deadline.pk}"


def follow_date(*, deadline: Deadline, now: datetime) -> None:
    """Call off what waits with another date; tell who was reminded of another one, once, ten minutes from now.

    From the date they were told to the one that holds now, however many edits lie between; nothing where the date is
    back at what they were told, and nothing where the deadline does not stand any more.
    """
    outbox.cancel(about=about(deadline), reason="The date of the deadline has changed.", now=now)
    _forget_untold(deadline, now)
    due = due_of(deadline)
    if due is None or deadline.entry.status in OFF or deadline.entry.withdrawn_in is not None:
        return
    for user, (message, told) in _told(deadline, now).items():
        if told != due:
            _tell(deadline, user, message, told, due, now)


def _forget_untold(deadline: Deadline, now: datetime) -> None:
    """Copies of mails that never went out are no record of anything."""
    keys = OutboxMessage.objects.filter(about=about(deadline), state=OutboxState.CANCELLED).values("dedupe_key")
    mine = Notice.objects.filter(entry=deadline.entry, kind__in=(NoticeKind.REMINDER, NoticeKind.DEADLINE))
    mine.filter(announcement=None, dedupe_key__in=keys).delete()
    mine.filter(announcement=None, at__gt=now).delete()


def _told(deadline: Deadline, now: datetime) -> dict[User, tuple[str, Due]]:
    """What each reader was last told of the deadline, and the date in it: by mail, in the mail of a day, or here."""
    mine = Notice.objects.filter(
        entry=deadline.entry, kind__in=(NoticeKind.REMINDER, NoticeKind.DEADLINE), announcement=None
    )
    notices = list(mine.select_related("user").order_by("at", "pk"))
    carried = {notice.pk: _mail_of(notice) for notice in notices}
    sent = OutboxMessage.objects.filter(dedupe_key__in=filter(None, carried.values()), state__in=TOLD)
    reached = set(sent.values_list("dedupe_key", flat=True))
    last: dict[User, tuple[str, Due]] = {}
    for notice in notices:
        due, key = due_from(notice.params), carried[notice.pk]
        if due and (key in reached or (notice.channel == Delivery.NEVER and notice.at <= now)):
            last[notice.user] = (notice.dedupe_key, due)
    return last


def _mail_of(notice: Notice) -> str:
    """The key of the mail that carries a reader's copy; empty where none does, or none does yet."""
    if notice.channel == Delivery.DIGEST:
        return day_key(notice.digest_on, notice.user) if notice.digest_on else ""
    return notice.dedupe_key if notice.channel == Delivery.AT_ONCE else ""


def _tell(deadline: Deadline, user: User, message: str, told: Due, due: Due, now: datetime) -> None:
    tell(
        with_deliveries([user], NoticeKind.DEADLINE),
        now=now,
        kind=NoticeKind.DEADLINE,
        event="changed",
        key=f"changed|{deadline.pk}|{message}|{due.instant.timestamp():.0f}",
        mail="notice",
        about=about(deadline),
        schedule_id=deadline.entry.schedule_id,
        entry_id=deadline.entry_id,
        params={"old": due_facts(told), "due": due_facts(due)},
        at=now + PAUSE,
    )
