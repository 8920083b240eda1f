"""D2: a delegate's own hours beside the venue's."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import NewPage

SCHEDULE = "/groups/cam/2020-2021/schedule/"
JANUARY, MARCH = "2021-01-26", "2021-03-30"


@pytest.fixture
def in_lima(new_page: NewPage) -> Page:
    page = new_page(timezone_id="America/Lima")
    page.goto(SCHEDULE)
    return page


def row(page: Page, day: str) -> Locator:
    return page.locator("li.entry").filter(has=page.locator(f"time[datetime='{day}']"))


def test_reader_in_lima_sees_both_hours_without_asking(in_lima: Page) -> None:
    for day, own in ((JANUARY, "2:30 p.m."), (MARCH, "1:30 p.m.")):
        both = f"{own} in Lima, your time · 2:30 p.m. Washington, D.C."
        expect(row(in_lima, day).locator(".reader")).to_have_text(both)
        expect(row(in_lima, day).locator(".hours")).to_have_text("2:30 p.m.")


def test_meeting_page_shows_both_hours_and_names_the_zones(in_lima: Page) -> None:
    row(in_lima, MARCH).get_by_role("link").first.click()
    card = in_lima.locator("main .card")
    expect(card).to_contain_text("2:30 p.m. Washington, D.C. (UTC−4)")
    expect(card).to_contain_text("1:30 p.m. in Lima, your time · 2:30 p.m. Washington, D.C.")


def test_switching_to_venue_time_changes_every_row_and_names_the_zone(in_lima: Page) -> None:
    expect(row(in_lima, JANUARY)).to_contain_text("Lima")
    in_lima.get_by_role("link", name="Venue time only").click()
    for day in (JANUARY, MARCH):
        expect(row(in_lima, day)).to_contain_text("2:30 p.m.")
    expect(in_lima.locator("main")).not_to_contain_text("Lima")
    expect(in_lima.locator("main")).to_contain_text(re.compile(r"Hours are those of Washington.*America/New_York"))
    in_lima.goto(SCHEDULE)
    expect(in_lima.locator("main")).not_to_contain_text("Lima")


def test_printing_prints_the_zone(in_lima: Page) -> None:
    expect(row(in_lima, MARCH).locator(".reader")).to_be_visible()
    in_lima.emulate_media(media="print")
    expect(in_lima.get_by_text("Hours are those of Washington")).to_be_visible()
    expect(row(in_lima, MARCH).locator(".reader")).to_be_visible()
    expect(in_lima.locator("header.band")).not_to_be_visible()


def test_reader_at_the_venue_sees_one_hour(page: Page) -> None:
    page.goto(SCHEDULE)
    expect(row(page, JANUARY).locator(".hours")).to_have_text("2:30 p.m.")
    page.reload()
    expect(row(page, JANUARY).locator(".reader")).to_have_count(0)
