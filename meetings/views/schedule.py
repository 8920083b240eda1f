"""The page of a term's schedule."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.pages.header import term_header
from groups.permissions import may_edit
from groups.queries.terms import term_of
from meetings.conflicts import House
from meetings.enums import ScheduleForm, ScheduleState
from meetings.models import Schedule
from meetings.pages.conflicts import conflicts_listed, house_to_draft
from meetings.pages.differences import difference_rows
from meetings.pages.grid import beside, grids
from meetings.pages.hours import Reader, zone_note
from meetings.pages.papers import paper_choices
from meetings.pages.remarks import remarks_listed, summary_of
from meetings.pages.rows import months
from meetings.pages.versions import version_row
from meetings.permissions import may_draft
from meetings.queries.deadlines import moved_in
from meetings.queries.entries import joint_entries
from meetings.queries.notices import waiting_in
from meetings.queries.schedules import ScheduleRecord, schedule_of
from meetings.queries.tally import put_head, tallied, tally_of
from meetings.queries.versions import former_rows, proposals_of
from portal.lib.dates import ImpreciseDate, Precision, format_date
from portal.pages import by_day
from portal.requests import PortalRequest


@by_day
def schedule(request: PortalRequest, slug: str, label: str) -> HttpResponse:
    """One table of all that the term plans, or its month grids with `?view=months`."""
    term = term_of(request.actor, slug, label, tallied(request.actor))
    if term is None:
        raise Http404
    tally = tally_of(request.actor, term)
    put_head(term, tally.there)
    record = schedule_of(request.actor, term, tally.there)
    reader = Reader((get_language() or "en")[:2], request.zone)
    table = "?" if _in_months(request) else ""  # the grids have no rows that a remark could point at
    house = house_to_draft(request.actor, record)
    warnings = remarks_listed(term, record.entries, record.mandates, reader.language, place=table)
    context = {
        **term_header(request.actor, term, "schedule", counts=tally.counts),
        "body": term.body,
        "record": record,
        "schedule": record.schedule,
        "state": _state(record.schedule, reader.language) if record.schedule else None,
        "zone_note": zone_note(term, record.entries, reader.language),
        "conflicts": conflicts_listed(request.actor, record, house, reader.language, place=table),
        "warnings": warnings,
        "warnings_summary": summary_of(warnings),
        "proposals": _proposals(request, record, reader.language),
        "versions": _versions(request, record, reader.language),
        "papers": paper_choices(term),
        "edit_url": _edit_url(request, record),
        "import_url": _import_url(request, record),
        "begin_url": _begin_url(request, record),
        **_to_settle(request, record, house, tally.there),
        **_view(request, record, reader, tally.there),
    }
    return render(request, "meetings/schedule.html", context)


def _in_months(request: PortalRequest) -> bool:
    return request.GET.get("view") == "months"


def _edit_url(request: PortalRequest, record: ScheduleRecord) -> str:
    """Where the secretariat and the chair edit this schedule; empty for everybody else."""
    body = record.term.body
    if record.schedule is None or not may_draft(request.actor, record.schedule):
        return ""
    return reverse("meetings:editor", args=[body.slug, record.term.label])


def _to_settle(
    request: PortalRequest, record: ScheduleRecord, house: House | None, there: Container[str]
) -> dict[str, Any]:
    """For the secretariat: dates that their rules would change, and changes of which nobody has been told."""
    body = record.term.body
    if record.schedule is None or not may_edit(request.actor, body.organization_id):
        return {}
    venues = house.venues.values() if house else None
    return {
        "ruled_url": reverse("meetings:ruled", args=[body.slug, record.term.label]),
        "moved": len(moved_in(request.actor, record.schedule, timezone.now(), venues, there)),
        "untold": waiting_in(record.schedule),
        "outgoing_url": reverse("meetings:outgoing"),
    }


def _import_url(request: PortalRequest, record: ScheduleRecord) -> str:
    """Where the secretariat brings in a schedule that others wrote; empty for others, and once it is in force."""
    body = record.term.body
    drafting = record.schedule is None or record.schedule.state == ScheduleState.DRAFT
    if not drafting or not may_edit(request.actor, body.organization_id):
        return ""
    return reverse("meetings:import", args=[body.slug, record.term.label])


def _begin_url(request: PortalRequest, record: ScheduleRecord) -> str:
    """Where the secretariat opens the schedule of a term that has none, to write it in the editor."""
    if record.schedule is not None or not may_edit(request.actor, record.term.body.organization_id):
        return ""
    return f"{reverse('desk-new', args=['schedule'])}?of={record.term.pk}"


def _view(request: PortalRequest, record: ScheduleRecord, reader: Reader, there: Container[str]) -> dict[str, Any]:
    rows = [entry for entry in record.entries if entry.listed]
    others = [entry for entry in record.entries if not entry.listed and entry.withdrawn_in is None]
    withdrawn = [entry for entry in record.entries if not entry.listed and entry.withdrawn_in is not None]
    if _in_months(request):
        return {"grids": grids(record.entries, reader), "beside": beside(record.entries, reader)}
    former = former_rows(record.schedule, record.entries) if record.schedule else {}
    by_mandate = bool(record.schedule and record.schedule.form == ScheduleForm.DATE_MANDATE_MATTER)
    return {
        "months": months(rows, reader, former=former),
        "others": months(others, reader, anchored=False),
        "withdrawn": months(withdrawn, reader, anchored=False),
        "joint": months(joint_entries(request.actor, record.term, there), reader, anchored=False),
        "by_mandate": by_mandate,
    }


def _state(schedule: Schedule, language: str) -> dict[str, str]:
    words = schedule.get_state_display()
    if schedule.state_on:
        day = format_date(ImpreciseDate(schedule.state_on, Precision(schedule.state_precision)), language)
        words = {
            ScheduleState.ADOPTED: _("Adopted %(date)s"),
            ScheduleState.PRESENTED: _("As presented on %(date)s"),
            ScheduleState.CIRCULATED: _("Circulated draft of %(date)s"),
        }.get(ScheduleState(schedule.state), f"{words} · %(date)s") % {"date": day}
    revision = _("rev. %(number)s") % {"number": schedule.revision} if schedule.revision else ""
    if schedule.corrigendum:
        revision = f"{revision} {_('corr. %(number)s') % {'number': schedule.corrigendum}}".strip()
    return {"code": schedule.state, "words": words[:1].upper() + words[1:], "revision": revision}


def _proposals(request: PortalRequest, record: ScheduleRecord, language: str) -> list[dict[str, Any]]:
    """What is proposed, against what everyone reads, with its reason; only who may see it has any."""
    reasons = {change.entry_key: change.reason for change in record.changes}
    if record.schedule is None or not reasons:
        return []
    rows = proposals_of(request.actor, record.schedule, record.changes).rows
    return [row | {"reason": reasons.get(row["key"], "")} for row in difference_rows(rows, language)]


def _versions(request: PortalRequest, record: ScheduleRecord, language: str) -> list[dict[str, Any]]:
    if record.schedule is None:
        return []
    return [version_row(version, request.actor, language) for version in record.schedule.versions.all()]
