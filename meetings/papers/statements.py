"""Statements for the record: who made them, on which passage, and their text word for word."""

from __future__ import annotations

from documents import press
from documents.models import Statement
from meetings.papers.facts import Record
from meetings.papers.parts import Part
from meetings.papers.pen import Pen, whole


def blocks(record: Record, pen: Pen, part: Part) -> tuple[press.Block, ...]:
    """Each with its introduction, the passage, and the text."""
    return tuple(block for statement in record.term.statements.all() for block in _statement(statement, pen))


def _statement(statement: Statement, pen: Pen) -> list[press.Block]:
    words = pen.words
    who = pen.say(statement.made_by) or pen.say(statement.delegation.name)
    lead = pen.line(statement.introduction) or (press.Text(words.statement_asked.format(who=who)),)
    blocks: list[press.Block] = [press.Paragraph(lead)]
    if statement.passage:
        if statement.place:
            before, _, after = words.statement_on.partition("{place}")
            blocks.append(press.Paragraph((press.Text(before), pen.text(statement.place), press.Text(after))))
        blocks.append(_quote(statement.passage, pen))
        blocks.append(press.Paragraph.of(words.statement_text))
    blocks.append(_quote(statement.text, pen))
    return blocks


def _quote(value: object, pen: Pen) -> press.Quote:
    return press.Quote((press.Paragraph(whole(pen.quoted(value))),))  # type: ignore[arg-type]
