"""Rooms by what people type of their names."""

from __future__ import annotations

from collections.abc import Mapping

from meetings.models import Room
from portal.lib.typed.tokens import fold

_GENERIC = frozenset(["room", "hall", "sala", "salon", "salao", "salle", "the", "de", "da", "la"])
_QUOTES = "\"'“”«»„"


class UnknownRoomError(ValueError):
    """`choices` are the names that it may have been: several, or all of them."""

    def __init__(self, typed: str, choices: list[str], *, ambiguous: bool) -> None:
        super().__init__(typed)
        self.typed, self.choices, self.ambiguous = typed, choices, ambiguous


def quoted(typed: str) -> str:
    """A place in words, where it was typed in quotation marks; else empty."""
    words = typed.strip()
    return words.strip(_QUOTES).strip() if len(words) > 2 and words[0] in _QUOTES and words[-1] in _QUOTES else ""


def find_room(typed: str, rooms: Mapping[str, Room], language: str) -> str:
    """The key of the one room whose name has words that begin so: `guer` is the Guerrero Room."""
    wanted = _words(typed)
    found = {key: room for key, room in rooms.items() if any(_fits(wanted, name) for name in room.name.values())}
    exact = [key for key, room in found.items() if any(_words(name) == wanted for name in room.name.values())]
    if len(found) == 1 or len(exact) == 1:
        return exact[0] if len(exact) == 1 else next(iter(found))
    choices = [room.name.pick(language).text for room in (found or rooms).values()]
    raise UnknownRoomError(typed, choices, ambiguous=bool(found))


def _words(name: str) -> list[str]:
    words = fold(name).replace("-", " ").split()
    return [word for word in words if word not in _GENERIC] or words


def _fits(wanted: list[str], name: str) -> bool:
    words = fold(name).replace("-", " ").split()
    return all(any(word.startswith(part) for word in words) for part in wanted)
