"""What a record says against itself, and what is only remarked on it, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Mandate, Term
from meetings.models import Entry
from meetings.pages.rows import date_text
from meetings.preflight import Remark, Sort, remarks_on


def remarks_listed(
    term: Term, entries: Sequence[Entry], mandates: Sequence[Mandate], language: str, *, place: str = ""
) -> list[dict[str, Any]]:
    """For components/warnings.html, contradictions first; `place` is the address of the schedule, empty on its page."""
    rows = {entry.key: entry for entry in entries}
    found = remarks_on(term, entries, mandates)
    ordered = sorted(found, key=lambda remark: remark.sort != Sort.CONTRADICTION)
    return [_item(remark, rows.get(remark.entry), language, place) for remark in ordered]


def _item(remark: Remark, entry: Entry | None, language: str, place: str) -> dict[str, Any]:
    date = date_text(entry, language) if entry else ""
    where = _("Row of %(date)s:") % {"date": date} if date else _("Row without a date:")
    return {
        "text": remark.text,
        "code": remark.code,
        "sort": remark.sort.value,
        "row": where if entry else "",
        "key": remark.entry,
        "place": place,
    }


def summary_of(warnings: Iterable[dict[str, Any]]) -> str:
    """“3 contradictions and 7 remarks on the source”."""
    sorts = [warning["sort"] for warning in warnings]
    contradictions = sorts.count(Sort.CONTRADICTION.value)
    remarks = len(sorts) - contradictions
    told = ngettext("%(number)s contradiction", "%(number)s contradictions", contradictions)
    told = told % {"number": contradictions}
    said = ngettext("%(number)s remark", "%(number)s remarks", remarks) % {"number": remarks}
    if contradictions and remarks:
        return _("%(contradictions)s and %(remarks)s on the source") % {"contradictions": told, "remarks": said}
    if contradictions:
        return _("%(found)s in the source") % {"found": told}
    return _("%(found)s on the source") % {"found": said}
