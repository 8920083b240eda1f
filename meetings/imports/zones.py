"""Time zones as printed beside an hour: `GMT`, `UTC-5`, `Washington time`, `hora de Brasilia`."""

from __future__ import annotations

import re

_NAME = r"(?:[A-ZÁÉÍÓÚÂÃÇ][\w’'.-]*)"
_ZONE = re.compile(
    r"\b(?:GMT|UTC|CET|CEST|EST|EDT|ET|CST|CDT|MST|MDT|PST|PDT|BRT|ART|CLT|PET|COT|BST|WAT|EAT|CAT|SAST|JST|SGT|ICT|MSK)\b"
    r"(?:\s?[+\-−–]\s?\d{1,2}(?::\d\d)?)?"
    rf"|(?:[Ll]ocal|{_NAME}(?:,?\s{_NAME}){{0,2}})\s(?:[Ss]tandard\s|[Dd]aylight\s|[Ss]ummer\s)?[Tt]ime\b(?!\s*:)"
    rf"|\b[Hh]ora\s(?:[Ll]ocal|del? (?:[Ee]ste|{_NAME}(?:,?\s(?:de\s)?{_NAME}){{0,2}}))"
    rf"|\b[Hh]eure\s(?:[Ll]ocale|de l[’'][Ee]st|de {_NAME}(?:,?\s{_NAME})?|d[’']{_NAME}|normale de l[’'][Ee]st)"
    rf"|\b[Hh]or[áa]rio\s(?:[Ll]ocal|d[eoa] {_NAME}(?:,?\s(?:de\s)?{_NAME})?)"
)


def find_zone(text: str) -> tuple[int, int] | None:
    """Where a zone is printed."""
    match = _ZONE.search(text)
    return match.span() if match else None
