"""Two of the secretariat at one schedule: each sees where the other is, and what the other changed."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.accounts import another_secretary, sign_in
from tests.journeys.desk import Open, cell, row, saved
from tests.journeys.schedules import Plan
from tests.journeys.test_accessibility import violations

LOOKS = 20_000
"""Milliseconds in which a page has looked for others at least twice."""


def test_two_people_see_each_other_at_their_rows(at_desk: Open, plan: Plan, shared: Path) -> None:
    ana = at_desk(plan.editor)
    ben = at_desk("/", stranger=True)
    sign_in(ben, another_secretary(shared))
    ben.goto(plan.editor)
    cell(ana, "second", "when").click()
    expect(row(ben, "second")).to_contain_text("Demo Secretariat is editing this row", timeout=LOOKS)
    assert violations(ben) == {}
    ana.keyboard.type("4/1")
    ana.keyboard.press("Enter")
    saved(ana)
    expect(row(ben, "second")).to_contain_text("Changed by Demo Secretariat just now", timeout=LOOKS)
    expect(cell(ben, "second", "when")).to_contain_text("Tue 1 April 2031")
    cell(ben, "second", "when").locator(".cell-open").focus()
    expect(row(ben, "second")).not_to_contain_text("Changed by")
    expect(row(ana, "second")).not_to_contain_text("Changed by")
