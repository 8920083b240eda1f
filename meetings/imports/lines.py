"""Running lines become drafts: a line that begins with a date begins a row. Loose lines are kept for title and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.imports.date_parts import Point
from meetings.imports.drafts import Draft, month_of
from meetings.imports.heads import read_head
from meetings.imports.leads import find_lead, is_when
from meetings.imports.mandate_cells import part_mandates
from meetings.imports.spaces import fold, squeeze
from meetings.imports.stream import Line
from portal.lib.dates import Precision

NOTE = re.compile(
    r"(?:\*+ ?)?(?:notes?|nota|notas|n\.?\s?b\.?|remarks?|remarques?|observa\w+|important|importante|disclaimer)\s*[:.–-]"
    r"|(?:this|the present) (?:schedule|calendar|programme|timetable|plan)\b|all (?:times|meetings|hours|dates)\b|"
    r"(?:el presente|este) (?:calendario|cronograma|programa)\b|(?:le present|ce) (?:calendrier|programme)\b|"
    r"(?:o presente|este) (?:calendario|cronograma|programa)\b|todas? (?:las|los|os|as) (?:horas|reuni|horarios|fechas)|"
    r"toutes? les (?:heures|reunions|dates|seances)|subject to (?:change|amendment)|sujeto a (?:cambios|modific)|"
    r"\(?sous reserve de modif"
)
_FIELD = re.compile(r"\s*(?:dates?|fechas?|datas?|when|cuando|quand|quando)\s*:")


class Lines:
    """Where drafts and loose lines come together, in the order of the source."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.before: list[Line] = []
        self.notes: list[Line] = []
        self.month: Point | None = None
        self.tabular = False
        self._current: Draft | None = None

    def note(self, text: str, lines: Sequence[Line]) -> None:
        """Keep a text as a note."""
        self.notes.append(Line(text, lines[0].source if lines else 1))

    def add_loose(self, lines: Sequence[Line]) -> None:
        """Lines outside rows: before the first they may be the title, later they are notes."""
        (self.notes if self.drafts else self.before).extend(lines)

    def add_lines(self, lines: Sequence[Line]) -> None:
        """Running lines; beside a table that has the rows, they are loose."""
        if self.tabular:
            self.add_loose(lines)
            return
        self._current = None
        noting = False
        earlier = len(self.drafts)
        for place, line in enumerate(lines):
            lead = find_lead(line.text) or self._day_lead(line)
            if lead is not None and self._begins(lines, place, lead):
                noting = False
                continue
            if noting or self._is_note(line):
                noting = True
                self.notes.append(line)
            elif self._current is None or self._is_heading(lines, place):
                self.add_loose([line])
            else:
                self._go_on(line)
        for draft in self.drafts[earlier:]:
            part_mandates(draft)

    def _begins(self, lines: Sequence[Line], place: int, lead: tuple[str, str]) -> bool:
        """Whether the line begins a row; else it is a heading, kept as such."""
        line, (when, matter) = lines[place], lead
        if not matter and self._is_span_of_all(lines, place, when):
            self.add_loose([line])
            return True
        name = self._name_before(lines, place)
        draft = Draft((line.source, line.source), month=self.month)
        draft.when.append(Line(when, line.source))
        draft.matter += name
        draft.reach(name)
        if matter:
            draft.matter.append(Line(matter, line.source))
        self.drafts.append(draft)
        self._current = draft
        return True

    def _day_lead(self, line: Line) -> tuple[str, str] | None:
        """`19 (Wed), 10:00: matter` below the heading of a month."""
        if self.month is None:
            return None
        match = re.match(r"\s*(?:[^\W\d]+\.?,?\s+)?\d{1,2}(?=\s*(?:$|[:–—,(-]|\s))", line.text)
        if match is None or re.match(r"\s*\d{1,2}\s*[–—-]?\s*[.)]", line.text):
            return None
        head = read_head([match[0]], month=self.month)
        if not head.dates or head.rest:
            return None
        day = head.dates[0].first.day
        found = find_lead(f"{_MONTH_NAMES[(self.month.month or 1) - 1]} {day}{line.text[match.end() :]}")
        if found is None:
            return None
        return found

    def _is_span_of_all(self, lines: Sequence[Line], place: int, when: str) -> bool:
        """A month or a year above the rows that it holds, or the span in the schedule's heading."""
        head = read_head([when])
        if not head.dates or head.dates[0].precision is Precision.DAY or head.slots:
            return False
        following = lines[place + 1] if place + 1 < len(lines) else None
        if following is None:
            return False
        self_month, lead = month_of(head.dates[0]), find_lead(following.text)
        days_below = lead is not None and any(d.precision is Precision.DAY for d in read_head([lead[0]]).dates)
        if self_month and not days_below:
            days_below = bool(re.match(r"\s*(?:[^\W\d]+\.?,?\s+)?\d{1,2}(?![\d.)])", following.text))
        if days_below:
            self.month = self_month or self.month
            return True
        return lead is not None and not self.drafts

    def _name_before(self, lines: Sequence[Line], place: int) -> list[Line]:
        """The name of a meeting on the line above its `Date:`."""
        if place == 0 or not _FIELD.match(fold(lines[place].text)) or lines[place].apart:
            return []
        name = lines[place - 1]
        held = self._current.matter if self._current else self.before
        if not name.apart or not held or held[-1] is not name:
            return []
        return [held.pop()]

    def _is_note(self, line: Line) -> bool:
        return bool(self.drafts) and line.apart and bool(NOTE.match(fold(line.text)))

    def _is_heading(self, lines: Sequence[Line], place: int) -> bool:
        """A heading between rows: marked as one, or in capitals just above the next date."""
        line = lines[place]
        if line.heading:
            return True
        following = lines[place + 1] if place + 1 < len(lines) else None
        if following is None or find_lead(following.text) is None or not line.apart:
            return False
        text = squeeze(line.text)
        letters = [letter for letter in text if letter.isalpha()]
        return len(letters) > 3 and all(letter.isupper() for letter in letters) and len(text) < 80

    def _go_on(self, line: Line) -> None:
        draft = self._current
        if draft is None:
            return
        if not draft.matter and is_when(line.text):
            draft.when.append(line)
        else:
            draft.matter.append(line)
        draft.reach([line])


_MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
