"""Importing a file: all of it or nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from groups.models import Body
from meetings.transfer import text
from meetings.transfer.difference import Difference, DifferentError, compare
from meetings.transfer.errors import BadFileError
from meetings.transfer.export import family, gather
from meetings.transfer.nodes import Node
from meetings.transfer.read import Record, read
from meetings.transfer.remarks import remarks
from meetings.transfer.silences import broken_silences
from meetings.transfer.write import write
from portal import audit
from portal.actors import Actor


@dataclass
class Import:
    """What an import did: how many records of each kind it added, and what it found.

    `loose` are records of the file that the group does not refer to: an export would leave them out. `remarks` are
    sentences on what the file contradicts itself in, which is recorded as it is.
    """

    group: str
    terms: list[str]
    created: Counter[str]
    only_here: Counter[str]
    kept: list[Difference]
    loose: list[Node]
    remarks: list[str]


@transaction.atomic
def import_group(*, actor: Actor, now: datetime, content: bytes, dry_run: bool = False, keep: bool = False) -> Import:
    """Add what the file has and the database has not.

    Raises TransferError where the file is bad, breaks a silence that rests on a text, or says something else than what
    is recorded here; with `keep`, what is
    recorded here stays and what is new is added all the same.
    """
    record = read(text.parse(content))
    comparison = compare(record)
    if comparison.differences and not keep:
        raise DifferentError(comparison.differences)
    if faults := broken_silences(comparison, record.index):
        raise BadFileError(faults)
    created = Counter(node.spec.label for node in comparison.new)
    write(comparison, record.index)
    if created or comparison.links:
        audit.record(
            actor=actor,
            verb="imported",
            subject=Body.objects.get(slug=record.group),
            at=now,
            after={"terms": record.terms, "created": dict(created), "linked": len(comparison.links)},
        )
    loose = _loose(record) if created else []
    if dry_run:
        transaction.set_rollback(True)
    return Import(
        record.group, record.terms, created, comparison.only_here, comparison.differences, loose, remarks(record)
    )


def _loose(record: Record) -> list[Node]:
    loader = gather(family(Body.objects.get(slug=record.group)))
    exported = {node.name for node in loader.nodes.values()}
    return [root for root in record.roots if root.name not in exported]
