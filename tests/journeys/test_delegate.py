"""D1 and D2: the next meeting and its hours, on a phone and at a desk, in every language, signed in and not."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import Locator, Page, expect

from portal.lib.dates import format_date, format_hours
from tests.journeys.conftest import NewPage
from tests.journeys.readers import assert_fits, in_each_language, signed_in_and_not
from tests.journeys.test_accessibility import violations

GROUP = "/groups/wg-open-data/"
CAM = "/groups/cam/2020-2021/schedule/"
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


def row(page: Page, day: dt.date) -> Locator:
    return page.locator("li.entry").filter(has=page.locator(f"time[datetime='{day}']"))


@signed_in_and_not
@in_each_language
def test_next_meeting_and_both_hours(screens: list[Page], language: str) -> None:
    for page in screens:
        meeting = _next_meeting(page, language)
        _public_document_opens(page)
        page.goto(meeting)
        expect(page.get_by_role("heading", name=WORDS[language][4], exact=True)).to_be_visible()
        assert_fits(page)
        _both_hours(page, language)
    assert violations(screens[-1]) == {}


def _next_meeting(page: Page, language: str) -> str:
    """Date, hour, room and status on the first screen of the group; gives the meeting's address."""
    subscribe, your_time, *_words, convened = WORDS[language]
    page.goto(GROUP, wait_until="networkidle")
    expect(page.locator("html")).to_have_attribute("lang", language)
    card = page.locator("main .card").first
    expect(card.locator(".status").first).to_have_text(convened)
    expect(card).to_contain_text(f"Lima, {your_time}")
    for part in (".card-date", ".card-date .status", ".hours", "p:has-text('Humboldt')"):
        box = card.locator(part).first.bounding_box()
        assert box, part
        assert box["y"] + box["height"] <= (page.viewport_size or {})["height"], part
    expect(page.locator("main .subscribe summary").first).to_have_text(subscribe)
    assert_fits(page)
    return str(card.get_by_role("link").first.get_attribute("href"))


def _public_document_opens(page: Page) -> None:
    page.locator("nav.tabs a[href$='/documents/'], .tabs a[href$='/documents/']").first.click()
    page.locator("main a[href^='/documents/']").first.click()
    page.wait_for_url("**/documents/*/")
    expect(page.locator("h1")).not_to_be_empty()
    assert_fits(page)


def _both_hours(page: Page, language: str) -> None:
    """The reader's own hours beside the venue's, until they are not wanted; on paper too, with the zone."""
    _subscribe, your_time, venue_only, own_too, *_rest = WORDS[language]
    page.goto(CAM, wait_until="networkidle")
    assert_fits(page)
    early, late = (format_hours(dt.time(hour, 30), None, language) for hour in (13, 14))
    for day, own in ((JANUARY, late), (MARCH, early)):
        expect(row(page, day).locator(".hours")).to_have_text(late)
        expect(row(page, day).locator(".reader")).to_contain_text(f"{own} ")
        expect(row(page, day).locator(".reader")).to_contain_text(f"{your_time} · {late} Washington")
    page.emulate_media(media="print")
    expect(page.locator("main").get_by_text("America/New_York")).to_be_visible()
    expect(row(page, MARCH).locator(".reader")).to_be_visible()
    page.emulate_media(media="screen")
    switch(page, venue_only)
    expect(page.locator("main")).not_to_contain_text("Lima")
    expect(page.locator("main")).to_contain_text("America/New_York")
    switch(page, own_too)
    expect(row(page, MARCH).locator(".reader")).to_contain_text(early)


def switch(page: Page, words: str) -> None:
    """A link for a stranger, a button for who has an account, which keeps the choice."""
    page.get_by_role("link", name=words).or_(page.get_by_role("button", name=words)).click()


@in_each_language
def test_meeting_prints_its_zone_and_date(new_page: NewPage, language: str) -> None:
    page = new_page(locale=language, timezone_id="America/Lima")
    page.goto(CAM, wait_until="networkidle")
    row(page, MARCH).locator("h4 a").click()
    page.emulate_media(media="print")
    card = page.locator("main .card")
    date = format_date(MARCH, language, weekday=True)
    expect(card.locator(".card-date")).to_contain_text(date[:1].upper() + date[1:])
    expect(card).to_contain_text("Washington, D.C. (UTC−4)")
    expect(card).to_contain_text(format_hours(dt.time(13, 30), None, language))
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
