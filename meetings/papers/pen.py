"""The pen: how one paper writes, in its language and house. It turns recorded values into inlines of the press."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from documents import press
from groups.enums import HouseStyle
from meetings.papers.words import WORDS, Words
from portal.lib import dates, symbols
from portal.lib.dates import ImpreciseDate, Precision, Span
from portal.lib.multilingual import Multilingual


@dataclass(frozen=True, slots=True)
class Pen:
    """`original` is the language of the text held, which comes first where the paper's own is missing."""

    language: str
    style: str
    original: str = ""

    @property
    def words(self) -> Words:
        """The words of this language."""
        return WORDS[self.language]

    @property
    def dates(self) -> dates.Style:
        """How dates are written in running text."""
        return dates.Style.OAS if self.style == HouseStyle.OAS else dates.Style.UN

    def colon(self) -> str:
        """The colon, with the space that French sets before it."""
        return "\u00a0:" if self.language == "fr" else ":"

    def pick(self, value: Multilingual) -> tuple[str, str | None]:
        """The words, and their language where it is not the paper's."""
        text, language = value.pick(self.language, self.original or None)
        return text, None if language == self.language else language

    def say(self, value: Multilingual) -> str:
        """The words alone, for places that carry no language."""
        return self.pick(value)[0]

    def text(self, value: Multilingual) -> press.Text:
        """The words with their language where it is not the paper's."""
        return press.Text(*self.pick(value))

    def line(self, value: Multilingual) -> tuple[press.Inline, ...]:
        """As `text`, with the symbols in it kept whole; nothing where nothing is recorded."""
        return whole(self.text(value)) if value else ()

    def quoted(self, value: Multilingual, *, before: str = "") -> press.Text:
        """In the quotation marks of the language it is in; `before` goes inside them, as a comma does in English."""
        text, language = self.pick(value)
        opening, closing = WORDS[language or self.language].quotes
        if before and text.endswith((".", "?", "!", ",")):
            before = ""
        return press.Text(f"{opening}{text}{before}{closing}", language)

    def date(self, day: datetime.date, precision: str = Precision.DAY) -> str:
        """`September 6, 2012`, `fourth quarter of 2020`."""
        return dates.format_date(ImpreciseDate(day, Precision(precision)), self.language, self.dates)

    def when(self, day: datetime.date, precision: str = Precision.DAY) -> str:
        """As part of a sentence: `on September 6, 2012`, `in the fourth quarter of 2020`."""
        form = self.words.on_day if precision == Precision.DAY else self.words.on_part[precision]
        return form.format(date=self.date(day, precision))

    def span(self, start: datetime.date, end: datetime.date | None, precision: str) -> str:
        """`October 9 to 30, 2012`."""
        return dates.format_span(Span(start, end, Precision(precision)), self.language, self.dates)

    def weekday(self, number: int) -> str:
        """The name of a weekday (1 is Monday), as it begins a line."""
        monday = datetime.date(2024, 1, 1)
        return capital(dates.weekday_name(monday + datetime.timedelta(days=number - 1), self.language))

    def hours(self, start: datetime.time, end: datetime.time | None) -> str:
        """`2:30 p.m. – 5:30 p.m.`"""
        return dates.format_hours(start, end, self.language, self.dates)

    def until(self, hour: datetime.time, zone: str = "") -> str:
        """The hour at which a day's deadline is over, with the city of a clock elsewhere; 00:00 is the midnight that
        ends it."""
        said = dates.format_hour(hour, self.language, self.dates, closing=True)
        return f"{said} ({dates.city_of(zone, self.language)})" if zone else said

    def of(self, post: str, name: str) -> str:
        """A post and its body: `Chair of the Working Group`, `Presidencia del Grupo de Trabajo`."""
        lowered = name.lower()
        form = next(form for start, form in self.words.of_articles if lowered.startswith(start))
        return f"{post} {form.format(name=name)}"

    def several(self, texts: Iterable[press.Text]) -> tuple[press.Inline, ...]:
        """`Argentina, Chile, Uruguay`, each in its own language."""
        inlines: list[press.Inline] = []
        for text in texts:
            inlines += [press.Text(", "), text] if inlines else [text]
        return tuple(inlines)


def whole(text: press.Text) -> tuple[press.Inline, ...]:
    """Words with their symbols as citations, which are never broken over two lines."""
    inlines: list[press.Inline] = []
    last = 0
    for found in symbols.find_all(text.text):
        inlines += [press.Text(text.text[last : found.start], text.language)] if found.start > last else []
        inlines.append(press.Citation(text.text[found.start : found.end]))
        last = found.end
    rest = text.text[last:]
    return (*inlines, press.Text(rest, text.language)) if rest else tuple(inlines)


def capital(text: str) -> str:
    """With a capital at its beginning."""
    return text[:1].upper() + text[1:]


def joined(parts: Iterable[tuple[press.Inline, ...]], between: str = ", ") -> tuple[press.Inline, ...]:
    """Runs of inlines with words between them; empty runs leave nothing."""
    inlines: list[press.Inline] = []
    for part in parts:
        if part:
            inlines += [press.Text(between), *part] if inlines else part
    return tuple(inlines)
