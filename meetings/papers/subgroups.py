"""The table of groups, their subgroups and who takes part in them."""

from __future__ import annotations

from documents import press
from groups.enums import BodyKind, StandingKind
from groups.models import Body
from meetings.papers.facts import Record, below
from meetings.papers.parts import Part
from meetings.papers.pen import Pen

# Coordinators lead the work and are named elsewhere; the table has who takes part
TAKING_PART = (StandingKind.PARTICIPANT, StandingKind.MEMBER)


def blocks(record: Record, pen: Pen, part: Part) -> tuple[press.Block, ...]:
    """One row a subgroup; a group without any has a row of its own."""
    # The presiding officers lead the groups and are none of them
    groups = [group for group in record.groups if group.kind != BodyKind.BUREAU]
    if not groups:
        return ()
    head = press.Row(tuple(press.Cell.of(word, scope="column") for word in pen.words.subgroup_heads))
    caption = part.listing or part.table
    table = press.Table(
        (head,),
        tuple(row for group in groups for row in _rows(group, pen)),
        widths=(5, 5, 3),
        label=pen.say(caption.label) if caption else "",
        title=pen.line(caption.title) if caption else (),
        source=pen.line(caption.source) if caption else (),
    )
    return (table,)


def _rows(group: Body, pen: Pen) -> tuple[press.Row, ...]:
    subgroups = below(group)
    name = pen.text(group.name)
    if not subgroups:
        return (press.Row((press.Cell.of(name, scope="row"), press.Cell.of(), _delegations(group, pen))),)
    rows = []
    for index, subgroup in enumerate(subgroups):
        first = (press.Cell.of(name, scope="row", rowspan=len(subgroups)),) if index == 0 else ()
        rows.append(press.Row((*first, press.Cell.of(pen.text(subgroup.name)), _delegations(subgroup, pen))))
    return tuple(rows)


def _delegations(body: Body, pen: Pen) -> press.Cell:
    names = [
        pen.text(standing.delegation.name)
        for standing in body.standings.all()
        if standing.standing in TAKING_PART and standing.ended is None
    ]
    return press.Cell(tuple(press.Paragraph((name,)) for name in names))
