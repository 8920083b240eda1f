"""A meeting in a room, and under a chair, that another group has at the same hour."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.desk import Open, cell, row, saved
from tests.journeys.schedules import Plan
from tests.journeys.social_charter import charter_plan
from tests.journeys.test_accessibility import violations

TYPED = "11/13 3-4pm Guerrero"
OTHER = "Joint Working Group"
REASON = "They end early that day"


def chaired_by_peru(shared: Path) -> Plan:
    """A group whose chair is of the state that chairs the joint working group too."""
    tenure = {"delegation": "per", "how_began": "elected", "began": "2012-09-06"}
    return charter_plan(shared, term={"posts": [{"key": "chair", "role": "chair", "tenures": [tenure]}]})


def test_clash_is_named_before_it_is_saved_and_kept_with_its_reason(at_desk: Open, shared: Path) -> None:
    plan = chaired_by_peru(shared)
    page = at_desk(plan.editor)
    cell(page, "december", "when").click()
    page.keyboard.type(TYPED)
    reading = row(page, "december").locator(".reading")
    expect(reading).to_contain_text("Guerrero Room is taken by")  # while it is typed
    expect(reading).to_contain_text(OTHER)
    page.keyboard.press("Enter")
    held = cell(page, "december", "when").get_by_role("alert")
    expect(held.locator("li").filter(has_text="Guerrero Room is taken by").filter(has_text=OTHER)).to_be_visible()
    apart = held.locator("li").all_inner_texts()
    assert apart.index("Room") < apart.index("Officers")  # each under its own heading
    assert any("Peru chairs both here and in" in said for said in apart[apart.index("Officers") :])
    assert violations(page) == {}
    elsewhere = at_desk(plan.editor)
    expect(cell(elsewhere, "december", "when")).to_contain_text("Wed 12 December 2012")
    page.keyboard.press("Enter")  # without a reason it still waits
    expect(page.locator("#saved")).to_contain_text("a change waits in its cell")
    page.get_by_label("Not saved. Mend it, or say why it stands").fill(REASON)
    page.keyboard.press("Enter")
    saved(page)
    expect(cell(page, "december", "when")).to_contain_text("Tue 13 November 2012")
    expect(row(page, "december").locator(".remark-clash").first).to_be_visible()
    expect(row(page, "december")).to_contain_text(REASON)
    page.reload()
    expect(row(page, "december")).to_contain_text(REASON)


def test_clash_is_mended_by_keyboard_alone(at_desk: Open, shared: Path) -> None:
    plan = charter_plan(shared)
    page = at_desk(plan.editor)
    cell(page, "december", "when").locator(".cell-open").focus()
    page.keyboard.press("Enter")
    page.keyboard.type(TYPED)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Not saved. Mend it, or say why it stands")).to_be_visible()
    expect(page.get_by_label("Date, hours and room", exact=True)).to_be_focused()  # to be mended
    page.keyboard.press("Control+a")
    page.keyboard.type("12/12 3-4pm")
    page.keyboard.press("Enter")
    saved(page)
    expect(cell(page, "december", "when")).to_contain_text("3:00 p.m. – 4:00 p.m.")
    expect(row(page, "december").locator(".remark-clash")).to_have_count(0)
