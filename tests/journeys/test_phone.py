"""D1: the next meeting on a phone, without an account."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import NewPage
from tests.journeys.kinds import KINDS, address_of
from tests.journeys.portal import Portal
from tests.journeys.readers import DESK, PHONE, assert_fits

GROUP = "/groups/wg-open-data/"


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


@pytest.mark.parametrize("kind", KINDS)
def test_targets_are_high_enough_for_a_thumb_and_nothing_is_beside_the_screen(
    phone: Page, portal: Portal, kind: str
) -> None:
    phone.goto(address_of(portal, kind))
    phone.locator("header summary").tap()
    phone.evaluate(
        "() => document.querySelectorAll('main details:not(.menu)').forEach((each) => { each.open = true; })"
    )
    assert_fits(phone)


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", ["home", "group", "schedule", "meeting", "calendar", "search", "changes", "plan"])
def test_first_visit_weighs_less_than_300_kilobytes(
    new_page: NewPage, portal: Portal, screen: dict[str, Any], kind: str
) -> None:
    """All that comes over the line to somebody who was never here, as compressed as it comes."""
    page = new_page(**screen)
    session = page.context.new_cdp_session(page)
    weights: list[int] = []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.goto(address_of(portal, kind), wait_until="networkidle")
    assert len(weights) > 8
    assert 20_000 < sum(weights) < 300_000


def test_public_document_opens_from_the_group(phone: Page) -> None:
    phone.goto(GROUP)
    phone.get_by_role("navigation").get_by_role("link", name="Documents").tap()
    phone.locator("main a[href^='/documents/']").first.tap()
    phone.wait_for_url("**/documents/*/")
    assert phone.locator("h1").inner_text()
