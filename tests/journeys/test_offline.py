"""Public pages that were opened stay readable without a line; nobody's own pages do."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.accounts import sign_in
from tests.journeys.conftest import NewPage
from tests.journeys.readers import PHONE

GROUP = "/groups/wg-open-data/"
KEPT = """async () => {
  const pages = await caches.open("plenary-pages");
  return (await pages.keys()).map((each) => new URL(each.url).pathname).sort();
}"""
READY = "async () => Boolean((await navigator.serviceWorker.ready).active)"
BAR = ".saved-copy"


def kept(page: Page, *paths: str) -> list[str]:
    """What is kept, once all of `paths` are."""
    page.evaluate(READY)
    page.wait_for_function(
        """async (paths) => {
          const pages = await caches.open("plenary-pages");
          const kept = new Set((await pages.keys()).map((each) => new URL(each.url).pathname));
          return paths.every((path) => kept.has(path));
        }""",
        arg=list(paths),
    )
    return list(page.evaluate(KEPT))


def test_next_meetings_stay_readable_and_say_how_old_they_are(new_page: NewPage) -> None:
    phone = new_page(**PHONE, timezone_id="America/Lima")
    phone.goto(GROUP, wait_until="networkidle")
    expect(phone.locator(BAR)).not_to_be_visible()
    next_meeting = phone.locator(".card a[href^='/meetings/']").get_attribute("href")
    assert next_meeting
    kept(phone, GROUP, next_meeting, "/offline/")
    phone.context.set_offline(True)
    phone.goto(next_meeting)
    expect(phone.locator(BAR)).to_contain_text("Saved copy of")
    # In which zone is the machine's to say: the one that is feigned for pages does not always reach the worker.
    expect(phone.locator(f"{BAR} time")).to_have_text(
        re.compile(r"^\d{1,2} \w+ \d{4}, \d{1,2}:\d\d ([ap]\.m\.|noon) \((GMT|UTC)")
    )
    expect(phone.locator(".card-date")).to_be_visible()
    expect(phone.get_by_role("heading", name="Order of business")).to_be_visible()
    assert phone.evaluate("getComputedStyle(document.body).fontFamily").startswith('"Source Sans 3"')
    phone.goto(GROUP)
    expect(phone.locator(BAR)).to_be_visible()
    phone.context.set_offline(False)
    phone.goto(next_meeting)
    expect(phone.locator(BAR)).not_to_be_visible()


def test_page_that_is_not_kept_leads_to_those_that_are(new_page: NewPage) -> None:
    phone = new_page(**PHONE)
    phone.goto(GROUP, wait_until="networkidle")
    kept(phone, GROUP, "/offline/")
    phone.context.set_offline(True)
    phone.goto("/groups/cam/2020-2021/plan/")
    expect(phone.get_by_role("heading", name="No connection")).to_be_visible()
    phone.locator("[data-kept-pages] a", has_text="Open Data").click()
    expect(phone.locator(BAR)).to_be_visible()


def test_saved_copy_is_in_the_language_in_which_it_was_read(new_page: NewPage) -> None:
    phone = new_page(**PHONE, locale="pt-BR", timezone_id="America/Sao_Paulo")
    phone.goto(GROUP, wait_until="networkidle")
    kept(phone, GROUP)
    phone.context.set_offline(True)
    phone.goto(GROUP)
    expect(phone.locator(BAR)).to_contain_text("Cópia guardada em")
    expect(phone.locator(f"{BAR} time")).to_have_text(re.compile(r"^\d{1,2} de \w+ de \d{4}, \d\d:\d\d \("))
    expect(phone.locator("html")).to_have_attribute("lang", "pt")


def test_signed_in_reader_keeps_what_everybody_may_read_in_their_language_and_nothing_else(new_page: NewPage) -> None:
    page = new_page(**PHONE, locale="en")
    page.goto("/groups/cam/", wait_until="networkidle")
    assert "/groups/cam/" in kept(page, "/groups/cam/")
    sign_in(page, "peru")  # from now on somebody else reads here
    page.goto(GROUP, wait_until="networkidle")
    next_meeting = page.locator(".card a[href^='/meetings/']").get_attribute("href")
    assert next_meeting
    page.goto(next_meeting, wait_until="networkidle")
    page.goto("/my-delegation/", wait_until="networkidle")
    now = kept(page, GROUP, next_meeting, "/offline/")
    assert not {"/groups/cam/", "/my-delegation/"} & set(now)
    page.context.set_offline(True)
    page.goto(next_meeting)
    expect(page.locator(BAR)).to_contain_text("Copia guardada")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("form[action$='/logout/']")).to_have_count(0)
    page.goto("/my-delegation/")
    expect(page.get_by_role("heading", name="Sin conexión")).to_be_visible()


def test_copies_go_with_who_signs_out(page: Page) -> None:
    sign_in(page, "peru")
    page.goto(GROUP, wait_until="networkidle")
    kept(page, GROUP)
    with page.expect_navigation(wait_until="networkidle"):
        page.locator("form[action$='/logout/']").evaluate("form => form.requestSubmit()")
    assert GROUP not in page.evaluate(KEPT)
