"""A group of its own for each journey that edits: what one journey changes, no other one reads."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import choices
from string import ascii_lowercase
from typing import Any

from tests.journeys.portal import CHECKOUT, variables_of

HOUSE = "oas"
LABEL = "2031-2032"
Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Plan:
    """A schedule adopted for a term, by default 2031-2032, with a room that nobody else uses."""

    slug: str
    room: str
    """The word that stands for the room."""
    label: str = LABEL

    @property
    def schedule(self) -> str:
        return f"/groups/{self.slug}/{self.label}/schedule/"

    @property
    def editor(self) -> str:
        return f"{self.schedule}edit/"


def make_plan(shared: Path, *, label: str = LABEL, **facts: Any) -> Plan:
    """Import the group as `manage.py` does; its meetings are on Tuesdays of March 2031.

    `term`: facts of the term; `entries`: rows, or what makes them of the plan; `state`: None for no schedule at all.
    """
    word = "".join(choices(ascii_lowercase, k=8))
    plan = Plan(f"group-{word}", word, label)
    path = shared / f"{plan.slug}.json"
    path.write_text(json.dumps(record_of(plan, **facts)))
    command = [sys.executable, "manage.py", "import_group", str(path)]
    ran = subprocess.run(
        command, cwd=CHECKOUT, env={**os.environ, **variables_of(shared)}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return plan


def meeting(
    key: str, day: str, *matters: str, start: str = "10:00", end: str = "13:00", **facts: Any
) -> dict[str, Any]:
    """A meeting of one sitting, its matters numbered where there are several."""
    labels = [f"{number}." for number in range(1, len(matters) + 1)] if len(matters) > 1 else [""]
    items = [
        {"key": str(number), **({"label": label} if label else {}), "text": {"en": matter}}
        for number, (label, matter) in enumerate(zip(labels, matters, strict=False), start=1)
    ]
    sittings = [{"on": day, "start": start, "end": end}]
    dates = {"start": day, "end": day, "precision": "day"}
    return {
        "key": key,
        "kind": "meeting",
        **dates,
        "audience": "public",
        **facts,
        "meeting": {"kind": "negotiation", "sittings": sittings, "items": items},
    }


def record_of(
    plan: Plan,
    entries: Rows | Callable[[Plan], Rows] | None = None,
    state: str | None = "adopted",
    term: dict[str, Any] | None = None,
    silenced: Callable[[Plan], tuple[Rows, Rows]] | None = None,
) -> dict[str, Any]:
    """The file that brings the group in; `silenced` makes its documents, and the silences on them."""
    demo = json.loads((CHECKOUT / "meetings" / "demo" / "gtc-casa.json").read_text())
    shared = {name: demo["shared"][name] for name in ("delegations", "venues", "rooms", "persons")}
    shared["organizations"] = [house for house in demo["shared"]["organizations"] if house["key"] == HOUSE]
    room = {"organization": HOUSE, "key": plan.room, "name": {"en": f"{plan.room.capitalize()} Room"}}
    shared["rooms"] = [*shared["rooms"], room]
    facts = {"label": plan.label, "began": "2031-01-07", "ended": "2032-12-31", **(term or {})}
    if state:
        rows = entries(plan) if callable(entries) else entries or usual_rows()
        facts["schedule"] = _schedule(plan, rows, state)
    documents, silences = silenced(plan) if silenced else ([], [])
    if silences:
        facts["silences"] = silences
    body = {
        "slug": plan.slug,
        "organization": HOUSE,
        "kind": "working_group",
        "name": {"en": f"Working Group {plan.room}"},
        "audience": "public",
        "terms": [facts],
    }
    return {
        "format": "plenary-group/1",
        "group": plan.slug,
        "terms": [plan.label],
        "shared": shared,
        "bodies": [body],
        "documents": documents,
    }


def usual_rows() -> Rows:
    """Four Tuesdays, the first of them over."""
    return [
        meeting("opening", "2031-03-04", "Election of the Vice Chair", "Adoption of the work plan", status="held"),
        meeting("first", "2031-03-11", "Negotiation of the draft", "Statements", "Other business"),
        meeting("second", "2031-03-18", "Negotiation of the draft"),
        meeting("third", "2031-03-25", "Adoption of the report"),
    ]


def _schedule(plan: Plan, rows: Rows, state: str) -> dict[str, Any]:
    for row in rows:
        if row["kind"] == "meeting":
            row["meeting"].setdefault("room", f"{HOUSE}/{plan.room}")
    schedule: dict[str, Any] = {"title": {"en": "Schedule"}, "state": state, "entries": rows}
    if state == "adopted":
        schedule |= {"state_on": "2026-03-04", "decided_at": f"{plan.slug}/{plan.label}#{rows[0]['key']}"}
    return schedule
