"""Plain forms: the cells of a row one below the other, and deeds that have a page of their own."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from meetings.drafts.rows import EditableRow
from meetings.enums import EntryKind
from meetings.pages.editor.cell import Cell
from meetings.pages.editor.cells import KINDS
from meetings.pages.editor.lines import lines_of
from meetings.pages.editor.place import Place
from meetings.queries.named import Named
from meetings.views.editor.head import head
from portal.actors import Actor
from portal.requests import PortalRequest


def forms_of(actor: Actor, place: Place, row: EditableRow, named: Named, shown: dict[str, Any]) -> list[dict[str, Any]]:
    """Each with its heading, anchor and the context of its form."""
    lines = lines_of(row.content, place, named)
    names = [("when", _("Date, hours and room")), ("kind", _("Kind and status"))]
    for line in lines:
        heading = f"{line['number']} {_('Matter')}".strip() if line["item"] else _("Matter")
        names += [(line["cell"], heading), (line["links_cell"], _("Mandates and papers"))]
    if row.kind == EntryKind.MEETING:
        names.append(("line", _("Add a line")))
    if row.change:
        names.append(("reason", _("Why it is proposed")))
    return [_form(actor, place, row, named, shown, name, heading) for name, heading in names]


def _form(
    actor: Actor, place: Place, row: EditableRow, named: Named, shown: dict[str, Any], name: str, heading: str
) -> dict[str, Any]:
    kind, _dot, item = name.partition(".")
    found = Cell(kind, item, row, place, named, actor)
    context = shown.get(name)
    if context is None:
        context = {
            "id": f"cell-{row.key}-{name.replace('.', '-')}",
            "action": place.url("editor_cell", row.key, name),
            "reading_url": f"{place.url('editor_reading')}?row={row.key}",
            "seen": row.version,
            "template": f"meetings/editor/{KINDS[kind].template}",
            **KINDS[kind].context(found, None),
        }
    return {"name": name, "heading": heading, "context": context}


def form_page(request: PortalRequest, place: Place, form: Form, title: str, submit: str, **more: Any) -> HttpResponse:
    """A form under the title of what it does, with what it is done to."""
    crumbs = [*head(place)["crumbs"], {"label": _("Edit"), "url": place.url("editor")}]
    status = more.pop("status", 422 if form.errors else 200)
    context = {**head(place), "crumbs": crumbs, "form": form, "title": title, "submit": submit, **more}
    return render(request, "meetings/editor/form.html", context, status=status)
