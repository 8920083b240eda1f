"""The schedule of 2012-2013 as a group of its own, for journeys that change it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.journeys.schedules import Plan, make_plan, meeting

LABEL = "2012-2013"
TERM = {"began": "2012-09-06", "ended": "2013-05-31"}
MATTER = "Negotiation of the draft plan of action."
Facts = dict[str, Any]


def charter_plan(shared: Path, *, term: Facts | None = None, **changes: Facts | Callable[[Plan], Facts]) -> Plan:
    """The group, its schedule adopted; `changes` overlay facts on rows by their keys, those of a meeting one by one."""

    def rows(plan: Plan) -> list[Facts]:
        made = charter_rows()
        for row in made:
            change = changes.get(row["key"], {})
            facts = change(plan) if callable(change) else change
            meeting_facts = facts.pop("meeting", {})
            row |= facts
            if meeting_facts:
                row["meeting"] |= meeting_facts
        return made

    return make_plan(shared, label=LABEL, term={**TERM, **(term or {})}, entries=rows)


def charter_rows() -> list[Facts]:
    """The first meeting, a deadline, and three negotiations."""
    adoption = ("Adoption of the negotiation procedure.", "Start of negotiations on the draft plan of action.")
    return [
        meeting("first", "2012-09-19", "Election of the Vice Chair.", status="held", start="14:30", end="17:30"),
        _deadline("comments", "2012-10-08", "Deadline for member states to submit comments."),
        meeting("november", "2012-11-13", *adoption, start="14:30", end="17:30"),
        meeting("december", "2012-12-12", MATTER, start="14:30", end="17:30"),
        meeting("january", "2013-01-15", MATTER, start="10:00", end="17:30"),
    ]


def _deadline(key: str, day: str, text: str) -> Facts:
    dates = {"start": day, "end": day, "precision": "day"}
    return {"key": key, "kind": "deadline", **dates, "audience": "public", "text": {"en": text}, "deadline": {}}
