"""Fill a portal with reminders to come, in waves: `python -m tests.chaos.morning BASE PLAN OFFSET:NUMBER...`.

`BASE`: the instant of the first wave, in seconds since 1970; `OFFSET`: seconds after it; `PLAN`: “plan”, or “wait”
where a worker is to find out by itself.
"""

import sys
from datetime import UTC, datetime, time, timedelta

Wave = tuple[float, int]
EACH = 200
"""States of one group: a wave of more is one of several groups."""


def main(base: float, plan: bool, waves: list[Wave]) -> None:
    """Groups whose states owe something tomorrow, and are reminded of it today at the hour of their wave."""
    import django

    django.setup()
    from django.utils import timezone

    from portal import jobs
    from tests import make

    house = make.organization(zone="UTC")
    for number, (offset, states) in enumerate(waves):
        at = datetime.fromtimestamp(base + offset, UTC)
        for part, first in enumerate(range(0, states, EACH)):
            _group(house, f"{number}-{part}", at, min(EACH, states - first))
    if plan:
        jobs.run("reminders", timezone.now())


def _group(house, name: str, at: datetime, states: int) -> None:
    from groups.models import Accreditation, Delegation, Person, Standing
    from meetings.models import ReminderPlan
    from portal.models import User
    from tests import make

    body = make.body(f"group-{name}", organization=house)
    ReminderPlan.objects.create(organization=house, body=body, days_before="1", hour=at.time())
    day = at.date() + timedelta(days=1)
    make.deadline(make.schedule(make.term(body)), day, at=time(23, 59), owing_standings="member")
    keys = [f"s-{name}-{number}" for number in range(states)]
    delegations = Delegation.objects.bulk_create(Delegation(key=key, name={"en": key}) for key in keys)
    Standing.objects.bulk_create(Standing(delegation=each, body=body, standing="member") for each in delegations)
    users = User.objects.bulk_create(
        User(email=f"{key}@example.org", password="!", language="en", zone="UTC") for key in keys
    )
    people = Person.objects.bulk_create(
        Person(key=user.email.partition("@")[0], name=user.email, user=user) for user in users
    )
    Accreditation.objects.bulk_create(
        Accreditation(person=person, delegation=state) for person, state in zip(people, delegations, strict=True)
    )


if __name__ == "__main__":
    given = [word.split(":") for word in sys.argv[3:]]
    main(float(sys.argv[1]), sys.argv[2] == "plan", [(float(offset), int(number)) for offset, number in given])
