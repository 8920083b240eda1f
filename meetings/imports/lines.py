"""Running lines become drafts: one that begins with a date begins a row. Loose lines are kept for title and notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.imports.calendar_words import FULL_MONTHS
from meetings.imports.date_parts import Point
from meetings.imports.drafts import Draft, month_of
from meetings.imports.heads import read_head
from meetings.imports.labels import split_label
from meetings.imports.leads import find_lead, find_tail, is_when
from meetings.imports.mandate_cells import part_mandates
from meetings.imports.places import is_city
from meetings.imports.row_labels import RowLabels, names_stand_above
from meetings.imports.spaces import fold, squeeze
from meetings.imports.stream import Line
from portal.lib.dates import Precision

NOTE = re.compile(
    r"(?:\*+ ?)?(?:notes?|nota|notas|n\.?\s?b\.?|remarks?|remarques?|observa\w+|important|importante|"
    r"disclaimer)\s*[:.–-]"
    r"|(?:this|the present) (?:schedule|calendar|programme|timetable|plan)\b|all (?:times|meetings|hours|dates)\b|"
    r"(?:el presente|este) (?:calendario|cronograma|programa)\b|(?:le present|ce) (?:calendrier|programme)\b|"
    r"(?:o presente|este) (?:calendario|cronograma|programa)\b|todas? (?:las|los|os|as) (?:horas|reuni|"
    r"horarios|fechas)|"
    r"toutes? les (?:heures|reunions|dates|seances)|subject to (?:change|amendment)|sujeto a (?:cambios|modific)|"
    r"\(?sous reserve de modif"
)
_HEADING = re.compile(
    r"(?:(?:provisional |draft )?agenda|subject|topic|items?|matters?|activity|title|tema|temas|asuntos?|temario|"
    r"meetings?|events?|reunion|reunions?|reuniao|eventos?|"
    r"orden del dia|actividad|objet|sujet|ordre du jour|activite|pauta|ordem do dia|assuntos?|atividade)\s*:\s*"
)
_DAYS = re.compile(
    r"\s*(?:(?:del|du|de|from|le|el|[^\W\d]{3,}(?:-feira)?\.?,?)\s+)?\d{1,2}(?:er|º|st|nd|rd|th)?"
    r"(?:\s*(?:–|-|—|to|al?|au|ao|à|and|y|et|e)\s*(?:[^\W\d]{3,}(?:-feira)?\.?,?\s+)?\d{1,2}(?:st|nd|rd|th)?)?(?![\d./]|:\d)(?!\s?h\b)(?!\s?[ap]\.?m)",
    re.IGNORECASE,
)
SCHEDULE_NAME = re.compile(
    r"\b(?:schedule|calendar|timetable|programme|program|plan|calendario|cronograma|programa|calendrier|echeancier|"
    r"plano|meetings|reuniones|reunions|reunioes)\b"
)
_PART = re.compile(r"(?:week|semana|semaine|part|parte|partie|phase|fase|month|mes|mois)\s+(?:\d{1,2}|[ivx]+)\b.{0,40}")
_FULL_MONTH = re.compile("|".join(sorted(FULL_MONTHS)))
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
        self._month_name = ""
        self._named_above = False
        self._series = RowLabels()

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
        self._named_above = names_stand_above(lines)
        self._series = RowLabels()
        noting = False
        earlier = len(self.drafts)
        backwards = not any(_is_row(line) for line in lines)
        for place, line in enumerate(lines):
            lead = find_lead(line.text) or self._day_lead(line)
            if lead is None and self._series.goes_on_with(line):
                lead = find_tail(line.text if line.label else split_label(line.text)[1])
            if lead is None and backwards and not (self.drafts and _is_signed(line)):
                lead = find_tail(line.text)
            if lead is not None and self._begins(lines, place, lead):
                noting = False
                self._series.begin(line)
                continue
            self._series.see(line)
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
        if (not matter or self._is_name_of_all(when, matter)) and self._is_span_of_all(lines, place, when, matter):
            below = (
                not matter
                and self.month is not None
                and not when.count("–")
                and self._month_name
                and self._month_name in when
            )
            if below or (self.before and _FULL_MONTH.fullmatch(fold(squeeze(line.text)))):
                self.notes.append(line)
            else:
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
        text = _unbulleted(line)
        match = _DAYS.match(text)
        if match is None or re.match(r"\s*[–—-]?\s*[.)]", text[match.end() :]):
            return None
        head = read_head([match[0]], month=self.month)
        if not head.dates or head.rest:
            return None
        return find_lead(f"{match[0].strip()} {self._month_name}{text[match.end() :]}")

    def _is_span_of_all(self, lines: Sequence[Line], place: int, when: str, matter: str) -> bool:
        """A month or a year above the rows that it holds, or the span in the schedule's heading."""
        head = read_head([when])
        if not head.dates or head.dates[0].precision is Precision.DAY or head.slots:
            return False
        following = lines[place + 1] if place + 1 < len(lines) else None
        if following is None:
            return bool(matter)
        self_month = month_of(head.dates[0])
        lead = find_lead(following.text) or find_tail(following.text)
        days_below = lead is not None and any(d.precision is Precision.DAY for d in read_head([lead[0]]).dates)
        if self_month and not days_below:
            days_below = bool(_DAYS.match(_unbulleted(following)))
        if days_below:
            if self_month:
                self.month = self_month
                self._month_name = next(iter(re.findall(r"[^\W\d]{3,}", when)), "")
            return True
        if self_month and lead is not None and lead[1]:
            return True
        return lead is not None and not self.drafts

    def _is_name_of_all(self, when: str, matter: str) -> bool:
        """`Schedule of meetings (January to June 2019)` is a title and no row."""
        return not self.drafts and bool(SCHEDULE_NAME.search(fold(matter)))

    def _name_before(self, lines: Sequence[Line], place: int) -> list[Line]:
        """The name of a meeting on the line above its `Date:`, or above each date of the source."""
        named = self._named_above or _FIELD.match(fold(lines[place].text))
        if place == 0 or not named or lines[place].apart:
            return []
        name = lines[place - 1]
        for held in (self._current.matter if self._current else self.before, self.notes):
            if not name.apart or not held or held[-1] is not name:
                continue
            held.pop()
            if self._current:
                left = [*self._current.when, *self._current.matter]
                self._current.source = (min(each.source for each in left), max(each.source for each in left))
            return [name]
        return []

    def _is_note(self, line: Line) -> bool:
        return bool(self.drafts) and line.apart and (bool(NOTE.match(fold(line.text))) or _is_signed(line))

    def _is_heading(self, lines: Sequence[Line], place: int) -> bool:
        """A heading between rows: marked as one, or in capitals just above the next date."""
        line = lines[place]
        if line.heading:
            return True
        following = lines[place + 1] if place + 1 < len(lines) else None
        if following is None or find_lead(following.text) is None:
            return False
        text = squeeze(line.text)
        if _PART.fullmatch(fold(text)):
            return True
        if not line.apart:
            return False
        letters = [letter for letter in text if letter.isalpha()]
        return len(letters) > 3 and all(letter.isupper() for letter in letters) and len(text) < 80

    def _go_on(self, line: Line) -> None:
        draft = self._current
        if draft is None:
            return
        heading = _HEADING.match(fold(line.text))
        if heading and line.label is None:
            self._name(line, heading.end())
        elif not [each for each in draft.matter if each.source > draft.when[0].source] and is_when(line.text):
            draft.when.append(line)
        else:
            draft.matter.append(line)
        draft.reach([line])

    def _name(self, line: Line, end: int) -> None:
        """`Agenda:` heads what follows: the word is kept among the notes, once."""
        word, rest = line.text[:end].strip(), line.text[end:].strip()
        if all(note.text != word for note in self.notes):
            self.notes.append(Line(word, line.source))
        if rest and self._current:
            self._current.matter.append(replace(line, text=rest))


def _unbulleted(line: Line) -> str:
    """The text of a line without the bullet that may stand before it."""
    label, rest = split_label(line.text)
    return rest if label == "" else line.text


def _is_signed(line: Line) -> bool:
    """`Brasília, 10 de janeiro de 2026` below a schedule says where and when it was made."""
    city, comma, when = line.text.partition(",")
    lead = find_lead(when) if comma and is_city(city) and line.apart else None
    return lead is not None and not lead[1] and bool(re.search(r"\d{4}", when))


def _is_row(line: Line) -> bool:
    lead = find_lead(line.text)
    return lead is not None and not read_head([lead[0]]).empty and bool(lead[1] or line.apart)
