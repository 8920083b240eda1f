"""Every record of the format, declared by noun; the order here is that in which rows can be written."""

from meetings.transfer.records.activities import ACTIVITIES
from meetings.transfer.records.bodies import BODIES
from meetings.transfer.records.documents import DOCUMENTS, STATEMENTS
from meetings.transfer.records.instruments import INSTRUMENTS
from meetings.transfer.records.meetings import MEETINGS
from meetings.transfer.records.owing import OWING
from meetings.transfer.records.persons import PERSONS
from meetings.transfer.records.rules import RULES
from meetings.transfer.records.schedules import ADOPTION, ENTRIES, SCHEDULES
from meetings.transfer.records.silences import SILENCE_RULES, SILENCES
from meetings.transfer.records.terms import TERMS
from meetings.transfer.spec import Spec

SPECS: dict[str, Spec] = {
    spec.kind: spec
    for spec in (
        *BODIES,
        *RULES,
        *SILENCE_RULES,
        *PERSONS,
        *INSTRUMENTS,
        *TERMS,
        *ACTIVITIES,
        *DOCUMENTS,
        *STATEMENTS,
        *SCHEDULES,
        *ENTRIES,
        *MEETINGS,
        *OWING,
        *SILENCES,
        *ADOPTION,
    )
}

ROWS: dict[str, Spec] = {kind: spec.row for kind, spec in SPECS.items()}
"""The same as editors and frozen versions know them: what a row says, without what became of it."""

SHARED: dict[str, str] = {
    "organizations": "organization",
    "delegations": "delegation",
    "persons": "person",
    "bodies": "body",
    "sessions": "session",
    "instruments": "instrument",
    "series": "series",
    "venues": "venue",
    "rooms": "room",
    "deadline_rules": "deadline_rule",
    "reminder_plans": "reminder_plan",
    "services": "service",
    "silence_rules": "silence_rule",
}
"""The lists under "shared", in the order of the file, and what they hold."""
