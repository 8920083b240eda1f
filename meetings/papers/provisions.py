"""Paragraphs, articles and instruments as citations name them."""

from __future__ import annotations

from collections.abc import Iterable

from documents import press
from groups.models import Instrument, Provision
from meetings.papers.pen import Pen
from portal.lib.multilingual import Multilingual


def numbers(provision: Provision, pen: Pen) -> str:
    """`operative paragraphs 18 to 22`, `Article 58`."""
    one, many = pen.words.provisions[provision.kind]
    if provision.first is None:
        return f"{one} {provision.point}".strip()
    if provision.last is None or provision.last == provision.first:
        return f"{one} {provision.numbers}"
    span = pen.words.range.format(first=provision.first, last=provision.last)
    return f"{many} {span} {provision.point}".strip()


def name(instrument: Instrument, pen: Pen) -> tuple[press.Inline, ...]:
    """The symbol, never broken; the title of an instrument that has none."""
    return (press.Citation(instrument.symbol),) if instrument.symbol else pen.line(instrument.title)


def rule(provision: Provision, pen: Pen) -> tuple[press.Inline, ...]:
    """`Article 28, Rules of Procedure of the Permanent Council`."""
    return (press.Text(f"{numbers(provision, pen)}, "), *name(provision.instrument, pen))


def links(instrument: Instrument, pen: Pen, languages: Iterable[str] | None = None) -> tuple[press.Inline, ...]:
    """`Español - English`: the texts there are, or those of the languages named, with the addresses that are known."""
    urls = {text.language: text.url or None for text in instrument.texts.all()}
    shown = list(urls) if languages is None else list(languages)
    if not shown:
        return ()
    return (press.LanguageLinks(tuple(press.LanguageLink(code, url=urls.get(code)) for code in shown)),)


def in_own_words(value: Multilingual, pen: Pen) -> str:
    """The wording in the paper's own language, else nothing: numbers say the same in any language."""
    return value.get(pen.language, "")
