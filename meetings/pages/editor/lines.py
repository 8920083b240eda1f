"""Agenda lines in words, flat with their depth, each with its mandates and papers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from meetings.pages.editor.content import Content, texts
from meetings.pages.editor.place import Place
from meetings.queries.named import Named
from portal.lib.multilingual import Text

Item = Mapping[str, Any]


def flat(items: Iterable[Item], depth: int = 0) -> Iterator[tuple[Item, int]]:
    """Items in reading order with their depth."""
    for item in items:
        yield item, depth
        yield from flat(item.get("children") or [], depth + 1)


def items_of(content: Content) -> list[Item]:
    """The agenda of a row; none for what is no meeting."""
    return list((content.get("meeting") or {}).get("items") or [])


def lines_of(content: Content, place: Place, named: Named) -> list[dict[str, Any]]:
    """The row's own matter, if it has one, and its agenda."""
    lines = []
    text = texts(content.get("text"))
    items = list(flat(items_of(content)))
    several = len(items) > 1
    if text or not items:
        lines.append(
            {
                "cell": "text",
                "links_cell": "links",
                "item": "",
                "depth": 0,
                "number": "",
                "text": _shown(text.pick(place.language), place),
                "chips": citations(content, named),
            }
        )
    for item, depth in items:
        lines.append(
            {
                "cell": f"line.{item['key']}",
                "links_cell": f"links.{item['key']}",
                "item": item["key"],
                "depth": depth,
                "number": item.get("label") or ("•" if several else ""),
                "text": _shown(texts(item.get("text")).pick(place.language), place),
                "chips": [*mandate_chips(item, named), *paper_chips(item, named, place.language)],
            }
        )
    return lines


def _shown(text: Text, place: Place) -> dict[str, str]:
    foreign = text.language if text.text and text.language != place.language else ""
    return {"words": text.text, "foreign": foreign}


def citations(content: Content, named: Named) -> list[dict[str, str]]:
    """Instruments that the row itself cites."""
    chips = []
    for citation in content.get("citations") or []:
        instrument = named.instruments.get(citation["instrument"])
        symbol = citation.get("symbol") or (instrument.symbol if instrument else "") or citation["instrument"]
        chips.append({"symbol": symbol, "kind": "mandate"})
    return chips


def mandate_chips(item: Item, named: Named) -> list[dict[str, str]]:
    """Mandates that a line serves."""
    return [{"symbol": mandate_name(named, key), "kind": "mandate"} for key in item.get("mandates") or []]


def mandate_name(named: Named, key: str) -> str:
    """The symbol with its paragraphs."""
    mandate = named.mandates.get(key)
    if mandate is None:
        return key.rpartition("#")[2]
    numbers = mandate.provision.numbers if mandate.provision else ""
    symbol = mandate.printed or mandate.instrument.slug
    return f"{symbol} {_('paras. %(numbers)s') % {'numbers': numbers.replace('-', '–')}}" if numbers else symbol


def paper_chips(item: Item, named: Named, language: str) -> list[dict[str, str]]:
    """Papers before a line, by symbol or title."""
    chips = []
    for paper in item.get("papers") or []:
        document = named.documents.get(paper["document"])
        name = (document.symbol or document.title.pick(language).text) if document else paper["document"]
        chips.append({"symbol": name, "kind": "paper"})
    return chips
