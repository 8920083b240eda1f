"""Which pages are asked for, with whose session, and how many queries each takes; as JSON on standard output."""

from __future__ import annotations

import json
import time
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import Body, Term
from meetings.enums import EntryKind
from meetings.models import Entry, Meeting
from portal.enums import Audience
from portal.middleware import pages
from portal.models import User

SESSIONS = 20
TRIES = 10
HOST = "127.0.0.1"


def main() -> None:
    """The busiest public group, its present term, and the meeting with the longest agenda."""
    rows = Entry.objects.filter(audience=Audience.PUBLIC, schedule__term__body__audience=Audience.PUBLIC)
    busiest = rows.values("schedule__term__body").annotate(number=Count("pk")).order_by("-number").first()
    assert busiest is not None
    body = Body.objects.get(pk=busiest["schedule__term__body"])
    today = timezone.now().date()
    term = Term.objects.filter(body=body, began__lte=today).order_by("-began").first()
    assert term is not None
    open_to_all = Meeting.objects.filter(entry__in=rows.filter(schedule__term=term), closed=False)
    meeting = open_to_all.annotate(length=Count("items")).order_by("-length", "pk").first()
    assert meeting is not None
    paths = {
        "home": "/",
        "groups": "/groups/",
        "group": body.get_absolute_url(),
        "schedule": f"{term.get_absolute_url()}schedule/",
        "meeting": meeting.get_absolute_url(),
        f"feed of {_events(body)} entries": f"{body.get_absolute_url()}calendar.ics",
    }
    accounts = User.objects.filter(person__accreditations__isnull=False).distinct().order_by("pk")[: SESSIONS - 1]
    member = User.objects.filter(person__accreditations__body=body).order_by("pk").first() or accounts[0]
    cookies = [_session(account) for account in (member, *accounts)]
    print(
        json.dumps(
            {
                "paths": paths,
                "cookie": cookies[0],
                "cookies": cookies,
                "many": _many(),
                "queries": _counted(paths, member),
            }
        )
    )


def _events(body: Body) -> int:
    answer = Client(HTTP_HOST=HOST).get(f"{body.get_absolute_url()}calendar.ics")
    return answer.content.count(b"BEGIN:VEVENT")


def _session(account: User) -> str:
    client = Client(HTTP_HOST=HOST)
    client.force_login(account)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _many() -> list[str]:
    """What readers who think go through: some groups, their schedules and meetings."""
    found = ["/", "/groups/"]
    terms = Term.objects.filter(body__audience=Audience.PUBLIC, ended__gte=timezone.now().date())
    for term in terms.select_related("body").order_by("pk")[:20]:
        found += [term.body.get_absolute_url(), f"{term.get_absolute_url()}schedule/"]
    rows = Entry.objects.filter(kind=EntryKind.MEETING, audience=Audience.PUBLIC, schedule__term__in=terms.values("pk"))
    meetings = Meeting.objects.filter(entry__in=rows, closed=False).order_by("pk")[:40]
    return [*found, *(meeting.get_absolute_url() for meeting in meetings)]


def _counted(paths: dict[str, str], member: User) -> dict[str, Any]:
    found: dict[str, Any] = {}
    signed_in = Client(HTTP_HOST=HOST)
    signed_in.force_login(member)
    for client, mark in ((Client(HTTP_HOST=HOST), ""), (signed_in, ", signed in")):
        for name, path in paths.items():
            _empty()
            queries = {"anew": _queries(client, path), "again": _queries(client, path)}
            times = {"anew": _milliseconds(client, path, emptied=True), "again": _milliseconds(client, path)}
            found[name + mark] = {
                when: {"queries": queries[when], "milliseconds": times[when]} for when in ("anew", "again")
            }
    return found


def _empty() -> None:
    pages.shared.empty()
    pages.own.empty()


def _milliseconds(client: Client, path: str, *, emptied: bool = False) -> float:
    """Of processor in this process; the least of several, since others disturb and nothing helps."""
    least = float("inf")
    for _ in range(TRIES):
        if emptied:
            _empty()
        began = time.process_time()
        client.get(path)
        least = min(least, time.process_time() - began)
    return least * 1000


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        status = client.get(path).status_code
    if status != 200:
        raise RuntimeError(f"{path} answers with {status}.")
    return len(captured)
