"""What people were last told of a row: what waits to be told compares with that, not with the last edit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q, QuerySet

from meetings.enums import AnnouncementState, NoticeKind
from meetings.models import Announcement, Entry
from meetings.notices.facts import Event, says_the_same

OF_MEETINGS = (NoticeKind.CONVENED, NoticeKind.CHANGED, NoticeKind.CALLED_OFF)
LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Matter:
    """What notices of some kinds tell of a row, each with what it was and is. Others tell all of it `anew`, as it is
    when they go, and keep none of it: what was decided before them counts no more."""

    kinds: tuple[NoticeKind, ...]
    anew: tuple[NoticeKind, ...] = ()


MEETING = Matter(OF_MEETINGS, (NoticeKind.PLAN,))
"""A plan that was sent tells the date of every row."""
ORDER = Matter((NoticeKind.ORDER,), (NoticeKind.PLAN, NoticeKind.CONVENED))
"""A plan lists what its meetings take up, and a convocation the order of business."""


def last_told(entry: Entry, matter: Matter = MEETING) -> dict[str, Any] | None:
    """The facts of the last notice that was sent; else what stood before the first one that was not to be sent.

    None where what the row said before the deed is what people know.
    """
    whole = sent_of(entry, matter.anew).order_by("-decided_at").values_list("decided_at", flat=True)
    since = whole.first() or LONG_AGO
    found = list(Announcement.objects.filter(entry=entry, kind__in=matter.kinds).order_by("pk"))
    sent = [each for each in found if each.state == AnnouncementState.SENT and each.decided_at]
    last = max(sent, key=lambda each: (each.decided_at or LONG_AGO, each.pk), default=None)
    if last is not None and (last.decided_at or LONG_AGO) >= since:
        return dict(last.after)
    untold = (each for each in found if each.state == AnnouncementState.DISCARDED and each.created_at > since)
    return next((dict(each.before) for each in untold if each.before), None)


def sent_of(entry: Entry, kinds: tuple[NoticeKind, ...]) -> QuerySet[Announcement]:
    """Those sent of a row, or of its whole schedule."""
    about = Q(entry=entry) | Q(entry=None, schedule=entry.schedule_id)
    return Announcement.objects.filter(about, kind__in=kinds, state=AnnouncementState.SENT, decided_at__isnull=False)


def is_known(event: Event, told: dict[str, Any], now: dict[str, Any]) -> bool:
    """Whether people know already what an event would tell them."""
    kind, _name = event
    return says_the_same(told, now) and (kind is NoticeKind.CHANGED or told.get("status") == now.get("status"))
