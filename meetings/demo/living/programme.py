"""The group's schedule: its rows, the versions adopted, a change that is proposed."""

from typing import Any

from meetings.demo.living.ahead import NEXT, VISIT, ahead
from meetings.demo.living.days import Days
from meetings.demo.living.held import held
from meetings.demo.living.house import GROUP
from meetings.demo.living.term import OPENING, SECOND
from meetings.demo.living.words import text
from meetings.drafts.frozen import frozen_row
from meetings.transfer.frozen import digest

LATER = ("status", "status_note", "changed_in")
"""What a row says only since its schedule was adopted."""
BECAME = ("ruled_by", "answers")
"""What became of a deadline, which is no part of a plan."""


def schedule(days: Days) -> dict[str, Any]:
    """Adopted at the first meeting, changed at the second."""
    entries = sorted([*held(days), *ahead(days)], key=lambda row: (row.get("start", "9999"), row["key"]))
    return {
        "title": text("Schedule of the Group", "Cronograma del Grupo", "Calendrier du Groupe", "Cronograma do Grupo"),
        "state": "adopted",
        "state_on": days.on(OPENING),
        "decided_at": f"{GROUP}/{days.label}#first-meeting",
        "revision": 1,
        "notes": [
            {
                "text": text(
                    "Hours are those of Washington, D.C.",
                    "Las horas son las de Washington, D.C.",
                    "Les heures sont celles de Washington, D.C.",
                    "Os horários são os de Washington, D.C.",
                ),
                "on_title": False,
            }
        ],
        "entries": entries,
        "versions": [
            _version(days, 0, OPENING, "first-meeting", _adopted(entries)),
            _version(days, 1, SECOND, "second-meeting", _adopted(entries, postponed="technical-meeting")),
        ],
        "draft_changes": [_draft(days)],
    }


def _adopted(entries: list[dict[str, Any]], postponed: str = "") -> list[dict[str, Any]]:
    """The rows as a version froze them."""
    rows = [frozen_row(_planned(row)) for row in entries]
    return [{**row, "status": "postponed"} if row["key"] == postponed else row for row in rows]


def _planned(row: dict[str, Any]) -> dict[str, Any]:
    planned = {name: value for name, value in row.items() if name not in LATER}
    if "deadline" in planned:
        planned["deadline"] = {name: value for name, value in row["deadline"].items() if name not in BECAME}
    return planned


def _version(days: Days, revision: int, offset: int, meeting: str, entries: list[dict[str, Any]]) -> dict[str, Any]:
    content = {"revision": revision, "entries": entries}
    return {
        "revision": revision,
        "adopted_on": days.on(offset),
        "adopted_at": f"{GROUP}/{days.label}#{meeting}",
        "content": content,
        "sha256": digest(content),
        "frozen_at": days.instant(offset, 18),
    }


def _draft(days: Days) -> dict[str, Any]:
    day = days.on(VISIT + NEXT)
    return {
        "entry_key": "technical-meeting",
        "kind": "change",
        "content": {"start": day, "end": day, "precision": "day", "status": "scheduled"},
        "reason": text(
            "The institute can present on this day.",
            "El instituto puede presentar ese día.",
            "L’institut peut présenter ce jour-là.",
            "O instituto pode apresentar nesse dia.",
        ),
        "proposed_at": days.instant(-2, 11),
    }
