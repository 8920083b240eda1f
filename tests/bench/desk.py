"""A plan of 300 meetings, and the session of a secretary who edits it; as JSON on standard output."""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta

import django

ROWS = 300
FIRST = date(2031, 1, 8)


def main(state: str) -> None:
    """A meeting on every second day, each with two matters, in a room of its own."""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from meetings.demo.accounts import SECRETARIAT
    from meetings.transfer.operation import import_group
    from portal.actors import SYSTEM
    from portal.models import User
    from tests.journeys.schedules import Plan, meeting, record_of

    days = [str(FIRST + timedelta(days=2 * number)) for number in range(ROWS)]
    plan = Plan(f"bench-{state}", f"bench{state}")
    rows = [meeting(f"day-{day}", day, "Matter", "Second matter") for day in days]
    content = json.dumps(record_of(plan, entries=rows, state=state)).encode()
    import_group(actor=SYSTEM, now=timezone.now(), content=content)
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(User.objects.get(email=SECRETARIAT.email))
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    told = {"editor": plan.editor, "keys": [row["key"] for row in rows], "session": cookie}
    print(json.dumps(told | {"csrf": settings.CSRF_COOKIE_NAME}))


if __name__ == "__main__":
    django.setup()
    main(sys.argv[1])
