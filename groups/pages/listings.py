"""Numbered and nested lists as the plan numbers them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from groups.enums import Numbering
from groups.models import Listing, ListingItem, WorkingRule
from groups.queries.records import may_know
from portal.actors import Actor

TYPES = {Numbering.DECIMAL: "1", Numbering.LOWER_ALPHA: "a", Numbering.LOWER_ROMAN: "i"}


def listing(actor: Actor, record: Listing) -> dict[str, Any]:
    """A list with its label, title, introduction, source and items: {name, note, url, items}, nested."""
    children: dict[int | None, list[ListingItem]] = defaultdict(list)
    for item in record.items.all():
        children[item.parent_id].append(item)

    def rows(parent: int | None) -> list[dict[str, Any]]:
        return [
            {
                "name": item.name,
                "note": item.note,
                "url": item.body.get_absolute_url() if item.body and may_know(actor, item) else "",
                "items": rows(item.pk),
            }
            for item in children[parent]
        ]

    return {
        "key": record.key,
        "label": record.label,
        "title": record.title or record.get_kind_display(),
        "introduction": record.introduction,
        "source": record.source,
        "type": TYPES.get(Numbering(record.numbering), ""),
        "plain": record.numbering == Numbering.NONE,
        "items": rows(None),
    }


def rules(rows: Iterable[WorkingRule]) -> list[Any]:
    """The wordings of the rules of work."""
    return [row.wording for row in rows]
