"""A schedule of Word is pasted, looked at, imported and adopted: the first thing that a secretariat does."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.desk import Open
from tests.journeys.portal import CHECKOUT
from tests.journeys.rows import rows_of
from tests.journeys.schedules import Plan, make_plan
from tests.journeys.social_charter import LABEL, TERM
from tests.journeys.test_accessibility import violations

SOURCE = CHECKOUT / "tests" / "meetings" / "imports" / "sources" / "work-plan-2012-2013.txt"
DAYS = [
    *("2012-09-19", "2012-10-02", "2012-10-08", "2012-10-09", "2012-11-13", "2012-12-12"),
    *("2013-01-15", "2013-02-19", "2013-03-26", "2013-04-09", "2013-04-23", "2013-05-07"),
]


def empty_term(shared: Path) -> Plan:
    """A term that has no schedule yet."""
    return make_plan(shared, label=LABEL, term=TERM, state=None)


def pasted(page: Page, plan: Plan) -> None:
    """The table from the clipboard into the form, as text."""
    page.goto(f"{plan.schedule}import/")
    text = SOURCE.read_text()
    page.get_by_label("Paste the schedule").fill(text[text.index("\tSCHEDULE OF MEETINGS") :])
    page.get_by_role("button", name="Show what is understood").click()
    expect(page.get_by_role("heading", name="Rows", exact=True)).to_be_visible()


def test_pasted_schedule_is_looked_at_imported_and_adopted(at_desk: Open, shared: Path) -> None:
    plan = empty_term(shared)
    page = at_desk("/")
    pasted(page, plan)
    rows = page.get_by_role("listitem").filter(has=page.get_by_role("checkbox"))
    expect(page.locator("main")).to_contain_text("12 rows (meeting: 10, deadline: 1, period: 1)")
    expect(rows).to_have_count(13)  # twelve rows, and what is offered
    deadline = rows.filter(has_text="8 October 2012")
    expect(deadline).to_contain_text("Deadline")
    expect(deadline).to_contain_text("year inferred")
    expect(rows.filter(has_text="9–30 October 2012")).to_contain_text("Period")
    twice = rows.filter(has_text="2 October 2012").filter(has_text="Simón Bolívar Room")
    expect(twice).to_contain_text("Tuesday")
    expect(twice).to_contain_text("10:00 a.m. – 1:00 p.m. · 2:30 p.m. – 5:30 p.m.")
    expect(twice).to_contain_text("weekday inferred")
    expect(page.get_by_role("region", name="What does not agree")).to_contain_text("7 May 2013")
    offered = rows.filter(has_text="31 October 2012")
    expect(offered.get_by_role("checkbox")).not_to_be_checked()
    expect(offered).to_contain_text("Distribution")
    assert violations(page) == {}
    elsewhere = at_desk(plan.schedule)
    expect(elsewhere.locator("#schedule li.entry")).to_have_count(0)  # nothing is saved so far
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text("12 rows imported into the draft.")).to_be_visible()
    assert [row.machine for row in rows_of(page)] == DAYS
    delegate = at_desk("/", stranger=True)
    assert delegate.goto(plan.schedule).status in (200, 404)  # type: ignore[union-attr]
    expect(delegate.locator("#schedule li.entry")).to_have_count(0)
    page.goto(plan.editor)
    page.get_by_role("link", name="What is proposed").click()
    page.get_by_role("link", name="Circulate").click()
    page.get_by_role("button", name="Circulate", exact=True).click()
    page.get_by_role("link", name="Adopt…", exact=True).click()
    page.get_by_label("Approved at").select_option(index=10)
    page.get_by_role("button", name="Adopt", exact=True).click()
    delegate.goto(plan.schedule)
    assert [row.machine for row in rows_of(delegate)] == DAYS
    shown = rows_of(delegate)
    assert shown[1].hours == ["10:00 a.m. – 1:00 p.m.", "2:30 p.m. – 5:30 p.m."]
    assert shown[1].room == "Simón Bolívar Room"
    assert [len(row.items) for row in shown] == [4, 0, 0, 0, 2, 0, 0, 0, 0, 2, 2, 2]


def test_preview_is_gone_through_by_keyboard_alone(at_desk: Open, shared: Path) -> None:
    plan = empty_term(shared)
    page = at_desk(f"{plan.schedule}import/")
    page.get_by_label("Paste the schedule").focus()
    page.keyboard.insert_text("3 October 2012\n10:00 a.m. to noon\nTalks. Texts go out on 5 October 2012.")
    page.keyboard.press("Tab")
    for _ in range(6):
        if page.evaluate("document.activeElement.textContent").strip() == "Show what is understood":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Rows", exact=True)).to_be_visible()
    for _ in range(60):
        if page.evaluate("document.activeElement.value ?? ''").startswith("suggestion"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_text("2 rows imported into the draft.")).to_be_visible()
    assert [row.machine for row in rows_of(page)] == ["2012-10-03", "2012-10-05"]
