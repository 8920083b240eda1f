"""Footnotes and their marks in plain text: marks are dropped, the notes are kept apart."""

from __future__ import annotations

import re

from meetings.imports.spaces import squeeze
from meetings.imports.stream import Line

_BOOKMARK = re.compile(r"\[bookmark:[^\]]*\]\s?")
_REFERENCE = re.compile(r"\[footnoteRef:\d+\]")
_INLINE = re.compile(r"\[(\d{1,3}):\s*(?:\.\s*)?([^\[\]]*(?:\[[^\]]*\][^\[\]]*)*)\]")
_SUPERSCRIPT = r"[\u00b9\u00b2\u00b3\u2070-\u2079]+"
_NOTE = re.compile(
    rf"\s*(?P<mark>\ufffd\.?|{_SUPERSCRIPT}|\d{{1,2}}/|\[\d{{1,2}}\]|\*{{1,3}}|[†‡])\.?\s+(?P<text>\S.*)"
)
_MARK = re.compile(
    rf"(?<=\S)(?:\s?{_SUPERSCRIPT}|\s?[†‡]|\s?\*{{1,3}}|\s?(?<![\d/])\d{{1,2}}/|\[\d{{1,2}}\])(?=[\s.,;:)\t]|$)|\ufffd\.?"
)
_ALONE = re.compile(rf"\s*(?:/|\*{{1,3}}|{_SUPERSCRIPT}|\d{{1,2}}/|[†‡]|\ufffd\.?)\s*")
_ALWAYS = re.compile(rf"\ufffd\.?|{_SUPERSCRIPT}|[†‡]")
_AFTER_A_WORD = re.compile(r"(?<=[\w”\")])(\*{1,3}|\s\d{1,2}/|\[\d{1,2}\])(?=[\s.,;:)]|$)")


def drop_marks(text: str) -> str:
    """A text without its footnote marks."""
    return _MARK.sub("", text)


def take_notes(lines: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], list[Line]]:
    """The lines without footnotes and marks, and the footnotes; a line that is a mark alone becomes empty."""
    called = {match[1].strip() for _number, text in lines for match in _AFTER_A_WORD.finditer(text)}
    called |= {text.strip() for _number, text in lines if _ALONE.fullmatch(text)}
    kept: list[tuple[int, str]] = []
    notes: list[Line] = []
    for number, raw in lines:
        text = _REFERENCE.sub("", _BOOKMARK.sub("", raw))
        for inline in _INLINE.finditer(text):
            notes.append(Line(squeeze(inline[2]), number))
        text = _INLINE.sub("", text)
        note = _NOTE.fullmatch(text.strip("\t"))
        if note and (_ALWAYS.fullmatch(note["mark"]) or note["mark"] in called):
            notes.append(Line(squeeze(note["text"]), number))
            continue
        kept.append((number, "" if _ALONE.fullmatch(text) else _MARK.sub("", text)))
    return kept, notes
