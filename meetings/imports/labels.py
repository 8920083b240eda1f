"""Numbers, letters and bullets before an agenda line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from portal.lib.symbols import find_all

_BULLET = re.compile(r"(?:[•·▪●○■□◦‣∙*\uf0b7\uf0a7§➢➤►✓–—-]|o(?=\s{1,8}[A-Z“\"]))\s+|[•·▪●○■◦‣➢➤►\uf0b7\uf0a7](?=\S)")
_ROMAN = r"[ivxlIVXL]{1,6}"
_LABEL = re.compile(
    rf"(?:\d{{1,3}}(?:\.\d{{1,3}})*(?:\.-|[.)º°]|\.\))|\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?=\s)"
    rf"|\((?:\d{{1,3}}|[a-zA-Z]|{_ROMAN})\)|(?:{_ROMAN}|[a-zA-Z])(?:\.-|[.)])|\d{{1,2}}\s?[–—-](?=\s))"
    r"(?:\s+|(?=[A-ZÁÉÍÓÚÑÇ“\"«]))"
)
_WORDED = re.compile(
    r"(?:(?:Agenda )?Item|Tema|Punto|Point|Ponto|Item)\s+\d{1,3}(?:\.\d{1,2}|\s?\([a-z]\))*(?:\s*[.:)–—-]\s*|\s{2,})",
    re.IGNORECASE,
)
# `01.02.27` is a day and no decimal number.
_DATE = re.compile(r"(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d\d(?!\d)")
_HOUR = re.compile(
    r"\d{1,2}[.:]\d{2}\s?(?:[ap]\.?\s?m|h|(?:[-–—]|to|till|a(?: las)?|à|às)\s?\d{1,2}[.:]\d{2})"
    r"|\d{1,2}\.00\s|(?:0[7-9]|1\d|2[0-3])\.(?:15|30|45)\s+[A-Z]",
    re.IGNORECASE,
)
_PRESET = re.compile(r"1\.\s+")


@dataclass(slots=True)
class Item:
    """An agenda line: its label as printed, its text, and the lines below it."""

    label: str
    text: str
    items: list[Item] = field(default_factory=list)

    def as_json(self) -> dict[str, object]:
        """The item as the import's JSON has it."""
        return {"label": self.label, "text": self.text, "items": [item.as_json() for item in self.items]}


def split_label(text: str) -> tuple[str | None, str]:
    """The label and the rest; "" for a bullet, None for a line that has no label.

    A list whose numbers were lost is often written `1. 1. First`, `1. 2. Second`: the second number is the printed one.
    """
    text = text.strip()
    bullet = _BULLET.match(text)
    if bullet:
        inner = _LABEL.match(text[bullet.end() :])
        if inner is None or _DATE.match(text[bullet.end() :]):
            return "", text[bullet.end() :].strip()
        text = text[bullet.end() :]
    preset = _PRESET.match(text)
    if preset and (second := _LABEL.match(text[preset.end() :])) and not _is_symbol(text[preset.end() :]):
        text = text[preset.end() :]
        return second[0].strip(), text[second.end() :].strip()
    label = _WORDED.match(text) or _LABEL.match(text)
    if label is None or not text[label.end() :].strip() or _is_initial(text, label) or _DATE.match(text):
        return None, text
    return label[0].strip(), text[label.end() :].strip()


def _is_symbol(text: str) -> bool:
    found = find_all(text[:40])
    return bool(found and found[0].start == 0)


def _is_initial(text: str, label: re.Match[str]) -> bool:
    """`E. Albán` or `a. m.` are no labels; nor is the hour in `10.30 a.m.`."""
    if re.match(r"[ap]\.\s?m\b", text, re.IGNORECASE) or _is_symbol(text):
        return True
    return bool(_HOUR.match(text))


def kind_of(label: str) -> tuple[str, int]:
    """The series a label belongs to and how deep a decimal number is: `1.2` is below `1`."""
    core = label.strip("().-º°:–— ")
    bracketed = "(" if label.startswith("(") else ")" if label.endswith(")") else "."
    if not core:
        return "bullet", 0
    if re.fullmatch(r"\d+(?:\.\d+)+", core):
        return "decimal", core.count(".")
    if core.isdecimal():
        return f"number{bracketed}", 0
    if re.fullmatch(r"[ivxl]{2,}|[ivx]", core) and core not in ("c", "d"):
        return f"roman{bracketed}", 0
    if re.fullmatch(r"[IVXL]{2,}|[IVX]", core):
        return f"Roman{bracketed}", 0
    if len(core) == 1:
        return f"letter{bracketed}" if core.islower() else f"Letter{bracketed}", 0
    return "worded", 0
