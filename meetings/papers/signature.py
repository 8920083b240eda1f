"""The signature of who presides: name, capacity, post and the full name of the body."""

from __future__ import annotations

from documents import press
from meetings.papers import officers
from meetings.papers.facts import Record
from meetings.papers.parts import Part
from meetings.papers.pen import Pen


def blocks(record: Record, pen: Pen, part: Part) -> tuple[press.Block, ...]:
    """Name, capacity, and post with its body."""
    held = officers.holder(record)
    person = held[1].person if held else None
    if held is None or person is None:
        return ()
    post, tenure = held
    capacity = officers.honorific_and_capacity(tenure, pen)
    office = pen.of(officers.title(post, pen), pen.say(record.body.name))
    return (press.Signature(person.name, tuple(line for line in (_words(capacity), office) if line)),)


def name_alone(record: Record, pen: Pen, part: Part) -> tuple[press.Block, ...]:
    """The name, as some reports have it."""
    held = officers.holder(record)
    person = held[1].person if held else None
    return (press.Signature(person.name),) if person else ()


def _words(inlines: tuple[press.Inline, ...]) -> str:
    return "".join(inline.text for inline in inlines if isinstance(inline, press.Text))
