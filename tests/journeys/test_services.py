"""A meeting gets another room: interpreters and the service for rooms are recorded, previewed, and told by mail."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Mailing
from tests.journeys.desk import Open, row
from tests.journeys.mailbox import by_mailbox, subject_of, text_of
from tests.journeys.social_charter import charter_plan
from tests.journeys.states import domain_of
from tests.journeys.test_accessibility import violations
from tests.journeys.test_acts import act

# The room is the house's: no other journey meets on this day.
DAY = "2013-01-31"
MOVED = "14:30-17:30, Simon Bolivar Room"


def test_services_are_told_that_a_meeting_moves(at_desk: Open, shared: Path, mailing: Mailing) -> None:
    day = {"start": DAY, "end": DAY, "meeting": {"sittings": [{"on": DAY, "start": "14:30", "end": "17:30"}]}}
    plan = charter_plan(shared, january={"status": "convened", **day})
    domain = domain_of(plan.slug)
    page = at_desk(plan.schedule)
    page.locator("#january a[href^='/meetings/']").first.click()
    page.get_by_role("link", name="Interpretation and services").click()
    expect(page.get_by_label("English")).to_be_visible()
    services = page.url
    page.get_by_label("English").check()
    page.get_by_label("Spanish").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    for kind, language in (("interpreters", "es"), ("rooms", "en")):
        _add(page, services, plan.slug, kind, language)
    page.goto(services)
    expect(page.locator("main")).to_contain_text(f"rooms@{domain}")
    assert violations(page) == {}

    with mailing() as mailbox:
        page.goto(plan.editor)
        act(page, "january", "Move it to another date, hour or room", typed=MOVED)
        page.get_by_role("button", name="Do it now").click()
        page.wait_for_url("**/edit/**")
        assert mailbox.to(domain) == []
        row(page, "january").get_by_role("link", name="Notice not sent.").click()
        preview = page.locator("section.mail").filter(has_text=f"rooms@{domain}")
        expect(preview).to_contain_text("Simón Bolívar Room")
        expect(preview.locator("del")).to_contain_text([f"{plan.room.capitalize()} Room"])
        assert violations(page) == {}
        page.get_by_role("button", name="Send", exact=True).click()
        mails = by_mailbox(mailbox.wait(domain, 2))
        page.reload()
        expect(page.locator("main")).to_contain_text(f"interpreters@{domain}")

    rooms, interpreters = text_of(mails["rooms"]), text_of(mails["interpreters"])
    assert subject_of(mails["rooms"]).startswith("Changed: ")
    assert "Place: Simón Bolívar Room" in rooms
    assert f"formerly: {plan.room.capitalize()} Room" in rooms
    assert "Interpretation: English, Spanish" in rooms
    assert "has you in its record of services" in rooms
    assert "unsubscribe" not in rooms
    assert "Lugar: Salón Simón Bolívar" in interpreters
    assert "Interpretación: inglés, español" in interpreters
    for mail in mails.values():
        assert mail["List-Unsubscribe"] is None
        assert "METHOD:PUBLISH" in _calendar(mail)
        assert "january" in _calendar(mail).partition("UID:")[2].partition("\r\n")[0]


def _add(page: Page, services: str, slug: str, kind: str, language: str) -> None:
    """Through the form of the desk, for this group alone."""
    page.goto(services)
    page.get_by_role("link", name="Add a service").click()
    page.locator("[name=kind]").select_option(kind)
    page.locator("[name=name_en]").fill(f"{kind.capitalize()} of {slug}")
    page.locator("[name=email]").fill(f"{kind}@{domain_of(slug)}")
    page.locator("[name=language]").select_option(language)
    group = page.locator("[name=body] option").filter(has_text=slug.removeprefix("group-"))
    page.locator("[name=body]").select_option(value=group.first.get_attribute("value"))
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()


def _calendar(mail: EmailMessage) -> str:
    files = [part for part in mail.iter_attachments() if part.get_content_type() == "text/calendar"]
    assert len(files) == 1
    return str(files[0].get_content()).replace("\r\n ", "").replace("\n ", "")
