"""Characters: what of a text the shipped faces can print."""

from __future__ import annotations

import functools
import re
import unicodedata

from documents.press.measure import glyph_widths

# Controls, marks of direction, joiners and what is no character at all: nothing to see, and no glyph
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufdd0-\ufdef"
    "\ufffe\uffff]"
)
KNOWN = str.maketrans({"\u202f": "\u00a0", "\u2007": "\u00a0", "\u2028": "\n", "\u2029": "\n", "\u2012": "\u2013"})


def clean(text: str) -> str:
    """Text that the faces can print, as close to what was written as they allow."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", UNPRINTABLE.sub("", text)).translate(KNOWN)
    return "".join(map(_printable, text))


@functools.lru_cache(maxsize=4096)
def _printable(char: str) -> str:
    """The character, or its plainer form; what no face has is said by its name rather than by an empty box."""
    covered, _em = glyph_widths("texgyretermes-regular.otf")
    if char in "\n\t\r" or ord(char) in covered:
        return char
    plain = unicodedata.normalize("NFKD", char)
    if plain != char and all(ord(part) in covered for part in plain):
        return plain
    name = unicodedata.name(char, "")
    return f"[{name.lower()}]" if name else ""
