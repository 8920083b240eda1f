"""Mandates: what the term's body is asked to do, and by which paragraphs."""

from __future__ import annotations

from documents import press
from groups.models import Mandate
from meetings.papers import provisions
from meetings.papers.facts import Record
from meetings.papers.parts import Part
from meetings.papers.pen import Pen, capital, joined, whole


def blocks(record: Record, pen: Pen, part: Part) -> tuple[press.Block, ...]:
    """The mandates that the plan lists, numbered."""
    listed = [mandate for mandate in record.term.mandates.all() if mandate.listed]
    if not listed:
        return (press.Paragraph.of(pen.words.no_mandates),)
    items = tuple(press.Item((press.Paragraph(cited(mandate, pen)), *_details(mandate, pen))) for mandate in listed)
    return (press.List(items),)


def cited(mandate: Mandate, pen: Pen) -> tuple[press.Inline, ...]:
    """`AG/RES. 2738 (XLII-O/12), “Strengthening …,” operative paragraphs 1 to 3: Español - English`."""
    paragraphs = _paragraphs(mandate, pen)
    sentence = paragraphs[:1].isupper() or bool(mandate.provision and mandate.provision.heading)
    inlines = [*_symbol(mandate, pen)]
    title = mandate.instrument.title
    if mandate.instrument.symbol and title:
        inlines += [press.Text(" " if sentence else ", "), _title(mandate, pen, sentence, bool(paragraphs))]
    if mandate.provision and mandate.provision.heading:
        heading = pen.text(mandate.provision.heading)
        inlines += [press.Text(" "), heading, press.Text("" if heading.text.endswith(".") else ".")]
    if paragraphs:
        between = " " if title or sentence else ", "
        inlines.append(press.Text(f"{between}{capital(paragraphs) if sentence else paragraphs}"))
    links = provisions.links(mandate.instrument, pen)
    if links:
        stop = " " if paragraphs.endswith(".") else f"{pen.colon()} "
        inlines += [press.Text(stop), *links]
    return tuple(inlines)


def _symbol(mandate: Mandate, pen: Pen) -> tuple[press.Inline, ...]:
    return (press.Citation(mandate.printed),) if mandate.printed else provisions.name(mandate.instrument, pen)


def _title(mandate: Mandate, pen: Pen, sentence: bool, followed: bool) -> press.Text:
    """The title in quotation marks; in English the comma or full stop after it stands inside them."""
    if not followed:
        return pen.quoted(mandate.instrument.title)
    if pen.language == "en":
        return pen.quoted(mandate.instrument.title, before="." if sentence else ",")
    title = pen.quoted(mandate.instrument.title)
    return press.Text(title.text + ("." if sentence else ","), title.language)


def _paragraphs(mandate: Mandate, pen: Pen) -> str:
    wording = provisions.in_own_words(mandate.wording, pen)
    if wording or mandate.provision is None:
        return wording or pen.say(mandate.wording)
    return provisions.numbers(mandate.provision, pen)


def _details(mandate: Mandate, pen: Pen) -> tuple[press.Block, ...]:
    """Who gave it, when and for what; then the clause word for word, and until when."""
    task = joined([_given(mandate, pen), pen.line(mandate.task)], " ")
    clause = joined([whole(pen.quoted(mandate.quote)) if mandate.quote else (), _until(mandate, pen)], " ")
    return tuple(press.Paragraph(run) for run in (task, clause) if run)


def _given(mandate: Mandate, pen: Pen) -> tuple[press.Inline, ...]:
    if mandate.given_on is None:
        return ()
    when = pen.when(mandate.given_on)
    if mandate.given_by is None:
        return (press.Text(pen.words.given_on.format(when=when)),)
    return (press.Text(pen.words.given.format(body=pen.say(mandate.given_by.name), when=when)),)


def _until(mandate: Mandate, pen: Pen) -> tuple[press.Inline, ...]:
    if mandate.until_wording:
        before, _, after = pen.words.until.partition("{when}")
        return (press.Text(before), pen.text(mandate.until_wording), press.Text(after))
    if mandate.until_on:
        return (press.Text(pen.words.until.format(when=pen.when(mandate.until_on))),)
    return ()
