"""Characters: what the source writes in many ways is brought to one, place by place."""

import re
import unicodedata

_DROPPED = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065), 0xFEFF, 0x00AD, *range(0x09)]
)
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"[^\S\n\t]")
_DASHES = "‐‑‒–—―−"
_QUOTES = {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "“": '"', "”": '"', "«": '"', "»": '"'}


def clean(text: str) -> str:
    """Composed letters, plain spaces and line feeds; what is invisible is dropped. Tabs stay, for they part cells."""
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    return _BLANKS.sub(" ", text.translate(_DROPPED))


def squeeze(text: str) -> str:
    """One line with single spaces."""
    return " ".join(text.split())


def fold(text: str) -> str:
    """Lower case without accents, one character for each, so that a place found in it is a place in `text`."""
    return "".join(map(_folded, text))


def _folded(character: str) -> str:
    if character in _DASHES:
        return "-"
    if character in _QUOTES:
        return _QUOTES[character]
    if character.isascii():
        return character.lower()
    if character in "ºª°":
        return "o"
    plain = unicodedata.normalize("NFKD", character)[0].lower()
    return plain if len(plain) == 1 else character


def blank(text: str, spans: list[tuple[int, int]]) -> str:
    """`text` with the spans turned into spaces, so that places stay where they are."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = " " * (end - start)
    return "".join(characters)
