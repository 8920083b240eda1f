"""Documents ten working days before a meeting: over a holiday, without it, and when the meeting moves by a week."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.clock import day_in
from tests.journeys.conftest import Mailing
from tests.journeys.desk import Open
from tests.journeys.social_charter import charter_plan
from tests.journeys.states import make_states, own_holiday
from tests.journeys.test_accessibility import violations
from tests.journeys.test_acts import act


def record_rule(page: Page, plan_slug: str) -> None:
    """A rule of the body alone, so that no other journey counts by it."""
    page.get_by_role("link", name="New rule").click()
    page.get_by_label("English").first.fill("Documents")
    page.get_by_label("Key").fill(f"documents-{plan_slug}"[:60])
    page.get_by_label("Body, where it is not for all").select_option(label=f"Working Group {plan_slug[6:]}")
    page.get_by_label("Offset").fill("10")
    page.get_by_label("Unit").select_option(label="working days")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def test_corrected_rule_and_meeting_put_off_propose_and_change_nothing_unasked(at_desk: Open, shared: Path) -> None:
    day = day_in(days=60)
    january = {"start": day.isoformat(), "end": day.isoformat(), "meeting": {"sittings": []}}
    plan = charter_plan(shared, january=january, term={"ended": "2099-12-31"})
    make_states(shared, plan.slug, 2)
    ruled = f"{plan.schedule}deadlines/"
    page = at_desk(ruled)
    record_rule(page, plan.slug)
    rule = page.url
    page.goto(rule)
    page.get_by_label("member", exact=True).check()
    page.get_by_role("button", name="Save").click()
    page.goto(ruled)
    page.get_by_label("Documents: 10 working days before the meeting (asks: all members)").check()
    page.locator("input[name=meetings][value=january]").check()
    page.get_by_role("button", name="Set the deadlines").click()
    expect(page.get_by_text("Nothing is saved and nothing has been sent yet.")).to_be_visible()
    expect(page.get_by_role("list").filter(has_text="Delegate 1, Delegate 2").first).to_be_visible()
    assert violations(page) == {}
    page.get_by_role("button", name="Set the deadlines").click()
    listed = page.get_by_role("region", name="Deadlines of this schedule").get_by_role("listitem")
    documents = listed.filter(has_text="Documents")
    expect(documents).to_contain_text("10 working days before the meeting of")

    page.goto(rule)
    page.get_by_label("Offset").fill("15")
    page.get_by_role("button", name="Save").click()
    page.goto(ruled)
    corrected = page.get_by_role("region", name="Their rule has changed")
    expect(corrected.locator("del").last).to_contain_text("10 working days before the meeting of")
    expect(corrected).to_contain_text("→ 15 working days before the meeting of")
    expect(documents).to_contain_text("10 working days before the meeting of")
    assert violations(page) == {}
    corrected.get_by_role("button", name="Take the new dates").click()
    expect(page.get_by_text("Nothing is saved and nothing has been sent yet.")).to_be_visible()
    page.get_by_role("button", name="Take the dates").click()
    expect(documents).to_contain_text("15 working days before the meeting of")

    page.goto(plan.editor)
    follows = act(page, "january", "Postpone it")
    expect(follows).to_contain_text("then proposes to take it away")
    page.get_by_role("button", name="Do it now").click()
    page.wait_for_url("**/edit/**")
    page.goto(ruled)
    lost = page.get_by_role("region", name="What they hang on has no date any more")
    expect(lost).to_contain_text("→ no date yet")
    lost.get_by_role("button", name="Take the dates away").click()
    expect(documents).to_contain_text("no date yet")
    expect(documents).to_contain_text("(postponed)")
    expect(lost).to_have_count(0)


def test_deadline_by_rule_follows_holiday_and_meeting_only_when_asked(
    at_desk: Open, shared: Path, mailing: Mailing
) -> None:
    plan = charter_plan(shared)
    domain = make_states(shared, plan.slug, 2)
    holiday = own_holiday(shared, plan.slug, "2013-01-01")
    ruled = f"{plan.schedule}deadlines/"
    page = at_desk(ruled)
    record_rule(page, plan.slug)
    page.goto(ruled)
    page.get_by_label("Documents: 10 working days before the meeting").check()
    page.get_by_label("15 January 2013").check()
    page.get_by_role("button", name="Set the deadlines").click()
    expect(page.get_by_text("1 deadline set.")).to_be_visible()
    assert violations(page) == {}

    listed = page.get_by_role("region", name="Deadlines of this schedule").get_by_role("listitem")
    documents = listed.filter(has_text="Documents")
    expect(documents).to_contain_text("31 December 2012")
    expect(documents).to_contain_text("10 working days before the meeting of 15 January 2013")
    reader = at_desk(plan.schedule, stranger=True)
    due = reader.locator("li.entry-deadline").filter(has_text="Documents")
    expect(due).to_contain_text("10 working days before the meeting of 15 January 2013")
    expect(due.locator(".date")).to_contain_text("31")

    page.goto(holiday)
    page.locator("details.remove summary").click()
    page.get_by_role("button", name="Remove").click()
    page.goto(ruled)
    moved = page.get_by_role("region", name="What they hang on has moved")
    expect(moved).to_contain_text("31 December 2012 → 1 January 2013")
    expect(documents).to_contain_text("31 December 2012")
    page.get_by_role("button", name="Take the new dates").click()
    expect(documents).to_contain_text("1 January 2013")
    expect(moved).to_have_count(0)

    with mailing() as mailbox:
        page.goto(plan.editor)
        act(page, "january", "Move it to another date, hour or room", typed="22 Jan")
        page.get_by_role("checkbox", name="Documents").uncheck()
        page.get_by_role("button", name="Do it now").click()
        page.wait_for_url("**/edit/**")
        page.goto(ruled)
        expect(moved).to_contain_text("1 January 2013 → 8 January 2013")
        expect(documents).to_contain_text("1 January 2013")
        page.wait_for_timeout(3000)  # longer than the worker pauses
        assert mailbox.to(domain) == []
    page.get_by_role("button", name="Take the new dates").click()
    expect(documents).to_contain_text("8 January 2013")
    reader.reload()
    expect(due.locator(".date")).to_contain_text("8")
