"""A reader sees how many notices are new until they are read; staff see what keeps a record from being removed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NewPage
from tests.journeys.desk import Open, cell, row
from tests.journeys.readers import DESK, PHONE, assert_fits, is_phone
from tests.journeys.social_charter import charter_plan
from tests.journeys.states import PASSWORD, make_states
from tests.journeys.test_accessibility import violations
from tests.journeys.test_acts import act
from tests.journeys.test_changes import convened_on

on_each_screen = pytest.mark.parametrize(
    ("screen", "day"), [(PHONE, "2013-01-29"), (DESK, "2013-01-30")], ids=["phone", "desk"]
)


@on_each_screen
def test_band_says_how_many_notices_are_new_until_they_are_read(
    at_desk: Open, new_page: NewPage, shared: Path, screen: dict[str, Any], day: str
) -> None:
    plan = charter_plan(shared, january=convened_on(day))
    member = f"state-1@{make_states(shared, plan.slug, 1)}"
    editor = at_desk(plan.editor)
    act(editor, "january", "Move it to another date, hour or room", typed="14:30-17:30, Simon Bolivar Room")
    editor.get_by_role("button", name="Do it now").click()
    editor.wait_for_url("**/edit/**")
    expect(cell(editor, "january", "when")).to_contain_text("Notice not sent.")
    reader = new_page(**screen)
    reader.goto("/accounts/login/")
    reader.get_by_label("Email").fill(member)
    reader.get_by_label("Password").fill(PASSWORD)
    reader.locator("main").get_by_role("button", name="Sign in").click()
    reader.wait_for_url("**/")
    reader.goto("/?lang=en")
    said = reader.locator(".band").get_by_role("link", name="not read")
    expect(said).to_have_count(0)

    row(editor, "january").get_by_role("link", name="Notice not sent.").click()
    editor.get_by_role("button", name="Send", exact=True).click()
    expect(editor.get_by_text("Sent to 1 person.")).to_be_visible()
    reader.reload()
    expect(said).to_have_accessible_name("Notices (1 not read)")
    assert_fits(reader)
    assert violations(reader) == {}
    said.click()
    expect(reader.get_by_text("One you have not read.")).to_be_visible()
    reader.get_by_role("button", name="Mark all as read").click()
    expect(reader.get_by_text("You have read all of them.")).to_be_visible()
    expect(said).to_have_count(0)


@on_each_screen
def test_what_keeps_a_record_from_going_is_one_click_away(at_desk: Open, screen: dict[str, Any], day: str) -> None:
    page = at_desk("/desk/organization/", **screen)
    page.locator("ul.rows a").first.click()
    page.get_by_text("Remove this record").click()
    page.get_by_label("Why").fill(f"Recorded twice on {day}")
    page.get_by_role("button", name="Remove", exact=True).click()
    refusal = page.get_by_role("alert")
    expect(refusal.get_by_role("heading")).to_have_text("It cannot be removed while others rest on it.")
    assert page.evaluate("document.scrollingElement.scrollWidth - innerWidth") <= 0
    lines = refusal.get_by_role("link")
    heights = [box["height"] for line in lines.all() if (box := line.bounding_box())]
    assert heights
    assert not is_phone(page) or min(heights) >= 44
    assert violations(page) == {}
    name = lines.first.text_content()
    lines.first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(name))
