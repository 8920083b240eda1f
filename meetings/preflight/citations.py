"""Symbols against each other: spelling, sessions, and mandates against the schedule that is to serve them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from groups.enums import InstrumentKind
from meetings.preflight.record import Record, Remark, Sort
from portal.lib import symbols


def check_citations(record: Record) -> Iterator[Remark]:
    """Remarks on the instruments that mandates and rows cite."""
    yield from _spelling(record)
    yield from _never_served(record)
    yield from _not_a_mandate(record)
    yield from _lost_links(record)


def _cited(record: Record) -> list[str]:
    listed = [mandate.printed for mandate in record.mandates]
    rows = [citation.printed for entry in record.entries for citation in entry.citations.all()]
    return [printed for printed in dict.fromkeys([*listed, *rows]) if printed]


_WORDINGS: dict[str, Callable[[], str]] = {
    "session_year": lambda: _("%(source)s: session %(session)s was held in %(session_year)s, not in %(year)s."),
    "session_unknown": lambda: _("%(source)s: no session %(session)s is known."),
    "numeral_malformed": lambda: _("%(source)s: %(session)s is not a Roman numeral."),
    "zero_for_letter": lambda: _("%(source)s has the digit 0 where the letter O belongs (%(suggestion)s)."),
    "missing_hyphen": lambda: _("%(source)s lacks the hyphen (%(suggestion)s)."),
    "year_missing": lambda: _("%(source)s has no year."),
    "session_missing": lambda: _("%(source)s names no session."),
    "two_sessions": lambda: _("%(source)s is also cited as %(others)s: one number with two sessions."),
    "spacing": lambda: _("%(source)s is spaced unusually (%(suggestion)s)."),
    "letter_case": lambda: _("%(source)s is usually written %(suggestion)s."),
    "number_sign": lambda: _("%(source)s is usually written %(suggestion)s."),
    "dash": lambda: _("%(source)s is usually written %(suggestion)s."),
}


CONTRADICTORY = frozenset({"session_year", "two_sessions"})
"""What cannot be true as printed; the others only spell it unusually."""


def _spelling(record: Record) -> Iterator[Remark]:
    readable = [printed for printed in _cited(record) if symbols.parse(printed)]
    paired: set[frozenset[str]] = set()
    for remark in symbols.lint(readable):
        wording = _WORDINGS.get(remark.code)
        pair = frozenset({str(remark.params.get("symbol")), *str(remark.params.get("others", "")).split("; ")})
        if not wording or (remark.code == "two_sessions" and pair in paired):
            continue
        if remark.code == "two_sessions":
            paired.add(pair)
        sort = Sort.CONTRADICTION if remark.code in CONTRADICTORY else Sort.REMARK
        yield Remark(remark.code, wording() % _params(remark), sort=sort)


def _params(remark: symbols.Remark) -> dict[str, Any]:
    given = {"source": remark.source, "suggestion": remark.suggestion or "", "session": "", "others": "", "year": ""}
    return {**given, **remark.params}


def _never_served(record: Record) -> Iterator[Remark]:
    """Mandates of the plan that no row cites: only where the schedule cites mandates at all."""
    cited = {citation.instrument_id for entry in record.entries for citation in entry.citations.all()}
    cited |= {
        mandate.instrument_id
        for entry in record.entries
        for item in (entry.meeting.items.all() if hasattr(entry, "meeting") else ())
        for mandate in item.mandates.all()
    }
    if not cited:
        return
    for mandate in record.mandates:
        if mandate.listed and mandate.instrument_id not in cited:
            yield Remark("unserved", _("%(symbol)s is not taken up at any meeting.") % {"symbol": mandate.printed})


def _not_a_mandate(record: Record) -> Iterator[Remark]:
    listed = {mandate.instrument_id for mandate in record.mandates}
    if not listed:
        return
    seen: set[int] = set()
    for entry in record.entries:
        for citation in entry.citations.all():
            if citation.instrument_id in listed | seen or citation.instrument.kind == InstrumentKind.RULES:
                continue
            seen.add(citation.instrument_id)
            yield Remark(
                "unlisted",
                _("%(symbol)s is cited in the schedule but is not among the mandates.") % {"symbol": citation.printed},
                entry=entry.key,
            )


def _lost_links(record: Record) -> Iterator[Remark]:
    """Rows that cite an instrument without its languages while other rows print them."""
    for entry in record.entries:
        for citation in entry.citations.all():
            if citation.has_texts and not citation.languages:  # type: ignore[attr-defined]  # annotated
                yield Remark(
                    "links",
                    _("This row cites %(title)s without its language links.")
                    % {"title": citation.printed or citation.instrument.title},
                    entry=entry.key,
                )
