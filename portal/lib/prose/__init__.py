"""Prose of papers and pages: a small subset of Markdown, read into plain blocks.

Paragraphs, lists (also labelled `(a)` and `(i)`), quotations, emphasis, strong, links, line breaks and footnotes.
Symbols in the text become citations. Headings, tables, pictures, code and HTML are not part of it and stay text.
"""

from portal.lib.prose.blocks import (
    Block,
    Citation,
    Emphasis,
    Footnote,
    FootnoteCall,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Marker,
    Paragraph,
    Prose,
    Quote,
    Strong,
    Text,
)
from portal.lib.prose.html import to_html
from portal.lib.prose.reading import read

__all__ = [
    "Block",
    "Citation",
    "Emphasis",
    "Footnote",
    "FootnoteCall",
    "Inline",
    "LineBreak",
    "Link",
    "List",
    "ListItem",
    "Marker",
    "Paragraph",
    "Prose",
    "Quote",
    "Strong",
    "Text",
    "read",
    "to_html",
]
