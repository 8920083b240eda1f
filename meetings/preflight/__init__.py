"""What contradicts itself, or is worth a remark, in a term's record: found, worded, shown; never corrected or refused.

`remarks_on` asks each check in turn; a check is a function from a `Record` to remarks. The sources keep their spelling.
"""

from collections.abc import Sequence

from groups.models import Mandate, Term
from meetings.models import Entry
from meetings.preflight.citations import check_citations
from meetings.preflight.dates import check_dates
from meetings.preflight.record import Record, Remark, Sort

__all__ = ["Record", "Remark", "Sort", "remarks_on"]


def remarks_on(term: Term, entries: Sequence[Entry], mandates: Sequence[Mandate]) -> list[Remark]:
    """All remarks on what the reader sees of a term, in the order of the checks.

    `entries` need their citations as `citations_compared`, and their meeting with sittings, prefetched; `term` its
    schedule and source remarks. Nothing is read here beyond them.
    """
    record = Record(term=term, entries=list(entries), mandates=list(mandates))
    found = [*check_dates(record), *check_citations(record)]
    noted = [
        Remark(
            code="source",
            text=remark.wording,
            place=remark.place,
            sort=Sort.CONTRADICTION if remark.contradiction else Sort.REMARK,
        )
        for remark in term.source_remarks.all()
    ]
    return [*found, *noted]
