"""Folding of characters that look alike, with the way back to the places in the source."""

import unicodedata
from dataclasses import dataclass

_SLASHES = "⁄∕"
_MINUS = "−"
_ORDINAL = "ºª°"


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text; `places[i]` is where its character i stood in the source (one more for the end)."""

    text: str
    places: tuple[int, ...]


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cf", "Mn"):
        return ""
    if category == "Zs" or character.isspace():
        return " "
    if category == "Pd" or character == _MINUS:
        return "-"
    if character in _ORDINAL:
        return "º"
    if character in _SLASHES:
        return "/"
    if character == "№":
        return "Nº"
    # A superscript is a footnote call, never a digit of the symbol.
    if unicodedata.decomposition(character).startswith(("<super>", "<sub>")):
        return "†"
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


def fold(text: str) -> Folded:
    """Bring spaces, dashes, full-width forms and number signs to one form each; drop invisible characters."""
    if text.isascii() and not any(blank in text for blank in "\t\n\r\v\f"):
        return Folded(text, tuple(range(len(text) + 1)))
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for folded in _fold_character(character):
            characters.append(folded)
            places.append(place)
    return Folded("".join(characters), (*places, len(text)))
