"""Labels of list items, as each house prints them."""

from __future__ import annotations

from documents.press.blocks import Item, List

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def roman(number: int) -> str:
    """Small roman numeral of a positive number."""
    out = []
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        out.append(letters * count)
    return "".join(out)


def letters(number: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    out = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        out = chr(ord("a") + rest) + out
    return out


def label(block: List, index: int, language: str) -> str:
    """The label printed before an item: its own, else the counted one; empty for a plain list."""
    item: Item = block.items[index]
    if item.label:
        return item.label
    number = max(block.start, 1) + index
    match block.kind:
        case "decimal":
            return f"{number}."
        case "alpha" | "roman":
            counted = letters(number) if block.kind == "alpha" else roman(number)
            return f"({counted})" if language == "en" else f"{counted})"
        case "bullet":
            return "•"
        case _:
            return ""
