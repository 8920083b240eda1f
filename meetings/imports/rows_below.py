"""Rows of a table that have no date of their own: more of the row above, or another one on its day."""

from __future__ import annotations

from meetings.imports.drafts import Draft
from meetings.imports.kinds import has_deadline_words, names_meeting
from meetings.imports.labels import split_label
from meetings.imports.spaces import squeeze


def goes_on(draft: Draft) -> bool:
    """Agenda lines in rows of their own, below the meeting that they belong to."""
    first = draft.matter[0] if draft.matter else None
    return first is not None and (first.label is not None or split_label(first.text)[0] is not None)


def is_another(above: Draft, below: Draft) -> bool:
    """Whether two rows under one date are different: each names its meeting, or one is a deadline."""
    one = squeeze(" ".join(line.text for line in above.matter[:1]))
    two = squeeze(" ".join(line.text for line in below.matter[:1]))
    if not one or not two or one == two:
        return False
    if has_deadline_words(one) != has_deadline_words(two):
        return True
    labelled = split_label(one)[0] is not None or split_label(two)[0] is not None
    return not labelled and names_meeting(_opening(one)) and names_meeting(_opening(two))


def _opening(text: str) -> str:
    return " ".join(text.split()[:7])
