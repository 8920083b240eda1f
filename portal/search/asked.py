"""What a query asks for: a day, a symbol with words beside it, the numeral of a session."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from groups.pages.dates import page_language
from portal.lib import symbols
from portal.lib.dates import Precision, Span
from portal.lib.symbols.roman import from_roman
from portal.lib.typed import NotUnderstoodError, Setting, read_cell
from portal.search.folding import fold

LAST_SESSION = 150
"""No organ has met more often; larger numerals are words: “mix”, “di”."""
SHORTEST_NUMERAL = 2
_MARKS = ".,;:()[]“”«»\"'"
_SESSION = ("session", "sesion", "sessao", "period")
_SMALL = "de da do del des du of the la le el os los les no nº n° num numero number"
_BETWEEN = frozenset(_SMALL.split())


@dataclass(frozen=True, slots=True)
class Named:
    """A symbol, or a part of one, and the words that are to fit what it names."""

    symbol: str
    words: tuple[str, ...]


def day_asked(query: str, today: dt.date | None = None) -> Span | None:
    """The day, days or month that a query is, with its year; None for any other query."""
    near = today or timezone.now().date()
    try:
        typed = read_cell(query, Setting(page_language(), near))
    except NotUnderstoodError:
        return None
    if typed.span is None or typed.year_inferred or typed.slots or typed.room or typed.kind:
        return None
    return typed.span if typed.span.precision in (Precision.DAY, Precision.MONTH) else None


def symbol_asked(query: str) -> Named | None:
    """“resolución 2699” -> 2699 with “resolucion”; None where the query has no words beside a symbol."""
    inside = symbols.find_all(query)
    if inside:
        found = inside[0]
        symbol, rest = query[found.start : found.end], query[: found.start] + " " + query[found.end :]
    else:
        parts = query.split()
        symbol = " ".join(part for part in parts if _is_of_symbol(part))
        rest = " ".join(part for part in parts if not _is_of_symbol(part))
    beside = (word.strip(_MARKS) for word in fold(rest).split())
    words = tuple(word for word in beside if word and word not in _BETWEEN and not word.startswith(_SESSION))
    return Named(symbol, words) if symbol and rest.strip() else None


def is_numeral(text: str) -> bool:
    """Whether it is the numeral of a session: XLII, or XLII-O."""
    numeral, _hyphen, kind = text.strip().upper().partition("-")
    number = from_roman(numeral) if len(numeral) >= SHORTEST_NUMERAL else None
    return number is not None and number <= LAST_SESSION and kind in ("", "O", "E", "0")


def _is_of_symbol(part: str) -> bool:
    return "/" in part or any(letter.isdigit() for letter in part) or is_numeral(part)
