"""My delegation: what a mission owes, who represents it, which posts it holds, and where it is to be when."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from groups.models import Delegation
from meetings.enums import EntryKind
from meetings.pages.delegation import (
    day_words,
    meeting_rows,
    office_rows,
    other_rows,
    owed_rows,
    people_rows,
    sheets,
    standing_rows,
)
from meetings.pages.silences import silence_rows
from meetings.queries.delegation import meetings_of, own_delegations, people_and_offices, standings_of
from meetings.queries.owing import owed_and_missed
from meetings.queries.silences import running_in
from meetings.queries.upcoming import coming
from portal.lib.sheets import as_csv, as_xlsx
from portal.requests import PortalRequest
from portal.views.reading import reader_of, today_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DEADLINES = 20
CSV = "text/csv; charset=utf-8"


@login_required
def my_delegation(request: PortalRequest) -> HttpResponse:
    """The page; of several delegations that the account represents, the one that `?delegation=` names, or the first."""
    own = own_delegations(request.actor)
    chosen = _chosen(request, own)
    context = {"section": "delegation", "own": own, "chosen": chosen, "query": _query(own, chosen)}
    if chosen is not None:
        context |= _facts(request, chosen)
    return render(request, "portal/delegation.html", context)


@login_required
def export(request: PortalRequest, name: str) -> HttpResponse:
    """One of its tables as CSV, or all of them as one workbook."""
    chosen = _chosen(request, own_delegations(request.actor))
    if chosen is None:
        raise Http404
    tables = sheets(_facts(request, chosen))
    if name == "delegation.xlsx":
        return _file(as_xlsx(tables.values()), XLSX, f"{chosen.key}.xlsx")
    table = tables.get(name.removesuffix(".csv"))
    if table is None or not name.endswith(".csv"):
        raise Http404
    return _file(as_csv(table), CSV, f"{chosen.key}-{name}")


def _chosen(request: PortalRequest, own: list[Delegation]) -> Delegation | None:
    asked = request.GET.get("delegation", "")
    if asked:
        found = next((each for each in own if each.key == asked), None)
        if found is None:
            raise Http404
        return found
    return own[0] if own else None


def _query(own: list[Delegation], chosen: Delegation | None) -> str:
    return f"?delegation={chosen.key}" if chosen and len(own) > 1 else ""


def _facts(request: PortalRequest, chosen: Delegation) -> dict[str, Any]:
    actor, now, today, reader = request.actor, timezone.now(), today_in(request.zone), reader_of(request)
    standings = standings_of(actor, chosen, today)
    bodies = {each.body_id for each in standings}
    people, offices = people_and_offices(actor, chosen, today)
    owed, missed = owed_and_missed(actor, [chosen.pk], now)
    due = coming(actor, today, kind=EntryKind.DEADLINE, limit=DEADLINES, bodies=bodies)
    return {
        "as_of": day_words(today),
        "owed": owed_rows(owed, now, reader),
        "missed": owed_rows(missed, now, reader),
        "others": other_rows(due, [*owed, *missed], reader),
        "silences": silence_rows(running_in(actor, bodies & actor.member_of, now), reader, now),
        "people": people_rows(people),
        "offices": office_rows(offices),
        "standings": standing_rows(standings),
        "meetings": meeting_rows(meetings_of(actor, bodies, today), reader, today),
    }


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
