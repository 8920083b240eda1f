"""Which tables the index is made from: a change of such a row asks for the rows of these things to be made anew.

Plain SQL, since triggers run it: `{row}` is the row that was written, as it was or as it is now.
"""

from __future__ import annotations

_OF_ENTRY = "JOIN meetings_meeting m ON m.id = x.meeting_id WHERE m.entry_id = {row}.id"

# Table -> kind of thing, its id, and where the id is found beside the row itself.
SOURCES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "groups_body": (("body", "{row}.id", ""), ("term", "x.id", "FROM groups_term x WHERE x.body_id = {row}.id")),
    "groups_formername": (("body", "{row}.body_id", ""),),
    "groups_term": (("term", "{row}.id", ""),),
    "groups_instrument": (("instrument", "{row}.id", ""),),
    "groups_instrumentalias": (("instrument", "{row}.instrument_id", ""),),
    "groups_instrumenttext": (("instrument", "{row}.instrument_id", ""),),
    "groups_provision": (("instrument", "{row}.instrument_id", ""),),
    "groups_person": (("tenure", "x.id", "FROM groups_tenure x WHERE x.person_id = {row}.id"),),
    "groups_post": (("tenure", "x.id", "FROM groups_tenure x WHERE x.post_id = {row}.id"),),
    "groups_tenure": (("tenure", "{row}.id", ""),),
    "documents_document": (
        ("document", "{row}.id", ""),
        ("revision", "x.id", "FROM documents_revision x WHERE x.document_id = {row}.id"),
    ),
    "documents_revision": (("document", "{row}.document_id", ""), ("revision", "{row}.id", "")),
    "documents_languageversion": (
        ("document", "x.document_id", "FROM documents_revision x WHERE x.id = {row}.revision_id"),
    ),
    "documents_statement": (("statement", "{row}.id", ""),),
    "meetings_entry": (
        ("entry", "{row}.id", ""),
        ("item", "x.id", f"FROM meetings_agendaitem x {_OF_ENTRY}"),
        ("outcome", "x.id", f"FROM meetings_outcome x {_OF_ENTRY}"),
    ),
    "meetings_meeting": (("entry", "{row}.entry_id", ""),),
    "meetings_agendaitem": (("item", "{row}.id", ""),),
    "meetings_outcome": (("outcome", "{row}.id", ""),),
    "meetings_room": (("room", "{row}.id", ""),),
}

# Where the things of a kind are kept.
TABLES = {
    "body": "groups_body",
    "term": "groups_term",
    "instrument": "groups_instrument",
    "tenure": "groups_tenure",
    "document": "documents_document",
    "revision": "documents_revision",
    "statement": "documents_statement",
    "entry": "meetings_entry",
    "item": "meetings_agendaitem",
    "outcome": "meetings_outcome",
    "room": "meetings_room",
}


def touched(table: str, row: str) -> str:
    """SELECT of kind and id of each thing that depends on the row called `row` of `table`."""
    parts = (f"SELECT '{kind}', {number} {origin}".strip() for kind, number, origin in SOURCES[table])
    return " UNION ".join(parts).format(row=row)
