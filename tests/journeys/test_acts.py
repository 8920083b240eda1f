"""What becomes of a meeting: moved, postponed, split; with all that follows shown before it is done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.desk import Open, cell, row
from tests.journeys.readers import PHONE
from tests.journeys.schedules import Plan, make_plan
from tests.journeys.social_charter import LABEL, TERM, charter_plan, charter_rows
from tests.journeys.test_accessibility import violations


def act(page: Page, key: str, choice: str, *, typed: str = "") -> Locator:
    """Choose what becomes of a row from its menu, up to the preview; gives the preview."""
    row(page, key).locator("summary").click()
    page.get_by_role("link", name="Convene, postpone, cancel, move…").click()
    page.get_by_label(choice).check()
    if typed:
        page.get_by_label("New date, hours and room").fill(typed)
    page.get_by_role("button", name="Show what follows").click()
    return page.get_by_role("region", name="What follows")


def test_convened_meeting_gets_another_room_and_hour(at_desk: Open, shared: Path) -> None:
    plan = charter_plan(shared, january={"status": "convened"})
    page = at_desk(plan.editor)
    follows = act(page, "january", "Move it to another date, hour or room", typed="14:30-17:30, Simon Bolivar Room")
    now, then = follows.locator("dd").all()[:2]
    expect(now).to_contain_text(f"10:00 a.m. – 5:30 p.m. · {plan.room.capitalize()} Room")
    expect(then).to_contain_text("2:30 p.m. – 5:30 p.m. · Simón Bolívar Room")
    expect(follows).to_contain_text("People were told of this meeting: a notice is due.")
    assert violations(page) == {}
    page.get_by_role("button", name="Do it now").click()
    page.wait_for_url("**/edit/**")
    expect(cell(page, "january", "when")).to_contain_text("2:30 p.m. – 5:30 p.m.")
    expect(row(page, "january")).to_contain_text("changed at once")
    expect(row(page, "january")).to_contain_text("Notice not sent.")
    reader = at_desk(plan.schedule, stranger=True)  # without waiting for an adoption
    expect(reader.locator("#january")).to_contain_text("Simón Bolívar Room")
    expect(reader.locator("#january")).to_contain_text("changed")
    expect(reader.locator("main")).not_to_contain_text("Notice not sent")


def hanging(plan_slug: str) -> dict[str, Any]:
    """A deadline that is counted from the meeting of December."""
    anchor = {"anchor": "entry", "anchor_entry": f"{plan_slug}/{LABEL}#december"}
    return {"deadline": {**anchor, "direction": "before", "offset": 10, "unit": "working_days"}}


def test_meeting_is_postponed_until_further_notice(at_desk: Open, shared: Path) -> None:
    plan = charter_plan(shared, comments=lambda plan: hanging(plan.slug))
    page = at_desk(plan.editor)
    follows = act(page, "december", "Postpone it")
    expect(follows).to_contain_text("Its calendar entry is marked as cancelled.")
    decided = follows.get_by_role("group", name="Deadlines that hang on it")
    expect(decided).to_contain_text("Deadline for member states to submit comments.")
    expect(decided.get_by_role("checkbox")).not_to_be_checked()  # no date to count from: somebody decides
    page.get_by_label("They go to").select_option(label="Tue 15 January 2013")
    page.get_by_role("button", name="Do it now").click()
    page.wait_for_url("**/edit/**")
    expect(row(page, "december")).to_contain_text("postponed")
    expect(row(page, "january").locator("[data-item]")).to_have_count(2)
    page.goto(plan.schedule)
    struck = page.locator("#december")
    expect(struck).to_contain_text("Postponed until further notice.")
    assert struck.locator(".date-main").evaluate("date => getComputedStyle(date).textDecorationLine") == "line-through"
    assert page.locator("#schedule li.entry").evaluate_all("rows => rows.map(row => row.id)") == [
        *("first", "comments", "november", "december", "january")
    ]


def test_meeting_of_two_sittings_is_split(at_desk: Open, shared: Path) -> None:
    sittings = [
        {"on": "2012-11-13", "start": "10:00", "end": "13:00"},
        {"on": "2012-11-13", "start": "14:30", "end": "17:30"},
    ]
    plan = charter_plan(shared, november=lambda plan: {"meeting": {"sittings": sittings}})
    page = at_desk(plan.editor)
    act(page, "november", "Split it by its sittings")
    assert violations(page) == {}
    page.get_by_label("2. Start of negotiations on the draft plan of action.").select_option(label="sitting 2")
    page.get_by_role("button", name="Do it now").click()
    page.wait_for_url("**/edit/**")
    rows = page.locator("#rows tr")
    expect(rows).to_have_count(6)
    parts = page.locator("#rows tr").filter(has_text="Tue 13 November 2012")
    expect(parts).to_have_count(2)
    expect(parts.first).to_contain_text("10:00 a.m. – 1:00 p.m.")
    expect(parts.first.locator("[data-item] .text")).to_have_text(["Adoption of the negotiation procedure."])
    expect(parts.last).to_contain_text("2:30 p.m. – 5:30 p.m.")
    expect(parts.last.locator("[data-item] .text")).to_have_text(["Start of negotiations on the draft plan of action."])
    expect(parts.last).to_contain_text(f"{plan.room.capitalize()} Room")


def test_on_a_phone_the_box_of_a_deadline_stands_nearest_to_its_own(at_desk: Open, shared: Path) -> None:
    def rows(plan: Plan) -> list[dict[str, Any]]:
        made = charter_rows()
        one = next(each for each in made if each["key"] == "comments") | hanging(plan.slug)
        more = [one | {"key": f"comments-{number}"} for number in range(2)]
        return [*(each for each in made if each["key"] != "comments"), *more]

    plan = make_plan(shared, label=LABEL, term=TERM, entries=rows)
    page = at_desk(f"{plan.editor}rows/december/state/?act=postpone", **PHONE)
    labels, boxes = page.locator(".follows > label.choice").all(), page.locator(".follows > input").all()
    own, box, following = (each.bounding_box() for each in (labels[0], boxes[0], labels[1]))
    assert own
    assert box
    assert following
    assert box["y"] - own["y"] - own["height"] < following["y"] - box["y"] - box["height"]
