"""No page of any kind breaks a rule of WCAG 2.0, 2.1 or 2.2 at levels A and AA that axe can see."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import NewPage
from tests.journeys.kinds import DESK, KINDS, OWN, address_of
from tests.journeys.portal import Portal

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"], "resultTypes": ["violations"]}
COLOURS = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
LANGUAGES = ("en", "fr")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_page_for_strangers_breaks_no_rule(new_page: NewPage, portal: Portal, kind: str, language: str) -> None:
    page = new_page(locale=language)
    page.goto(address_of(portal, kind))
    assert violations(page) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [*DESK, "schedule", "meeting", "group"])
def test_page_for_the_secretariat_breaks_no_rule(
    new_page: NewPage, portal: Portal, signed_in: Path, kind: str, language: str
) -> None:
    page = new_page(storage_state=signed_in)
    page.goto(f"/?lang={language}")
    open_desk(page, kind) if kind in DESK else page.goto(address_of(portal, kind))
    assert page.locator("html").get_attribute("lang") == language
    assert violations(page) == {}


@pytest.mark.parametrize("language", ["es", "pt"])
@pytest.mark.parametrize("path", OWN)
def test_page_for_a_delegate_breaks_no_rule(new_page: NewPage, delegate: Path, path: str, language: str) -> None:
    page = new_page(storage_state=delegate)
    page.goto(f"{path}?lang={language}")
    assert page.locator("html").get_attribute("lang") == language
    assert violations(page) == {}


@pytest.mark.parametrize("menu", ["header details", "main details.menu"])
def test_open_menu_breaks_no_rule(page: Page, portal: Portal, menu: str) -> None:
    page.goto(address_of(portal, "schedule"), wait_until="networkidle")
    page.locator(f"{menu} > summary").first.click()
    assert violations(page, f"{menu}[open]") == {}


def open_desk(page: Page, kind: str) -> None:
    """By the links that the secretariat follows."""
    page.goto("/desk/")
    if kind == "notices":
        page.locator("main a[href='/notices/outgoing/']").click()
    if kind in {"list", "new"}:
        page.locator("main a[href^='/desk/'][href='/desk/instrument/']").click()
    if kind == "new":
        page.locator("main a[href^='/desk/instrument/new/']").first.click()
    if kind in {"record", "history"}:
        page.locator("main a[href^='/desk/body/']:not([href*='/new/'])").first.click()
    if kind == "history":
        page.wait_for_url("**/desk/body/*/")
        page.locator("main a[href$='/history/']").click()
    if kind == "bin":
        page.locator("main a[href='/desk/bin/']").click()


def violations(page: Page, within: str = "html") -> dict[str, list[str]]:
    """Each rule broken, with the elements that break it.

    The rules of colour are all that the scheme matters to. Desk and phone, light and dark change places with the
    language, since a page's words change the least of what the rules look at.
    """
    page.wait_for_load_state()
    page.evaluate("() => document.querySelectorAll('details:not(.menu)').forEach((each) => { each.open = true; })")
    page.evaluate(axe_source())
    found: dict[str, list[str]] = {}
    widths = (1280, 390) if page.locator("html").get_attribute("lang") == "en" else (390, 1280)
    for width, scheme, rules in ((widths[0], "light", RULES), (widths[1], "dark", COLOURS)):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        answer = page.evaluate("([within, rules]) => axe.run(within, rules)", [within, rules])
        for rule in answer["violations"]:
            found[f"{rule['id']}, {width}, {scheme}"] = [
                f"{node['target'][0]}: {node['failureSummary']}" for node in rule["nodes"]
            ]
    return found


@cache
def axe_source() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text()
