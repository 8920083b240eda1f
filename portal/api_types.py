"""Types that every part of the reading API shares."""

from __future__ import annotations

import datetime as dt

from ninja import Field, Schema
from ninja.pagination import LimitOffsetPagination

Multilingual = dict[str, str]
"""A text by language code (en, es, fr, pt); only the languages recorded."""


class Precise(Schema):
    """A date and how exactly it is known (day, month, quarter, half, year); the first day stands for the span."""

    date: dt.date
    precision: str

    @classmethod
    def of(cls, day: dt.date | None, precision: str) -> Precise | None:
        return cls(date=day, precision=precision) if day else None


class Pages(LimitOffsetPagination):
    """Lists by `limit` and `offset`, with the count of all; bounded, so that one request takes one page."""

    class Input(Schema):
        limit: int = Field(100, ge=1, le=500)
        offset: int = Field(0, ge=0, le=1_000_000)
