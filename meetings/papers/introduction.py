"""The introduction of a default outline: what the body is and how the term began, or that neither is recorded."""

from __future__ import annotations

from meetings.papers.facts import Record
from meetings.papers.parts import Part
from meetings.papers.words import WORDS
from portal.lib.multilingual import Multilingual

NOTHING_RECORDED = Multilingual({language: words.no_description for language, words in WORDS.items()})


def introduction(record: Record) -> Part:
    """Never an empty part."""
    described, installed = record.body.description, record.term.installation
    if not described and not installed:
        described = NOTHING_RECORDED
    return Part("introduction", named="introduction", prose=described, after=installed)
