"""Setting up an authenticator app and signing in with it, on a phone and at a desk, in four languages."""

from __future__ import annotations

import time
from base64 import b32decode
from pathlib import Path

from django_otp.oath import hotp
from playwright.sync_api import Page, expect

from meetings.demo.accounts import DOMAIN, PASSWORD
from tests.journeys.accounts import another_secretary
from tests.journeys.conftest import NewPage
from tests.journeys.readers import DESK, PHONE, assert_fits, in_each_language
from tests.journeys.test_accessibility import violations

PAGE = "/accounts/second-factor/"


def half_minute() -> int:
    """The one that an app shows a code for."""
    return int(time.time()) // 30


def _is_good(page: Page, language: str) -> None:
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert_fits(page)
    assert violations(page) == {}


def _types_password(page: Page, mailbox: str, language: str) -> None:
    page.goto(f"/accounts/login/?lang={language}")
    page.locator("[name='login']").fill(f"{mailbox}@{DOMAIN}")
    page.locator("main [name='password']").fill(PASSWORD)
    page.locator("main button.btn-primary").click()


def _sets_up(page: Page, language: str) -> tuple[bytes, int, list[str]]:
    """By the pages; gives the app's seed, the half minute whose code was typed, and the recovery codes."""
    page.goto(PAGE)
    _is_good(page, language)
    page.locator("[name='begin-password']").fill(PASSWORD)
    page.locator("main button.btn-primary").click()
    expect(page).to_have_url(f"{PAGE}confirm/")
    drawn = page.locator(".qr svg").bounding_box()
    assert drawn
    assert drawn["width"] >= 150
    _is_good(page, language)
    seed = b32decode("".join(page.locator(".secret").inner_text().split()))
    page.locator("[name='code']").fill("000000")
    page.locator("main button.btn-primary").click()
    expect(page.locator("[name='code']")).to_have_attribute("aria-invalid", "true")
    typed = half_minute()
    page.locator("[name='code']").fill(f"{hotp(seed, typed):06d}")
    page.locator("main button.btn-primary").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    _is_good(page, language)
    return seed, typed, page.locator(".recovery-codes code").all_inner_texts()


@in_each_language
def test_app_is_set_up_and_asked_for(new_page: NewPage, shared: Path, language: str) -> None:
    mailbox = another_secretary(shared)
    desk, phone = new_page(locale=language, **DESK), new_page(locale=language, **PHONE)
    _types_password(desk, mailbox, language)
    expect(desk).not_to_have_url(f"{PAGE}ask/")
    seed, used, codes = _sets_up(desk, language)

    def next_of_app() -> str:
        return f"{hotp(seed, max(half_minute(), used + 1)):06d}"

    # computed when it is typed: what an app shows is soon over
    for page, shown in ((phone, next_of_app), (new_page(locale=language, **DESK), codes[:1].pop)):
        _types_password(page, mailbox, language)
        expect(page).to_have_url(f"{PAGE}ask/")
        _is_good(page, language)
        page.locator("[name='code']").fill(shown())
        page.locator("main button.btn-primary").click()
        expect(page).to_have_url("/")
        page.goto(PAGE)
        _is_good(page, language)
        page.goto("/desk/")
        expect(page).to_have_url("/desk/")


def test_app_is_set_up_on_the_phone_itself(new_page: NewPage, shared: Path) -> None:
    mailbox, page = another_secretary(shared), new_page(**PHONE)
    _types_password(page, mailbox, "en")
    _sets_up(page, "en")
    page.get_by_role("link", name="I have kept them").click()
    expect(page).to_have_url("/")
