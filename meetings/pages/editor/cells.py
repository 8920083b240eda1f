"""The cells of a row: what each shows when it is opened, and what its form changes."""

from __future__ import annotations

import copy
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from meetings.pages.editor.cell import Cell, Context, Kind, find_line, translated
from meetings.pages.editor.content import span_of, texts
from meetings.pages.editor.kind_cell import kind_changes, kind_context, reason_changes, reason_context
from meetings.pages.editor.lines import items_of, mandate_name
from meetings.pages.editor.when import NotTakenError, opening_text, setting_of, understand
from meetings.queries.choices import documents_to_choose


# --- date, hours, room ------------------------------------------------------
def _when_context(cell: Cell, typed: QueryDict | None) -> Context:
    language = cell.place.language
    value = typed.get("typed", "") if typed is not None else opening_text(cell.content, cell.named.rooms, language)
    return {"value": value}


def _when_changes(cell: Cell, data: QueryDict) -> dict[str, Any]:
    span = span_of(cell.content)
    setting = setting_of(cell.place.term, cell.place.language, span.first if span else None)
    understood = understand(data.get("typed", ""), cell.content, cell.named.rooms, setting)
    changes = dict(understood.changes)
    if understood.kind and understood.kind != cell.row.kind:
        changes["kind"] = understood.kind
    return changes


# --- texts ------------------------------------------------------------------
def _text_of(cell: Cell) -> Any:
    if cell.item:
        item = find_line(cell.content, cell.item)
        return (item or {}).get("text")
    return cell.content.get("text") if cell.name == "text" else None


def _text_context(cell: Cell, typed: QueryDict | None) -> Context:
    text, language = texts(_text_of(cell)), cell.place.language
    shown = text.pick(language)
    foreign = bool(shown.text) and shown.language != language
    return {
        "value": typed.get("text", "") if typed is not None else text.get(language, ""),
        "language": language,
        "label": _("Agenda line") if cell.name == "line" else _("Matter"),
        "original": shown.text if foreign else "",
        "original_language": shown.language,
        "is_item": bool(cell.item),
        "is_line": cell.name == "line",
    }


def _text_changes(cell: Cell, data: QueryDict) -> dict[str, Any]:
    words = " ".join(data.get("text", "").split())
    if cell.name == "line":
        return _line_changes(cell, words)
    value = translated(_text_of(cell), cell.place.language, words)
    return {} if value == dict(texts(_text_of(cell))) else {"text": value}


def _line_changes(cell: Cell, words: str) -> dict[str, Any]:
    items = copy.deepcopy(items_of(cell.content))
    if not cell.item:
        if not words:
            return {}
        return {"meeting": {"items": _appended(items, {"text": {cell.place.language: words}})}}
    item = find_line({"meeting": {"items": items}}, cell.item)
    if item is None:
        raise NotTakenError(_("This line was removed meanwhile."))
    value = translated(item.get("text"), cell.place.language, words)
    if not value:
        return {"meeting": {"items": without_line(items, cell.item)}}
    if value == dict(texts(item.get("text"))):
        return {}
    item["text"] = value  # type: ignore[index]
    return {"meeting": {"items": items}}


def _appended(items: list[Any], new: dict[str, Any]) -> list[Any]:
    """A second line turns a matter alone into a numbered agenda; to a longer one, the operation gives its number."""
    if len(items) == 1 and not items[0].get("label"):
        key = "item-2" if items[0]["key"] != "item-2" else "item-1"
        return [{**items[0], "label": "1."}, {"key": key, "label": "2.", **new}]
    return [*items, new]


def without_line(items: list[Any], key: str) -> list[Any]:
    """The agenda without a line; what stood under it comes up to its place."""
    kept: list[Any] = []
    for item in items:
        below = without_line(item.get("children") or [], key)
        if item["key"] == key:
            kept += below
        else:
            kept.append({**item, "children": below} if item.get("children") else item)
    return kept


# --- mandates and papers ------------------------------------------------------
def _links_context(cell: Cell, typed: QueryDict | None) -> Context:
    mandates, papers = _held_links(cell)
    if typed is not None:
        mandates, papers = typed.getlist("mandates"), typed.getlist("papers")
    groups = [{"label": _("Mandates"), "name": "mandates", "choices": _mandate_choices(cell, mandates)}]
    if cell.item:
        language = cell.place.language
        documents = documents_to_choose(cell.actor, cell.place.schedule, papers)
        choices = [
            {
                "value": document.slug,
                "symbol": document.symbol or document.title.pick(language).text,
                "title": document.title.pick(language).text if document.symbol else "",
                "chosen": document.slug in papers,
            }
            for document in documents
        ]
        groups.append({"label": _("Papers"), "name": "papers", "choices": choices})
    return {"groups": groups}


def _mandate_choices(cell: Cell, chosen: list[str]) -> list[Context]:
    language, seen, choices = cell.place.language, set(), []
    for key, mandate in cell.named.mandates.items():
        value = key if cell.item else mandate.instrument.slug
        if value in seen:
            continue
        seen.add(value)
        choices.append(
            {
                "value": value,
                "symbol": mandate_name(cell.named, key) if cell.item else mandate.printed or mandate.instrument.slug,
                "title": mandate.instrument.title.pick(language).text,
                "chosen": value in chosen,
            }
        )
    others = [] if cell.item else [slug for slug in chosen if slug not in seen]
    return [*choices, *({"value": slug, "symbol": _symbol(cell, slug), "title": "", "chosen": True} for slug in others)]


def _symbol(cell: Cell, slug: str) -> str:
    instrument = cell.named.instruments.get(slug)
    return instrument.symbol if instrument and instrument.symbol else slug


def _held_links(cell: Cell) -> tuple[list[str], list[str]]:
    if not cell.item:
        return [citation["instrument"] for citation in cell.content.get("citations") or []], []
    item = find_line(cell.content, cell.item) or {}
    return list(item.get("mandates") or []), [paper["document"] for paper in item.get("papers") or []]


def _links_changes(cell: Cell, data: QueryDict) -> dict[str, Any]:
    mandates, papers = _held_links(cell)
    wanted, wanted_papers = data.getlist("mandates"), data.getlist("papers")
    if sorted(mandates) == sorted(wanted) and sorted(papers) == sorted(wanted_papers):
        return {}
    if not cell.item:
        held = {citation["instrument"]: citation for citation in cell.content.get("citations") or []}
        return {"citations": [held.get(slug, {"instrument": slug}) for slug in wanted]}
    items = copy.deepcopy(items_of(cell.content))
    item: Any = find_line({"meeting": {"items": items}}, cell.item)
    if item is None:
        raise NotTakenError(_("This line was removed meanwhile."))
    before = {paper["document"]: paper for paper in item.get("papers") or []}
    item["mandates"] = sorted(wanted)
    item["papers"] = [before.get(slug, {"document": slug}) for slug in wanted_papers]
    return {"meeting": {"items": items}}


def _chosen(cell: Cell, data: QueryDict) -> str:
    return ", ".join(value.rpartition("#")[2] for name in ("mandates", "papers") for value in data.getlist(name)) or "—"


KINDS: dict[str, Kind] = {
    "when": Kind("edit_when.html", _when_context, _when_changes, lambda cell, data: data.get("typed", "")),
    "text": Kind("edit_text.html", _text_context, _text_changes, lambda cell, data: data.get("text", "")),
    "line": Kind("edit_text.html", _text_context, _text_changes, lambda cell, data: data.get("text", "")),
    "kind": Kind("edit_kind.html", kind_context, kind_changes, lambda cell, data: data.get("kind", "")),
    "reason": Kind("edit_text.html", reason_context, reason_changes, lambda cell, data: data.get("text", "")),
    "links": Kind("edit_links.html", _links_context, _links_changes, _chosen),
}
