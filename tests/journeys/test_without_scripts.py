"""Everything public works without JavaScript."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accounts import sign_in
from tests.journeys.conftest import NewPage
from tests.journeys.kinds import KINDS, address_of
from tests.journeys.portal import Portal
from tests.journeys.readers import DESK, PHONE


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


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("kind", ["home", "group", "schedule", "meeting", "deadline", "calendar", "changes", "search"])
def test_page_says_without_scripts_all_that_it_says_with_them(
    new_page: NewPage, portal: Portal, screen: dict[str, Any], kind: str
) -> None:
    """In the hours of a zone that is known; what is copied by a script has a field to copy from besides."""
    said = []
    for scripts in (True, False):
        page = new_page(**screen, java_script_enabled=scripts)
        page.context.add_cookies([{"name": "zone", "value": "America/Lima", "url": portal.address}])
        page.goto(address_of(portal, kind), wait_until="networkidle" if scripts else "load")
        seen = page.locator("main").inner_text()
        said.append([line.strip() for line in seen.splitlines() if line.strip()])
    with_scripts, without = said
    assert without == with_scripts
    assert len(without) > 5


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_calendar_is_narrowed_and_turned_without_scripts(new_page: NewPage, screen: dict[str, Any]) -> None:
    plain = new_page(**screen, java_script_enabled=False)
    plain.goto("/calendar/?month=2012-10&view=list")
    if screen is PHONE:
        plain.locator(".narrow summary").click()
    plain.get_by_label("Organization").select_option(index=1)
    plain.locator("main").get_by_role("button", name="Show", exact=True).click()
    plain.wait_for_url("**organization=*")
    assert "month=2012-10" in plain.url
    plain.locator("main a[rel=next]").click()
    expect(plain.locator("main h2").first).to_have_text("November 2012")
    assert "organization=" in plain.url


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_delegate_follows_marks_and_switches_hours_without_scripts(
    new_page: NewPage, delegate: Path, screen: dict[str, Any]
) -> None:
    plain = new_page(**screen, storage_state=delegate, java_script_enabled=False)
    plain.goto("/groups/cam/2020-2021/schedule/?lang=en")
    plain.get_by_role("button", name="Venue time only").click()
    expect(plain.locator("#schedule")).not_to_contain_text("in Lima")
    plain.get_by_role("button", name="Show my own hours too").click()
    expect(plain.locator("#schedule")).to_contain_text("1:30 p.m. in Lima")
    plain.goto("/groups/rcsd/")
    follow = plain.get_by_role("button", name=re.compile("^Follow ?:"))
    follow.click()
    plain.get_by_role("button", name="Following").click()
    expect(follow).to_be_visible()


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
    expect(plain.locator("#schedule")).to_contain_text("1:30 p.m. in Lima")


def test_search_finds_without_scripts(plain: Page) -> None:
    plain.goto("/")
    plain.get_by_role("searchbox").first.fill("TM 24/05")
    plain.get_by_role("button", name="Find").first.click()
    expect(plain.locator("main")).to_contain_text("CAJP/GT/TM-24/05")


def test_account_opens_without_scripts(plain: Page) -> None:
    sign_in(plain, "secretariat")
    plain.goto("/desk/")
    expect(plain.get_by_role("heading", level=1)).to_be_visible()
