"""D1: the next meeting on a phone, without an account."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import NewPage

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 3}
GROUP = "/groups/wg-open-data/"
# A link within a sentence is as high as its line; everything that stands for itself is a target for a thumb.
SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input, select")]
  .filter((each) => each.checkVisibility() && !each.closest(".skip, p, dd, .facts-line, td, q, blockquote"))
  .map((each) => [each.textContent.trim() || each.name, each.getBoundingClientRect()])
  .filter(([_, box]) => box.height < 43.5 && box.width > 1)
  .map(([name, box]) => `${name}: ${box.height}`)"""


@pytest.fixture
def phone(new_page: NewPage) -> Page:
    return new_page(**PHONE)


def test_first_screen_shows_when_where_and_whether(phone: Page) -> None:
    phone.goto(GROUP, wait_until="networkidle")  # by then the reader's own hours are there
    card = phone.locator(".card").first
    for part in (".card-date", ".card-date .status", ".hours"):
        box = card.locator(part).first.bounding_box()
        assert box, part
        assert box["y"] + box["height"] <= 844, part
        assert box["x"] >= 0, part
        assert box["x"] + box["width"] <= 390, part
    room = card.get_by_text("Humboldt Room").bounding_box()
    assert room
    assert room["y"] + room["height"] <= 844


@pytest.mark.parametrize(
    "path", [GROUP, "/", "/groups/", "/groups/cam/2020-2021/schedule/", "/groups/rcsd/2020-2021/plan/"]
)
def test_page_needs_no_sideways_scrolling(phone: Page, path: str) -> None:
    phone.goto(path)
    assert phone.evaluate("document.scrollingElement.scrollWidth") <= 390


@pytest.mark.parametrize("path", [GROUP, "/", "/groups/", "/groups/cam/2020-2021/schedule/"])
def test_targets_are_high_enough_for_a_thumb(phone: Page, path: str) -> None:
    phone.goto(path)
    phone.locator("header summary").tap()
    assert phone.evaluate(SMALL) == []


@pytest.mark.parametrize("path", [GROUP, "/", "/groups/cam/2020-2021/schedule/", "/groups/rcsd/2020-2021/plan/"])
def test_first_visit_weighs_less_than_300_kilobytes(phone: Page, path: str) -> None:
    session = phone.context.new_cdp_session(phone)
    weights: list[int] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    phone.goto(path, wait_until="networkidle")
    assert len(weights) > 8
    assert 20_000 < sum(weights) < 300_000


def test_public_document_opens_from_the_group(phone: Page) -> None:
    phone.goto(GROUP)
    phone.get_by_role("navigation").get_by_role("link", name="Documents").tap()
    phone.locator("main a[href^='/documents/']").first.tap()
    phone.wait_for_url("**/documents/*/")
    assert phone.locator("h1").inner_text()
