"""The desk's registry: every kind of record that the secretariat keeps, gathered from the apps."""

from documents.forms import RECORDS as DOCUMENTS
from groups.forms import RECORDS as GROUPS
from groups.records.kinds import RecordKind
from meetings.forms import RECORDS as MEETINGS

KINDS: dict[str, RecordKind] = {**GROUPS, **DOCUMENTS, **MEETINGS}

SHARED = ("instrument", "delegation", "person", "organization")
"""Kinds that stand under nothing; the desk lists them by themselves."""
