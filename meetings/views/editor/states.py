"""Convene, postpone, cancel, move, split: chosen, previewed with all that follows, then done at once."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings.drafts.acts import Act, Part, Wish, refusal
from meetings.drafts.rows import EditableRow
from meetings.enums import ScheduleState
from meetings.forms.states import ActForm
from meetings.operations import states
from meetings.operations.errors import RefusedError
from meetings.operations.hanging import reminded_of
from meetings.operations.weighing import weighing
from meetings.pages.editor.consequences import consequences_view
from meetings.pages.editor.content import span_of
from meetings.pages.editor.place import Place
from meetings.pages.editor.remarks import clashes_of
from meetings.pages.editor.rows import name_of
from meetings.pages.editor.when import NotTakenError, setting_of, understand
from meetings.permissions import may_keep_house
from meetings.queries.consequences import has_come, preview
from meetings.queries.drafts import rows_shown
from meetings.queries.named import named_in
from meetings.views.editor.access import place_of
from meetings.views.editor.head import head
from portal.requests import PortalRequest

DATED = (Act.MOVE, Act.POSTPONE)
NOTED = (Act.POSTPONE, Act.CANCEL, Act.NOT_HELD)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def state(request: PortalRequest, slug: str, label: str, key: str) -> HttpResponse:
    """The act is chosen by GET, which shows what follows; POST does it."""
    place = place_of(request, slug, label)
    row = rows_shown(request.actor, place.schedule, [key]).get(key)
    if row is None or row.is_trace or row.is_withdrawn:
        raise Http404
    live = row.live or row.content
    acts = _acts(request, place, live)
    given = request.POST if request.method == "POST" else request.GET
    form = ActForm(given if "act" in given else None, acts=acts)
    context: dict[str, Any] = {}
    if form.is_bound and form.is_valid():
        act = Act(form.cleaned_data["act"])
        try:
            wish = _wish(request, place, live, act, form.cleaned_data["typed"]) if act in DATED else {}
            if request.method == "POST":
                return _do(request, place, row, act, wish)
            context = _preview(request, place, row, act, wish)
        except NotTakenError as refused:
            form.add_error("typed", str(refused))
        except RefusedError as refused:
            form.add_error(None, str(refused))
    crumbs = [*head(place)["crumbs"], {"label": _("Edit"), "url": place.url("editor")}]
    name = name_of(replace(row, content=live), place.language)
    page = {**head(place), "crumbs": crumbs, "form": form, "title": name[:1].upper() + name[1:], "key": key}
    return render(
        request,
        "meetings/editor/state.html",
        {**page, **context, "seen": row.version, "none": not acts},
        status=422 if form.is_bound and form.errors else 200,
    )


def _acts(request: PortalRequest, place: Place, live: Any) -> list[Act]:
    """What may be done with the meeting as it stands, by this person."""
    drafted = place.schedule.state == ScheduleState.DRAFT
    house = drafted or may_keep_house(request.actor, place.schedule)
    return [
        act
        for act in Act
        if not refusal(live, Wish(act))
        and (act is not Act.SPLIT or len(_sittings(live)) > 1)
        and (house or act not in (Act.MOVE, Act.SPLIT))
        and (act is not Act.HOLD or has_come(live, place.schedule, timezone.now()))
    ]


def _sittings(content: Any) -> list[dict[str, Any]]:
    return list((content.get("meeting") or {}).get("sittings") or [])


def _wish(request: PortalRequest, place: Place, live: Any, act: Act, typed: str) -> dict[str, Any]:
    """Where the meeting goes, as the operations take it."""
    if not typed.strip():
        return {}
    named = named_in(request.actor, place.schedule, [live])
    span = span_of(live)
    setting = setting_of(place.term, place.language, span.first if span else None)
    changes = understand(typed, live, named.rooms, setting).changes
    wish: dict[str, Any] = {}
    if changes.get("start"):
        wish["to"] = dt.date.fromisoformat(changes["start"])
    elif act is Act.POSTPONE:
        raise NotTakenError(_("Expected a new date, or nothing for “until further notice”."))
    meeting = changes.get("meeting") or {}
    if "sittings" in meeting and _hours(meeting["sittings"], "to" in wish) != _hours(_sittings(live), "to" in wish):
        wish["sittings"] = meeting["sittings"]
    if "room" in meeting and (meeting["room"] or "") != ((live.get("meeting") or {}).get("room") or ""):
        wish["room"] = meeting["room"] or ""
    return wish


def _hours(sittings: list[dict[str, Any]], carried: bool) -> list[dict[str, Any]]:
    """Sittings to be compared: without their days where a new day carries them along."""
    return [{name: value for name, value in each.items() if not (carried and name == "on")} for each in sittings]


def _preview(request: PortalRequest, place: Place, row: EditableRow, act: Act, wish: dict[str, Any]) -> dict[str, Any]:
    found = preview(actor=request.actor, now=timezone.now(), schedule=place.schedule, key=row.key, act=act, **wish)
    if found is None:
        raise Http404
    named = named_in(request.actor, place.schedule, [found.old, found.new])
    clashes = clashes_of(request.actor, place, found.new, before=found.old) if act in DATED else []
    sittings = _sittings(found.old)
    keys = [effect.key for effect in found.deadlines]
    return {
        "shown": consequences_view(found, place, named, reminded_of(place.schedule, keys, timezone.now())),
        "clashes": clashes,
        "parts": list(range(1, len(sittings) + 1)),
        "chosen": request.GET,
    }


def _do(request: PortalRequest, place: Place, row: EditableRow, act: Act, wish: dict[str, Any]) -> HttpResponse:
    data = request.POST
    given: dict[str, Any] = {
        "actor": request.actor,
        "now": timezone.now(),
        "schedule": place.schedule,
        "key": row.key,
        "seen": data.get("seen", ""),
        "reason": data.get("reason", "").strip(),
        **wish,
    }
    if act in (Act.MOVE, *NOTED) and data.get("note", "").strip():
        given["note"] = {place.language: data["note"].strip()}
    if act in (Act.MOVE, *NOTED):
        given["deadlines"] = _deadlines(data)
    if act in NOTED and data.get("items_to"):
        given |= {"items_to": data["items_to"], "items": data.getlist("items")}
    if act is Act.SPLIT:
        given["parts"] = _parts(row, data)
    with weighing(place.schedule) if act in DATED else nullcontext():
        if act in DATED and not given["reason"]:
            _hold(request, place, row, act, wish)
        changed = getattr(states, act.value)(**given)
    messages.success(request, _("Done. It takes effect at once."))
    return redirect(f"{place.url('editor')}#row-{row.key if row.key in changed else ''}")


def _hold(request: PortalRequest, place: Place, row: EditableRow, act: Act, wish: dict[str, Any]) -> None:
    """A clash needs its reason here too."""
    found = preview(actor=request.actor, now=timezone.now(), schedule=place.schedule, key=row.key, act=act, **wish)
    clashes = clashes_of(request.actor, place, found.new, before=found.old) if found else []
    if clashes:
        raise RefusedError(
            _("%(clash)s Mend it, or say why it stands.") % {"clash": " ".join(each["sentence"] for each in clashes)}
        )


def _deadlines(data: QueryDict) -> dict[str, dt.date]:
    """The deadlines that follow, each with the day that stands in its field."""
    found = {}
    for key in data.getlist("deadlines"):
        try:
            found[key] = dt.date.fromisoformat(data.get(f"day-{key}", ""))
        except ValueError as error:
            raise RefusedError(_("Expected a date for each deadline that follows.")) from error
    return found


def _parts(row: EditableRow, data: QueryDict) -> list[Part]:
    """Each sitting a part, with the items assigned to it."""
    content = row.live or row.content
    items = (content.get("meeting") or {}).get("items") or []
    return [
        Part([sitting], [item["key"] for item in items if data.get(f"part-{item['key']}", "1") == str(number)])
        for number, sitting in enumerate(_sittings(content), start=1)
    ]
