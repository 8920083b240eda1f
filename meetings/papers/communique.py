"""The communiqué: by its own outline, else the meetings held with the outcomes that are released."""

from __future__ import annotations

from meetings.enums import Facts
from meetings.papers.facts import Record
from meetings.papers.parts import Part


def default_outline(record: Record) -> tuple[Part, ...]:
    """The body in a few words, then each meeting."""
    introduction = Part("introduction", prose=record.body.description)
    return (introduction, Part("meetings", named="meetings", facts=Facts.MEETINGS))
