"""Delegates as they come: on a phone and at a desk, in four languages, signed in and not."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

LANGUAGES = ("en", "es", "fr", "pt")
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
SCREENS = (PHONE, DESK)

in_each_language = pytest.mark.parametrize("language", LANGUAGES)
signed_in_and_not = pytest.mark.parametrize("who", ["stranger", "delegate"])

# A link within a sentence is as high as its line; everything that stands for itself is a target for a thumb.
SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input, select")]
  .filter((each) => each.checkVisibility() && !each.closest(".skip, p, dd, .facts-line, td, q, blockquote"))
  .map((each) => [each.textContent.trim() || each.name, each.getBoundingClientRect()])
  .filter(([_, box]) => box.height < 43.5 && box.width > 1)
  .map(([name, box]) => `${name}: ${box.height}`)"""


def is_phone(page: Page) -> bool:
    """Whether the page is read on the narrow screen."""
    return page.viewport_size == PHONE["viewport"]


def assert_fits(page: Page) -> None:
    """Nothing has to be scrolled sideways to, and on a phone each target is high enough for a thumb."""
    page.wait_for_load_state()  # a click on a link returns before the new page has anything to measure
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0, page.url
    if is_phone(page):
        assert page.evaluate(SMALL) == [], page.url
