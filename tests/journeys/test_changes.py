"""D5: what changed since a delegate looked; seen on one device is seen on all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.accounts import sign_in
from tests.journeys.conftest import NewPage
from tests.journeys.desk import Open, row
from tests.journeys.readers import DESK, PHONE, assert_fits
from tests.journeys.schedules import Plan
from tests.journeys.social_charter import charter_plan
from tests.journeys.states import PASSWORD, make_states
from tests.journeys.test_accessibility import violations
from tests.journeys.test_acts import act

SAID = {
    "en": ("Hours", "10:00 a.m. – 5:30 p.m.", "2:30 p.m. – 5:30 p.m.", "Room", "the secretariat", "(Lima)"),
    "es": ("Horas", "10:00 – 17:30", "14:30 – 17:30", "Sala", "la secretaría", "(Lima)"),
    "fr": ("Heures", "10 h – 17 h 30", "14 h 30 – 17 h 30", "Salle", "le secrétariat", "(Lima)"),
    "pt": ("Horas", "10:00 – 17:30", "14:30 – 17:30", "Sala", "a secretaria", "(Lima)"),
}


def delegate(new_page: NewPage, **options: Any) -> Page:
    """The delegate of Peru, in Lima."""
    page = new_page(timezone_id="America/Lima", **options)
    sign_in(page, "peru")
    return page


def fresh(page: Page) -> Locator:
    """What is new to the reader."""
    return page.locator("section[aria-labelledby=fresh]")


def convened_on(day: str) -> dict[str, Any]:
    """A meeting of its own day, since a room that another journey takes would clash."""
    sittings = [{"on": day, "start": "10:00", "end": "17:30"}]
    return {"status": "convened", "start": day, "end": day, "meeting": {"sittings": sittings}}


@pytest.mark.parametrize(("device", "day"), [(PHONE, "2013-01-22"), (DESK, "2013-01-23")], ids=["phone", "desk"])
def test_delegate_is_told_of_one_change_until_it_is_seen_on_any_device(
    at_desk: Open, new_page: NewPage, shared: Path, device: dict[str, Any], day: str
) -> None:
    plan = charter_plan(shared, january=convened_on(day))
    member = f"state-1@{make_states(shared, plan.slug, 1)}"
    page = delegate(new_page, **device)
    page.goto(f"/groups/{plan.slug}/?lang=en")
    page.get_by_role("button", name="Follow").click()
    expect(page.get_by_role("button", name="Following")).to_have_attribute("aria-pressed", "true")
    editor = at_desk(plan.editor)
    act(editor, "january", "Move it to another date, hour or room", typed="14:30-17:30, Simon Bolivar Room")
    editor.get_by_role("button", name="Do it now").click()
    expect(row(editor, "january")).to_contain_text("changed at once")
    for language, words in SAID.items():
        page.goto(f"/groups/{plan.slug}/changes/?lang={language}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(fresh(page).locator("li.change")).to_have_count(1)
        change = fresh(page).locator("li.change")
        for said in (*words, f"{plan.room.capitalize()} Room", "Simón Bolívar"):
            expect(change).to_contain_text(said)
        expect(change.locator("del")).to_have_count(2)
        assert_fits(page)
        _told_to_strangers(new_page(locale=language, **device), plan, words)
    _counted_in_the_band(new_page(**device), plan, member)
    page.goto("/changes/?lang=en")
    expect(fresh(page).locator("li.change").filter(has_text=plan.room.capitalize())).to_have_count(1)
    _seen_everywhere(page, delegate(new_page, **DESK), plan)


def _told_to_strangers(stranger: Page, plan: Plan, words: tuple[str, ...]) -> None:
    """The same old and new values, but nothing of how far anybody has looked."""
    stranger.goto(f"/groups/{plan.slug}/changes/")
    expect(fresh(stranger)).to_have_count(0)
    change = stranger.locator("li.change")
    expect(change).to_have_count(1)
    for said in words[:-1]:
        expect(change).to_contain_text(said)
    expect(stranger.locator(".unseen")).to_have_count(0)
    assert_fits(stranger)


def _counted_in_the_band(page: Page, plan: Plan, member: str) -> None:
    """Of every page, until it is seen."""
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(member)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/")
    page.goto("/about/")
    page.locator("header").get_by_role("link", name="Changes (1 since you looked)").first.click()
    page.get_by_role("button", name="Mark as seen").click()
    expect(page.get_by_text("Marked as seen, on all your devices.")).to_be_visible()
    page.goto("/about/")
    expect(page.locator(".unseen")).to_have_count(0)


def _seen_everywhere(page: Page, other: Page, plan: Plan) -> None:
    """Marked on one device, nothing is new on either; what was told stays under what came earlier."""
    page.goto(f"/groups/{plan.slug}/changes/?lang=en")
    assert violations(page) == {}
    page.emulate_media(color_scheme="dark")
    assert violations(page) == {}
    page.get_by_role("button", name="Mark as seen").click()
    expect(page.get_by_text("Marked as seen, on all your devices.")).to_be_visible()
    for device in (page, other):
        device.goto(f"/groups/{plan.slug}/changes/?lang=en")
        expect(fresh(device)).to_contain_text("Nothing has changed since you looked.")
        expect(device.locator("section[aria-labelledby=earlier] li.change")).to_have_count(1)


def test_stranger_is_led_to_sign_in_and_back_to_the_choice(page: Page, shared: Path) -> None:
    plan = charter_plan(shared)
    page.goto(f"/groups/{plan.slug}/")
    page.get_by_role("link", name="Follow").click()
    page.get_by_label("Email").fill("observer@demo.plenary.example")
    page.get_by_label("Password").fill("Plenary-demo-2026")
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"**/groups/{plan.slug}/follow/")
    page.get_by_role("button", name="Follow").click()
    expect(page.get_by_role("button", name="Following")).to_be_visible()
    page.goto("/")
    expect(page.locator("section[aria-labelledby=mine]")).to_contain_text(f"Working Group {plan.room}")


def test_delegate_opens_their_delegation_and_takes_it_away(new_page: NewPage) -> None:
    page = delegate(new_page, **PHONE)
    page.goto("/my-delegation/?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text("Peru")
    expect(page.locator("main")).to_contain_text("Rosa Huamán Salcedo")
    expect(page.locator("main")).not_to_contain_text("Thiago")
    assert violations(page) == {}
    with page.expect_download() as download:
        page.get_by_role("link", name="All of it as a workbook (XLSX)").click()
    assert download.value.suggested_filename == "per.xlsx"
