"""The chair's report: by its own outline, else officers, meetings held, documents and statements."""

from __future__ import annotations

from meetings.enums import Facts
from meetings.papers.facts import Record
from meetings.papers.introduction import introduction
from meetings.papers.parts import Part


def default_outline(record: Record) -> tuple[Part, ...]:
    """What the record of the term holds."""
    parts = [
        introduction(record),
        Part("mandates", named="mandates", facts=Facts.MANDATES),
        Part("officers", named="officers", facts=Facts.OFFICERS),
        Part("meetings", named="meetings", facts=Facts.MEETINGS),
    ]
    if any(document != record.document for document in record.documents):
        parts.append(Part("documents", named="documents", facts=Facts.DOCUMENTS))
    if record.term.statements.all():
        parts.append(Part("statements", named="statements", facts=Facts.STATEMENTS))
    return (*parts, Part("signature", facts=Facts.SIGNATURE))
