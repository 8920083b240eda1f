"""The tree of bodies in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from groups.enums import BodyState
from groups.models import Body
from groups.pages.dates import capitalized
from groups.pages.header import term_label
from groups.queries.bodies import Node
from groups.queries.terms import current_term
from portal.lib.multilingual import Multilingual


def tree(nodes: list[Node], today: dt.date, next_words: Mapping[int, str]) -> list[dict[str, Any]]:
    """Nodes for components/bodies.html; `next_words` says, by body, when it meets next."""
    rows: dict[int, dict[str, Any]] = {}  # a joint body stands in several places

    def described(node: Node) -> dict[str, Any]:
        pk = node.body.pk
        if pk not in rows:
            rows[pk] = row(node.body, today, next_words.get(pk, ""))
        return rows[pk] | {"children": [described(child) for child in node.children]}

    return [described(node) for node in nodes]


def row(body: Body, today: dt.date, next_words: str = "") -> dict[str, Any]:
    """One body in a list, with its current or latest term."""
    term = current_term(body, today)
    ordinary = body.state == BodyState.ACTIVE
    return {
        "name": body.name,
        "url": body.get_absolute_url(),
        "acronym": body.acronym,
        "kind": capitalized(body.get_kind_display()),
        "state": "" if ordinary else body.state,
        "state_label": body.get_state_display(),
        "next": next_words,
        "term": term_label(term) if term else "",
        "term_url": term.get_absolute_url() if term else "",
        "title": term.title if term else Multilingual(),
    }
