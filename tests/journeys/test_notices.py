"""A room and an hour change: nobody is told before the secretariat sends it, and then everybody in their own words."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.conftest import Mailing
from tests.journeys.desk import Open, cell, row
from tests.journeys.mailbox import by_mailbox, text_of
from tests.journeys.portal import Portal
from tests.journeys.social_charter import charter_plan
from tests.journeys.states import make_states
from tests.journeys.test_accessibility import violations
from tests.journeys.test_acts import act

# The room is the house's: on 15 January another journey may have taken it.
DAY = "2013-01-24"
MOVED = "14:30-17:30, Simon Bolivar Room"


def test_room_and_hour_change_is_told_once_it_is_sent(
    at_desk: Open, portal: Portal, shared: Path, mailing: Mailing
) -> None:
    day = {"start": DAY, "end": DAY, "meeting": {"sittings": [{"on": DAY, "start": "10:00", "end": "17:30"}]}}
    plan = charter_plan(shared, january={"status": "convened", **day})
    domain = make_states(shared, plan.slug, 4)
    old = _facts(portal.get(f"/groups/{plan.slug}/{plan.label}/january.ics").text)
    with mailing() as mailbox:
        page = at_desk(plan.editor)
        follows = act(page, "january", "Move it to another date, hour or room", typed=MOVED)
        now, then = follows.locator("dd").all()[:2]
        expect(now).to_contain_text(f"10:00 a.m. – 5:30 p.m. · {plan.room.capitalize()} Room")
        expect(then).to_contain_text("2:30 p.m. – 5:30 p.m. · Simón Bolívar Room")
        page.get_by_role("button", name="Do it now").click()
        page.wait_for_url("**/edit/**")
        expect(cell(page, "january", "when")).to_contain_text("Notice not sent.")
        assert mailbox.to(domain) == []

        row(page, "january").get_by_role("link", name="Notice not sent.").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Changed")
        expect(page.locator("main")).to_contain_text("To 4 people, each in their language, zone and format.")
        english = page.locator("section.mail").first
        expect(english.locator("del").first).to_contain_text("10:00 a.m. – 5:30 p.m., Washington, D.C. (UTC−5)")
        expect(english).to_contain_text("2:30 p.m. – 5:30 p.m., Washington, D.C. (UTC−5)")
        expect(page.locator("section.mail [lang=es]")).to_contain_text("Salón Simón Bolívar")
        assert violations(page) == {}
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.get_by_text("Sent to 4 people.")).to_be_visible()

        mails = by_mailbox(mailbox.wait(domain, 4))
        spanish = text_of(mails["state-2"])
        assert "Horas: 14:30 – 17:30, Washington, D.C. (UTC−5)" in spanish, "Lima has the same hour in January"
        assert "antes: 10:00 – 17:30, Washington, D.C. (UTC−5)" in spanish
        assert "17:30 – 20:30 em São Paulo, sua hora" in text_of(mails["state-3"]), "Brazil kept summer time then"
        assert "14 h 30 – 17 h 30, Washington" in text_of(mails["state-4"])
        assert str(mails["state-1"]["Subject"]).startswith("Changed: ")
        assert "List-Unsubscribe" in mails["state-1"]
        calendar = _calendar(mails["state-1"])
        assert "LOCATION:Simón Bolívar Room" in calendar
        assert _facts(calendar)["UID"] == old["UID"]
        assert int(_facts(calendar)["SEQUENCE"]) > int(old["SEQUENCE"])
    page.goto(plan.editor)
    expect(cell(page, "january", "when")).not_to_contain_text("Notice not sent.")
    reader = at_desk(plan.schedule, stranger=True)
    expect(reader.locator("#january")).to_contain_text("Simón Bolívar Room")
    expect(reader.locator("#january")).to_contain_text("changed")


def _calendar(mail: EmailMessage) -> str:
    files = [part for part in mail.iter_attachments() if part.get_content_type() == "text/calendar"]
    assert len(files) == 1
    return str(files[0].get_content()).replace("\r\n ", "")


def _facts(calendar: str) -> dict[str, str]:
    """The properties of its only event."""
    assert calendar.count("BEGIN:VEVENT") == 1
    event = calendar.partition("BEGIN:VEVENT")[2].partition("END:VEVENT")[0]
    return dict(line.split(":", 1) for line in event.splitlines() if ":" in line)
