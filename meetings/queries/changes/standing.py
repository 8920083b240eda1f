"""Where an account stands with what changes, in one query: what it follows, how far it looked, how far bodies are.

And with what it was told: how many notices it has not read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

# Asked with each page of who is signed in, and building it from querysets takes ten times as long as answering it.
ASKED = """
SELECT 0, body_id, CASE WHEN muted THEN 1 ELSE 0 END FROM groups_follow WHERE account_id = %s
UNION ALL SELECT 1, body_id, number FROM groups_seen WHERE account_id = %s
UNION ALL SELECT 2, body_id, last FROM groups_changecount
WHERE body_id IN ({served}) OR body_id IN (SELECT body_id FROM groups_follow WHERE account_id = %s)
UNION ALL SELECT 3, 0, COUNT(*) FROM meetings_notice WHERE user_id = %s AND read_at IS NULL AND "at" <= %s
"""
NOTICES = 3


@dataclass(frozen=True, slots=True)
class Place:
    """By the ids of bodies: whether the choice to follow is muted, the last change looked at, the last change made.

    Two that are equal leave the same changes unseen, as long as the records and the clock stand still; `unread`, the
    number of notices that are not read, is beside that.
    """

    muted: dict[int, int] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)
    last: dict[int, int] = field(default_factory=dict)
    unread: int = field(default=0, compare=False)

    def is_behind(self, served: Collection[int]) -> bool:
        """Whether any change of a body that is followed, since it is served in or chosen, is beyond the mark."""
        return any(self.last.get(body, 0) > self.seen.get(body, 0) for body in self.followed(served))

    def followed(self, served: Collection[int]) -> frozenset[int]:
        """The bodies that the account follows: those served in, and those chosen, but for muted ones."""
        muted = {body for body, is_muted in self.muted.items() if is_muted}
        return frozenset({*served, *self.muted} - muted)


def place_of(account: int, served: Collection[int], now: datetime) -> Place:
    """Where the account stands; `served` are the bodies that it follows without having chosen to.

    No notice counts before its hour.
    """
    asked = ASKED.format(served=", ".join(["%s"] * len(served)) or "NULL")
    by: dict[int, dict[int, int]] = {kind: {} for kind in range(NOTICES + 1)}
    with connection.cursor() as cursor:
        at = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(asked, [account, account, *served, account, account, at])
        for kind, key, number in cursor.fetchall():
            by[kind][key] = number
    return Place(by[0], by[1], by[2], by[NOTICES].get(0, 0))
