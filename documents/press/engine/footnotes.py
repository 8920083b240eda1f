"""Footnotes stay on the page of their call.

Where a paragraph's line does not fit, WeasyPrint may move the page's footnotes to the next page to win room for it,
unless the line is in a column. It is told that every line is in one at that place, and only there.
"""

from __future__ import annotations

import sys
from typing import Any

from weasyprint.layout import LayoutContext
from weasyprint.layout.block import _linebox_layout

PLACE = _linebox_layout.__code__


def _get(self: Any) -> bool:
    # The caller is looked at because the same word decides how high the area of footnotes is
    return sys._getframe(1).f_code is PLACE or bool(self.__dict__.get("_in_column", False))


def _set(self: Any, value: bool) -> None:
    self.__dict__["_in_column"] = value


def install() -> None:
    """Have WeasyPrint keep footnotes with their calls."""
    LayoutContext.in_column = property(_get, _set)
