"""Lines with labels become a tree: a new series of labels below a line is its sub-items."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.imports.labels import Item, kind_of, split_label
from meetings.imports.spaces import squeeze
from meetings.imports.statuses import find_status
from meetings.imports.stream import Line

LONGEST_STATUS = 10
# What parts two items on one line, and how many numbers in a row do without it.
_SIGN = "[;.]|,? (?:and|y|et|e)"
_LOOSE = "[;.,:]?|,? (?:and|y|et|e)"
_FEWEST = 3
_DASHES = ("-", "–", "—")
_FIRST = re.compile(r"\s(?P<label>\(?1(?:\.-|[.)]))\s+(?=[^\W\d_])")


@dataclass(slots=True)
class _Open:
    """A series that is being filled."""

    series: str
    level: int
    items: list[Item]


class Agenda:
    """Prose and items of a cell, in the order they come."""

    def __init__(self) -> None:
        self.prose: list[str] = []
        self.items: list[Item] = []
        self._open: list[_Open] = []
        self._last: str = ""

    def add(self, line: Line) -> None:
        """One more line; unlabelled text after an item goes on with it only where it is the same paragraph."""
        text = line.text.strip()
        if not text:
            return
        label, rest = (line.label, text) if line.label is not None else split_label(text)
        if line.label == "" and (typed := split_label(text))[0]:
            label, rest = typed
        begun = _lead_in(text) if label is None else None
        if begun:
            prose, label, rest = begun
            self._go_on(squeeze(prose), line)
        if label is None:
            self._go_on(squeeze(text), line)
            return
        sign = text[0] if label == "" and line.label is None else ""
        for each, part in run_on(label, squeeze(rest)):
            series = self._at_level(each, line.level) if line.nested else self._series(each, line.level, sign)
            series.append(Item(each, part))
        self._last = "item"

    def _go_on(self, text: str, line: Line) -> None:
        if (
            self._last == "item"
            and not _tells_status(text)
            and (not line.apart or _unfinished(self._newest().text, text))
        ):
            self._newest().text += " " + text
            return
        self.prose.append(text)
        self._last = "prose"

    def _newest(self) -> Item:
        return self._open[-1].items[-1]

    def _series(self, label: str, level: int, sign: str) -> list[Item]:
        """The items that the label goes on; bullets of another `sign` are a list of their own."""
        series, depth = kind_of(label)
        series += "-" if sign in _DASHES else sign
        if series == "decimal":
            return self._decimal(depth, level)
        while self._open and self._open[-1].level > level:
            self._open.pop()
        same = [place for place, opened in enumerate(self._open) if opened.series == series and opened.level == level]
        if not same and series.startswith("roman") and (letter := self._letters_reach(label, series)):
            series, same = letter, [place for place, opened in enumerate(self._open) if opened.series == letter]
        if same:
            del self._open[same[-1] + 1 :]
            return self._open[-1].items
        items = self.items if not self._open else self._newest().items
        self._open.append(_Open(series, level, items))
        return items

    def _at_level(self, label: str, level: int) -> list[Item]:
        """The items at a level that the source itself nests; another kind of list there is no sub-list."""
        while self._open and self._open[-1].level > level:
            self._open.pop()
        if self._open and self._open[-1].level == level:
            return self._open[-1].items
        items = self.items if not self._open else self._newest().items
        self._open.append(_Open(kind_of(label)[0], level, items))
        return items

    def _letters_reach(self, label: str, series: str) -> str:
        """`i)` after `h)` is the ninth letter, not the first numeral."""
        letters = "letter" + series.removeprefix("roman")
        core = label.strip("().- ")
        for opened in self._open:
            if opened.series == letters and len(core) == 1 and opened.items:
                before = opened.items[-1].label.strip("().- ")
                if len(before) == 1 and ord(before) + 1 == ord(core):
                    return letters
        return ""

    def _decimal(self, depth: int, level: int) -> list[Item]:
        base = next((place for place, opened in enumerate(self._open) if opened.series.startswith("number")), None)
        wanted = f"decimal{depth}"
        for place, opened in enumerate(self._open):
            if opened.series == wanted:
                del self._open[place + 1 :]
                return opened.items
        if base is None and not self._open:
            self._open.append(_Open(wanted, level, self.items))
            return self.items
        items = self._newest().items
        self._open.append(_Open(wanted, level, items))
        return items


def run_on(label: str, text: str) -> list[tuple[str, str]]:
    """`1. Opening; 2. Agenda; 3. Report` on one line is three items: only numbers that follow each other are.

    Where no sign stands between them they must be three at least: `Review of the 2. version` is one item.
    """
    match = re.fullmatch(r"(\(?)(\d{1,2}|[a-y])(\.-|[.)]\)?)", label)
    if match is None:
        return [(label, text)]
    if match[2] == "1":
        loose = _parts(match, text, _LOOSE, before=r"[^\W\d_]")
        if len(loose) >= _FEWEST:
            return loose
    return _parts(match, text, _SIGN, before=r"\S")


def _parts(label: re.Match[str], text: str, sign: str, *, before: str) -> list[tuple[str, str]]:
    """The items of a line whose labels go on from `label`: `sign` parts them, `before` begins the text of each."""
    items: list[tuple[str, str]] = []
    core, rest = label[2], text
    while True:
        following = str(int(core) + 1) if core.isdecimal() else chr(ord(core) + 1)
        found = re.search(rf"(?:{sign})\s+{re.escape(label[1] + following + label[3])}\s+(?={before})", rest)
        if found is None or not rest[: found.start()].strip():
            break
        items.append((label[1] + core + label[3], (rest[: found.start()] + found[0][0].strip()).strip()))
        core, rest = following, rest[found.end() :]
    return [*items, (label[1] + core + label[3], rest.strip())]


def _lead_in(text: str) -> tuple[str, str, str] | None:
    """Prose, label and rest of `Third meeting: 1. Opening 2. Agenda 3. Report`, a run of three numbers on its line."""
    begun = _FIRST.search(text)
    if begun is None or not text[: begun.start()].strip():
        return None
    label, rest = begun["label"], text[begun.end() :]
    return (text[: begun.start()], label, rest) if len(run_on(label, rest)) >= _FEWEST else None


def _tells_status(text: str) -> bool:
    """`Postponed to 10 March` below the items is of the row and not of the last of them."""
    status = find_status(text)
    return status is not None and status.start == 0 and len(text.split()) <= LONGEST_STATUS


def _unfinished(before: str, after: str) -> bool:
    """Whether a paragraph was broken by hand: no full stop before, a small letter after."""
    return bool(re.search(r"[\w,;–—-]$", before) and after[:1].islower())


def read_agenda(lines: Iterable[Line]) -> Agenda:
    """The agenda that the lines are."""
    agenda = Agenda()
    for line in lines:
        agenda.add(line)
    return agenda
