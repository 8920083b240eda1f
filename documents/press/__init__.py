"""The press: official papers as a neutral tree, printed in a house style.

A paper is built from frozen dataclasses, all importable from here, and given to `documents.press.desk.print_paper`
(cached, in a process of its own) or to `documents.press.render` (here and now). README.md in this folder shows how.
"""

from documents.press.blocks import (
    Annex,
    Block,
    Diagram,
    DiagramItem,
    Heading,
    Item,
    Landscape,
    List,
    PageBreak,
    Paragraph,
    Particulars,
    Quote,
    Signature,
)
from documents.press.errors import PressError
from documents.press.inlines import (
    Citation,
    Emphasis,
    Footnote,
    Inline,
    LanguageLink,
    LanguageLinks,
    LineBreak,
    Link,
    Strong,
    Text,
    line,
)
from documents.press.paper import Masthead, Paper, Parent
from documents.press.tables import (
    Cell,
    GridRow,
    Month,
    MonthGrid,
    Note,
    Row,
    Schedule,
    ScheduleRow,
    Table,
    months_between,
)

__all__ = [
    "Annex", "Block", "Cell", "Citation", "Diagram", "DiagramItem", "Emphasis", "Footnote", "GridRow", "Heading",
    "Inline", "Item", "Landscape", "LanguageLink", "LanguageLinks", "LineBreak", "Link", "List", "Masthead", "Month",
    "MonthGrid", "Note", "PageBreak", "Paper", "Paragraph", "Parent", "Particulars", "PressError", "Quote", "Row",
    "Schedule", "ScheduleRow", "Signature", "Strong", "Table", "Text", "line", "months_between",
]  # fmt: skip
