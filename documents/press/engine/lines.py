"""Ends of lines: a space that ends a run of text may hang over the margin.

WeasyPrint 70 counts that space: where the words fit and the space does not, it breaks after the first word. This shows
where a citation, a link or emphasis follows a space at the very end of a line.
"""

from __future__ import annotations

from math import inf
from typing import Any

from weasyprint.layout import inline
from weasyprint.text.line_break import split_first_line as stock


def _split_first_line(text: str, style: Any, context: Any, max_width: float | None, *rest: Any, **more: Any) -> Any:
    result = stock(text, style, context, max_width, *rest, **more)
    length, resume_index = result[1:3]
    words = text.rstrip(" ")
    if resume_index is None or max_width in (None, inf) or words == text or style["white_space"] != "normal":
        return result
    # Only a line of a single word is suspect: looking again at all of them would cost a tenth of the layout
    if b" " in text.encode()[:length].rstrip() or stock(words, style, context, max_width, *rest, **more)[2] is not None:
        return result
    # The words fit: give the space the room that it takes beyond the margin
    return stock(text, style, context, max_width + style["font_size"], *rest, **more)


def install() -> None:
    """Put ours in its place."""
    inline.split_first_line = _split_first_line
