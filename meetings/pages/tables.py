"""Tables of activities in words: grids of months and lists."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from groups.pages.dates import page_language
from meetings.enums import TableForm
from meetings.models import Activity, ActivityTable, Span
from portal.lib.dates import Precision, format_span
from portal.lib.dates import Span as Stretch
from portal.lib.dates.blocks import date_block


def table(record: ActivityTable) -> dict[str, Any]:
    """A table with its label, title, source, note and rows; a grid has its months and years too."""
    months = _months(record) if record.form == TableForm.GRID else []
    language = page_language()
    blocks = [date_block(month, language) for month in months]
    return {
        "key": record.key,
        "label": record.label,
        "title": record.title,
        "source": record.source,
        "note": record.note,
        "grid": bool(months),
        "years": [{"year": year, "months": len(list(group))} for year, group in groupby(m.year for m in months)],
        "months": [{"short": block.month_short[:1].upper(), "full": f"{block.month} {block.year}"} for block in blocks],
        "rows": [_row(activity, months, language) for activity in record.activities.all()],
    }


def _months(record: ActivityTable) -> list[dt.date]:
    """The first days of its months."""
    if record.began is None or record.ended is None:
        return []
    first = record.began.year * 12 + record.began.month - 1
    last = record.ended.year * 12 + record.ended.month - 1
    return [dt.date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1)]


def _row(activity: Activity, months: list[dt.date], language: str) -> dict[str, Any]:
    spans = list(activity.spans.all())
    return {
        "label": activity.label,
        "name": activity.name,
        "description": activity.description,
        "condition": activity.condition,
        "recurrence": activity.recurrence,
        "stated": bool(spans),
        "unstated": _("time not stated") if not activity.timing_stated or not spans else "",
        "when": [_when(span, language) for span in spans],
        "cells": [any(_covers(span, month) for span in spans) for month in months],
    }


def _when(span: Span, language: str) -> dict[str, Any]:
    words = format_span(Stretch(span.start, span.end, Precision(span.precision)), language)
    return {"words": words, "basis": span.basis}


def _covers(span: Span, month: dt.date) -> bool:
    start = span.start.year * 12 + span.start.month
    end = span.end.year * 12 + span.end.month
    return start <= month.year * 12 + month.month <= end
