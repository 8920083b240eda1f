"""From the bytes of a source to a reading: the one entrance to this package."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.imports.checks import beyond_bounds, mark_duplicates, suggestions
from meetings.imports.day_banners import under_lines
from meetings.imports.drafts import Bounds, Draft
from meetings.imports.forms import source_of
from meetings.imports.headings import bounds_of, split_heading, years_in
from meetings.imports.languages import language_of
from meetings.imports.limits import MOST_ROWS, Watch, check_size
from meetings.imports.lines import NOTE, Lines
from meetings.imports.remarks import remark
from meetings.imports.result import Reading
from meetings.imports.rows import row_of, scattered
from meetings.imports.spaces import fold, squeeze
from meetings.imports.stream import Grid, Line, Source
from meetings.imports.tables import Table
from meetings.imports.timed import spread
from meetings.imports.years import settle

_YEAR = re.compile(r"(?<![\w/.-])(?:19|20)\d\d(?![\w/-]|\.\d)")


@dataclass(frozen=True, slots=True)
class Hints:
    """What the portal knows and a source may leave out: the term's years or days, and the rooms of the house."""

    term: str = ""
    began: dt.date | None = None
    ended: dt.date | None = None
    rooms: tuple[str, ...] = ()


def read_schedule(data: bytes | str, filename: str = "", hints: Hints | None = None) -> Reading:
    """The schedule in `data`; the file's name only helps to tell its form. Raises UnreadableError."""
    hints = hints or Hints()
    raw = data.encode(errors="replace") if isinstance(data, str) else data
    check_size(raw)
    watch = Watch()
    source = source_of(raw, filename)
    watch.check()
    sink = _collect(source, watch)
    title, others = split_heading(sink.before)
    language = language_of(_all_text(source))
    bounds = bounds_of(title) or bounds_of(sink.before if not title else []) or _bounds_of(hints)
    reading = Reading(language, squeeze(" ".join(line.text for line in title)))
    drafts = _drafts(sink, hints, watch)
    bounds = bounds or _years_about([*others, *sink.notes, *source.notes])
    settle(drafts, bounds, language)
    drafts = [one for draft in drafts for one in scattered(draft)]
    reading.rows = [row_of(draft, language) for draft in drafts]
    loose = sorted([*others, *sink.notes, *source.notes], key=lambda line: line.source)
    reading.notes = [_printed(line) for line in loose if squeeze(line.text)]
    own = [*source.notes, *(line for line in sink.notes if NOTE.match(fold(line.text)))]
    reading.footnotes = [_printed(line) for line in own if squeeze(line.text)]
    mark_duplicates(reading.rows)
    reading.suggestions = suggestions(drafts, reading.rows, language)
    reading.warnings = beyond_bounds(reading.rows, bounds, language)
    if len(sink.drafts) > MOST_ROWS:
        reading.warnings.append(remark("many", 0, limit=MOST_ROWS))
    if not any(row.start for row in reading.rows):
        reading.warnings.append(remark("nothing", 0))
    return reading


def _printed(line: Line) -> str:
    return squeeze(f"{line.label} {line.text}" if line.label else line.text)


def _collect(source: Source, watch: Watch) -> Lines:
    """All blocks in order; running lines that follow each other are read together."""
    sink = Lines()
    blocks = under_lines(source.blocks)
    tables = [block for block in blocks if isinstance(block, Grid)]
    sink.tabular = any(_has_rows(grid) for grid in tables)
    running: list[Line] = []
    for block in blocks:
        watch.check()
        if isinstance(block, Line):
            running.append(block)
            continue
        sink.add_lines(running)
        running = []
        Table(block, sink).read()
    sink.add_lines(running)
    return sink


def _has_rows(grid: Grid) -> bool:
    trial = Lines()
    Table(grid, trial).read()
    return bool(trial.drafts)


def _drafts(sink: Lines, hints: Hints, watch: Watch) -> list[Draft]:
    drafts = sink.drafts[:MOST_ROWS]
    if drafts:
        _part_notes(drafts[-1], sink)
    found = []
    known = frozenset(fold(squeeze(room)) for room in hints.rooms)
    for draft in drafts:
        watch.check()
        for one in spread(draft):
            one.read(known)
            found.append(one)
    return found


def _part_notes(last: Draft, sink: Lines) -> None:
    """Notes below the schedule that ran into its last row."""
    for place, line in enumerate(last.matter):
        if line.apart and place and NOTE.match(fold(line.text)):
            sink.notes += last.matter[place:]
            del last.matter[place:]
            return


def _bounds_of(hints: Hints) -> Bounds | None:
    if hints.began and hints.ended:
        return Bounds(hints.began, hints.ended)
    years = years_in(hints.term)
    if years is None:
        return None
    return Bounds(dt.date(years[0], 1, 1), dt.date(years[1], 12, 31), by_year=True)


def _years_about(loose: Sequence[Line]) -> Bounds | None:
    """The years from before to after those that the notes print."""
    years = [int(year) for line in loose for year in _YEAR.findall(line.text)]
    if not years:
        return None
    return Bounds(dt.date(min(years) - 1, 1, 1), dt.date(max(years) + 1, 12, 31), by_year=True, loose=True)


def _all_text(source: Source) -> str:
    return "\n".join(_texts(source.blocks))


def _texts(blocks: Sequence[Line | Grid]) -> list[str]:
    return [
        text
        for block in blocks
        for text in (
            [block.text]
            if isinstance(block, Line)
            else [cell.text for row in block.rows for cell in row if not cell.carried]
        )
    ]
