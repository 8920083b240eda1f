"""Rooms and cities. A room is as printed; a city is no room."""

from __future__ import annotations

import re
from functools import cache
from zoneinfo import available_timezones

from babel import Locale

from meetings.imports.spaces import fold, squeeze
from portal.lib.dates import LANGUAGES, city_of

_ROOM_WORD = (
    r"rooms?|chambers?|halls?|auditorium|theatre|theater|library|boardroom|ballroom|lounge|sala|salas|salon|salones|"
    r"auditorio|biblioteca|salles?|amphitheatre|hemicycle|bibliotheque|auditoire|salao|plenario|recinto|aula|paraninfo"
)
ROOM = re.compile(rf"\b(?:{_ROOM_WORD})\b")
# A room among other words: `Guerrero Room`, `Conference Room 2`, `Sala Simón Bolívar`, `Salle XVIII`.
_NAME = r"(?:(?:[nN][.ºo°]+\s?|No\.?\s)?\d{1,4}[A-Z]?|[A-ZÁÉÍÓÚÂÊÔÃÑÇ][\w’'.-]*|[IVXLC]+|[A-Z]-?\d{1,4})"
_SMALL = r"(?:of|the|de|la|las|los|del|da|do|das|dos|des|du|le|les|l’|l')"
_AFTER = re.compile(
    rf"\b(?i:Room|Sala|Salón|Salle|Salão|Auditorio|Auditório|Auditorium|Hall|Chamber|Aula|Amphithéâtre|Biblioteca|Library)"
    rf"(?:\s+(?:de|of) (?:conferencias?|reuni(?:ones|ões)|conférences?|réunions?))?"
    rf"(?:\s+(?:{_SMALL}\s+){{0,2}}“?{_NAME}”?)+"
)
# `Plenário 2`; with other words it is a body or a meeting and not its place.
_NUMBERED = re.compile(
    r"\b(?i:Plen[aá]rio|Recinto|Hémicycle|Salon|Rooms|Salas|Salles|Salones|Salões)\s+(?:[nN][.ºo°]+\s?)?"
    r"(?:[IVXLC]+|\d{1,3}[A-Z]?|[A-Z])(?:\s*(?:,|&|-|–|y|et|e|and)\s*(?:[IVXLC]+|\d{1,3}[A-Z]?|[A-Z])(?!\w))*(?!\w)"
)
_BEFORE = re.compile(rf"(?:“?{_NAME}”?\s+){{1,4}}(?:Room|Hall|Chamber|Auditorium|Theatre|Library)(?:\s+(?:{_NAME}))?\b")
_VIRTUAL = re.compile(
    r"^\(?(?:by |via |par |por )?(?:virtual(?:ly|e)?|online|on-line|remote|en ligne|en linea|a distance|zoom|teams|"
    r"microsoft teams|webex|kudo|videoconference|videoconferencia|hybrid|hibrid[ao]|hybride|in person|presencial|"
    r"presentiel)(?: meeting| platform)?\)?$"
)
# Names of places that are words of every schedule: `Reunión` is also an island.
_COMMON_WORDS = frozenset(
    {"reunion", "la reunion", "center", "easter", "pascua", "paques", "wake", "midway", "central"}
)
_MORE_CITIES = (
    "washington|washington, dc|washington dc|dc|geneva|geneve|ginebra|genebra|the hague|"
    "la haye|la haya|haia|new york|nueva york|nova york|brasilia|addis ababa|addis abeba|adis abeba|strasbourg|"
    "estrasburgo|montreal|basel|bonn|venice|kyoto|bangalore|san jose|san salvador|quito|cartagena|rio de janeiro|"
    "ginebra, suiza|bali|jakarta|yakarta|yaounde|abuja|durban|marrakesh|barcelona|milan|turin|new delhi|delhi"
)


def is_room(text: str) -> bool:
    """Whether a whole line names a room, in words that all four languages use for one."""
    folded = fold(text)
    return bool(ROOM.search(folded)) and len(text.split()) <= 9 and not folded.rstrip().endswith((".", ";"))


def find_room(text: str) -> tuple[int, int] | None:
    """Where a room stands among other words."""
    match = _BEFORE.search(text) or _AFTER.search(text) or _NUMBERED.search(text)
    return match.span() if match else None


def is_virtual(text: str) -> bool:
    """Whether the place is no place at all."""
    return bool(_VIRTUAL.match(fold(squeeze(text))))


def is_city(text: str) -> bool:
    """Whether a text is a city, a country, or one in the other."""
    name = fold(squeeze(text)).replace(".", "").strip(" ()")
    if name in _cities():
        return True
    parts = [part.strip() for part in name.split(",")]
    return len(parts) in (2, 3) and parts[-1] in _cities()


def without_city(text: str) -> tuple[str, str]:
    """A room and the city after it: `Guerrero Room, Washington, D.C.`."""
    for comma in re.finditer(r"\s*(?:,|\s[–—-]\s)\s*", text):
        room, rest = text[: comma.start()], text[comma.end() :]
        if is_city(rest) and not is_city(room):
            return room, rest
        if is_city(room) and find_room(rest):
            return rest, room
    return text, ""


@cache
def _cities() -> frozenset[str]:
    names = set(_MORE_CITIES.split("|"))
    zones = [
        zone for zone in available_timezones() if zone.count("/") and not zone.startswith(("Etc", "posix", "right"))
    ]
    for language in LANGUAGES:
        names.update(fold(city_of(zone, language)) for zone in zones)
        territories = Locale.parse(language).territories
        names.update(fold(str(territories[code])) for code in territories if len(str(code)) == 2)
    return frozenset(names) - _COMMON_WORDS
