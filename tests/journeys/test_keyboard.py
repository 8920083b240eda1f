"""Everything can be reached and opened without a pointer."""

from __future__ import annotations

from playwright.sync_api import Page, expect

FOCUSED = "() => document.activeElement.textContent || document.activeElement.name || ''"


def words(text: str | None) -> str:
    """Text with its white space made one."""
    return " ".join((text or "").split())


def focused(page: Page) -> str:
    return words(page.evaluate(FOCUSED))


def press_until(page: Page, text: str) -> None:
    """Press Tab until the element with exactly these words has the focus."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if focused(page) == text:
            return
    raise AssertionError(f"Tab never reaches “{text}”")


def test_skip_link_comes_first_and_leads_to_the_content(page: Page) -> None:
    page.goto("/groups/cam/2020-2021/schedule/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_band_is_walked_in_its_visible_order(page: Page) -> None:
    page.goto("/")
    walked = []
    for _ in range(10):
        page.keyboard.press("Tab")
        walked.append(focused(page))
    places = ["Today", "Groups", "Calendar", "Changes"]
    assert walked == ["Skip to the content", "Plenary", *places, "q", "Find", walked[8], "Sign in"]
    assert walked[8].startswith("English")


def test_focus_can_be_seen(page: Page) -> None:
    page.goto("/")
    for _ in range(3):
        page.keyboard.press("Tab")
    style = page.evaluate(
        "() => { const s = getComputedStyle(document.activeElement); return [s.outlineStyle, s.outlineWidth]; }"
    )
    assert style[0] != "none"
    assert float(style[1].removesuffix("px")) >= 2


def test_menu_opens_and_closes_by_keys_and_gives_the_focus_back(page: Page) -> None:
    page.goto("/groups/cam/2020-2021/schedule/")
    summary = page.locator("header summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("header .menu-sheet")).to_be_visible()
    page.keyboard.press("Tab")
    assert focused(page) == "English"
    page.keyboard.press("Escape")
    expect(page.locator("header .menu-sheet")).not_to_be_visible()
    expect(summary).to_be_focused()


def test_reader_goes_from_home_to_an_agenda_by_keys_alone(page: Page) -> None:
    page.goto("/")
    press_until(page, "Groups")
    page.keyboard.press("Enter")
    page.wait_for_url("**/groups/")
    press_until(page, words(page.locator("main a[href='/groups/cam/']").first.text_content()))
    page.keyboard.press("Enter")
    page.wait_for_url("**/groups/cam/**")
    press_until(page, words(page.get_by_role("link", name="Schedule").first.text_content()))
    page.keyboard.press("Enter")
    page.wait_for_url("**/schedule/")
    press_until(page, words(page.locator("#schedule h4 a").first.text_content()))
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetings/*/")
    expect(page.get_by_role("heading", name="Order of business")).to_be_visible()


def test_search_by_a_sloppy_symbol_with_the_keyboard(page: Page) -> None:
    page.goto("/")
    press_until(page, "q")
    page.keyboard.type("ag res 2955")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.locator("main a[href='/instruments/ag-res-2955-l-o-20/']").first).to_be_visible()
