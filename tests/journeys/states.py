"""Member states of a journey's group, each with a delegate: `python -m tests.journeys.states SLUG NUMBER`; and a
holiday of its own venue: `python -m tests.journeys.states SLUG DAY`.

Their addresses end in the group's name, so that each journey reads its own mails. The first four read English in
Washington, Spanish in Lima, Portuguese in São Paulo and French in Port-au-Prince; so do those that follow, in turn.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.journeys.portal import CHECKOUT, variables_of

READERS = (
    ("en", "America/New_York"),
    ("es", "America/Lima"),
    ("pt", "America/Sao_Paulo"),
    ("fr", "America/Port-au-Prince"),
)
PASSWORD = "a long and plain password"


def domain_of(slug: str) -> str:
    return f"{slug}.example.org"


def make_states(shared: Path, slug: str, number: int) -> str:
    """Let them join the group; gives the domain of their addresses."""
    _run(shared, slug, str(number))
    return domain_of(slug)


def own_holiday(shared: Path, slug: str, day: str) -> str:
    """Let the group's room stand in a venue of its own, with one holiday; gives the address of that day at the desk."""
    return f"/desk/ownday/{_run(shared, slug, day).strip()}/"


def _run(shared: Path, *arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.journeys.states", *arguments],
        cwd=CHECKOUT,
        env={**os.environ, **variables_of(shared)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    return ran.stdout


def _make(slug: str, number: int) -> None:
    from groups.models import Accreditation, Body, Delegation, Person, Standing
    from portal.models import User

    body = Body.objects.get(slug=slug)
    for each in range(1, number + 1):
        language, zone = READERS[(each - 1) % len(READERS)]
        state = Delegation.objects.create(key=f"{slug}-state-{each}", name={"en": f"State {each}"})
        Standing.objects.create(body=body, delegation=state, position=each)
        user = User.objects.create_user(
            f"state-{each}@{domain_of(slug)}",
            PASSWORD if each <= 2 else None,
            name=f"Delegate {each}",
            language=language,
            zone=zone,
        )
        person = Person.objects.create(key=f"{slug}-person-{each}", name=f"Delegate {each}", user=user)
        Accreditation.objects.create(person=person, delegation=state)


def _own_holiday(slug: str, day: str) -> None:
    from meetings.models import OwnDay, Room, Venue

    room = Room.objects.get(key=slug.removeprefix("group-"))
    facts = {"key": slug, "name": {"en": f"Venue of {slug}"}, "zone": "America/New_York"}
    room.venue = Venue.objects.create(organization=room.organization, **facts)
    room.save()
    made = OwnDay.objects.create(venue=room.venue, start=day, end=day, name={"en": "New Year’s Day"})
    sys.stdout.write(str(made.pk))


if __name__ == "__main__":
    import django

    django.setup()
    if sys.argv[2].isdigit():
        _make(sys.argv[1], int(sys.argv[2]))
    else:
        _own_holiday(sys.argv[1], sys.argv[2])
