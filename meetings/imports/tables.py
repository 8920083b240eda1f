"""Grids become drafts of rows: headings name the columns, spans and blanks say what goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from meetings.imports import places
from meetings.imports.columns import (
    DATE,
    MANDATE,
    MATTER,
    NUMBER,
    OTHER,
    ROOM,
    STATUS,
    TIME,
    headings_in,
    role_of_heading,
    roles_by_content,
)
from meetings.imports.date_parts import Point
from meetings.imports.day_banners import with_days
from meetings.imports.drafts import Draft, month_of
from meetings.imports.heads import Head, is_undated, read_head
from meetings.imports.hours import find_slots
from meetings.imports.lines import Lines
from meetings.imports.rows_below import goes_on, is_another
from meetings.imports.spaces import fold, squeeze
from meetings.imports.stream import Cell, Grid, Line
from meetings.imports.turned import is_dated_above, turned


class Table:
    """Reads one grid into a sink of drafts and loose lines."""

    def __init__(self, grid: Grid, sink: Lines) -> None:
        self.rows = with_days(turned([row for row in grid.rows if any(cell.text.strip() for cell in row)]))
        self.sink = sink
        self.names: list[str] = []
        self.roles: list[str] = []
        self._month: Point | None = None

    def read(self) -> None:
        """Every row becomes a draft, part of one, or a loose line."""
        place = self._headings()
        if not self.roles or DATE not in self.roles:
            for row in self.rows:
                self.sink.add_lines([line for cell in row if not cell.carried for line in cell.lines])
            return
        for number in range(place, len(self.rows)):
            self._row(self.rows[number], self.rows[number + 1 :])

    def _headings(self) -> int:
        """Where the rows begin; what stands above the headings is loose."""
        for place, row in enumerate(self.rows[:8]):
            roles = headings_in(row)
            if roles is None and place == 0 and is_dated_above(row, self.rows[1:]):
                roles = [role_of_heading(cell.text) or OTHER for cell in row]
            if roles is None:
                continue
            for above in self.rows[:place]:
                self._loose(above)
            self.names = [squeeze(cell.text) for cell in row]
            self.sink.note(
                " | ".join(filter(None, self.names)), row[0].lines or [line for c in row for line in c.lines]
            )
            self.roles = self._corrected(roles, self.rows[place + 1 :])
            return place + 1
        wide = [row for row in self.rows if sum(bool(cell.text.strip()) for cell in row) > 1]
        self.roles = roles_by_content(wide)
        if DATE not in self.roles:
            self.roles = roles_by_content(wide, self._month_above())
        self.names = [""] * len(self.roles)
        return 0

    def _month_above(self) -> Point | None:
        """The month in the first row, where it stands alone there: the days follow below."""
        filled = [cell for cell in self.rows[0] if cell.text.strip() and not cell.carried] if self.rows else []
        head = _head(filled[0]) if len(filled) == 1 else None
        return month_of(head.dates[0]) if head and head.dates and not head.rest else None

    def _corrected(self, roles: list[str], rows: Sequence[Sequence[Cell]]) -> list[str]:
        """`From` and `Schedule` may head dates or hours: their cells decide."""
        content = roles_by_content(rows)
        settled = [
            content[place] if role in (DATE, TIME) and place < len(content) and content[place] in (DATE, TIME) else role
            for place, role in enumerate(roles)
        ]
        for place, role in enumerate(settled):
            if role == DATE and _WEEK.fullmatch(fold(self.names[place])) and content[place : place + 1] == [NUMBER]:
                settled[place] = NUMBER
            # One heading over two columns names the first of them.
            unnamed = role == OTHER and place < len(self.names) and not self.names[place]
            if unnamed and place < len(content) and content[place] in (ROOM, TIME, STATUS):
                settled[place] = content[place]
        if DATE not in settled and DATE in content:
            settled[content.index(DATE)] = DATE
        if MATTER not in settled and OTHER in settled:
            settled[settled.index(OTHER)] = MATTER
        return settled

    def _row(self, row: list[Cell], below: Sequence[list[Cell]]) -> None:
        if headings_in(row) and [squeeze(cell.text) for cell in row] == self.names:
            return
        filled = [place for place, cell in enumerate(row) if cell.text.strip()]
        if len(filled) == 1 and len(row) <= len(self.roles) and self._banner(row, filled[0], below):
            return
        draft = self._draft(row)
        own_date = any(self._cells(row, DATE, carried=False))
        head = read_head([line.text for line in draft.when], month=self.sink.month) if own_date else None
        hours_only = head is not None and head.plain and bool(head.slots) and not head.dates and self.sink.drafts
        if own_date and not hours_only and (draft.when and not self._is_note(draft)):
            self.sink.drafts.append(draft)
            return
        self._without_date(row, draft)

    def _is_note(self, draft: Draft) -> bool:
        """A sentence in the first column with nothing beside it is no date."""
        head = read_head([line.text for line in draft.when], month=self.sink.month)
        return head.empty and not draft.matter

    def _banner(self, row: list[Cell], place: int, below: Sequence[list[Cell]]) -> bool:
        """A row with one filled cell: a month above its days, a heading or a note."""
        cell = row[place]
        text = squeeze(cell.text)
        head = read_head([text])
        if not self.sink.drafts and sum(map(len, head.rest)) * 2 > len(text):
            return self._loose(row)
        if head.dates and not head.rest:
            month = month_of(head.dates[0])
            first_below = next((r for r in below), None)
            if month and first_below is not None and self._is_within(first_below):
                self.sink.month = month
                self.sink.note(text, cell.lines)
                return True
            if not self.sink.drafts and len(head.dates) == 1 and head.dates[0].precision != "day":
                self.sink.add_loose(cell.lines)
                return True
            return self.roles[place] != DATE and self._loose(row)
        if place < len(self.roles) and self.roles[place] == MATTER and len(row) > 1:
            return False
        if cell.carried or not head.empty:
            return False
        return self._loose(row)

    def _is_within(self, row: list[Cell]) -> bool:
        """Whether a row has a day of its own below the heading of a month."""
        texts = [line.text for cell in self._cells(row, DATE, carried=False) for line in cell.lines]
        if not texts:
            return False
        head = read_head(texts, month=self.sink.month or _ANY_MONTH)
        return any(each.first.day for each in head.dates)

    def _loose(self, row: Sequence[Cell]) -> bool:
        self.sink.add_loose([line for cell in row if not cell.carried for line in cell.lines])
        return True

    def _cells(self, row: Sequence[Cell], role: str, *, carried: bool = True) -> list[Cell]:
        return [
            cell
            for cell, each in zip(row, self.roles, strict=False)
            if each == role and cell.text.strip() and (carried or not cell.carried)
        ]

    def _draft(self, row: Sequence[Cell]) -> Draft:
        lines = [line for cell in row for line in cell.lines if not cell.carried]
        sources = [line.source for line in lines] or [1]
        draft = Draft((min(sources), max(sources)), month=self.sink.month)
        draft.when = self._when(row, draft)
        for place, cell in enumerate(row):
            role = self.roles[place] if place < len(self.roles) else OTHER
            if cell.carried and role not in (MANDATE,):
                continue
            if role == MATTER:
                draft.matter += cell.lines
            elif role == MANDATE:
                draft.mandates += cell.lines
            elif role == STATUS:
                draft.status += cell.lines
            elif role == OTHER:
                name = self.names[place] if place < len(self.names) else ""
                draft.others += [(name, line) for line in cell.lines]
            elif role == NUMBER and not re.fullmatch(r"\s*\d{1,4}[.)º°]?\s*", cell.text):
                draft.others += [(self.names[place], line) for line in cell.lines]
        return draft

    def _when(self, row: Sequence[Cell], draft: Draft) -> list[Line]:
        dates = self._joined(self._in_own_month(self._cells(row, DATE), draft), _has_date)
        hours = self._joined(self._cells(row, TIME, carried=False), _has_hour)
        return [*dates, *hours, *self._rooms(row, draft)]

    def _rooms(self, row: Sequence[Cell], draft: Draft) -> list[Line]:
        """The lines that name a room; how people take part beside it, or that it is not known yet, stays text."""
        rooms = []
        for place, cell in enumerate(row):
            if cell.carried or place >= len(self.roles) or self.roles[place] != ROOM:
                continue
            for line in cell.lines:
                beside = places.is_virtual(line.text) and len(cell.lines) > 1
                if is_undated(line.text):
                    draft.others.append((self.names[place], line))
                elif beside:
                    draft.others.append(("", line))
                else:
                    rooms.append(replace(line, text=f"Room: {line.text}"))
        return rooms

    def _in_own_month(self, cells: list[Cell], draft: Draft) -> list[Cell]:
        """A cell with a month, beside the one with its day, is what a heading above would be."""
        months = [cell for cell in cells if (head := _head(cell)).dates and not head.rest and month_of(head.dates[0])]
        years = [cell for cell in cells if re.fullmatch(r"\s*(?:19|20)\d\d\s*", cell.text)]
        others = [cell for cell in cells if cell not in months and cell not in years]
        if not months and self._month and len(cells) < self.roles.count(DATE):
            return self._in_month_above(others, draft) or cells
        if len(months) != 1 or not others or any(_head(cell).dates for cell in others):
            return cells
        month = month_of(_head(months[0]).dates[0])
        if month is not None and years and month.year is None:
            month = replace(month, year=int(years[0].text))
        head = read_head([line.text for cell in others for line in cell.lines], month=month)
        if not any(each.first.day for each in head.dates):
            return cells
        draft.month, draft.own_month = month, True
        self._month = month
        return others

    def _in_month_above(self, cells: list[Cell], draft: Draft) -> list[Cell] | None:
        """The cells of a day whose month stands in the row above and is left blank here."""
        if any(_head(cell).dates for cell in cells):
            return None
        head = read_head([line.text for cell in cells for line in cell.lines], month=self._month)
        if not any(each.first.day for each in head.dates):
            return None
        draft.month = self._month
        return cells

    def _joined(self, cells: list[Cell], is_whole: object) -> list[Line]:
        """Two columns `from` and `to` are one span; month, day and year in columns of their own are one date."""
        if len(cells) == 2 and all(is_whole(cell) for cell in cells):  # type: ignore[operator]
            first, last = (squeeze(cell.text) for cell in cells)
            text = first if first == last else f"{first} – {last}"
            return [Line(text, cells[0].lines[0].source)]
        if len(cells) > 1 and all(len(cell.lines) == 1 for cell in cells):
            return [Line(" ".join(squeeze(cell.text) for cell in cells), cells[0].lines[0].source)]
        return [line for cell in cells for line in cell.lines]

    def _without_date(self, row: Sequence[Cell], draft: Draft) -> None:
        """A row below a date that spans rows, or with a blank for it: more of the row above, unless it says other."""
        carried = any(cell.carried for cell, role in zip(row, self.roles, strict=False) if role == DATE)
        above = self.sink.drafts[-1] if self.sink.drafts else None
        own = [line for line in draft.when if not carried or line not in (above.when if above else [])]
        timed = any(find_slots(line.text) for line in own)
        if above is None or not (carried or timed or goes_on(draft)):
            self.sink.drafts.append(draft)
            return
        if is_another(above, draft):
            dates = [line for line in above.when if read_head([line.text], month=above.month).dates]
            draft.when = [*dates, *[line for line in draft.when if line not in dates]]
            self.sink.drafts.append(draft)
            return
        above.when += [line for line in own if line not in above.when]
        above.matter += draft.matter
        above.mandates += [line for line in draft.mandates if line not in above.mandates]
        above.status += draft.status
        above.others += draft.others
        above.reach([*draft.matter, *own])


_WEEK = re.compile(r"(?:week|semana|semaine)(?: (?:no?\.?|number|num\.?))?")
_ANY_MONTH = read_head(["January 2000"]).dates[0].first


def _has_date(cell: Cell) -> bool:
    return any(each.first.day or each.first.either for each in _head(cell).dates)


def _has_hour(cell: Cell) -> bool:
    return bool(_head(cell).slots)


def _head(cell: Cell) -> Head:
    return read_head([line.text for line in cell.lines])
