"""The secretariat's desk: every kind of record created, corrected and removed with a plain form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from groups.forms.factory import RecordForm, form_for
from groups.models import Body, Organization, Post
from groups.operations.records import (
    MOST_NAMED,
    GoneError,
    RefusedError,
    RestingError,
    may_keep,
    open_subgroup,
    remove_record,
    save_record,
)
from groups.pages.posts import post_names
from groups.queries.posts import with_tenures
from groups.records.kinds import RecordKind
from groups.records.naming import in_words
from portal.actors import Actor
from portal.desk import KINDS, SHARED
from portal.fields import spoken
from portal.lib.multilingual import Text
from portal.requests import PortalRequest
from portal.troubles import troubles
from portal.views.resting import resting_rows

ROWS_A_PAGE = 50


def kind_named(key: str) -> RecordKind:
    """The kind that an address names."""
    if key not in KINDS:
        raise Http404
    return KINDS[key]


def staff_only(request: PortalRequest) -> None:
    """The desk is absent for whoever serves in no secretariat."""
    if not (request.actor.is_admin or request.actor.secretariat_of):
        raise Http404


@login_required
def desk(request: PortalRequest) -> HttpResponse:
    """The houses served, with their bodies, and the records that houses share."""
    staff_only(request)
    houses = Organization.objects.order_by("key")
    if not request.actor.is_admin:
        houses = houses.filter(pk__in=request.actor.secretariat_of)
    bodies = Body.objects.filter(organization__in=houses).prefetch_related("terms").order_by("organization", "slug")
    context = {
        "houses": [
            {"house": house, "bodies": [body for body in bodies if body.organization_id == house.pk]}
            for house in houses
        ],
        "shared": [{"label": KINDS[key].plural, "url": reverse("desk-list", args=[key])} for key in SHARED],
        "troubles": troubles(timezone.now()),
        "section": "desk",
    }
    return render(request, "portal/desk/desk.html", context)


@login_required
def records(request: PortalRequest, kind: str) -> HttpResponse:
    """One kind that stands under nothing, a page at a time; `q` narrows it."""
    staff_only(request)
    found = kind_named(kind)
    if kind not in SHARED:
        raise Http404
    sought = request.GET.get("q", "").strip()
    rows: QuerySet[Any] = found.model._default_manager.select_related()
    if found.organization and not request.actor.is_admin:
        rows = rows.filter(pk__in=request.actor.secretariat_of)
    if sought:
        rows = rows.filter(**{f"{_name_field(found)}__icontains": sought})
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": found.plural,
        "rows": [{"label": spoken(row.__str__), "url": reverse("desk-record", args=[kind, row.pk])} for row in page],
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "sought": sought,
        "add_url": reverse("desk-new", args=[kind]) if may_keep(request.actor, found, found.model()) else "",
        "crumbs": [home_crumb()],
        "section": "desk",
    }
    return render(request, "portal/desk/list.html", context)


def _name_field(kind: RecordKind) -> str:
    return "symbol" if kind.symbol else "name" if kind.key == "person" else "key"


def home_crumb() -> dict[str, Any]:
    return {"label": _("Desk"), "url": reverse("desk")}


@login_required
def new(request: PortalRequest, kind: str) -> HttpResponse:
    """A new record, under the one that `?of=` names."""
    staff_only(request)
    found = kind_named(kind)
    record = found.model()
    if found.parent:
        parent = get_object_or_404(_parent_model(found), pk=_number(request.GET.get("of", "")))
        setattr(record, found.parent, parent)
    if not may_keep(request.actor, found, record):
        raise Http404
    return _edit(request, found, record, under=_under(request) if found.model is Body else None)


def _under(request: PortalRequest) -> Body | None:
    """The body that `?under=` names, of which a new one becomes a subgroup; it is the secretariat's own."""
    if "under" not in request.GET:
        return None
    parent = get_object_or_404(Body.objects.select_related("organization"), pk=_number(request.GET["under"]))
    if not may_keep(request.actor, KINDS["body"], parent):
        raise Http404
    return parent


@login_required
def edit(request: PortalRequest, kind: str, pk: int) -> HttpResponse:
    """A record with its form, and what stands under it."""
    return _edit(request, *kept_record(request, kind, pk))


def kept_record(request: PortalRequest, kind: str, pk: int) -> tuple[RecordKind, Model]:
    """A record and its kind, for who keeps it; for all others it is not there."""
    staff_only(request)
    found = kind_named(kind)
    record = get_object_or_404(found.model, pk=pk)
    if not may_keep(request.actor, found, record):
        raise Http404
    return found, record


def _edit(request: PortalRequest, kind: RecordKind, record: Model, under: Body | None = None) -> HttpResponse:
    form = form_for(kind)(request.POST or None, instance=record, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            wish: Any = {"actor": request.actor, "now": timezone.now(), "kind": kind, "form": form}
            saved = open_subgroup(**wish, parent=under) if under else save_record(**wish)
        except GoneError as gone:
            messages.error(request, str(gone))
            return redirect(crumbs_of(kind, record)[-1]["url"])
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("desk-record", kind.key, saved.pk)
    context = _context(request.actor, kind, record, form)
    if under:
        context["title"] = _("New subgroup of %(group)s") % {"group": under}
        context["crumbs"] = [*crumbs_of(KINDS["body"], under), step_of(KINDS["body"], under)]
    return render(request, "portal/desk/record.html", context)


def _context(actor: Actor, kind: RecordKind, record: Model, form: RecordForm) -> dict[str, Any]:
    known = record.pk is not None
    # A refused form has already written what was typed onto the instance: read the record itself afresh.
    current = kind.model._default_manager.get(pk=record.pk) if known else record
    return {
        "title": (spoken(partial(in_words, current)) if in_words(current) else kind.label)
        if known
        else _("New: %(kind)s") % {"kind": kind.label},
        "kicker": kind.label,
        "form": form,
        "submit": _("Save"),
        "crumbs": crumbs_of(kind, current),
        "children": [*_subgroups(current), *_children(actor, kind, current)] if known else [],
        "remove_url": reverse("desk-remove", args=[kind.key, record.pk]) if known else "",
        "history_url": reverse("desk-history", args=[kind.key, record.pk]) if known else "",
        "public_url": _public(current) if known else "",
        "section": "desk",
    }


def _subgroups(record: Model) -> list[dict[str, Any]]:
    """The bodies under a body, and where one is opened: a body of its own, in its place."""
    if not isinstance(record, Body):
        return []
    below = Body.objects.filter(parentages__parent=record).order_by("slug").distinct()
    add = f"{reverse('desk-new', args=['body'])}?of={record.organization_id}&under={record.pk}"
    rows = [{"label": spoken(body.__str__), "url": reverse("desk-record", args=["body", body.pk])} for body in below]
    return [{"key": "subgroups", "label": _("Subgroups"), "rows": rows, "add_url": add}]


def _children(actor: Actor, kind: RecordKind, record: Model) -> list[dict[str, Any]]:
    groups = []
    for key in kind.children:
        child = KINDS[key]
        rows = child.model._default_manager.filter(**{child.parent: record}).select_related()
        unique = child.model._meta.get_field(child.parent).one_to_one
        kept = [row for row in rows if child.rule is None or may_keep(actor, child, row)]
        names = _names(child, kept)
        listed = [{"label": names[row.pk], "url": reverse("desk-record", args=[key, row.pk])} for row in kept]
        add = "" if unique and listed else f"{reverse('desk-new', args=[key])}?of={record.pk}"
        groups.append({"key": key, "label": child.plural, "rows": listed, "add_url": add})
    return groups


def _names(kind: RecordKind, rows: list[Any]) -> Mapping[int, Text | str]:
    """What each is called, so that no two are called the same."""
    if kind.model is Post:
        posts = Post.objects.filter(pk__in=[row.pk for row in rows]).select_related("term__body")
        return post_names(with_tenures(posts), timezone.now().date(), under_term=True)
    return {row.pk: spoken(partial(kind.name_of, row)) for row in rows}


def crumbs_of(kind: RecordKind, record: Model) -> list[dict[str, Any]]:
    """The way down to the record, parent by parent."""
    steps: list[dict[str, Any]] = []
    while kind.parent:
        parent = getattr(record, kind.parent, None)
        above = next((other for other in KINDS.values() if parent and other.model is type(parent)), None)
        if parent is None or above is None:
            break
        steps.append(step_of(above, parent))
        kind, record = above, parent
    if kind.key in SHARED:
        steps.append({"label": kind.plural, "url": reverse("desk-list", args=[kind.key])})
    return [home_crumb(), *reversed(steps)]


def step_of(kind: RecordKind, record: Model) -> dict[str, Any]:
    """A record as one step of the way; what is one with the step above is called by what it is."""
    alone = bool(kind.parent) and kind.model._meta.get_field(kind.parent).one_to_one
    label = kind.label if alone else spoken(partial(in_words, record))
    return {"label": label, "url": reverse("desk-record", args=[kind.key, record.pk])}


def _public(record: Any) -> str:
    return record.get_absolute_url() if hasattr(record, "get_absolute_url") else ""


def _parent_model(kind: RecordKind) -> type[Model]:
    try:
        related = kind.model._meta.get_field(kind.parent).related_model
    except FieldDoesNotExist as error:  # a wrong declaration, not a wrong request
        raise LookupError(kind.parent) from error
    assert isinstance(related, type)
    return related


def _number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise Http404
    return int(text)


@login_required
@require_POST
def remove(request: PortalRequest, kind: str, pk: int) -> HttpResponse:
    """Remove a record recorded in error, and go back to what it stood under."""
    found, record = kept_record(request, kind, pk)
    above = crumbs_of(found, record)[-1]["url"]
    reason = request.POST.get("reason", "")
    try:
        remove_record(actor=request.actor, now=timezone.now(), kind=found, record=record, reason=reason)
    except RestingError as refusal:
        context = _context(request.actor, found, record, form_for(found)(None, instance=record, actor=request.actor))
        told = {"refusal": str(refusal), "reason": reason, "more": len(refusal.records) > MOST_NAMED}
        context |= told | {"resting": resting_rows(request.actor, refusal.records)}
        return render(request, "portal/desk/record.html", context, status=409)
    except GoneError as gone:
        messages.error(request, str(gone))
        return redirect(above)
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("desk-record", kind, pk)
    messages.success(request, _("Removed. It stays in the bin for ninety days."))
    return redirect(above)
