"""Dates and hours kept whole in a running text, where no style sheet can: a mail on a narrow screen."""

import re
from functools import cache

from babel.dates import get_month_names

from portal.lib.dates.styles import known_language
from portal.lib.dates.words import OF
from portal.lib.punctuation import unbroken

HOUR = r"\d{1,2}(?::\d\d){0,2} (?:[ap]\. ?m\.|noon\b|midnight\b)|\d{1,2} h(?: \d\d(?: min \d\d s)?)?\b"


def unbroken_times(text: str, language: str) -> str:
    """The text with no-break spaces within its dates and hours, as `language` writes them; it may be HTML."""
    return _times(known_language(language)).sub(lambda found: unbroken(found[0]), text)


@cache
def _times(language: str) -> re.Pattern[str]:
    months = "|".join(re.escape(str(name)) for name in get_month_names("wide", "format", language).values())
    of = OF[language]
    day = r"(?:\d{1,2}[–-])?(?:\d{1,2}|1er|1º)"
    date = rf"(?:\b{day}{of})?\b(?:{months})(?:{of}\d{{4}})?\b"
    return re.compile(rf"{date}|\b(?:{HOUR})", re.IGNORECASE)
