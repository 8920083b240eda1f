"""Which structure element an HTML element becomes; None is transparent: its content goes to what is around it."""

from __future__ import annotations

from typing import Any

ARTIFACT = "Artifact"

ROLES = {
    "section": "Sect",
    "nav": "TOC",
    "blockquote": "BlockQuote",
    "p": "P",
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "h4": "H4",
    "h5": "H5",
    "h6": "H6",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "a": "Link",
}
NUMBERING = {"decimal": "/Decimal", "alpha": "/LowerAlpha", "roman": "/LowerRoman", "bullet": "/Disc"}
# Content may stand in these; below any other role it needs a paragraph
HEADINGS = frozenset({"H1", "H2", "H3", "H4", "H5", "H6"})
HOLDS_TEXT = HEADINGS | {"P", "Caption", "TH", "TD", "Lbl", "LBody", "Link", "Span", "Note", "Reference"}
# Empty cells and rows give a table its shape
KEPT_EMPTY = frozenset({"Table", "TR", "TH", "TD"})
# A footnote's body may stand in these, and in no heading or link
HOLDS_NOTES = ("P", "LBody", "TD", "TH", "Caption", "Sect", "BlockQuote", "Document")


def role_of(element: Any, parent_language: str) -> str | None:
    """The role of an element: from its own attribute, from its tag, or Span where the language changes."""
    if element.get("aria-hidden") == "true":
        return ARTIFACT
    if forced := element.get("data-tag"):
        return str(forced)
    if role := ROLES.get(element.tag):
        return role
    if element.get("lang", parent_language) != parent_language and element.tag != "html":
        return "Span"
    if element.tag == "abbr" and element.get("title"):
        return "Span"
    return None
