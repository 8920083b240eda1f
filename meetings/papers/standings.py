"""Delegations by their standing in the body; numbers where the record gives no list."""

from __future__ import annotations

from itertools import groupby

from documents import press
from groups.models import StandingCount
from meetings.papers.facts import Record
from meetings.papers.parts import Part
from meetings.papers.pen import Pen, capital


def blocks(record: Record, pen: Pen, part: Part) -> tuple[press.Block, ...]:
    """One line a standing."""
    rows = []
    current = [standing for standing in record.body.standings.all() if standing.ended is None]
    for standing, group in groupby(sorted(current, key=lambda each: _order(record, each.standing)), _standing):
        members = list(group)
        word = capital(pen.words.standings[standing][len(members) != 1])
        rows.append((word, pen.several(pen.text(each.delegation.name) for each in members)))
    counts = tuple(press.Paragraph(_count(count, pen)) for count in record.body.standing_counts.all())
    return (*counts, *((press.Particulars(tuple(rows)),) if rows else ()))


def _standing(each: object) -> str:
    return str(each.standing)  # type: ignore[attr-defined]


def _order(record: Record, standing: str) -> int:
    """Standings in the order in which the record first names them."""
    return [each.standing for each in record.body.standings.all()].index(standing)


def _count(count: StandingCount, pen: Pen) -> tuple[press.Inline, ...]:
    if count.wording:
        return pen.line(count.wording)
    return (press.Text(f"{count.number} {pen.words.standings[count.standing][count.number != 1]}."),)
