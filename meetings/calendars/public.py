"""Public holidays of countries and their parts, from the `holidays` package; no model is imported here."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any, NamedTuple

import holidays

WEEKEND = frozenset({5, 6})
"""Saturday and Sunday, where no country says otherwise."""


class Named(NamedTuple):
    """A holiday's name and the language that it is in."""

    text: str
    language: str


@cache
def countries() -> frozenset[str]:
    """ISO codes of the countries whose holidays are known."""
    return frozenset(code for code in holidays.list_supported_countries(include_aliases=False) if len(code) == 2)


@cache
def subdivisions(country: str) -> frozenset[str]:
    """Codes of the parts of a country that have holidays of their own."""
    return frozenset(holidays.list_supported_countries(include_aliases=False).get(country, ()))


@cache
def weekend_of(country: str) -> frozenset[int]:
    """The days of a country's weekend (0 is Monday)."""
    return frozenset(_read(country, "", "").weekend) if country else WEEKEND


def public_holiday(country: str, subdivision: str, day: dt.date, language: str) -> Named | None:
    """The public holiday of a day, named in the language asked for, or in the one that the country's names are in."""
    if not country:
        return None
    spoken = _spoken(country, language)
    name = _read(country, subdivision, spoken).get(day)
    return Named(str(name), spoken[:2] or "en") if name is not None else None


@cache
def _spoken(country: str, language: str) -> str:
    """The package's name of a language that the country's holidays are named in: the one asked for, else its own."""
    calendar = _read(country, "", "")
    own = calendar.default_language or ""
    return next((code for code in (own, *calendar.supported_languages) if code[:2] == language), own)


@cache
def _read(country: str, subdivision: str, language: str) -> Any:
    """One calendar for each place and language: it fills in the years asked for, and keeps them.

    Without a language its names are those of the server's locale, so they are not to be shown.
    """
    return holidays.country_holidays(country, subdiv=subdivision or None, language=language or None)
