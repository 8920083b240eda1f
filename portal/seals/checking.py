"""Compute every seal anew from the rows, and say where they do not agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.lib.numbers import counted
from portal.models import AuditEvent, AuditSeal
from portal.seals.canonical import FIRST, FORM, LAST, Digest, Row, rows_after

AT_A_TIME = 5_000


@dataclass
class Report:
    """What was found."""

    seals: int = 0
    rows: int = 0
    unsealed: int = 0
    head: str = ""
    faults: list[str] = field(default_factory=list)


def verify(*, using: str = "default", known: str = "") -> Report:
    """Go through the whole trail, in pages; `known` is a head that was noted elsewhere, which must be one of its seals.

    Others may write and seal meanwhile: rows below a seal are there to stay, and what is sealed later is left out. So
    the last seal is fixed before a row is read: a row may come below one that we have read until a seal covers it.
    """
    found = Report()
    before: AuditSeal | None = None
    is_known = not known
    last = AuditSeal.objects.using(using).order_by("-number").values_list("number", flat=True).first()
    rows = _rows(using)
    row = next(rows, None)
    for seal in _seals(last, using):
        digest = Digest(seal.previous)
        while row is not None and row[0] <= seal.last_id:
            digest.add(row)
            row = next(rows, None)
        found.faults += _faults(before, seal, digest)
        found.seals, found.rows = found.seals + 1, found.rows + digest.rows
        is_known = is_known or seal.hash == known
        before = seal
    found.head = before.hash if before else ""
    if not is_known:
        found.faults.append(f"No seal has the hash {known}: since it was noted, seals were removed or made anew.")
    later = AuditEvent.objects.using(using)
    found.unsealed = (later.filter(id__gt=before.last_id) if before else later).count()
    return found


def _faults(before: AuditSeal | None, seal: AuditSeal, digest: Digest) -> Iterator[str]:
    """What is wrong with one seal and the rows that it covers."""
    number, after = (before.number, before.last_id) if before else (0, 0)
    if seal.number != number + 1:
        gone = range(number + 1, seal.number)
        yield f"Seal {gone[0]} is missing." if len(gone) == 1 else f"Seals {gone[0]} to {gone[-1]} are missing."
    elif seal.previous != (before.hash if before else ""):
        yield f"Seal {seal.number} does not follow seal {number}: one of the two was altered or made anew."
    name = f"Seal {seal.number}, rows {seal.first_id} to {seal.last_id}"
    if seal.form != FORM:
        yield f"{name}: it is of form {seal.form}, and this portal knows {FORM}."
        return
    if digest.rows != seal.rows:
        are = "is" if digest.rows == 1 else "are"
        yield f"{name}: {counted(digest.rows, 'row')} {are} there instead of {seal.rows}."
    facts = {"number": seal.number, "first_id": seal.first_id, "last_id": seal.last_id, "rows": seal.rows}
    if digest.finish(**facts, at=seal.at) != seal.hash:
        yield f"{name}: what is there after row {after} is not what was sealed."


def _seals(last: int | None, using: str) -> Iterator[AuditSeal]:
    """In order of their numbers, up to the last."""
    number = 0
    while last is not None and number < last:
        page = AuditSeal.objects.using(using).filter(number__gt=number, number__lte=last).order_by("number")
        for seal in page[:AT_A_TIME]:
            yield seal
            number = seal.number


def _rows(using: str) -> Iterator[Row]:
    """In order of their ids, for as long as somebody asks."""
    page = rows_after(FIRST, LAST, AT_A_TIME, using)
    while page:
        yield from page
        page = rows_after(page[-1][0], LAST, AT_A_TIME, using)
