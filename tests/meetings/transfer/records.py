"""A small record that has one of nearly everything, and ways into it."""

import copy
from datetime import UTC, datetime
from typing import Any

from meetings.transfer import text
from meetings.transfer.export import export_group
from meetings.transfer.frozen import digest
from meetings.transfer.operation import Import, import_group
from portal.actors import SYSTEM

NOW = datetime(2026, 3, 10, 15, tzinfo=UTC)

CONTENT = {"entries": [{"hours": 2.5, "key": "first", "zone": None}]}

SHARED: dict[str, Any] = {
    "organizations": [{"key": "oas", "name": {"en": "OAS"}, "languages": ["es", "en"], "zone": "America/New_York"}],
    "delegations": [
        {"key": "bra", "name": {"pt": "Brasil"}, "alpha3": "BRA"},
        {"key": "per", "name": {"en": "Peru", "es": "Perú"}, "alpha3": "PER"},
    ],
    "persons": [{"key": "ana", "name": "Ana", "capacities": [{"title": {"en": "Ambassador"}, "delegation": "per"}]}],
    "bodies": [{"slug": "cp", "organization": "oas", "kind": "organ", "name": {"en": "Permanent Council"}}],
    "sessions": [{"key": "ga-42", "body": "cp", "number": 42, "name": {"en": "Forty-second session"}}],
    "instruments": [
        {
            "slug": "res-2699",
            "kind": "resolution",
            "symbol": "AG/RES. 2699 (XLII-O/12)",
            "organ": "cp",
            "session": "ga-42",
            "texts": [{"language": "en", "url": "https://example.org/2699"}, {"language": "es"}],
            "provisions": [{"key": "1-3", "first": 1, "last": 3}],
            "aliases": [{"symbol": "AG/RES. 2699"}],
            "relations": [{"kind": "establishes", "body": "gt", "provision": "res-2699#1-3"}],
        }
    ],
    "series": [{"key": "gt", "body": "gt", "prefix": "GT"}],
    "venues": [
        {
            "organization": "oas",
            "key": "seat",
            "name": {"en": "Washington, D.C."},
            "zone": "America/New_York",
            "country": "US",
            "subdivision": "DC",
            "seat": True,
            "own_days": [{"start": "2025-12-24", "end": "2026-01-02", "kind": "recess", "name": {"es": "Receso"}}],
            "office_hours": [{"weekday": 1, "start": "10:00", "end": "13:00"}],
        }
    ],
    "rooms": [
        {
            "organization": "oas",
            "key": "padilha",
            "name": {"en": "Padilha Vidal"},
            "venue": "oas/seat",
            "capacity": 90,
            "booths": 4,
        }
    ],
    "deadline_rules": [
        {
            "organization": "oas",
            "key": "minutes",
            "name": {"en": "Minutes"},
            "offset": 5,
            "direction": "after",
            "owing_standings": "member observer",
            "owing_roles": "chair rapporteur",
            "owing_delegations": ["per"],
            "began": "2024-01-01",
        },
        {
            "organization": "oas",
            "body": "gt",
            "key": "corrections",
            "name": {"en": "Corrections"},
            "purpose": "corrections",
            "offset": 1,
            "unit": "weeks",
            "direction": "after",
        },
        {"organization": "oas", "body": "gt", "key": "papers", "name": {"en": "Papers"}, "offset": 10, "at": "18:00"},
    ],
    "reminder_plans": [{"organization": "oas", "body": "gt", "days_before": "5, 2", "hour": "08:00"}],
    "services": [
        {
            "organization": "oas",
            "body": "gt",
            "key": "booths",
            "kind": "interpreters",
            "name": {"en": "Booths"},
            "email": "booths@example.org",
            "language": "es",
            "rooms": ["oas/padilha"],
            "languages": ["en", "fr"],
            "began": "2025-01-01",
        }
    ],
}

MEETING: dict[str, Any] = {
    "number": 1,
    "room": "oas/padilha",
    "interpretation": ["en", "es"],
    "conveners": ["cp", "gt"],
    "rapporteur": "gt/2025#chair/1",
    "sittings": [{"on": "2025-03-03", "start": "14:30", "end": "17:30"}, {"on": "2025-03-03", "start": "18:00"}],
    "items": [
        {
            "key": "plan",
            "label": "1.",
            "text": {"en": "Plan"},
            "post": "gt/2025#chair",
            "children": [{"key": "a", "text": {"en": "Part"}, "papers": [{"document": "d1", "revision": "d1#1.0.0"}]}],
        },
        {"key": "end", "text": {"en": "End"}, "mandates": ["gt/2025#m1"], "deadline": "gt/2025#comments"},
    ],
    "outcomes": [
        {
            "item": "gt/2025#first/plan",
            "kind": "adopted",
            "text": {"en": "Adopted"},
            "released_at": "2025-03-04T09:00:00Z",
        },
        {"kind": "noted", "text": {"en": "Not released"}},
    ],
    "attendances": [{"delegation": "per"}],
}

SCHEDULE: dict[str, Any] = {
    "title": {"en": "Schedule"},
    "state": "adopted",
    "decided_at": "gt/2025#first",
    "notes": [{"text": {"en": "Note"}}],
    "entries": [
        {
            "key": "first",
            "kind": "meeting",
            "start": "2025-03-03",
            "end": "2025-03-03",
            "precision": "day",
            "audience": "public",
            "sequence": 3,
            "citations": [{"instrument": "res-2699", "mandate": "gt/2025#m1", "languages": ["es", "en"]}],
            "meeting": MEETING,
        },
        {
            "key": "comments",
            "kind": "deadline",
            "start": "2025-04-01",
            "end": "2025-04-30",
            "precision": "month",
            "deadline": {
                "anchor": "entry",
                "anchor_entry": "gt/2025#first",
                "offset": 5,
                "document": "d1",
                "ruled_by": "oas//minutes/2024-01-01",
                "answers": [
                    {"delegation": "per", "at": "2025-03-20T09:00:00Z", "note": "By letter", "by_staff": True},
                    {"post": "gt/2025#chair", "at": "2025-03-21T09:00:00Z"},
                ],
                "extensions": [
                    {
                        "old_day": "2025-03-25",
                        "old_hour": "18:00",
                        "new_day": "2025-04-30",
                        "decided_by": "The Chair",
                        "decided_at": "gt/2025#first",
                        "reason": {"en": "Two delegations asked for it"},
                        "at": "2025-03-22T09:00:00Z",
                    }
                ],
            },
        },
        {
            "key": "trace",
            "kind": "meeting",
            "start": "2025-05-01",
            "end": "2025-05-01",
            "precision": "day",
            "status": "postponed",
            "trace_of": "gt/2025#first",
        },
        {
            "key": "gone",
            "kind": "recess",
            "start": "2025-06-01",
            "end": "2025-06-01",
            "precision": "day",
            "status": "cancelled",
            "changed_in": 1,
            "corrected_in": 1,
            "withdrawn_in": 1,
        },
        {"key": "undated", "kind": "other", "text": {"fr": "Sans date"}},
    ],
    "versions": [
        {
            "adopted_on": "2025-03-03",
            "adopted_at": "gt/2025#first",
            "content": CONTENT,
            "sha256": digest(CONTENT),
            "frozen_at": "2025-03-03T20:00:00Z",
        },
        {
            "revision": 1,
            "corrigendum": 1,
            "content": CONTENT,
            "sha256": digest(CONTENT),
            "frozen_at": "2025-03-04T20:00:00Z",
        },
    ],
    "draft_changes": [
        {
            "entry_key": "undated",
            "kind": "withdraw",
            "reason": {"en": "Why"},
            "proposed_at": "2025-03-05T10:00:00.250000Z",
        }
    ],
}

TERM: dict[str, Any] = {
    "label": "2025",
    "began": "2025-01-01",
    "previous": "gt/2024",
    "posts": [{"key": "chair", "role": "chair", "tenures": [{"person": "ana", "how_began": "elected"}]}],
    "mandates": [{"key": "m1", "instrument": "res-2699", "provision": "res-2699#1-3", "given_by": "cp"}],
    "listings": [
        {
            "key": "axes",
            "kind": "axes",
            "items": [{"name": {"en": "One"}, "children": [{"name": {"en": "One a"}}]}, {"name": {"en": "Two"}}],
        }
    ],
    "working_rules": [{"key": "three", "wording": {"en": "Three meetings"}, "minimum": 3}],
    "source_remarks": [{"key": "years", "wording": {"en": "Two years are named."}}],
    "statements": [{"key": "s1", "delegation": "bra", "on_revision": "d1#1.0.0", "text": {"pt": "Nota"}}],
    "activity_tables": [
        {
            "key": "t1",
            "form": "grid",
            "began": "2025-01-01",
            "ended": "2025-12-01",
            "activities": [
                {"key": "a1", "name": {"en": "Map"}, "spans": [{"start": "2025-02-01", "end": "2025-03-31"}]}
            ],
        }
    ],
    "sections": [
        {
            "key": "plan",
            "heading": {"en": "Plan"},
            "children": [
                {"key": "table", "facts": "table", "table": "gt/2025#t1"},
                {"key": "sub", "facts": "subplan", "other_term": "sub/2025"},
            ],
        }
    ],
    "schedule": SCHEDULE,
}

RECORD: dict[str, Any] = {
    "format": "plenary-group/1",
    "group": "gt",
    "terms": ["2024", "2025"],
    "shared": SHARED,
    "bodies": [
        {
            "slug": "gt",
            "organization": "oas",
            "kind": "working_group",
            "name": {"en": "Group", "es": "Grupo"},
            "audience": "public",
            "parents": ["cp"],
            "former_names": [{"name": {"en": "Old name"}, "ended": "2020-01-01"}],
            "standings": [{"delegation": "per"}, {"delegation": "bra", "standing": "observer"}],
            "standing_counts": [{"standing": "supporter", "number": 26}],
            "terms": [{"label": "2024", "state": "closed"}, TERM],
        },
        {
            "slug": "sub",
            "organization": "oas",
            "kind": "subgroup",
            "name": {"en": "Subgroup"},
            "parents": ["gt", {"parent": "cp", "began": "2024-01-01"}],
            "terms": [{"label": "2025"}],
        },
    ],
    "documents": [
        {
            "slug": "d1",
            "body": "gt",
            "term": "gt/2025",
            "series": "gt",
            "kind": "draft",
            "symbol": "GT/1",
            "title": {"en": "Draft"},
            "revisions": [
                {"symbol": "GT/1"},
                {"number": 1, "symbol": "GT/1 rev. 1", "versions": [{"language": "en"}, {"language": "es"}]},
            ],
            "relations": [{"kind": "based_on", "other": "c0"}],
        },
        {"slug": "c0", "body": "gt", "term": "gt/2024", "kind": "note", "title": {"en": "Older"}},
    ],
}


def record() -> dict[str, Any]:
    """A copy to spoil."""
    return copy.deepcopy(RECORD)


def imported(data: Any, **options: Any) -> Import:
    """Import it as a file."""
    return import_group(actor=SYSTEM, now=NOW, content=text.write(data).encode(), **options)


def exported(slug: str = "gt", term: str | None = None) -> str:
    """The file of a group."""
    return text.write(export_group(slug, term))


def at(data: Any, path: str) -> Any:
    """What stands at a place such as `bodies[0].terms[1]`."""
    for step in path.replace("[", ".").replace("]", "").split("."):
        data = data[int(step)] if step.isdigit() else data[step]
    return data
