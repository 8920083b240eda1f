"""The schedule editor in a real browser: by mouse, by keyboard alone, by two people, without scripts, on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.desk import Open, cell, focus_in, lines, row, saved
from tests.journeys.portal import Portal
from tests.journeys.schedules import Plan, make_plan, meeting
from tests.journeys.test_accessibility import violations


def test_secretary_edits_by_mouse_and_undoes(at_desk: Open, plan: Plan) -> None:
    page = at_desk(plan.schedule)
    page.get_by_role("link", name="Edit", exact=True).click()
    cell(page, "second", "when").click()
    field = page.get_by_label("Date, hours and room", exact=True)
    expect(field).to_have_value(f"18 March 2031, 10:00-13:00, {plan.room.capitalize()} Room")
    field.fill(f"4/1 10-1, 2:30-5:30 {plan.room[:5]}")
    reading = page.locator("#row-second .reading")
    expect(reading).to_contain_text("Tue 1 April 2031")
    expect(reading).to_contain_text("10:00 a.m. – 1:00 p.m., 2:30 p.m. – 5:30 p.m.")
    page.locator("h1").click()  # leaving the cell saves it
    saved(page)
    expect(cell(page, "second", "when")).to_contain_text("was Tue 18 March 2031")
    assert page.locator("#rows tr").last.get_attribute("id") == "row-second"  # rows keep the order of their dates
    page.get_by_role("button", name="Undo").click()
    expect(cell(page, "second", "when")).not_to_contain_text("was")
    assert page.locator("#rows tr").last.get_attribute("id") == "row-third"
    page.get_by_role("button", name="Redo").click()
    expect(cell(page, "second", "when")).to_contain_text("Tue 1 April 2031")


def test_cell_opens_where_a_tall_row_leaves_it_blank(at_desk: Open, plan: Plan) -> None:
    page = at_desk(plan.editor)
    box = cell(page, "first", "when").bounding_box()
    assert box
    page.mouse.click(box["x"] + 20, box["y"] + box["height"] - 6)
    expect(page.get_by_label("Date, hours and room", exact=True)).to_be_focused()


def test_lines_are_added_dragged_and_removed_by_mouse(at_desk: Open, plan: Plan) -> None:
    page = at_desk(plan.editor)
    row(page, "first").hover()
    cell(page, "first", "line").click()
    page.keyboard.type("Next meeting")
    page.keyboard.press("Enter")
    expect(row(page, "first").locator("[data-item]")).to_have_count(4)
    page.keyboard.press("Escape")
    grips = row(page, "first").locator(".grip")
    grips.nth(3).hover()
    page.mouse.down()
    for number in (2, 1, 0):
        box = grips.nth(number).bounding_box()
        assert box
        page.mouse.move(box["x"] + 4, box["y"] + 2, steps=8)
        page.wait_for_timeout(200)  # a line that slides aside takes no other place meanwhile
    page.mouse.up()
    saved(page)
    expect(row(page, "first").locator("[data-item] .number").first).to_have_text("1.")
    expect(row(page, "first").locator("[data-item] .text").first).to_contain_text("Next meeting")
    row(page, "first").locator("[data-item] .text .cell-open").nth(1).click()
    page.get_by_role("button", name="Deeper, as a sub-item").click()
    expect(row(page, "first").locator("[data-item]").nth(1)).to_have_attribute("data-depth", "1")
    row(page, "first").locator("[data-item] .text .cell-open").nth(3).click()
    page.get_by_role("button", name="Remove the line").click()
    expect(row(page, "first").locator("[data-item]")).to_have_count(3)
    assert lines(page, "first") == ["1. Next meeting", "(a) Negotiation of the draft", "2. Statements"]


def test_whole_change_is_made_by_keyboard_alone(at_desk: Open, plan: Plan) -> None:
    page = at_desk(plan.schedule)
    page.get_by_role("link", name="Edit", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/edit/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if focus_in(page) == ["opening", "when"]:
            break
    assert focus_in(page) == ["opening", "when"]
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focus_in(page) == ["second", "when"]
    page.keyboard.press("Enter")
    expect(page.get_by_label("Date, hours and room", exact=True)).to_be_focused()
    page.keyboard.type("4/1 10-1")
    page.keyboard.press("Enter")
    saved(page)
    expect(cell(page, "second", "when")).to_contain_text("Tue 1 April 2031")
    assert focus_in(page) == ["second", "when"]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert focus_in(page) == ["second", "line.1"]
    page.keyboard.press("Control+z")
    expect(cell(page, "second", "when")).to_contain_text("Tue 18 March 2031")
    page.keyboard.press("Control+Shift+Z")
    expect(cell(page, "second", "when")).to_contain_text("Tue 1 April 2031")


def test_lines_are_written_and_ordered_by_keyboard_alone(at_desk: Open, plan: Plan) -> None:
    page = at_desk(plan.editor)
    cell(page, "first", "line.1").locator(".cell-open").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#told")).to_have_text("Line 2 of 3")
    assert lines(page, "first") == ["1. Statements", "2. Negotiation of the draft", "3. Other business"]
    assert focus_in(page) == ["first", "line.1"]
    page.keyboard.press("Alt+ArrowRight")
    expect(row(page, "first").locator("[data-item='1']")).to_have_attribute("data-depth", "1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focus_in(page) == ["first", "line"]
    page.keyboard.press("Enter")
    page.keyboard.type("Date of the next meeting")
    page.keyboard.press("Enter")
    page.keyboard.type("Closing")  # the next line is ready to be written, however slow the server
    page.keyboard.press("Enter")
    expect(row(page, "first").locator("[data-item]")).to_have_count(5)
    page.keyboard.press("Escape")
    assert lines(page, "first")[-1] == "4. Closing"
    for count in (4, 3):
        page.keyboard.press("Control+z")
        expect(row(page, "first").locator("[data-item]")).to_have_count(count)


def test_new_rows_are_typed_one_after_the_other(at_desk: Open, plan: Plan) -> None:
    page = at_desk(plan.editor)
    page.get_by_label("New row: date, hours and room").fill("deadline 2 April 6 pm")
    expect(page.locator("#new-reading")).to_contain_text("Deadline")
    page.keyboard.press("Tab")
    page.keyboard.type("Comments on the draft")
    page.keyboard.press("Enter")
    expect(page.locator("#rows tr")).to_have_count(5)
    expect(page.get_by_label("New row: date, hours and room")).to_be_focused()
    page.keyboard.type("3/13")
    page.keyboard.press("Tab")
    page.keyboard.type("Briefing")
    page.keyboard.press("Enter")
    expect(page.locator("#rows tr")).to_have_count(6)
    keys = [each.get_attribute("data-row") or "" for each in page.locator("#rows tr").all()]
    assert keys == ["opening", "first", "meeting-2031-03-13", "second", "third", "deadline-2031-04-02"]


def test_what_is_not_understood_waits_in_its_cell(at_desk: Open, plan: Plan) -> None:
    page = at_desk(plan.editor)
    cell(page, "second", "when").click()
    page.keyboard.type("45/45")
    page.keyboard.press("Tab")
    expect(page.locator("#saved")).to_have_text("Not saved yet: a change waits in its cell")
    expect(page.get_by_label("Date, hours and room", exact=True)).to_have_value("45/45")
    expect(row(page, "second")).to_contain_text("“45/45” is no date")
    page.get_by_label("Date, hours and room", exact=True).fill("4/1")
    page.keyboard.press("Enter")
    saved(page)


def test_two_people_see_both_versions_and_choose(at_desk: Open, plan: Plan) -> None:
    ana, ben = at_desk(plan.editor), at_desk(plan.editor)
    cell(ben, "second", "when").click()
    expect(ben.get_by_label("Date, hours and room", exact=True)).to_be_focused()
    cell(ana, "second", "when").click()
    ana.keyboard.type("4/1")
    ana.keyboard.press("Enter")
    saved(ana)
    ben.keyboard.type("4/8")
    ben.keyboard.press("Enter")
    both = cell(ben, "second", "when")
    expect(both).to_contain_text("Nothing is lost: choose")
    expect(both.locator("dd").first).to_have_text("4/8")
    expect(both.locator("dd").last).to_contain_text("1 April 2031")
    ben.get_by_role("button", name="Save mine").click()
    saved(ben)
    expect(cell(ben, "second", "when")).to_contain_text("Tue 8 April 2031")
    expect(cell(ana, "second", "when")).to_contain_text("Tue 8 April 2031")  # by itself, a few seconds later


def test_clash_is_held_until_it_has_a_reason(at_desk: Open, plan: Plan) -> None:
    page = at_desk(plan.editor)
    cell(page, "second", "when").click()
    page.keyboard.type("3/11 12-2")
    page.keyboard.press("Tab")
    held = cell(page, "second", "when")
    expect(held).to_contain_text(f"{plan.room.capitalize()} Room is taken by")
    expect(page.locator("#saved")).to_contain_text("a change waits")
    page.get_by_label("Not saved. Mend it, or say why it stands").fill("The first meeting ends early")
    page.keyboard.press("Enter")
    saved(page)
    for key in ("first", "second"):  # said on both rows concerned
        expect(row(page, key).locator(".remark-clash")).to_have_count(1)
    page.keyboard.press("Control+z")
    for key in ("first", "second"):
        expect(row(page, key).locator(".remark-clash")).to_have_count(0)


def test_every_cell_can_be_edited_without_scripts(at_desk: Open, plan: Plan) -> None:
    page = at_desk(plan.editor, java_script_enabled=False)
    cell(page, "second", "when").locator("a").click()
    page.locator("#when [name='typed']").fill("45/45")
    page.locator("#when").get_by_role("button", name="Save").click()
    expect(page.get_by_text("“45/45” is no date")).to_be_visible()
    page.locator("#when [name='typed']").fill("4/1 10-1")
    page.locator("#when").get_by_role("button", name="Save").click()
    expect(cell(page, "second", "when")).to_contain_text("Tue 1 April 2031")
    page.get_by_role("button", name="Undo").click()
    expect(cell(page, "second", "when")).not_to_contain_text("was")


def test_small_correction_on_a_phone(at_desk: Open, plan: Plan) -> None:
    page = at_desk(plan.editor, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    cell(page, "second", "when").tap()
    field = page.get_by_label("Date, hours and room", exact=True)
    field.fill("18 Mar 3-6")
    row(page, "second").get_by_role("button", name="Save", exact=True).tap()
    saved(page)
    expect(cell(page, "second", "when")).to_contain_text("3:00 p.m. – 6:00 p.m.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_editor_breaks_no_rule_of_accessibility(at_desk: Open, plan: Plan, scheme: str) -> None:
    page = at_desk(plan.editor, color_scheme=scheme)
    assert violations(page) == {}
    cell(page, "second", "when").click()
    page.keyboard.type("3/11 12-2")
    page.keyboard.press("Enter")
    expect(page.locator("#row-second [name='reason']")).to_be_visible()
    assert violations(page) == {}
    page.get_by_label("Not saved. Mend it").fill("They share it")
    page.keyboard.press("Enter")
    saved(page)
    row(page, "third").locator("summary").click()
    row(page, "third").get_by_role("button", name="Withdraw").click()
    expect(row(page, "third")).to_contain_text("withdrawn")
    for name in ("kind", "line.1", "links.1"):
        cell(page, "first", name).locator(".cell-open").click()
        expect(cell(page, "first", name).locator("form")).to_be_visible()
        assert violations(page) == {}
        page.keyboard.press("Escape")
    row(page, "first").locator("[name='keys']").check()
    assert violations(page) == {}


@pytest.mark.parametrize(
    "tail", ["rows/first/", "rows/first/state/?act=cancel", "difference/", "adopt/", "move/?keys=first"]
)
def test_pages_of_one_deed_break_no_rule_of_accessibility(at_desk: Open, plan: Plan, tail: str) -> None:
    page = at_desk(f"{plan.editor}{tail}")
    expect(page.locator("h1")).to_be_visible()
    assert violations(page) == {}


def test_three_hundred_rows_stay_fluid(at_desk: Open, portal: Portal, shared: Path) -> None:
    days = [f"2031-{month:02d}-{day:02d}" for month in range(1, 13) for day in range(1, 26)]
    plan = make_plan(
        shared, entries=[meeting(f"day-{day}", day, "Matter", "Second matter") for day in days], state="draft"
    )
    page = at_desk(plan.editor)
    expect(page.locator("#rows tr")).to_have_count(300)
    target = cell(page, "day-2031-06-10", "line.1")
    target.locator(".cell-open").focus()
    page.keyboard.press("Enter")
    page.keyboard.type(" in detail")
    page.evaluate(
        "() => { window.pressed = performance.now(); new MutationObserver(() => window.shown ??= performance.now())"
        ".observe(document.getElementById('saved'), { attributes: true, attributeFilter: ['class'] }); }"
    )
    page.keyboard.press("Enter")
    saved(page)
    expect(target).to_contain_text("Matter in detail")
