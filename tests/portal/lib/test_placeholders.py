"""Placeholders in braces: the unknown, the unclosed, and what they are filled with."""

from __future__ import annotations

import pytest

from portal.lib.placeholders import filled, unclosed, unknown

VALUES = {"group": "GT/TM", "date": "20 October 2026", "room": ""}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{group} meets on {date}", []),
        ("{rom} and {Date}, {rom} again", ["{rom}", "{Date}"]),
        ("{ date } has spaces, {} is empty", ["{ date }", "{}"]),
    ],
)
def test_unknown_placeholders_are_named_once(text: str, found: list[str]) -> None:
    assert unknown(text, VALUES) == found


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("{date}", False), ("plain", False), ("{date", True), ("date}", True), ("{{date}}", True), ("{da{date}", True)],
)
def test_braces_come_in_pairs(text: str, wrong: bool) -> None:
    assert unclosed(text) is wrong


def test_values_are_filled_in_once_and_never_read_again() -> None:
    assert filled("{group}: {date}", VALUES) == "GT/TM: 20 October 2026"
    assert filled("{group}", {"group": "{date}", "date": "x"}) == "{date}"


def test_a_text_with_a_hole_is_no_text() -> None:
    assert filled("In the {room}", VALUES) == ""
    assert filled("At {hour}", VALUES) == ""
