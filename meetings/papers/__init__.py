"""Authors of official papers: what is recorded of a term, written as a neutral tree for the press.

`read` fetches the record as one reader may see it; `write` makes the paper in a language and a house style.
"""

from meetings.papers.composition import has_outline, write
from meetings.papers.facts import Record, read

__all__ = ["Record", "has_outline", "read", "write"]
