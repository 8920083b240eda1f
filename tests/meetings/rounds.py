"""A round of comments: a deadline that member states owe, each with an account in its own language and zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from groups.models import Delegation
from meetings.models import Deadline, Schedule
from portal.models import User
from tests import make
from tests.cast import Cast, gather

READERS = (("en", "America/New_York"), ("es", "America/Lima"), ("pt", "America/Sao_Paulo"), ("fr", "Asia/Tokyo"))


@dataclass
class Round:
    """Due on 8 October 2026 at six in the evening, Washington."""

    cast: Cast
    schedule: Schedule
    deadline: Deadline
    states: list[Delegation]
    users: list[User]


def open_round(states: int = 4, on: date = date(2026, 10, 8)) -> Round:
    """So many states beside the cast's own one, which has left."""
    cast = gather()
    cast.body.standings.all().delete()
    schedule = make.schedule(cast.term)
    deadline = make.deadline(schedule, on, at=time(18), owing_standings="member", addressees={"en": "Member states"})
    entry = deadline.entry
    entry.text = {"en": "Comments on the draft", "es": "Comentarios al proyecto"}
    entry.save()
    delegations, users = [], []
    for number in range(states):
        language, zone = READERS[number % len(READERS)]
        state = make.delegation(name={"en": f"State {number + 1}"})
        make.standing(state, cast.body)
        user = make.user(f"state-{number + 1}@example.org", name=f"Delegate {number + 1}", language=language, zone=zone)
        make.accredited(user, state)
        delegations.append(state)
        users.append(user)
    return Round(cast, schedule, deadline, delegations, users)
