"""The made-up group whose present is the day it is loaded; a record in the format that `meetings.transfer` reads."""

from datetime import date
from typing import Any

from meetings.demo.living.days import Days
from meetings.demo.living.house import GROUP, group, shared
from meetings.demo.living.outline import sections
from meetings.demo.living.papers import documents
from meetings.demo.living.programme import schedule
from meetings.demo.living.silent import silences, statement
from meetings.demo.living.term import term
from meetings.demo.living.working import deadline_rules, services
from meetings.transfer import FORMAT

__all__ = ["GROUP", "living_group"]


def living_group(day: date) -> dict[str, Any]:
    """The whole record as it stands on `day`."""
    days = Days(day)
    current = {**term(days), "sections": sections(), "schedule": schedule(days), "silences": silences(days)}
    return {
        "format": FORMAT,
        "group": GROUP,
        "terms": [days.label],
        "shared": {**shared(days), "deadline_rules": deadline_rules(), "services": services()},
        "bodies": [{**group(days), "terms": [current]}],
        "documents": [*documents(days), statement(days)],
    }
