"""What was changed or removed comes back: two clicks from the page of the thing, one from the bin."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.desk import Open, cell, row
from tests.journeys.readers import DESK, PHONE, assert_fits
from tests.journeys.schedules import Plan
from tests.journeys.test_accessibility import violations

on_each_screen = pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])


class Clicks:
    """Clicks and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def on(self, target: Locator) -> None:
        target.click()
        target.page.wait_for_load_state()  # a click returns before the new page has anything to measure
        self.count += 1


def new_person(page: Page, name: str) -> None:
    page.goto("/desk/person/new/")
    page.get_by_label("key", exact=False).first.fill(name.lower().replace(" ", "-"))
    page.get_by_label("Name", exact=False).first.fill(name)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def rename(page: Page, name: str) -> None:
    page.get_by_label("Name", exact=False).first.fill(name)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


@on_each_screen
def test_record_is_put_back_in_two_clicks_and_from_the_bin_in_one(at_desk: Open, screen: dict[str, Any]) -> None:
    page = at_desk("/desk/", **screen)
    name = f"Ana Ruiz {len(screen)}"
    new_person(page, name)
    address = page.url
    rename(page, "Ana Maria Ruiz")
    rename(page, "Ana M. Ruiz")
    clicks = Clicks()
    clicks.on(page.get_by_role("link", name="History"))
    assert_fits(page)
    assert violations(page) == {}
    first = page.get_by_role("listitem").filter(has_text="Recorded")
    expect(first).to_contain_text("To put it back would change")
    clicks.on(first.get_by_role("button", name="Put back this version"))
    expect(page.get_by_text("Put back. The version that stood until now is in the history.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert clicks.count == 2
    page.goto(address)
    page.get_by_text("Remove this record").click()
    page.get_by_label("Why (optional)").fill("Recorded twice")
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("It stays in the bin for ninety days.")).to_be_visible()
    page.goto("/desk/bin/")
    assert_fits(page)
    assert violations(page) == {}
    gone = page.get_by_role("listitem").filter(has_text="Recorded twice").filter(has_text=name)
    gone.get_by_role("button", name="Put back").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    assert page.url == address


@on_each_screen
def test_row_and_version_of_a_schedule_are_put_back(at_desk: Open, plan: Plan, screen: dict[str, Any]) -> None:
    page = at_desk(plan.editor)
    cell(page, "second", "when").click()
    page.keyboard.type("4/1")
    page.keyboard.press("Enter")
    expect(page.locator("#saved")).to_contain_text("All changes saved")
    page.goto(f"{plan.editor}adopt/")
    page.get_by_label("Approved at").select_option(index=1)
    page.get_by_role("button", name="Adopt", exact=True).click()
    expect(page.get_by_text("Adopted: rev. 1")).to_be_visible()
    page.set_viewport_size(screen["viewport"])
    page.goto(f"{plan.editor}rows/second/")
    clicks = Clicks()
    clicks.on(page.get_by_role("link", name="History"))
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    assert violations(page) == {}
    before = page.get_by_role("listitem").filter(has_text="As it was before")
    clicks.on(before.get_by_role("button", name="Put back this version"))
    assert clicks.count == 2
    expect(row(page, "second")).to_contain_text("18 March 2031")
    page.get_by_role("button", name="Undo").click()
    expect(row(page, "second")).not_to_contain_text("18 March 2031")
    page.goto(f"{plan.schedule}versions/0/")
    clicks = Clicks()
    clicks.on(page.get_by_role("button", name="Take this version up as a draft"))
    assert clicks.count == 1
    expect(page.locator("main")).to_contain_text("1 moved")
    page.goto(f"{plan.schedule}versions/1/")  # stays what was adopted
    expect(page.locator("#second")).to_contain_text("1")
