"""D7: find a document by whatever is remembered of it, on a phone and at a desk, in four languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.journeys.conftest import NewPage
from tests.journeys.readers import PHONE, SMALL

DESK = {"viewport": {"width": 1440, "height": 900}}
SCREENS = pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
LATEST = "CAJP/GT/TM-24/05 rev. 7"
FIND = {"en": "Find", "es": "Buscar", "fr": "Trouver", "pt": "Buscar"}


@SCREENS
@pytest.mark.parametrize("spelling", ["TM 24/05", "CAJP/GT/TM-24/05 Rev.7", "gt/tm-24"])
def test_document_is_found_in_any_spelling_and_its_earlier_revisions_from_there(
    new_page: NewPage, screen: dict[str, object], spelling: str
) -> None:
    page = new_page(**screen)
    page.goto("/search/")
    page.locator("main").get_by_role("searchbox").fill(spelling)
    page.locator("main").get_by_role("button", name="Find").click()
    page.wait_for_url("**/search/?q=*")
    first = page.locator(".hits > li").first
    assert first.locator(".symbol").inner_text().replace("\u00a0", " ") == LATEST
    first.locator(".name a").click()
    page.wait_for_url("**/documents/cajp-gt-tm-24-05/**")
    revisions = page.get_by_role("region", name="Revisions").get_by_role("listitem")
    assert "rev. 7" in revisions.first.inner_text()


@SCREENS
@pytest.mark.parametrize("language", sorted(FIND))
def test_words_are_found_marked_and_narrowed_in_each_language(
    new_page: NewPage, screen: dict[str, object], language: str
) -> None:
    page = new_page(**screen)
    page.goto(f"/search/?q=migration&lang={language}")
    assert page.locator("html").get_attribute("lang") == language
    total = _total(page)
    assert total > 1
    assert page.locator(".hits mark").count() > 0
    assert page.evaluate("document.scrollingElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]
    if screen is PHONE:
        page.locator(".narrow summary").tap()
        assert page.evaluate(SMALL) == []
    value = page.locator("#facet-kind + ul a").first
    count = int(re.sub(r"\D", "", value.locator(".count").inner_text()))
    value.click()
    page.wait_for_url("**kind=*")
    assert _total(page) == count < total
    page.locator(".chosen a").first.click()
    page.wait_for_url(lambda url: "kind=" not in url)
    assert _total(page) == total


def test_search_and_its_facets_work_without_scripts(new_page: NewPage) -> None:
    page = new_page(**PHONE, java_script_enabled=False)
    page.goto("/search/?q=migration")
    page.locator(".narrow summary").click()
    page.locator("#facet-kind + ul a").first.click()
    assert page.locator(".hits > li").count() > 0


def _total(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator(".results [role=status]").inner_text().split("·")[0]))
