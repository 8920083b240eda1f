"""The walk over laid-out pages that gathers structure elements, one for each HTML element on however many pages."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from documents.press.engine.nodes import Annotation, Content, Node
from documents.press.engine.roles import ARTIFACT, HOLDS_NOTES, HOLDS_TEXT, NUMBERING, role_of


class Walker:
    """Gathers the nodes of all pages under one Document."""

    def __init__(self, language: str) -> None:
        self.root = Node("Document", None)
        self.language = language
        self.nodes: dict[Any, Node] = {}
        self.notes: dict[Any, Node] = {}
        self.heads: dict[Any, int] = {}
        self.artifacts: list[dict[int, str]] = []
        self.page = 0
        self._numbers: dict[Any, int] = {}

    def walk_page(self, number: int, page_box: Any, tags: dict[Any, dict[str, Any]]) -> None:
        """Flow first, then footnotes, then what the margins hold."""
        self.page = number
        self._numbers = {box: tag["mcid"] for box, tag in tags.items()}
        self.artifacts.append({})
        margins = [box for box in page_box.children if isinstance(box, boxes.MarginBox)]
        for box in page_box.children:
            if not isinstance(box, boxes.MarginBox):
                self._walk(box, self.root, self.language)
        for box in margins:
            self._discard(box, "/Pagination")
        # Whatever was painted and not met above is decoration
        for left in list(self._numbers.values()):
            self.artifacts[-1][left] = "/Layout"

    def _discard(self, box: Any, kind: str) -> None:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        number = self._numbers.pop(box, None)
        if number is not None:
            self.artifacts[-1][number] = kind
        for child in getattr(box, "children", ()):
            self._discard(child, kind)

    def _walk(self, box: Any, parent: Node, language: str) -> None:
        box = box._box if isinstance(box, AbsolutePlaceholder) else box
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            self._content(box, parent)
            return
        if box.is_leader:
            self._discard(box, "/Layout")
            return
        node: Node | None = parent
        if box.element is not None and not isinstance(box, boxes.FootnoteAreaBox):
            node = self._enter(box, parent, language)
            language = box.element.get("lang", language)
        if node is None:
            self._discard(box, "/Pagination" if box.element.tag == "thead" else "/Layout")
            return
        if box.link_annotation is not None:
            (node.ancestor("Link") or node).kids.append(Annotation(self.page, box.link_annotation))
        for child in box.children:
            self._walk(child, node, language)

    def _content(self, box: Any, parent: Node) -> None:
        number = self._numbers.pop(box, None)
        if number is None:
            return
        if not box.content_text.strip() and parent.role not in HOLDS_TEXT:
            self.artifacts[-1][number] = "/Layout"
            return
        if parent.role not in HOLDS_TEXT:
            parent = self._paragraph(box, parent)
        parent.kids.append(Content(self.page, number))

    def _paragraph(self, box: Any, parent: Node) -> Node:
        key = (box.element, "paragraph")
        if key not in self.nodes:
            self.nodes[key] = parent.add("P")
        return self.nodes[key]

    def _enter(self, box: Any, parent: Node, language: str) -> Node | None:
        """The node that the box's content goes to; None when it is an artifact."""
        element, pseudo = box.element, (box.element_tag or "").partition("::")[2]
        if pseudo == "footnote-call":
            return self._call(element, parent)
        if pseudo == "footnote-marker":
            return self._once((element, pseudo), self.notes.get(element, parent), "Lbl")
        if pseudo:
            return parent
        if element in self.notes:
            return parent if parent.ancestor("Note") else self.notes[element]
        if element.tag == "thead" and self.heads.setdefault(element, self.page) != self.page:
            return None
        if element in self.nodes:
            # Where the box is an anonymous one inside what its element made, stay there
            return self._innermost(element)
        role = role_of(element, language)
        if role == ARTIFACT:
            return None
        if role is None:
            return parent
        return self._make(element, role, parent, language)

    def _innermost(self, element: Any) -> Node:
        return self.nodes.get((element, "body"), self.nodes[element])

    def _once(self, key: Any, parent: Node, role: str) -> Node:
        if key not in self.nodes:
            self.nodes[key] = parent.add(role)
        return self.nodes[key]

    def _make(self, element: Any, role: str, parent: Node, language: str) -> Node:
        if role == "Lbl" and (item := parent.ancestor("LI")):
            # The label is printed in the item's first line, and belongs to the item
            node = Node("Lbl", item)
            item.kids.insert(0, node)
        elif role == "Link" and parent.role == "TOCI":
            node = parent.add("Reference").add("Link")
        else:
            node = parent.add(role)
        self.nodes[element] = node
        own = element.get("lang", language)
        if own != language:
            node.language = own
        if element.tag == "abbr":
            node.expansion = element.get("title", "")
        if role == "L":
            node.attributes["/List"] = {"ListNumbering": NUMBERING.get(element.get("class", ""), "/None")}
        if role == "LI":
            self.nodes[element, "body"] = node.add("LBody")
            return self.nodes[element, "body"]
        return node

    def _call(self, element: Any, parent: Node) -> Node:
        """A Reference where the call stands, and the Note in the nearest element that may hold one."""
        key = (element, "call")
        if key in self.nodes:
            return self.nodes[key]
        reference = parent.add("Reference")
        host: Node = parent.ancestor(*HOLDS_NOTES) or self.root
        note = host.add("Note")
        note.id = f"note-{len(self.notes) + 1}"
        if element.get("lang"):
            note.language = element.get("lang")
        self.nodes[key] = reference
        self.notes[element] = note
        return reference
