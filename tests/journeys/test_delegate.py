"""D1, D2 and D3 at a phone's width and at a desk's, in every language, signed in and not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from portal.lib.dates import format_date, format_hours
from tests.journeys.accounts import sign_in
from tests.journeys.conftest import NewPage
from tests.journeys.portal import Portal

GROUP = "/groups/wg-open-data/"
CAM = "/groups/cam/2020-2021/schedule/"
WIDTHS = {"phone": (390, 844), "desk": (1440, 900)}
JANUARY, MARCH = dt.date(2021, 1, 26), dt.date(2021, 3, 30)
WORDS = {
    "en": ("Subscribe", "your time", "Venue time only", "Show my own hours too", "Order of business", "convened"),
    "es": ("Suscribirse", "su hora", "Solo la hora del lugar", "Mostrar también mi hora", "Orden del día", "convocada"),
    "fr": (
        "S’abonner",
        "votre heure",
        "Heure du lieu seulement",
        "Afficher aussi mon heure",
        "Ordre du jour",
        "convoquée",
    ),
    "pt": (
        "Assinar",
        "sua hora",
        "Somente a hora do local",
        "Mostrar também a minha hora",
        "Ordem do dia",
        "convocada",
    ),
}


@pytest.fixture(scope="module")
def delegate(browser: Browser, portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The cookies of the delegate of Peru; whose hours are shown is left as it was found."""
    context = browser.new_context(base_url=portal.address, locale="en-US")
    sign_in(context.new_page(), "peru")
    path = tmp_path_factory.mktemp("delegate") / "cookies.json"
    context.storage_state(path=path)
    yield path
    context.close()


def row(page: Page, day: dt.date) -> Locator:
    return page.locator("li.entry").filter(has=page.locator(f"time[datetime='{day}']"))


def assert_fits(page: Page) -> None:
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("who", ["stranger", "delegate"])
@pytest.mark.parametrize("language", WORDS)
def test_next_meeting_and_both_hours(
    new_page: NewPage, request: pytest.FixtureRequest, language: str, who: str
) -> None:
    signed_in = {"storage_state": request.getfixturevalue("delegate")} if who == "delegate" else {}
    subscribe, your_time, venue_only, own_too, agenda, convened = WORDS[language]
    page = new_page(locale=language, timezone_id="America/Lima", **signed_in)
    for width, height in WIDTHS.values():
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{GROUP}?lang={language}", wait_until="networkidle")
        card = page.locator("main .card").first
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(card.locator(".status").first).to_have_text(convened)
        expect(card).to_contain_text(f"Lima, {your_time}")
        room = card.locator("p", has_text="Humboldt").bounding_box()
        assert room
        assert room["y"] + room["height"] <= height
        expect(page.locator("main .subscribe summary").first).to_have_text(subscribe)
        assert_fits(page)
        card.get_by_role("link").first.click()
        expect(page.get_by_role("heading", name=agenda, exact=True)).to_be_visible()
        assert_fits(page)
        page.goto(CAM, wait_until="networkidle")
        for day, own in ((JANUARY, "14:30"), (MARCH, "13:30")):
            expect(row(page, day).locator(".hours")).to_have_text(format_hours(dt.time(14, 30), None, language))
            expect(row(page, day).locator(".reader")).to_contain_text(f"{own} ")
            expect(row(page, day).locator(".reader")).to_contain_text(f"{your_time} · 14:30 Washington")
        switch(page, venue_only)
        expect(page.locator("main")).not_to_contain_text("Lima")
        expect(page.locator("main")).to_contain_text("America/New_York")
        switch(page, own_too)
        expect(row(page, MARCH).locator(".reader")).to_contain_text("13:30")


def switch(page: Page, words: str) -> None:
    """A link for a stranger, a button for who has an account, which keeps the choice."""
    page.get_by_role("link", name=words).or_(page.get_by_role("button", name=words)).click()


@pytest.mark.parametrize("language", WORDS)
def test_meeting_prints_its_zone_and_date(new_page: NewPage, language: str) -> None:
    page = new_page(locale=language, timezone_id="America/Lima")
    page.goto(CAM, wait_until="networkidle")
    row(page, MARCH).locator("h4 a").click()
    page.emulate_media(media="print")
    card = page.locator("main .card")
    date = format_date(MARCH, language, weekday=True)
    expect(card.locator(".card-date")).to_contain_text(date[:1].upper() + date[1:])
    expect(card).to_contain_text("Washington, D.C. (UTC−4)")
    expect(card).to_contain_text("13:30")
    expect(page.locator("main .actions").first).not_to_be_visible()
    expect(page.locator("main .share").first).not_to_be_visible()


def test_item_is_shared_by_its_own_address(new_page: NewPage) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(GROUP)
    page.locator("main .card a").first.click()
    item = page.locator(".agenda-full > li").nth(2)
    link = item.locator(".share").first
    link.focus()
    page.keyboard.press("Enter")
    expect(link).to_have_class("share shared")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == f"{page.url.partition('#')[0]}#{item.get_attribute('id')}"
    page.goto("/")
    page.goto(address)
    expect(item).to_be_in_viewport()
