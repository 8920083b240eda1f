"""The audit trail of ten busy years."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator

from meetings.reference.plan import Plan, add
from portal.models import AuditEvent

AT_A_TIME = 20_000


def build(plan: Plan) -> None:
    """Rows as edits write them: a verb, a subject, what it said before and after."""
    for start in range(0, plan.scale.log, AT_A_TIME):
        add(AuditEvent, _rows(plan, start, min(start + AT_A_TIME, plan.scale.log)))


def _rows(plan: Plan, start: int, end: int) -> Iterator[AuditEvent]:
    began = dt.datetime(plan.today.year - plan.scale.years, 1, 1, tzinfo=dt.UTC)
    seconds = (dt.datetime.combine(plan.today, dt.time(), dt.UTC) - began).total_seconds()
    entries, users = plan.entries, plan.users
    for number in range(start, end):
        entry, user = entries[number * 7919 % len(entries)], users[number * 104_729 % len(users)]
        yield AuditEvent(
            at=began + dt.timedelta(seconds=seconds * number / plan.scale.log),
            actor_id=user.pk,
            actor_name=user.name,
            verb="changed",
            subject_type="meetings.entry",
            subject_id=str(entry.pk),
            subject_text=entry.key,
            before={"start": f"{entry.start}"},
            after={"start": f"{entry.end}"},
            action=uuid.UUID(int=number + 1),
        )
