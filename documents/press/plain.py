"""The paper as plain text, in reading order; footnotes follow the block they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from documents.press import blocks as tree
from documents.press import inlines as words
from documents.press import tables
from documents.press.labels import label as item_label
from documents.press.mastheads import left_lines, right_lines, symbol_line
from documents.press.paper import Paper
from documents.press.words import NAMES, WORDS


def plain_inlines(inlines: Iterable[words.Inline], language: str, notes: Notes | None = None) -> str:
    """Words of a run of inlines, without footnotes unless notes are collected."""
    return "".join(_inline(inline, language, notes) for inline in inlines)


def _inline(inline: words.Inline, language: str, notes: Notes | None) -> str:
    match inline:
        case words.Text() | words.Citation():
            return inline.text
        case words.Emphasis() | words.Strong() | words.Link():
            return plain_inlines(inline.inlines, language, notes)
        case words.LanguageLinks():
            return " - ".join(link.label or NAMES.get(link.language, link.language) for link in inline.links)
        case words.LineBreak():
            return "\n"
        case words.Footnote():
            return notes.call(inline) if notes else ""


@dataclass(slots=True)
class Notes:
    """Footnotes waiting for the end of their block."""

    language: str
    count: int = 0
    waiting: list[str] = field(default_factory=list)

    def call(self, note: words.Footnote) -> str:
        """Keep the note, and give its call."""
        self.count += 1
        number = self.count
        parts = [plain_inlines(block.inlines, self.language) for block in note.blocks
                 if isinstance(block, tree.Paragraph)]  # fmt: skip
        self.waiting.append(f"{number}. {' '.join(parts)}")
        return f" {number}/"

    def flush(self) -> list[str]:
        """The notes kept so far."""
        out, self.waiting = self.waiting, []
        return out


def write_plain(paper: Paper) -> str:
    """The whole paper."""
    notes = Notes(paper.language)
    lines = [line.text for line in left_lines(paper)]
    if paper.style == "un":
        lines += [paper.masthead.organization, symbol_line(paper).text]
    lines += [line.text for line in right_lines(paper)]
    if paper.style == "un":
        lines += [paper.meeting, paper.venue]
    for inlines in (paper.title, paper.subtitle, paper.status):
        lines += [plain_inlines(inlines, paper.language, notes), *notes.flush()]
    for block in paper.blocks:
        lines += [*_block(block, notes), *notes.flush()]
    return "\n".join(line for line in lines if line.strip()) + "\n"


def _block(block: tree.Block, notes: Notes) -> Iterator[str]:
    def say(inlines: Iterable[words.Inline]) -> str:
        return plain_inlines(inlines, notes.language, notes)

    match block:
        case tree.Heading():
            yield f"{block.label} {say(block.inlines)}".strip()
        case tree.Paragraph():
            yield (f"{block.number}. " if block.number is not None else "") + say(block.inlines)
        case tree.List():
            yield from _list(block, notes)
        case tree.Quote():
            yield from _blocks(block.blocks, notes)
            yield say(block.source)
        case tree.Particulars():
            yield from (f"{word}: {say(value)}" for word, value in block.rows)
        case tree.Signature():
            yield from (block.place_and_date, block.name, *block.capacities)
        case tree.Annex():
            yield from (block.label, say(block.inlines))
            yield from _blocks(block.blocks, notes)
        case tree.Diagram():
            yield f"{block.label} {say(block.title)}".strip()
            for item in block.items:
                yield from (say(item.title), *(say(text) for text in item.lines))
            yield from _source(block.source, notes)
        case tree.Landscape():
            yield from _blocks(block.blocks, notes)
        case tables.Table() | tables.Schedule() | tables.MonthGrid():
            yield from _table(block, notes)


def _blocks(blocks: Iterable[tree.Block], notes: Notes) -> Iterator[str]:
    for block in blocks:
        yield from _block(block, notes)
        yield from notes.flush()


def _list(block: tree.List, notes: Notes) -> Iterator[str]:
    for index, item in enumerate(block.items):
        lines = [line for part in item.blocks for line in _block(part, notes)] or [""]
        yield f"{item_label(block, index, notes.language)} {lines[0]}".strip()
        yield from lines[1:]


def _source(source: tuple[words.Inline, ...], notes: Notes) -> Iterator[str]:
    if source:
        yield f"{WORDS[notes.language].source}: {plain_inlines(source, notes.language, notes)}"


def _table(block: tables.Table | tables.Schedule | tables.MonthGrid, notes: Notes) -> Iterator[str]:
    house = WORDS[notes.language]

    def say(inlines: Iterable[words.Inline]) -> str:
        return plain_inlines(inlines, notes.language, notes)

    yield f"{block.label} {say(block.title)}".strip()
    match block:
        case tables.Table():
            for row in (*block.head, *block.body):
                yield " | ".join(" ".join(_blocks(cell.blocks, notes)) for cell in row.cells)
        case tables.Schedule():
            yield say(block.period)
            own = house.three_headings if block.form == "date-mandate-activity" else (
                house.date_heading, house.matter_heading)  # fmt: skip
            yield " | ".join(block.heads or own)
            for line in block.rows:
                yield from (say(line.date), *(say(detail) for detail in line.details))
                yield from _blocks((*line.mandates, *line.matter), notes)
        case tables.MonthGrid():
            for activity in block.rows:
                on = [m for m in block.months if m in activity.months] if activity.months is not None else None
                spans = ", ".join(f"{house.months[m.month - 1]} {m.year}" for m in on) if on else ""
                yield f"{say(activity.activity)}: {house.not_stated if on is None else spans}"
    if not isinstance(block, tables.Schedule):
        yield from _source(block.source, notes)
        yield from (f"{note.label} {say(note.inlines)}" for note in block.notes)
