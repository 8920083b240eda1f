"""Everything public works without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accounts import sign_in
from tests.journeys.conftest import NewPage
from tests.journeys.kinds import KINDS, address_of
from tests.journeys.portal import Portal


@pytest.fixture
def plain(new_page: NewPage) -> Page:
    return new_page(java_script_enabled=False)


@pytest.mark.parametrize("kind", KINDS)
def test_page_is_whole_without_scripts(plain: Page, portal: Portal, kind: str) -> None:
    answer = plain.goto(address_of(portal, kind))
    assert answer
    assert answer.status == 200
    expect(plain.locator("h1")).to_be_visible()
    expect(plain.locator("h1")).not_to_be_empty()
    expect(plain.locator("noscript")).to_have_count(0)
    expect(plain.locator("footer")).to_be_visible()


def test_menus_open_and_language_changes_without_scripts(plain: Page) -> None:
    plain.goto("/groups/cam/2020-2021/schedule/")
    plain.locator("main summary", has_text="Other languages and styles").click()
    expect(plain.get_by_role("link", name="Português", exact=True).first).to_be_visible()
    plain.locator("header summary").click()
    plain.locator("header a[hreflang=fr]").click()
    expect(plain.locator("html")).to_have_attribute("lang", "fr")


def test_reader_chooses_a_zone_without_scripts(plain: Page) -> None:
    plain.goto("/preferences/")
    plain.locator("select[name=zone]").select_option("America/Lima")
    plain.locator("main form button").first.click()
    plain.goto("/groups/cam/2020-2021/schedule/")
    expect(plain.locator("#schedule")).to_contain_text("13:30 in Lima")


def test_search_finds_without_scripts(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_role("searchbox").first.fill("TM 24/05")
    plain.get_by_role("button", name="Find").first.click()
    expect(plain.locator("main")).to_contain_text("CAJP/GT/TM-24/05")


def test_account_opens_without_scripts(plain: Page) -> None:
    sign_in(plain, "secretariat")
    plain.goto("/desk/")
    expect(plain.get_by_role("heading", level=1)).to_be_visible()
