"""What changed: in one group, in the groups that an account follows, or for a stranger in all."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from groups.models import Body
from groups.pages.dates import page_language
from groups.queries.follows import bodies_followed
from meetings.pages.hours import Reader
from meetings.pages.news import news
from meetings.queries.changes import Cursor, changes_for, marks_of
from portal.actors import Actor
from portal.api_types import Moment, Word, actor_of

router = Router(tags=["Changes"])
FIRST_LOOK = dt.timedelta(days=30)
"""How far back an answer goes where nobody says."""


class LineOut(Schema):
    """One value that changed, in the words of its page; its hours are the venue's."""

    label: str = Field(examples=["Room"])
    old: str = Field(description="Empty: it was not there.", examples=["Guerrero Room"])
    new: str = Field(description="Empty: it is no more.", examples=["Simón Bolívar Room"])

    @staticmethod
    def of(line: Any) -> dict[str, str]:
        return {"label": str(line.label), "old": str(line.old), "new": str(line.new)}


class PartOut(Schema):
    """A row that an adoption moved, added, withdrew or changed."""

    how: str = Field(description="moved, added, withdrawn or changed.", examples=["moved"])
    title: str
    url: str = Field(description="Its page; empty where it has none any more.")
    lines: list[LineOut]


class ChangeOut(Schema):
    """A change that took effect; what somebody does to one thing within the hour is one."""

    id: str = Field(examples=["change-gtc-casa-12"])
    group: str = Field(examples=["gtc-casa"])
    at: dt.datetime
    by: str = Field(description="In which capacity.", examples=["the secretariat"])
    title: str = Field(description="What it is about, as it is called now.")
    url: str = Field(description="Its page; empty where it has none any more.")
    seen: bool = Field(description="Whether the account has marked it as seen; false for a stranger.")
    lines: list[LineOut]
    parts: list[PartOut]
    more_parts: int = Field(description="How many more rows it brought; the version has them all.", examples=[0])

    @staticmethod
    def of(item: dict[str, Any]) -> dict[str, Any]:
        """From the change as pages show it."""
        return {
            "id": item["id"],
            "group": item["slug"],
            "at": item["at"],
            "by": item["who"],
            "title": str(item["title"]),
            "url": item["url"],
            "seen": item["seen"],
            "lines": [LineOut.of(line) for line in item["lines"]],
            "parts": [
                {
                    "how": part["how"],
                    "title": str(row["title"]),
                    "url": row["url"],
                    "lines": [LineOut.of(line) for line in row["lines"]],
                }
                for part in item["parts"]
                for row in part["rows"]
            ],
            "more_parts": item["more_parts"],
        }


class ChangesOut(Schema):
    """A page of changes, the latest first."""

    items: list[ChangeOut]
    next: str | None = Field(description="The address of the page before in time.", examples=[None])


class Asked(Schema):
    """Parameters of the list."""

    group: Word = Field("", description="The key of a group; without it all that the account follows.")
    since: Moment | None = Field(None, description="Not before this time; without it, thirty days back.")
    limit: int = Field(50, ge=1, le=100, description="How many changes are looked at for a page, at most 100.")
    after: str = Field("", max_length=60, pattern=r"^(\d{1,12}\.\d{6}-\d{1,18})?$", description="Follow `next`.")


@router.get("/changes", response=ChangesOut, summary="What changed, the latest first")
def changes(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """404 for a group that the reader may not know of. Titles and values are in the language of the request."""
    actor, now = actor_of(request), timezone.now()
    bodies = _bodies(actor, asked.group)
    page = changes_for(
        actor,
        bodies,
        now,
        since=asked.since or now - FIRST_LOOK,
        marks=marks_of(actor, [body.pk for body in bodies]),
        after=_cursor(asked.after),
        limit=asked.limit,
    )
    told = [ChangeOut.of(item) for item in news(actor, page.items, Reader(page_language()))]
    if actor.is_anonymous:
        told = [{**item, "seen": False} for item in told]
    return {"items": told, "next": _next(request, page.following)}


def _bodies(actor: Actor, group: str) -> list[Body]:
    visible = Body.objects.visible_to(actor)
    if group:
        bodies = list(visible.filter(slug=group).select_related("organization"))
        if not bodies:
            raise Http404
        return bodies
    chosen = visible if actor.is_anonymous else bodies_followed(actor)
    return list(chosen.select_related("organization"))


def _cursor(after: str) -> Cursor | None:
    if not after:
        return None
    moment, _dash, number = after.partition("-")
    return Cursor(dt.datetime.fromtimestamp(float(moment), tz=dt.UTC), int(number))


def _next(request: HttpRequest, following: Cursor | None) -> str | None:
    if following is None:
        return None
    given = {**request.GET.dict(), "after": f"{following.at.timestamp():.6f}-{following.pk}"}
    return f"{request.build_absolute_uri(request.path)}?{urlencode(given)}"
