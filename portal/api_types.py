"""What every part of the reading API shares: words of its parameters, dates, pages, order."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from ninja import Field, Schema
from ninja.pagination import LimitOffsetPagination
from pydantic import AfterValidator

from portal.actors import Actor
from portal.requests import PortalRequest

Multilingual = dict[str, str]
"""A text by language code (en, es, fr, pt); only the languages recorded."""
Word = Annotated[str, Field(max_length=160, pattern=r"^[^\x00]*$")]
"""A key or a word of ours in a parameter: no database takes a NUL."""
FIRST_YEAR, LAST_YEAR = 1900, 2200
Record = TypeVar("Record", bound=Model)


def _in_range(at: dt.datetime) -> dt.datetime:
    """In UTC; a time without zone is taken for UTC."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise ValueError(f"expected a time between the years {FIRST_YEAR} and {LAST_YEAR}")
    return at.replace(tzinfo=dt.UTC) if at.tzinfo is None else at.astimezone(dt.UTC)


Moment = Annotated[dt.datetime, AfterValidator(_in_range)]


class Precise(Schema):
    """A date and how exactly it is known; the first day stands for the span."""

    date: dt.date = Field(description="The first day of the span.", examples=["2012-09-19"])
    precision: str = Field(description="day, month, quarter, half or year.", examples=["day"])

    @classmethod
    def of(cls, day: dt.date | None, precision: str) -> Precise | None:
        return cls(date=day, precision=precision) if day else None


class Problem(Schema):
    """An error in a sentence, as RFC 9457 writes it."""

    type: str = Field(examples=["about:blank"])
    title: str = Field(description="The status in words.", examples=["Not Found"])
    status: int = Field(examples=[404])
    detail: str = Field(description="What is wrong.", examples=["There is nothing here that you may read."])


class Pages(LimitOffsetPagination):
    """Lists by `limit` and `offset`, with the count of all; bounded, so that one request takes one page."""

    class Input(Schema):
        limit: int = Field(100, ge=1, le=500, description="How many on a page, at most 500.")
        offset: int = Field(0, ge=0, le=1_000_000, description="How many to pass over; or follow `next`.")

    class Output(Schema):
        items: list[Any] = Field(description="The records of this page, in a stable order.")
        count: int = Field(description="How many there are on all pages.", examples=[1])
        next: str | None = Field(None, description="The address of the next page.", examples=[None])
        previous: str | None = Field(None, description="The address of the page before.", examples=[None])

    def paginate_queryset(self, queryset: Any, pagination: Any, request: HttpRequest, **params: Any) -> Any:
        """The page, and where its neighbours are."""
        limit, offset, count = pagination.limit, pagination.offset, queryset.count()

        def at(place: int) -> str:
            given = {**request.GET.dict(), "limit": limit, "offset": place}
            return f"{request.build_absolute_uri(request.path)}?{urlencode(given)}"

        return {
            "items": list(queryset[offset : offset + limit]),
            "count": count,
            "next": at(offset + limit) if offset + limit < count else None,
            "previous": at(max(0, offset - limit)) if offset > 0 else None,
        }


class Few(Pages):
    """Pages of records that are large themselves."""

    class Input(Schema):
        limit: int = Field(50, ge=1, le=100, description="How many on a page, at most 100.")
        offset: int = Field(0, ge=0, le=1_000_000, description="How many to pass over; or follow `next`.")


class Dated(Schema):
    """Parameters of lists whose records have a date."""

    since: dt.date | None = Field(None, description="On this day or later.", examples=["2012-09-01"])
    until: dt.date | None = Field(None, description="On this day or earlier.", examples=["2013-06-30"])


def actor_of(request: HttpRequest) -> Actor:
    """Who asks: a stranger, an account, or a key with its rights."""
    asked: PortalRequest = request  # type: ignore[assignment]  # the middleware has made it one
    return asked.actor


def narrowed(records: QuerySet[Record], **filters: Any) -> QuerySet[Record]:
    """Records by lookups, those with no value left out."""
    return records.filter(**{lookup: value for lookup, value in filters.items() if value not in (None, "")})


def found(records: QuerySet[Record]) -> Record:
    """The one there is; 404 alike for what is absent and for what the reader may not know of."""
    record = records.first()
    if record is None:
        raise Http404
    return record
