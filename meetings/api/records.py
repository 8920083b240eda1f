"""What the lists of entries and of meetings share: how they are narrowed and put in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import F, OrderBy, QuerySet
from ninja import Field

from meetings.models import Entry
from meetings.queries.entries import with_rows
from portal.actors import Actor
from portal.api_types import Dated, Moment, Word, narrowed


class Records(Dated):
    """What narrows lists of entries: those that run at some time from `since` to `until`."""

    group: Word = Field("", description="The key of a body.", examples=["gtc-casa"])
    term: Word = Field("", description="The label of a term.", examples=["2012-2013"])
    status: Word = Field("", description="scheduled, held, postponed, cancelled ...", examples=["scheduled"])
    updated_since: Moment | None = Field(
        None,
        description="A date, hour, room or status changed at this time or later; without zone it is UTC.",
        examples=["2026-03-10T15:00:00Z"],
    )
    sort: str = "start"


ORDERS: dict[str, tuple[str | OrderBy, ...]] = {
    "start": (F("start").asc(nulls_last=True), "position", "pk"),
    "-start": (F("start").desc(nulls_last=True), "position", "pk"),
    "updated": ("told_at", "pk"),
    "-updated": ("-told_at", "pk"),
}


def entries_asked(actor: Actor, asked: Records) -> QuerySet[Entry]:
    """Entries that `actor` sees, narrowed and in the order asked for, with all that a row shows."""
    records = narrowed(
        Entry.objects.visible_to(actor),
        schedule__term__body__slug=asked.group,
        schedule__term__label=asked.term,
        status=asked.status,
        end__gte=asked.since,
        start__lte=asked.until,
        told_at__gte=asked.updated_since,
    )
    return with_rows(records.order_by(*ORDERS[asked.sort]), actor)


class Listed:
    """Records that become plain values once a page of them is read."""

    def __init__(self, records: QuerySet[Entry], of: Callable[[Entry], dict[str, Any]]) -> None:
        self.records, self.of = records, of

    def count(self) -> int:
        """How many there are on all pages."""
        return self.records.count()

    def __getitem__(self, place: slice) -> list[dict[str, Any]]:
        return [self.of(entry) for entry in self.records[place]]
