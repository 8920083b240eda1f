"""Time zones as printed beside an hour: `GMT`, `UTC-5`, `Washington time`, `hora de Brasilia`."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from meetings.imports.spaces import fold
from portal.lib.dates import LANGUAGES, city_of

_NAME = r"(?:[A-ZÁÉÍÓÚÂÃÇ][\w’'.-]*)"
_ZONE = re.compile(
    r"\b(?:GMT|UTC|CET|CEST|EST|EDT|ET|CST|CDT|MST|MDT|PST|PDT|BRT|ART|CLT|PET|COT|BST|WAT|WEST|WET|EET|EEST|EAT|CAT|SAST|JST|KST|SGT|PHT|WIB|ICT|IST|MSK|AST|ADT|NST|VET|BOT|ECT|PYT|UYT|AEST|AEDT|NZST|NZDT|GST|CVT)\b"
    r"(?:\s?[+\-−–]\s?\d{1,2}(?::\d\d)?)?"
    rf"|(?:[Ll]ocal|{_NAME}(?:,?\s{_NAME}){{0,2}})\s(?:[Ss]tandard\s|[Dd]aylight\s|[Ss]ummer\s)?[Tt]ime\b(?!\s*:)"
    rf"|\b[Hh]ora\s(?:[Ll]ocal|del? (?:[Ee]ste|{_NAME}(?:,?\s(?:de\s)?{_NAME}){{0,2}}))"
    rf"|\b[Hh]eure\s(?:[Ll]ocale|de l[’'][Ee]st|de {_NAME}(?:,?\s{_NAME})?|d[’']{_NAME}|normale de l[’'][Ee]st)"
    rf"|\b[Hh]or[áa]rio\s(?:[Ll]ocal|d[eoa] {_NAME}(?:,?\s(?:de\s)?{_NAME})?)"
)


_ABBREVIATIONS = {
    "UTC": "UTC",
    "GMT": "UTC",
    "CET": "Europe/Paris",
    "CEST": "Europe/Paris",
    "EST": "America/New_York",
    "EDT": "America/New_York",
    "ET": "America/New_York",
    "CST": "America/Chicago",
    "CDT": "America/Chicago",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "BRT": "America/Sao_Paulo",
    "ART": "America/Argentina/Buenos_Aires",
    "EAT": "Africa/Nairobi",
    "SAST": "Africa/Johannesburg",
}
_CITIES = {
    "washington": "America/New_York",
    "new york": "America/New_York",
    "nueva york": "America/New_York",
    "eastern": "America/New_York",
    "geneva": "Europe/Zurich",
    "ginebra": "Europe/Zurich",
    "geneve": "Europe/Zurich",
    "brasilia": "America/Sao_Paulo",
}


def zone_id(printed: str) -> str:
    """The IANA name of a zone that is printed; empty where it does not say for sure."""
    name = fold(printed)
    if (known := _ABBREVIATIONS.get(printed.strip(" ()"))) is not None:
        return known
    for city, zone in (*_CITIES.items(), *_cities_of_zones()):
        if re.search(rf"\b{re.escape(city)}\b", name):
            return zone
    return ""


@cache
def _cities_of_zones() -> tuple[tuple[str, str], ...]:
    zones = sorted(
        zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc", "posix", "right"))
    )
    return tuple((fold(city_of(zone, language)), zone) for zone in zones for language in LANGUAGES)


def find_zone(text: str) -> tuple[int, int] | None:
    """Where a zone is printed."""
    match = _ZONE.search(text)
    return match.span() if match else None
