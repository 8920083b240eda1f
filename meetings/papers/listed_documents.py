"""The documents of a term that the reader may read, each with its symbol, title, author, date and how it was agreed."""

from __future__ import annotations

from documents import press
from documents.models import Document, Revision
from meetings.papers.facts import Record
from meetings.papers.parts import Part
from meetings.papers.pen import Pen, joined


def blocks(record: Record, pen: Pen, part: Part) -> tuple[press.Block, ...]:
    """All but the paper itself."""
    others = [document for document in record.documents if document != record.document]
    if not others:
        return ()
    return (press.List(tuple(press.Item.of(*_document(document, record, pen)) for document in others), "bullet"),)


def _document(document: Document, record: Record, pen: Pen) -> tuple[press.Inline, ...]:
    revision = latest(document)
    symbol = symbol_of(document)
    author = document.author or (document.author_body.name if document.author_body else None)
    return joined(
        [
            (press.Citation(symbol),) if symbol else (),
            (pen.quoted(document.title),),
            pen.line(author) if author else (),
            _date(document, revision, pen),
            _agreed(revision, pen),
            *(_relation(each.kind, each.other, record, pen) for each in document.relations.all()),
        ]
    )


def latest(document: Document) -> Revision | None:
    """The newest revision that the reader may know of."""
    return next(iter(document.revisions.all()), None)


def symbol_of(document: Document) -> str:
    """The newest revision's symbol, else the document's own."""
    revision = latest(document)
    return (revision.symbol if revision else "") or document.symbol


def _date(document: Document, revision: Revision | None, pen: Pen) -> tuple[press.Inline, ...]:
    dated = revision if revision and revision.dated else document
    return (press.Text(pen.date(dated.dated, dated.dated_precision)),) if dated.dated else ()


def _agreed(revision: Revision | None, pen: Pen) -> tuple[press.Inline, ...]:
    if revision is None or not revision.agreed_how:
        return ()
    when = pen.when(revision.agreed_on, revision.agreed_precision) if revision.agreed_on else ""
    return (press.Text(f"{pen.words.agreed[revision.agreed_how]} {when}".strip()),)


def _relation(kind: str, other: Document, record: Record, pen: Pen) -> tuple[press.Inline, ...]:
    """To another document that has a symbol; what is annexed to the paper itself needs no name."""
    if not other.symbol:
        return ()
    before, _, after = pen.words.document_relations[kind].partition("{other}")
    return tuple(part for part in (press.Text(before), press.Citation(other.symbol), press.Text(after)) if part.text)
