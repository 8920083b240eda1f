"""A meeting that elects is convened: its two notices, one in the secretariat's own words, go to whom each is for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.accounts import operator, sign_in
from tests.journeys.conftest import Mailing, NewPage
from tests.journeys.desk import Open, row
from tests.journeys.mailbox import by_mailbox, text_of
from tests.journeys.portal import Portal
from tests.journeys.readers import DESK, PHONE, assert_fits
from tests.journeys.schedules import HOUSE, LABEL, Plan, make_plan, meeting
from tests.journeys.states import PASSWORD, make_states
from tests.journeys.test_accessibility import violations
from tests.journeys.test_acts import act

DAY = "2031-04-08"


def electing_plan(shared: Path) -> Plan:
    """One meeting to come in a room of its own, with an election on its order of business."""

    def rows(plan: Plan) -> list[dict[str, Any]]:
        made = meeting("april", DAY, "Adoption of the order of business", "Election of the Vice Chair")
        made["meeting"]["room"] = f"{HOUSE}/{plan.room}"
        made["meeting"]["items"][1]["post"] = f"{plan.slug}/{LABEL}#vice-chair"
        return [made]

    return make_plan(shared, entries=rows, term={"posts": [{"key": "vice-chair", "role": "vice_chair"}]})


def checked(page: Page, new_page: NewPage) -> None:
    """No rule of accessibility is broken in either scheme; on a phone nothing is too wide, or too small for a thumb."""
    assert violations(page) == {}
    page.set_viewport_size(DESK["viewport"])
    assert_fits(page)
    phone = new_page(**PHONE, storage_state=page.context.storage_state())
    phone.goto(page.url)
    assert_fits(phone)
    phone.context.close()


def test_notices_are_worded_and_sent_one_beside_the_other(
    at_desk: Open, new_page: NewPage, shared: Path, mailing: Mailing
) -> None:
    plan = electing_plan(shared)
    domain = make_states(shared, plan.slug, 4)
    with mailing() as mailbox:
        page = at_desk(plan.editor)
        act(page, "april", "Convene it")
        page.get_by_role("button", name="Do it now").click()
        page.wait_for_url("**/edit/**")
        row(page, "april").get_by_role("link", name="Notice not sent.").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Convened")
        election = page.get_by_role("link", name="Election due")
        expect(election).to_be_visible()
        _word(page, plan, new_page)
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.get_by_text("Sent to 4 people.")).to_be_visible()
        checked(page, new_page)
        mails = by_mailbox(mailbox.wait(domain, 4))
        _read_words(mails, plan)

        election.click()
        expect(page.locator("section.mail").first).to_contain_text("Vice Chair: vacant")
        checked(page, new_page)
        page.get_by_role("button", name="Send", exact=True).click()
        mails = by_mailbox(mailbox.wait(domain, 8)[4:])
        assert "Élection prévue" in str(mails["state-4"]["Subject"])
    _read_inbox(new_page(**PHONE), domain, plan)


def _word(page: Page, plan: Plan, new_page: NewPage) -> None:
    """Refused first, with what was typed; then seen in the preview."""
    page.get_by_role("link", name="Own words").click()
    checked(page, new_page)
    english, french = (page.locator(f"[name={name}]") for name in ("subject_en", "sentence_fr"))
    english.fill("{group} elects in {days}")
    french.fill("Rendez-vous à {hour}.")
    page.get_by_role("button", name="Save and look at the preview").click()
    refused = page.locator("main")
    expect(refused).to_contain_text(
        "{days} cannot be filled in. Placeholders of this notice: {group}, {date}, {hour}, {room}, {days_left}."
    )
    expect(english).to_have_value("{group} elects in {days}")
    expect(french).to_have_value("Rendez-vous à {hour}.")
    checked(page, new_page)
    english.fill("{group} elects in the {room}")
    page.get_by_role("button", name="Save and look at the preview").click()
    expect(page.get_by_text("Your words are kept.")).to_be_visible()
    expect(page.locator("section.mail [lang=en]")).to_contain_text(f"elects in the {plan.room.capitalize()} Room")
    expect(page.locator("section.mail [lang=fr] .own")).to_contain_text("Rendez-vous à 10 h, Washington")
    checked(page, new_page)


def _read_words(mails: dict[str, Any], plan: Plan) -> None:
    room = f"{plan.room.capitalize()} Room"
    assert str(mails["state-1"]["Subject"]) == f"Working Group {plan.room} elects in the {room}"
    assert "Rendez-vous à 10 h, Washington" in text_of(mails["state-4"])
    assert str(mails["state-2"]["Subject"]).startswith("Convocatoria: "), "nobody worded it in Spanish"
    parts = [part for part in mails["state-1"].iter_attachments() if part.get_content_type() == "text/calendar"]
    assert [part["Content-Type"].params["method"] for part in parts] == ["PUBLISH"]


def _read_inbox(page: Page, domain: str, plan: Plan) -> None:
    """On a phone, by the first of the delegates."""
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(f"state-1@{domain}")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "login" not in url)
    page.goto("/notices/")
    expect(page.locator(".inbox .unread")).to_have_count(2)
    expect(page.locator(".inbox")).to_contain_text(f"elects in the {plan.room.capitalize()} Room")
    assert_fits(page)
    page.goto("/preferences/#notices")
    for kind in ("An order of business is issued", "A post is vacant", "A term ends soon"):
        expect(page.get_by_label(kind)).to_be_visible()
    assert_fits(page)


@pytest.mark.parametrize("path", ["/desk/mail/", "/notices/outgoing/", "/notices/outgoing/?state=sent"])
def test_pages_of_who_runs_the_portal_break_no_rule(new_page: NewPage, shared: Path, portal: Portal, path: str) -> None:
    page = new_page()
    sign_in(page, operator(shared))
    page.goto(path)
    checked(page, new_page)
