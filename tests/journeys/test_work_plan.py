"""C1 and C2: a chair takes the work plan as PDF from the page, in two languages."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPage
from tests.journeys.portal import Portal
from tests.journeys.printed import Printed, squashed
from tests.journeys.rows import Row, rows_of

SCHEDULE = "/groups/gtc-casa/2012-2013/schedule/"
PARTS = ["Introduction", "Officers", "Mandate", "Activities of the Working Group", "Annex I"]
HEADS = {"en": "Date, time and place Matters to be considered", "es": "Fecha, hora y lugar Temas"}


def download(page: Page, language: str) -> Printed:
    """What the button on the page leads to; a browser without a screen would show it, and ask for an icon."""
    button = page.locator("main a.btn-primary[type='application/pdf']")
    expect(button).to_be_visible()
    answer = page.request.get(button.get_attribute("href") or "")
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert f'filename="gtc-casa_2012-2013_work-plan_{language}.pdf"' in answer.headers["content-disposition"]
    return Printed(answer.body())


def test_work_plan_has_its_parts_with_bookmarks_and_contents(page: Page) -> None:
    page.goto(SCHEDULE)
    plan = download(page, "en")
    bookmarks = plan.bookmarks()
    found = [next((page for title, page in bookmarks if part in title), None) for part in PARTS]
    assert None not in found, bookmarks
    assert plan.contents() == found
    assert plan.pages[0].count("not assigned") == 2
    assert all(f"Page {number} of {len(plan.pages)}" in text for number, text in enumerate(plan.pages, start=1))


def test_work_plan_has_every_row_of_the_page_in_order(page: Page) -> None:
    page.goto(SCHEDULE)
    rows = rows_of(page)
    assert len(rows) == 12
    plan = download(page, "en")
    assert_rows_in_order(rows, plan, "en")
    first = next(number for number, text in enumerate(plan.pages) if "ANNEX I " in text)
    assert first < len(plan.pages) - 1
    assert all(HEADS["en"] in text for text in plan.pages[first:])


def assert_rows_in_order(rows: list[Row], plan: Printed, language: str) -> None:
    """Each row's date, hours, room and matters, one after the other."""
    text = squashed(plan.text)
    place = text.rindex(squashed(plan.bookmarks()[-1][0]))
    for row in rows:
        for fact in (row.printed_date(language), *row.hours, row.room, *row.matters()):
            found = text.find(squashed(fact), place)
            assert found >= 0, (row.key, fact)
            place = found + len(squashed(fact))


def test_work_plan_says_that_the_vice_chair_is_vacant(page: Page) -> None:
    page.goto("/groups/gtc-casa/2012-2013/")
    vice_chair = page.locator("dl.pairs > div", has_text="Vice Chair").first
    assert "vacant" in vice_chair.inner_text()
    plan = download(page, "en")
    assert "Vice Chair: Vacant" in plan.text
    assert "election" in plan.text.split("Vice Chair: Vacant")[1][:80]


def test_work_plan_is_tagged_with_its_fonts_embedded(portal: Portal) -> None:
    plan = Printed(portal.paper("gtc-casa/2012-2013", "work-plan", language="en"))
    assert plan.catalog["/MarkInfo"]["/Marked"]
    assert plan.catalog["/StructTreeRoot"]["/K"]
    assert plan.fonts()
    assert all(plan.fonts().values()), plan.fonts()


def test_spanish_work_plan_has_the_same_rows_and_page_numbers(new_page: NewPage, portal: Portal) -> None:
    page = new_page(locale="es-PE")
    page.goto(SCHEDULE)
    rows = rows_of(page)
    assert len(rows) == 12
    spanish = download(page, "es")
    english = Printed(portal.paper("gtc-casa/2012-2013", "work-plan", language="en"))
    assert_rows_in_order(rows, spanish, "es")
    assert len(spanish.pages) == len(english.pages)
    assert spanish.contents() == english.contents()
    assert [page for _title, page in spanish.bookmarks()] == [page for _title, page in english.bookmarks()]
    assert f"{len(spanish.pages)} de {len(spanish.pages)}" in spanish.pages[-1]


def test_spanish_work_plan_has_spanish_words_and_marks_untranslated_titles(portal: Portal) -> None:
    plan = Printed(portal.paper("gtc-casa/2012-2013", "work-plan", language="es"))
    for words in ("Introducción", "19 de septiembre de 2012", "CALENDARIO", "Vacante", "no asignad"):
        assert squashed(words) in squashed(plan.text), words
    assert "Social Charter of the Americas: Renewal of the Hemispheric Commitment" in plan.text
    assert plan.catalog["/Lang"] == "es"
    assert "en" in plan.languages()
