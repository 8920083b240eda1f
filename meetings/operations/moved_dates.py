"""What becomes of reminders when a deadline gets another date, in the transaction of the change."""

from __future__ import annotations

from datetime import datetime, timedelta

from meetings.deadlines.reading import due_of
from meetings.enums import OFF, NoticeKind
from meetings.models import Deadline, Notice
from meetings.notices.reading import due_facts, due_from
from meetings.operations.notices import tell
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
    for user, (message, told) in _told(deadline).items():
        if told != due:
            _tell(deadline, user, message, told, due, now)


def _forget_untold(deadline: Deadline, now: datetime) -> None:
    """Copies of mails that never went out are no record of anything."""
    keys = OutboxMessage.objects.filter(about=about(deadline), state=OutboxState.CANCELLED).values("dedupe_key")
    mine = Notice.objects.filter(entry=deadline.entry, kind__in=(NoticeKind.REMINDER, NoticeKind.DEADLINE))
    mine.filter(announcement=None, dedupe_key__in=keys).delete()
    mine.filter(announcement=None, at__gt=now).delete()


def _told(deadline: Deadline) -> dict[User, tuple[str, Due]]:
    """Each reader's last mail about the deadline, and the date in it."""
    sent = OutboxMessage.objects.filter(about=about(deadline), state__in=TOLD).order_by("pk")
    keys = dict(sent.values_list("dedupe_key", "pk"))
    notices = Notice.objects.filter(dedupe_key__in=keys).select_related("user").order_by("pk")
    last: dict[User, tuple[int, str, Due]] = {}
    for notice in notices:
        due = due_from(notice.params)
        place = keys[notice.dedupe_key]
        if due and (notice.user not in last or last[notice.user][0] < place):
            last[notice.user] = (place, notice.dedupe_key, due)
    return {user: (key, due) for user, (_place, key, due) in last.items()}


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
