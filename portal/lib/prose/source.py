"""What Markdown does not know, taken from the source lines before it is read: footnotes and lettered labels."""

import re
from dataclasses import dataclass

from portal.lib.prose.blocks import Marker
from portal.lib.symbols.roman import from_roman

_DEFINITION = re.compile(r" {0,3}\[\^([^\]\s]{1,40})\]:[ \t]*(.*)")
_LABEL = re.compile(r"((?:[ \t]*(?:>|[-+*](?=[ \t])))*[ \t]*)\(([A-Za-z]{1,7})\)[ \t]+(?=\S)")
_ITEM = re.compile(r"[ \t>]*(?:[-+*]|\d{1,9}[.)]|\([A-Za-z]{1,7}\))[ \t]+")


@dataclass(frozen=True, slots=True)
class Label:
    """A lettered label as written: `(b)` is alpha 2; `(i)` is roman 1, or alpha 9 where the list is lettered."""

    letters: str

    @property
    def marker(self) -> Marker:
        """Roman for `i`, `v`, `x` and for numerals of several letters, else alpha."""
        if from_roman(self.letters) and (len(self.letters) > 1 or self.letters.lower() in "ivx"):
            return Marker.ROMAN
        return Marker.ALPHA

    @property
    def number(self) -> int:
        """Its place in its list."""
        if self.marker is Marker.ROMAN:
            return from_roman(self.letters) or 1
        number = 0
        for letter in self.letters.lower():
            number = number * 26 + ord(letter) - ord("a") + 1
        return number


@dataclass(frozen=True, slots=True)
class Source:
    """Markdown that is left, the labels by line, and the texts of footnotes by their names."""

    text: str
    labels: dict[int, Label]
    notes: dict[str, str]


def prepare(text: str) -> Source:
    """Take the definitions of footnotes out and put numbers for lettered labels."""
    lines, notes = _take_notes(text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n"))
    labels: dict[int, Label] = {}
    for place, line in enumerate(lines):
        match = _LABEL.match(line)
        if match and _may_be_item(lines, place) and _is_label(match[2]):
            labels[place] = Label(match[2])
            # As wide as the label was, so that what is indented under it still is.
            lines[place] = f"{match[1]}{'1)'.ljust(len(match[2]) + 2)} {line[match.end() :]}"
    return Source("\n".join(lines), labels, notes)


def _is_label(letters: str) -> bool:
    return len(letters) == 1 or from_roman(letters) is not None


def _may_be_item(lines: list[str], place: int) -> bool:
    """A label opens an item after a blank line or within a list, never in the middle of a paragraph."""
    before = lines[place - 1] if place else ""
    return not before.strip(" \t>") or before[0] in " \t" or bool(_ITEM.match(before))


def _take_notes(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    kept: list[str] = []
    notes: dict[str, str] = {}
    open_note = ""
    for line in lines:
        match = _DEFINITION.match(line)
        if match:
            open_note = match[1]
            # The first definition of a name counts, as for links in Markdown.
            fresh = open_note not in notes
            notes.setdefault(open_note, match[2])
            open_note = open_note if fresh else "\0"
            kept.append("")
        elif open_note and line.strip() and line[0] in " \t":
            if open_note in notes:
                notes[open_note] += f"\n{line.strip()}"
            kept.append("")
        else:
            open_note = ""
            kept.append(line)
    return kept, notes
