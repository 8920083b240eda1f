"""A session that ends while somebody works, and one that somebody ends from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from meetings.demo.accounts import DOMAIN, PASSWORD
from tests.journeys.accounts import another_secretary, end_sessions_in, sign_in
from tests.journeys.conftest import NewPage
from tests.journeys.desk import cell, saved
from tests.journeys.portal import Portal
from tests.journeys.readers import DESK, PHONE, SCREENS, assert_fits
from tests.journeys.schedules import Plan
from tests.journeys.test_accessibility import violations


class Reader:
    """Somebody signed in, in a browser whose clock is moved by hand."""

    def __init__(self, context: BrowserContext, shared: Path) -> None:
        self.shared, self.mailbox = shared, another_secretary(shared)
        self.page = context.new_page()
        self.page.clock.install()
        sign_in(self.page, self.mailbox)

    def is_away(self, seconds: int = 0) -> None:
        """For as long as a session lasts but for so many seconds."""
        end_sessions_in(self.shared, self.mailbox, seconds)
        self.page.clock.fast_forward("21:00")

    @property
    def banner(self) -> Any:
        return self.page.locator("#session-end")

    def signs_in_again(self) -> None:
        """By the banner's link, and back to where they were."""
        before = self.page.url
        self.banner.get_by_role("link", name="Sign in again").click()
        self.page.get_by_label("Email").fill(f"{self.mailbox}@{DOMAIN}")
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.locator("main").get_by_role("button", name="Sign in").click()
        expect(self.page).to_have_url(before)


@pytest.fixture(params=SCREENS, ids=["phone", "desk"])
def reader(browser: Browser, portal: Portal, shared: Path, request: pytest.FixtureRequest) -> Iterator[Reader]:
    context = browser.new_context(base_url=portal.address, locale="en-US", **request.param)
    yield Reader(context, shared)
    context.close()


def test_text_in_a_long_form_comes_back_after_signing_in_again(reader: Reader) -> None:
    page = reader.page
    page.goto("/preferences/")
    page.get_by_label("What it is for").fill("Script of the archive")
    reader.is_away()
    expect(reader.banner).to_contain_text("You have been signed out")
    assert_fits(page)
    assert violations(page) == {}
    reader.signs_in_again()
    expect(page.get_by_label("What it is for")).to_have_value("Script of the archive")
    expect(reader.banner).to_contain_text("It is not saved yet")
    page.get_by_role("button", name="Make a key").click()
    expect(page.locator("main")).to_contain_text("Your new key")
    page.goto("/preferences/")
    expect(page.get_by_label("What it is for")).to_have_value("")  # brought back once


def test_form_sent_after_the_end_is_kept_instead_of_sent(reader: Reader) -> None:
    page = reader.page
    page.goto("/preferences/")
    reader.page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    end_sessions_in(reader.shared, reader.mailbox, 0)
    page.get_by_label("What it is for").fill("Sent too late")
    page.evaluate("Date.now = () => new Date().getTime() + 30 * 60 * 1000")  # the page lay open for half an hour
    page.get_by_role("button", name="Make a key").click()
    expect(reader.banner).to_contain_text("You have been signed out")
    expect(page.get_by_label("What it is for")).to_have_value("Sent too late")


def test_open_page_warns_and_who_is_there_stays(reader: Reader) -> None:
    page = reader.page
    page.goto("/accounts/sessions/")
    reader.is_away(100)
    expect(reader.banner).to_contain_text("You will be signed out in a few minutes")
    assert_fits(page)
    page.get_by_role("button", name="Stay signed in").click()
    expect(reader.banner).to_be_hidden()
    page.reload()
    expect(page).to_have_url("/accounts/sessions/")


def test_text_in_the_editor_comes_back_after_signing_in_again(
    browser: Browser, portal: Portal, shared: Path, plan: Plan
) -> None:
    context = browser.new_context(base_url=portal.address, locale="en-US", timezone_id="America/New_York", **DESK)
    reader = Reader(context, shared)
    page = reader.page
    page.goto(plan.editor)
    cell(page, "second", "when").click()
    field = page.get_by_label("Date, hours and room", exact=True)
    field.fill("4/1 10-1")
    reader.is_away()
    expect(reader.banner).to_contain_text("You have been signed out")
    expect(field).to_have_value("4/1 10-1")
    reader.signs_in_again()
    expect(field).to_have_value("4/1 10-1")
    expect(reader.banner).to_contain_text("It is not saved yet")
    field.press("Enter")
    saved(page)
    expect(cell(page, "second", "when")).to_contain_text("Tue 1 April 2031")
    context.close()


def test_session_ended_from_elsewhere_ends_at_its_next_page(new_page: NewPage, shared: Path) -> None:
    mailbox = another_secretary(shared)
    here, there = new_page(), new_page(**PHONE)
    for page in (here, there):
        sign_in(page, mailbox)
    here.goto("/accounts/sessions/")
    expect(here.locator("main .rows > li")).to_have_count(2)
    assert_fits(here)
    assert violations(here) == {}
    here.locator("main").get_by_role("button", name="Sign out there").click()
    expect(here.locator("main .rows > li")).to_have_count(1)
    there.goto("/desk/")
    expect(there).to_have_url("/accounts/login/?next=/desk/")
    here.goto("/desk/")
    expect(here).to_have_url("/desk/")


def test_list_of_sessions_fits_a_phone(new_page: NewPage, shared: Path) -> None:
    page: Page = new_page(**PHONE)
    sign_in(page, another_secretary(shared))
    page.goto("/accounts/sessions/")
    assert_fits(page)
