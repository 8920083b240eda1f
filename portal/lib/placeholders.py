"""Placeholders in braces, such as {date}: what is wrong with them in a text, and the text with their values."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
BRACE = re.compile(r"[{}]")


def unknown(text: str, allowed: Collection[str]) -> list[str]:
    """The placeholders that are none of those allowed, as typed and each once."""
    return list(dict.fromkeys(found[0] for found in PLACEHOLDER.finditer(text) if found[1] not in allowed))


def unclosed(text: str) -> bool:
    """Whether a brace is opened and not closed, or closed and not opened."""
    return BRACE.search(PLACEHOLDER.sub("", text)) is not None


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its values; empty where one of them is missing or empty, as it would be a sentence with a hole."""
    if any(not values.get(found[1]) for found in PLACEHOLDER.finditer(text)):
        return ""
    return PLACEHOLDER.sub(lambda found: values[found[1]], text)
