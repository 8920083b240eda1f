"""Signing in as one of the demo accounts."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from meetings.demo.accounts import DOMAIN, PASSWORD


def sign_in(page: Page, mailbox: str) -> None:
    """By the form that anybody sees, from the page where one is."""
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(f"{mailbox}@{DOMAIN}")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Your settings").or_(page.locator(".band-end summary"))).not_to_have_count(0)
    expect(page).not_to_have_url("/accounts/login/")
