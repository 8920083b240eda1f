"""One cell of a row, and what a kind of cell is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from meetings.drafts.rows import EditableRow
from meetings.pages.editor.content import Content, texts
from meetings.pages.editor.lines import Item, flat, items_of
from meetings.pages.editor.place import Place
from meetings.queries.named import Named
from portal.actors import Actor

Context = dict[str, Any]


@dataclass(frozen=True)
class Cell:
    """One cell of a row, `item` naming the agenda line where there is one."""

    name: str
    item: str
    row: EditableRow
    place: Place
    named: Named
    actor: Actor

    @property
    def content(self) -> Content:
        return self.row.content


@dataclass(frozen=True)
class Kind:
    """How a kind of cell opens (with what was typed, if anything), and what its form changes."""

    template: str
    context: Callable[[Cell, QueryDict | None], Context]
    changes: Callable[[Cell, QueryDict], dict[str, Any]]
    words: Callable[[Cell, QueryDict], str]
    """What was typed, in words, for who must choose between two versions."""


def find_line(content: Content, key: str) -> Item | None:
    """An agenda line by its key."""
    return next((item for item, _depth in flat(items_of(content)) if item["key"] == key), None)


def translated(value: Any, language: str, words: str) -> dict[str, str]:
    """A text of the record with other words in one language, or without them."""
    others = {code: text for code, text in texts(value).items() if code != language}
    return {**others, language: words} if words else others
