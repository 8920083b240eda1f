"""Signing in and out, by the form."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.accounts import sign_in
from tests.journeys.conftest import NewPage


def test_chair_signs_in_reads_in_own_language_and_signs_out(page: Page) -> None:
    sign_in(page, "chair")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator(".band-end a[href='/preferences/']").last).to_contain_text("Valentina Suárez Ferro")
    page.locator("header summary").click()
    page.locator("header form[action='/accounts/logout/'] button").click()
    expect(page.locator(".band-end > a[href='/accounts/login/']")).to_be_visible()


def test_wrong_password_is_refused_with_a_sentence(page: Page) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("delegate@demo.plenary.example")
    page.get_by_label("Password").fill("not the password")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.locator("main")).to_contain_text("not correct")
    expect(page.get_by_label("Email")).to_have_value("delegate@demo.plenary.example")


def test_stranger_at_the_desk_is_asked_to_sign_in_and_led_back(page: Page) -> None:
    page.goto("/desk/")
    expect(page).to_have_url("/accounts/login/?next=/desk/")
    page.get_by_label("Email").fill("secretariat@demo.plenary.example")
    page.get_by_label("Password").fill("Plenary-demo-2026")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page).to_have_url("/desk/")


def test_delegate_opens_papers_that_a_stranger_cannot_and_finds_no_desk(new_page: NewPage, page: Page) -> None:
    page.goto("/groups/wg-open-data/")
    page.get_by_role("navigation").get_by_role("link", name="Documents").click()
    expect(page.locator("main")).to_contain_text("not public")
    member = new_page()
    sign_in(member, "peru")
    member.goto(f"{page.url}?lang=en")
    expect(member.locator("h1")).to_be_visible()
    expect(member.locator("main")).not_to_contain_text("not public")
    assert member.request.get("/desk/").status == 404
