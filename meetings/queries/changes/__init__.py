"""What changed, as one reader may know it: each object is visible now, and each value was theirs to read then."""

from meetings.queries.changes.bursts import Shown
from meetings.queries.changes.counting import outline_unseen
from meetings.queries.changes.reading import Cursor, Page, changes_for
from meetings.queries.changes.seen import counts_and_marks, counts_of, marks_of, unseen_by
from meetings.queries.changes.standing import Place, place_of

__all__ = [
    "Cursor",
    "Page",
    "Place",
    "Shown",
    "changes_for",
    "counts_and_marks",
    "counts_of",
    "marks_of",
    "outline_unseen",
    "place_of",
    "unseen_by",
]
