"""D3: a delegate's own language, taken from the browser, on a phone and at a desk, signed in and not."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Page, expect

from portal.lib.dates import format_date
from tests.journeys.conftest import NewPage
from tests.journeys.portal import Portal
from tests.journeys.readers import LANGUAGES, assert_fits, in_each_language, signed_in_and_not
from tests.journeys.test_accessibility import violations

SCHEDULE = "/groups/gtc-casa/2012-2013/schedule/"
CAM = "/groups/cam/2020-2021/schedule/"
LABELS = ["Today", "Search", "Sign in", "Schedule", "Mandates", "Documents", "Members", "Skip to the content"]
ITEMS = "() => [...document.querySelectorAll('.agenda > li > div > p:first-child')]"
SAID = """(p) => {
  const copy = p.cloneNode(true);
  copy.querySelectorAll(".lang-tag").forEach((tag) => tag.remove());
  return copy.textContent.trim();
}"""
SPOKEN = "(p) => (p.querySelector('[lang]') ?? p.closest('[lang]')).lang"


CHROME = {
    "en": ("Today", "Search", "Schedule", "Documents"),
    "es": ("Hoy", "Búsqueda", "Calendario", "Documentos"),
    "fr": ("Aujourd’hui", "Recherche", "Calendrier", "Documents"),
    "pt": ("Hoje", "Busca", "Calendário", "Documentos"),
}
SEPTEMBER = dt.date(2012, 9, 19)
ORIGINAL = "Proposed Structure for the Plan of Action"


@signed_in_and_not
@in_each_language
def test_labels_dates_and_originals_speak_the_readers_language(screens: list[Page], language: str) -> None:
    for page in screens:
        page.goto(SCHEDULE)
        expect(page.locator("html")).to_have_attribute("lang", language)
        said = page.locator("body").evaluate("(body) => body.textContent")
        assert [word for word in CHROME[language] if word not in said] == []
        assert_fits(page)
        first = page.locator("#first-meeting")
        weekday = format_date(SEPTEMBER, language, weekday=True).split(" ")[0].strip(",").casefold()
        assert weekday in first.locator("time").first.inner_text().casefold()
        first.locator("h4 a").click()
        date = format_date(SEPTEMBER, language, weekday=True)
        expect(page.locator(".card-date")).to_contain_text(date[:1].upper() + date[1:])
        assert_fits(page)
        page.goto("/groups/gtc-casa/2012-2013/documents/")
        title = page.locator("main [lang=en]" if language != "en" else "main a", has_text=ORIGINAL).first
        expect(title).to_be_visible()
        label = title.locator("xpath=following-sibling::*[contains(@class, 'lang-tag')]")
        expect(label).to_have_count(0 if language == "en" else 1)
        assert_fits(page)
        _switched_in_place(page, LANGUAGES[LANGUAGES.index(language) - 1])
    assert violations(screens[-1]) == {}


def _switched_in_place(page: Page, other: str) -> None:
    """By the foot of a page that is scrolled down, at a row of its own address."""
    page.goto(f"{CAM}#2021-06-15")
    expect(page.locator("[id='2021-06-15']")).to_be_in_viewport()
    page.locator(f"footer a[hreflang={other}]").click()
    expect(page.locator("html")).to_have_attribute("lang", other)
    assert "/groups/cam/2020-2021/schedule/" in page.url
    expect(page.locator("[id='2021-06-15']")).to_be_in_viewport()


@pytest.fixture
def spanish(new_page: NewPage) -> Page:
    return new_page(locale="es-PE", timezone_id="America/Lima")


def test_spanish_reader_gets_spanish_labels_and_dates(spanish: Page) -> None:
    spanish.goto(SCHEDULE)
    expect(spanish.locator("html")).to_have_attribute("lang", "es")
    spanish.locator("#first-meeting h4 a").click()
    expect(spanish.locator(".card-date")).to_contain_text("Miércoles 19 de septiembre de 2012")
    chrome = spanish.locator("header.band, nav, footer, .skip").all_inner_texts()
    words = re.findall(r"[^\n]+", "\n".join(chrome))
    assert [label for label in LABELS if label in words] == []


def test_text_that_is_not_translated_says_its_language(spanish: Page, page: Page) -> None:
    spanish.goto(CAM)
    page.goto(CAM)
    original = page.evaluate(f"() => ({ITEMS})().map({SAID})")
    shown = spanish.evaluate(f"() => ({ITEMS})().map((p) => [({SAID})(p), ({SPOKEN})(p)])")
    assert len(shown) == len(original) > 10
    same = [spoken for (text, spoken), english in zip(shown, original, strict=True) if text == english]
    assert same
    assert set(same) == {"en"}


def test_switching_language_keeps_the_page_and_is_remembered(spanish: Page) -> None:
    spanish.goto(CAM + "?view=months")
    spanish.locator("footer a[hreflang=pt]").click()
    expect(spanish.locator("html")).to_have_attribute("lang", "pt")
    assert "/groups/cam/2020-2021/schedule/" in spanish.url
    assert "view=months" in spanish.url
    expect(spanish.locator(".month-grid").first).to_be_visible()
    spanish.goto("/groups/")
    expect(spanish.locator("html")).to_have_attribute("lang", "pt")


@pytest.mark.parametrize(
    ("language", "date"),
    [
        ("en", "Wednesday, 19 September 2012"),
        ("es", "Miércoles 19 de septiembre de 2012"),
        ("fr", "Mercredi 19 septembre 2012"),
        ("pt", "Quarta-feira, 19 de setembro de 2012"),
    ],
)
def test_date_is_written_in_each_language(portal: Portal, language: str, date: str) -> None:
    schedule = portal.get(SCHEDULE).text
    address = re.search(r'id="first-meeting".*?href="(/meetings/\d+/)"', schedule, re.DOTALL)
    assert address
    answer = portal.get(address[1], Accept_Language=language)
    assert date in answer.text
    assert answer.headers["content-language"] == language
    assert {"Accept-Language", "Cookie"} <= set(answer.headers["vary"].replace(" ", "").split(","))
