"""Writing of elements: everything that comes from a paper is escaped here, and nowhere else."""

from __future__ import annotations

import re
from html import escape

from documents.press.characters import clean

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
SAFE_URL = re.compile(r"(https?://|mailto:|#)[^\s<>\"]+", re.IGNORECASE)
# Beyond this a table is hostile or a mistake, and its layout takes minutes
MOST_SPAN = 40


def words(text: str) -> str:
    """Escaped text."""
    return escape(clean(text), quote=False)


def element(name: str, content: str, /, **attributes: str | None) -> str:
    """An element; empty attributes are left out, and `class_` and `data_tag` are `class` and `data-tag`."""
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(clean(value))}"' for key, value in attributes.items() if value
    )
    return f"<{name}{pairs}>{content}</{name}>"


def language_tag(language: str | None) -> str | None:
    """The tag where it is one."""
    return language if language and LANGUAGE_TAG.fullmatch(language) else None


def safe_url(url: str | None) -> str | None:
    """The address where it may be followed, else None."""
    return url if url and SAFE_URL.fullmatch(url) else None


def span(number: int) -> int:
    """A span within reason."""
    return max(1, min(number, MOST_SPAN))
