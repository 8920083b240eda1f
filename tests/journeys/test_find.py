"""D7: find a document by whatever is remembered of it, on a phone and at a desk, in four languages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage
from tests.journeys.readers import DESK, PHONE, SMALL, assert_fits, in_each_language, signed_in_and_not
from tests.journeys.test_accessibility import violations

SCREENS = pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
SPELLINGS = ("TM 24/05", "CAJP/GT/TM-24/05 Rev.7", "gt/tm-24")
LATEST = "CAJP/GT/TM-24/05 rev. 7"
REVISIONS = {"en": "Revisions", "es": "Revisiones", "fr": "Révisions", "pt": "Revisões"}
FIND = {"en": "Find", "es": "Buscar", "fr": "Rechercher", "pt": "Buscar"}


@signed_in_and_not
@in_each_language
def test_document_is_found_in_any_spelling_and_its_earlier_revisions_from_there(
    screens: list[Page], language: str, who: str
) -> None:
    for page in screens:
        for spelling in SPELLINGS:
            page.goto("/search/")
            page.locator("main").get_by_role("searchbox").fill(spelling)
            page.locator("main").get_by_role("button", name=FIND[language]).click()
            page.wait_for_url("**/search/?q=*")
            first = page.locator(".hits > li").first
            assert first.locator(".symbol").inner_text().replace("\u00a0", " ") == LATEST
        assert_fits(page)
        first.locator(".name a").click()
        page.wait_for_url("**/documents/cajp-gt-tm-24-05/**")
        revisions = page.get_by_role("region", name=REVISIONS[language]).get_by_role("listitem")
        assert "rev. 7" in revisions.first.inner_text()
        assert revisions.count() > 1
        assert_fits(page)
        _restricted_one_is_named_with_its_reason(page, who)
    assert violations(screens[-1]) == {}


def _restricted_one_is_named_with_its_reason(page: Page, who: str) -> None:
    """To strangers; a delegate of the group reads it, in whichever spelling they ask for it."""
    page.goto("/search/?q=da-5+26")
    hit = page.locator(".hits > li").first
    expect(hit.locator(".symbol")).to_have_text("HC/GT/DA-5/26")
    closed = hit.locator(".status-stop")
    expect(closed).to_have_count(1 if who == "stranger" else 0)
    hit.locator(".name a").click()
    expect(page.locator("h1")).not_to_be_empty()
    expect(page.locator("main .alert-warning")).to_have_count(1 if who == "stranger" else 0)
    assert_fits(page)


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
    page.wait_for_url("**kind=**")
    expect(page.locator(".hits > li").first).to_be_visible()


def _total(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator(".results [role=status]").inner_text().split("·")[0]))
