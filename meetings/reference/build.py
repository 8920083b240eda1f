"""The whole house, step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from meetings.reference import gatherings, house, log, papers, people, terms
from meetings.reference.plan import Plan
from meetings.reference.scale import Scale

STEPS = {
    "organizations, groups and delegations": house.build,
    "accounts": people.build,
    "terms, officers and mandates": terms.build,
    "meetings, agendas and deadlines": gatherings.build,
    "papers": papers.build,
    "log": log.build,
}


def build(scale: Scale, today: dt.date) -> Iterator[str]:
    """Make everything; names each step once it is done. The caller decides about the transaction."""
    plan = Plan(scale, today)
    for name, step in STEPS.items():
        step(plan)
        yield name
