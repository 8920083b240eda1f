"""D4: a calendar of one's own that fills itself."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import icalendar
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accounts import sign_in
from tests.journeys.conftest import NewPage
from tests.journeys.portal import Portal
from tests.journeys.readers import DESK, PHONE, assert_fits, in_each_language, signed_in_and_not
from tests.journeys.test_accessibility import violations

GROUPS = ("cam", "gtc-casa")
OWNERS: dict[str, tuple[str, dict[str, Any], dict[str, str]]] = {
    "peru": (
        "en",
        DESK,
        {
            "make": "Make a private calendar",
            "replace": "New address",
            "withdraw": "Withdraw",
            "withdrawn": "its address opens nothing any more",
        },
    ),
    "brazil": (
        "pt",
        PHONE,
        {
            "make": "Criar um calendário privado",
            "replace": "Novo endereço",
            "withdraw": "Retirar",
            "withdrawn": "o seu endereço já não abre nada",
        },
    ),
}


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def events_of(portal: Portal, path: str) -> dict[str, Any]:
    answer = portal.get(path)
    assert answer.status == 200, (answer.status, path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(answer.body).events}


def span(event: Any) -> tuple[str, str]:
    return str(event["DTSTART"].dt), str(event["DTEND"].dt)


def subscribed(page: Page, group: str) -> str:
    """The address that the page of a group offers."""
    page.goto(f"/groups/{group}/", wait_until="networkidle")  # the first page comes twice, once its zone is known
    page.locator("main .subscribe summary").click()
    menu = page.locator("main .subscribe .menu-sheet")
    assert_fits(page)
    address = menu.get_by_role("textbox").input_value()
    opens = menu.get_by_role("link").first
    expect(opens).to_have_attribute("href", f"webcal://{address.partition('://')[2]}")
    named = page.locator("link[rel=alternate][type='text/calendar']")
    assert named.get_attribute("href") == address
    return path_of(address)


@signed_in_and_not
@in_each_language
def test_delegate_subscribes_to_two_groups(screens: list[Page], portal: Portal, language: str) -> None:
    expected = [f"/groups/{group}/calendar.ics?lang={language}" for group in GROUPS]
    for page in screens:
        assert [subscribed(page, group) for group in GROUPS] == expected
        assert_fits(page)
    assert violations(screens[-1]) == {}
    _calendars_are_whole(portal, expected)


def _calendars_are_whole(portal: Portal, feeds: list[str]) -> None:
    """What stands in the files of both groups, and that they can be asked for again."""
    cam, casa = (events_of(portal, feed) for feed in feeds)
    assert not cam.keys() & casa.keys()
    assert events_of(portal, feeds[0]).keys() == cam.keys()
    assert ("2012-10-08", "2012-10-09") in [span(event) for event in casa.values() if "DTEND" in event]  # the deadline
    assert ("2012-10-09", "2012-10-31") in [span(event) for event in casa.values() if "DTEND" in event]  # the period
    day = next(event for event in cam.values() if str(event["DTSTART"].dt) == "2021-08-17")  # a row without an hour
    assert span(day) == ("2021-08-17", "2021-08-18")
    hours = {str(event["DTSTART"].dt) for event in cam.values()}
    assert {"2021-01-26 14:30:00-05:00", "2021-03-30 14:30:00-04:00"} <= hours
    for feed in feeds:
        text = portal.get(feed).text
        assert "BEGIN:VTIMEZONE\r\nTZID:America/New_York" in text
        again = portal.get(feed, If_None_Match=portal.get(feed).headers["etag"])
        assert (again.status, again.body) == (304, b"")


def test_what_is_off_is_marked(portal: Portal) -> None:
    living = events_of(portal, "/groups/wg-open-data/calendar.ics?lang=fr")
    off = [event for event in living.values() if str(event["STATUS"]) == "CANCELLED"]
    assert off
    assert all(re.match(r"Reportée|Annulée", str(event["SUMMARY"])) for event in off)
    assert {str(event["STATUS"]) for event in living.values()} == {"CONFIRMED", "TENTATIVE", "CANCELLED"}


def test_address_is_copied(new_page: NewPage) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/groups/cam/2020-2021/schedule/", wait_until="networkidle")
    page.locator("main .subscribe summary").click()
    button = page.locator("main .subscribe [data-copy]")
    button.click()
    expect(button).to_have_text("Copied")
    address = page.locator("main .subscribe").get_by_role("textbox").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == address
    expect(button).to_have_text("Copy the address")


def test_one_meeting_is_taken_over(page: Page) -> None:
    page.goto("/groups/wg-open-data/")
    page.locator(".card a").first.click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Add to my calendar").click()
    assert download.value.suggested_filename.endswith(".ics")
    with open(download.value.path(), "rb") as file:
        events = icalendar.Calendar.from_ical(file.read()).events
    assert len(events) >= 1
    assert all(str(event["URL"]) == page.url for event in events)


@pytest.mark.parametrize("mailbox", OWNERS)
def test_private_calendar_is_made_read_replaced_and_withdrawn(new_page: NewPage, portal: Portal, mailbox: str) -> None:
    language, screen, words = OWNERS[mailbox]
    page = new_page(**screen)
    sign_in(page, mailbox)
    page.goto(f"/calendars/?lang={language}")
    page.locator("main form select").first.select_option(index=0)
    page.get_by_role("button", name=words["make"]).click()
    assert_fits(page)
    first = path_of(page.locator(".private-made").get_by_role("textbox").input_value())
    assert events_of(portal, first)
    page.get_by_role("button", name=words["replace"]).first.click()
    expect(page.locator(".private-made").get_by_role("textbox")).not_to_have_value(re.compile(re.escape(first)))
    second = path_of(page.locator(".private-made").get_by_role("textbox").input_value())
    assert portal.get(first).status == 404
    assert events_of(portal, second)
    page.goto("/calendars/")
    assert_fits(page)
    expect(page.locator("main")).not_to_contain_text(second)
    page.get_by_role("button", name=words["withdraw"]).first.click()
    expect(page.get_by_text(words["withdrawn"])).to_be_visible()
    assert portal.get(second).status == 404
