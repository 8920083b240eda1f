"""What becomes of reminders when a deadline gets another date or none, in the transaction of the change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from meetings.deadlines.reading import standing_of
from meetings.enums import Delivery, Gone, NoticeKind
from meetings.models import Deadline, Notice
from meetings.notices.reading import due_facts, due_from
from meetings.notices.reasons import Untold
from meetings.operations.notices import day_key, tell
from meetings.queries.notices import with_deliveries
from portal import outbox
from portal.enums import OutboxState
from portal.lib.deadlines import Due
from portal.models import OutboxMessage, User

PAUSE = timedelta(minutes=10)
"""So long an edit may be followed by another one: all of them are told as one."""
TAKEN_BACK = "taken_back"
"""That an extension was withdrawn and the date before it holds again."""
TOLD = (OutboxState.SENT, OutboxState.CLAIMED, OutboxState.UNCONFIRMED)
"""What has reached its reader, or may have."""


class Told(NamedTuple):
    """What a reader knows of a deadline: by which message, what it said, and the date that stands in their calendar.

    `by_itself`: something of it reached them that nobody sent, such as a reminder.
    """

    message: str
    said: Due | Gone
    noted: Due | None = None
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """What readers are told of why: `reason`, or `reasons` in the languages in which it was written."""

    reason: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, Any]:
        """As a notice keeps it."""
        given = {"reason": self.reason, "reasons": dict(self.reasons)}
        return {name: said for name, said in given.items() if said}


NO_REASON = Why()


def about(deadline: Deadline) -> str:
    """How the outbox names what it sends of a deadline."""
    return f"deadline:{deadline.pk}"


def follow_date(
    *, deadline: Deadline, now: datetime, waits: bool = False, why: Why = NO_REASON, withdrawn: Due | None = None
) -> None:
    """Call off what waits with another date; tell who knows another one from us, once, ten minutes from now.

    `waits`: a notice of this date waits for somebody to send it to all who are asked, so nothing leaves by itself.
    `why`: what readers are told of it; `withdrawn`: the date of an extension that was taken back.
    """
    outbox.cancel(about=about(deadline), reason=Untold.DATE_CHANGED, now=now)
    _forget_untold(deadline, now)
    if not waits:
        tell_reminded(deadline=deadline, now=now, why=why, withdrawn=withdrawn)


def tell_reminded(*, deadline: Deadline, now: datetime, why: Why = NO_REASON, withdrawn: Due | None = None) -> int:
    """Tell who was reminded of another date the one that holds now, and all who were told of one that there is none;
    gives how many they are.

    From what they were told, however many edits lie between; nothing where that holds again.
    """
    found, standing = told_otherwise(deadline, now), standing_of(deadline)
    for user, known in found.items():
        event = _event(standing, back=withdrawn is not None and known.said == withdrawn)
        _tell(deadline, user, known, standing, event, now, why)
    return len(found)


def told_otherwise(deadline: Deadline, now: datetime) -> dict[User, Told]:
    """Who was reminded, and knows something else than what holds now.

    Where there is no date any more, whoever knows one only by a notice too: no next notice tells them, as it would of
    another date. Nobody where a deadline that has passed leaves the plan: nobody works to it any more.
    """
    standing = standing_of(deadline)
    known = told(deadline, now) if isinstance(standing, Gone) else reminded(deadline, now)
    found = {user: each for user, each in known.items() if each.said != standing}
    if standing != Gone.CALLED_OFF:
        return found
    return {user: each for user, each in found.items() if not (isinstance(each.said, Due) and each.said.is_late(now))}


def reminded(deadline: Deadline, now: datetime) -> dict[User, Told]:
    """Who was reminded, with what they know of the date."""
    return {user: each for user, each in told(deadline, now).items() if each.by_itself}


def date_told(deadline: Deadline, now: datetime) -> Due | None:
    """The date that whoever was reminded was told; None where nobody was, or they know that there is none."""
    return next((each.said for each in reminded(deadline, now).values() if isinstance(each.said, Due)), None)


def _forget_untold(deadline: Deadline, now: datetime) -> None:
    """Copies of mails that never went out are no record of anything."""
    keys = OutboxMessage.objects.filter(about=about(deadline), state=OutboxState.CANCELLED).values("dedupe_key")
    mine = Notice.objects.filter(entry=deadline.entry, kind__in=(NoticeKind.REMINDER, NoticeKind.DEADLINE))
    mine.filter(announcement=None, dedupe_key__in=keys).delete()
    mine.filter(announcement=None, at__gt=now).delete()


def told(deadline: Deadline, now: datetime) -> dict[User, Told]:
    """What each was last told of the deadline: by mail, in that of a day, or here.

    By a reminder, a new date that went by itself, that there is none, or a notice to all who are asked, whichever came
    last.
    """
    mine = Notice.objects.filter(entry=deadline.entry, kind__in=(NoticeKind.REMINDER, NoticeKind.DEADLINE))
    notices = list(mine.select_related("user", "announcement").order_by("at", "pk"))
    carried = {notice.pk: _mail_of(notice) for notice in notices}
    sent = OutboxMessage.objects.filter(dedupe_key__in=filter(None, carried.values()), state__in=TOLD)
    reached = set(sent.values_list("dedupe_key", flat=True))
    last: dict[User, Told] = {}
    for notice in notices:
        said, key = _said(notice), carried[notice.pk]
        if said and (key in reached or (notice.channel == Delivery.NEVER and notice.at <= now)):
            before = last.get(notice.user)
            noted = _noted(notice, said, before.noted if before else None)
            by_itself = notice.announcement is None or bool(before and before.by_itself)
            last[notice.user] = Told(notice.dedupe_key, said, noted, by_itself)
    return last


def _said(notice: Notice) -> Due | Gone | None:
    """What a reader's copy says of the date."""
    if notice.event in Gone.values:
        return Gone(notice.event)
    return due_from(notice.announcement.after if notice.announcement else notice.params)


def _noted(notice: Notice, said: Due | Gone, before: Due | None) -> Due | None:
    """The date in the reader's calendar after it: mails of dates bring one; reminders, and those of a day, do not."""
    if notice.kind != NoticeKind.DEADLINE or notice.channel != Delivery.AT_ONCE:
        return before
    return said if isinstance(said, Due) else None


def _mail_of(notice: Notice) -> str:
    """The key of the mail that carries a reader's copy; empty where none does, or none does yet."""
    if notice.channel == Delivery.DIGEST:
        return day_key(notice.digest_on, notice.user) if notice.digest_on else ""
    return notice.dedupe_key if notice.channel == Delivery.AT_ONCE else ""


def _event(standing: Due | Gone, *, back: bool) -> str:
    """What is told of the date that holds; `back`: they were told the one of an extension that was taken back."""
    if isinstance(standing, Gone):
        return str(standing)
    return TAKEN_BACK if back else "changed"


def _tell(
    deadline: Deadline, user: User, known: Told, standing: Due | Gone, event: str, now: datetime, why: Why
) -> None:
    what = f"{standing.instant.timestamp():.0f}" if isinstance(standing, Due) else str(standing)
    tell(
        with_deliveries([user], NoticeKind.DEADLINE),
        now=now,
        kind=NoticeKind.DEADLINE,
        event=event,
        key=f"changed|{deadline.pk}|{known.message}|{what}",
        mail="notice",
        about=about(deadline),
        schedule_id=deadline.entry.schedule_id,
        entry_id=deadline.entry_id,
        params={"old": _facts(known.said), "due": _facts(standing), "noted": _facts(known.noted), **why.facts},
        at=now + PAUSE,
    )


def _facts(said: Due | Gone | None) -> dict[str, Any] | None:
    return due_facts(said) if isinstance(said, Due) else None
