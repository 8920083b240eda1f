"""Tags of a press paper: replaces WeasyPrint's own, which makes one element for each fragment of a page."""

from __future__ import annotations

from typing import Any

import pydyf

from documents.press.engine.cells import describe_tables
from documents.press.engine.nodes import Annotation, Content, Node
from documents.press.engine.roles import KEPT_EMPTY
from documents.press.engine.walker import Walker


def add_tags(pdf: Any, document: Any, page_streams: list[Any]) -> None:
    """Add the structure tree to the file."""
    root = document._html.etree_element
    walker = Walker(root.get("lang", ""))
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        walker.walk_page(number, page._page_box, stream._tags)
        mark_artifacts(stream, walker.artifacts[number])
    describe_tables(walker.nodes, root)
    walker.root.prune(KEPT_EMPTY)
    _label_links(walker)
    Tree(pdf, page_streams).write(walker.root)


def mark_artifacts(stream: Any, kinds: dict[int, str]) -> None:
    """Turn marked content into artifacts, in the page's own operators."""
    if not kinds:
        return
    for index, item in enumerate(stream.stream):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in kinds:
            stream.stream[index - 1] = "/Artifact"
            stream.stream[index] = pydyf.Dictionary({"Type": kinds[item["MCID"]]})


def _label_links(walker: Walker) -> None:
    """What a link is announced as: its words, not its target."""
    for element, node in walker.nodes.items():
        if isinstance(element, tuple) or node.role != "Link":
            continue
        words = " ".join("".join(element.itertext()).split()) or element.get("href", "")
        for kid in node.kids:
            if isinstance(kid, Annotation):
                kid.dictionary["Contents"] = pydyf.String(words)


class Tree:
    """Writes nodes as objects of the file."""

    def __init__(self, pdf: Any, page_streams: list[Any]) -> None:
        self.pdf = pdf
        self.pages = pdf.page_references
        self.parents: list[dict[int, Any]] = [{} for _ in page_streams]
        self.counts = [len(stream._tags) for stream in page_streams]
        self.annotations: list[Any] = []
        self.ids: dict[str, Any] = {}

    def write(self, root: Node) -> None:
        """The whole tree, the tables that lead back to it, and what the catalog says of it."""
        tree = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self.pdf.add_object(tree)
        for node in root.walk():
            node.dictionary = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}"})
            self.pdf.add_object(node.dictionary)
        for node in root.walk():
            self._fill(node, tree)
        tree["K"] = pydyf.Array([root.dictionary.reference])
        tree["ParentTree"] = self._parent_tree()
        tree["ParentTreeNextKey"] = len(self.pages) + len(self.annotations)
        if self.ids:
            tree["IDTree"] = self._id_tree()
        catalog = self.pdf.catalog
        catalog["StructTreeRoot"] = tree.reference
        catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _fill(self, node: Node, tree: Any) -> None:
        out = node.dictionary
        out["P"] = node.parent.dictionary.reference if node.parent else tree.reference
        page = next((kid.page for kid in node.kids if isinstance(kid, Content)), None)
        if page is not None:
            out["Pg"] = self.pages[page]
        out["K"] = pydyf.Array([self._kid(kid, node, page) for kid in node.kids])
        if node.language:
            out["Lang"] = pydyf.String(node.language)
        if node.expansion:
            out["E"] = pydyf.String(node.expansion)
        if node.id:
            out["ID"] = pydyf.String(node.id)
            self.ids[node.id] = out.reference
        owned = [_attributes(owner, values) for owner, values in node.attributes.items() if values]
        if owned:
            out["A"] = owned[0] if len(owned) == 1 else pydyf.Array(owned)

    def _kid(self, kid: Node | Content | Annotation, node: Node, page: int | None) -> Any:
        if isinstance(kid, Node):
            return kid.dictionary.reference
        if isinstance(kid, Annotation):
            kid.dictionary["StructParent"] = len(self.pages) + len(self.annotations)
            self.annotations.append(node.dictionary.reference)
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.dictionary.reference, "Pg": self.pages[kid.page]})
        self.parents[kid.page][kid.number] = node.dictionary.reference
        if kid.page == page:
            return kid.number
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self.pages[kid.page], "MCID": kid.number})

    def _parent_tree(self) -> Any:
        numbers = pydyf.Array()
        for page, count in enumerate(self.counts):
            row = pydyf.Array([self.parents[page].get(number, "null") for number in range(count)])
            self.pdf.add_object(row)
            numbers.extend([page, row.reference])
        for key, reference in enumerate(self.annotations, start=len(self.pages)):
            numbers.extend([key, reference])
        return self._object(pydyf.Dictionary({"Nums": numbers}))

    def _id_tree(self) -> Any:
        names = pydyf.Array()
        for name in sorted(self.ids):
            names.extend([pydyf.String(name), self.ids[name]])
        return self._object(pydyf.Dictionary({"Names": names}))

    def _object(self, item: Any) -> Any:
        self.pdf.add_object(item)
        return item.reference


def _attributes(owner: str, values: dict[str, Any]) -> Any:
    out = pydyf.Dictionary({"O": owner})
    for key, value in values.items():
        out[key] = pydyf.Array([pydyf.String(name) for name in value]) if isinstance(value, list) else value
    return out
