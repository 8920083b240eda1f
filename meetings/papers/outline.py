"""From the outline of a paper to its blocks: headings, prose and facts, with paragraphs numbered as the house does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from documents import press
from groups.enums import HouseStyle
from meetings.enums import Facts, PaperKind
from meetings.models import PlanSection
from meetings.papers import (
    held,
    listed_documents,
    listings,
    mandates,
    officers,
    prose,
    schedule,
    signature,
    standings,
    statements,
    subgroups,
    tables,
)
from meetings.papers.facts import Record, tree
from meetings.papers.parts import Part
from meetings.papers.pen import Pen

Author = Callable[[Record, Pen, Part], tuple[press.Block, ...]]

AUTHORS: dict[Facts, Author] = {
    Facts.OFFICERS: officers.blocks,
    Facts.MANDATES: mandates.blocks,
    Facts.STANDINGS: standings.blocks,
    Facts.LISTING: listings.blocks,
    Facts.RULES: listings.rules,
    Facts.SUBGROUPS: subgroups.blocks,
    Facts.TABLE: tables.blocks,
    Facts.SCHEDULE: schedule.blocks,
    Facts.MEETINGS: held.blocks,
    Facts.DOCUMENTS: listed_documents.blocks,
    Facts.STATEMENTS: statements.blocks,
    Facts.SIGNATURE: signature.blocks,
    Facts.SIGNATURE_NAME: signature.name_alone,
}


def recorded(record: Record) -> tuple[Part, ...]:
    """The outline that the record gives for this paper; empty where it gives none."""
    by_parent = tree(record.sections)
    return tuple(_part(section, by_parent, record) for section in by_parent.get(None, []))


def _part(section: PlanSection, by_parent: dict[int | None, list[PlanSection]], record: Record) -> Part:
    included = record.included.get(section.other_term_id) if section.other_term_id else None
    return Part(
        key=section.key,
        label=section.label,
        heading=section.heading,
        prose=section.prose,
        facts=Facts(section.facts),
        listing=section.listing,
        table=section.table,
        included=included,
        after=section.after,
        annex=section.annex,
        landscape=section.landscape,
        children=tuple(_part(child, by_parent, record) for child in by_parent.get(section.pk, [])),
    )


@dataclass(slots=True)
class Writer:
    """Writes parts in order; the count of paragraphs runs through the whole paper."""

    record: Record
    pen: Pen
    annexes: int = 0
    paragraphs: int = 0

    def parts(self, parts: tuple[Part, ...], level: int = 1) -> tuple[press.Block, ...]:
        """All parts of one level."""
        return tuple(block for part in parts for block in self.part(part, level))

    def part(self, part: Part, level: int) -> tuple[press.Block, ...]:
        """One part with all that is in it."""
        if part.annex:
            return (self.annex(part),)
        heading = self.heading(part, level)
        content = (*heading, *self.content(part, level, numbered=True))
        below = self.parts(part.children, level + 1 if heading else level)
        return (press.Landscape((*content, *below)),) if part.landscape else (*content, *below)

    def heading(self, part: Part, level: int) -> tuple[press.Block, ...]:
        """Its own heading, else the one named among the words; footnotes of a schedule's title stand here."""
        title = self.title(part)
        if not title:
            return ()
        notes = schedule.title_notes(self.record, self.pen) if part.facts is Facts.SCHEDULE else ()
        return (press.Heading(level, (*title, *notes), self.label(part), part.key),)

    def title(self, part: Part) -> tuple[press.Inline, ...]:
        if part.heading:
            return self.pen.line(part.heading)
        own = schedule.title(self.record, self.pen) if part.facts is Facts.SCHEDULE else ()
        return own or ((press.Text(self.pen.words.headings[part.named]),) if part.named else ())

    def label(self, part: Part) -> str:
        """As recorded, with the full stop that headings have."""
        return f"{part.label}." if part.label and part.label[-1].isalnum() else part.label

    def annex(self, part: Part) -> press.Block:
        """On pages of its own, under its label; paragraphs are not numbered there."""
        self.annexes += 1
        label = self.pen.words.annex
        if part.label:
            label = f"{label} {part.label}" if len(part.label.split()) == 1 and part.label.isupper() else part.label
        title = self.title(part)
        notes = schedule.title_notes(self.record, self.pen) if part.facts is Facts.SCHEDULE else ()
        content = (*self.content(part, 1, numbered=False), *self.parts(part.children, 2))
        annex = press.Annex(label, (*title, *notes), content, part.key)
        return press.Landscape((annex,)) if part.landscape else annex

    def content(self, part: Part, level: int, *, numbered: bool) -> tuple[press.Block, ...]:
        """Prose, facts and the text after them."""
        blocks = (
            *prose.blocks(part.prose, self.pen),
            *self.facts(part, level),
            *prose.blocks(part.after, self.pen),
        )
        return tuple(self.counted(block) for block in blocks) if numbered else blocks

    def facts(self, part: Part, level: int) -> tuple[press.Block, ...]:
        if part.facts is Facts.SUBPLAN:
            return self.subplan(part, level + 1)
        author = AUTHORS.get(part.facts)
        return author(self.record, self.pen, part) if author else ()

    def subplan(self, part: Part, level: int) -> tuple[press.Block, ...]:
        """The plan of another body or term, one level below, with the count of paragraphs running on."""
        if part.included is None:
            return ()
        inner = Writer(part.included, self.pen, self.annexes, self.paragraphs)
        blocks = inner.parts(recorded(part.included), level)
        self.annexes, self.paragraphs = inner.annexes, inner.paragraphs
        return blocks

    def counted(self, block: press.Block) -> press.Block:
        """The United Nations number the paragraphs of the body; press releases have none."""
        un = self.pen.style == HouseStyle.UN and self.record.kind is not PaperKind.COMMUNIQUE
        if not un or not isinstance(block, press.Paragraph) or block.number is not None or not block.indent:
            return block
        self.paragraphs += 1
        return replace(block, number=self.paragraphs)
