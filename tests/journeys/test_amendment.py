"""A plan that was adopted is amended: its draft, the difference, rev. 1 on page and paper, the version before."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.desk import Open, cell, row, saved
from tests.journeys.portal import Portal
from tests.journeys.printed import Printed
from tests.journeys.schedules import Plan


def test_plan_is_amended_and_adopted_as_a_revision(at_desk: Open, plan: Plan, portal: Portal) -> None:
    page = at_desk(plan.editor)
    cell(page, "second", "when").click()
    page.keyboard.type("4/1")
    page.keyboard.press("Enter")
    saved(page)
    row(page, "third").locator("summary").click()
    row(page, "third").get_by_role("button", name="Withdraw").click()
    expect(row(page, "third")).to_contain_text("withdrawn")
    page.get_by_role("link", name="Compare with").click()
    expect(page.locator("main")).to_contain_text("1 moved, 1 withdrawn")
    delegate = at_desk(f"{plan.schedule}#second", stranger=True)
    expect(delegate.locator("#second")).to_contain_text("18")  # what was adopted, until the revision is
    page.get_by_role("link", name="Adopt rev. 1").click()
    page.get_by_label("Approved at").select_option(index=1)
    page.get_by_role("button", name="Adopt", exact=True).click()
    expect(page.get_by_text("Adopted: rev. 1")).to_be_visible()
    delegate.reload()
    expect(delegate.locator("#second")).to_contain_text("changed in rev. 1")
    expect(delegate.locator("#second .date")).to_contain_text("April")
    expect(delegate.locator("#third")).to_have_count(1)  # a link to a row survives
    delegate.goto(f"{plan.schedule}#second")
    expect(delegate.locator("#second")).to_be_in_viewport()
    delegate.goto(f"{plan.schedule}versions/0/")  # what was approved stays readable, with the meeting that approved it
    expect(delegate.locator("main")).to_contain_text("This version is no longer in force.")
    expect(delegate.locator("main")).to_contain_text("18")
    expect(delegate.locator("main")).not_to_contain_text("April")
    delegate.get_by_role("link", name="at this meeting").click()
    expect(delegate.locator("main")).to_contain_text("Election of the Vice Chair")
    term = plan.schedule.removeprefix("/groups/").removesuffix("/schedule/")
    printed = Printed(portal.paper(term, "work-plan", language="en", style="oas")).text
    rows = printed.partition("SCHEDULE")[2]
    assert "changed" not in rows.partition("March 25, 2031")[0]
    assert "Cancelled changed Adoption of the report" in rows
    assert "changed" in rows.partition("April 1, 2031")[2][:200]
