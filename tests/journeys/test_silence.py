"""A text under silence: two states open it and one objects; another one that nobody objects to gets its number late."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.clock import day_in
from tests.journeys.conftest import Mailing, NewPage
from tests.journeys.desk import Open
from tests.journeys.mailbox import by_mailbox, subject_of, text_of
from tests.journeys.readers import DESK, PHONE, SMALL
from tests.journeys.schedules import Plan, Rows, make_plan, meeting
from tests.journeys.states import PASSWORD, domain_of, make_states
from tests.journeys.test_accessibility import violations

TERM = {"began": "2020-01-01", "ended": "2099-12-31"}
SCREENS = pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])


def text(plan: Plan, key: str, **facts: Any) -> dict[str, Any]:
    """A draft that has no number yet."""
    return {
        "slug": f"{plan.slug}-{key}",
        "body": plan.slug,
        "term": f"{plan.slug}/{plan.label}",
        "kind": "draft",
        "title": {"en": f"Draft on {key}"},
        "distribution": "general",
        "revisions": [{"state": "issued", "versions": [{"language": "en"}], **facts}],
    }


def held(plan: Plan) -> Rows:
    """A meeting of last week, and one of today that is over no sooner than a silence that expired an hour ago."""
    last, today = day_in(days=-7).isoformat(), day_in().isoformat()
    return [
        meeting("last", last, "Announcement of the silence", status="held"),
        meeting("next", today, "Result of the silence", end="23:59", status="held"),
    ]


def two_texts(plan: Plan) -> tuple[Rows, Rows]:
    return [text(plan, "water"), text(plan, "air")], []


def one_that_is_over(plan: Plan) -> tuple[Rows, Rows]:
    """It expired an hour ago, and no job has written that down."""
    expired = (timezone.now() - dt.timedelta(hours=1)).replace(second=0, microsecond=0)
    silence = {
        "key": "silence-1",
        "revision": f"{plan.slug}-water#0.0.0",
        "announced_in": f"{plan.slug}/{plan.label}#last",
        "expires_at": expired.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "zone": "America/New_York",
        "state": "running",
        "started_at": (expired - dt.timedelta(days=6)).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    return [text(plan, "water")], [silence]


def as_state(page: Page, plan: Plan, number: int) -> Page:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(f"state-{number}@{domain_of(plan.slug)}")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Sign in")).to_have_count(0)
    return page


def put_to_silence(page: Page, plan: Plan, key: str) -> str:
    """Until four days from now at six, by the secretariat for the chair; gives the address of its page."""
    page.goto(f"/documents/{plan.slug}-{key}/")
    page.get_by_role("link", name="Put a text to silence").click()
    page.get_by_label("Announced at the meeting").select_option(index=1)
    page.get_by_label("Expires on").fill(day_in(days=4).isoformat())
    page.get_by_label("Hour").fill("18:00")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("main")).to_contain_text("This will go out when it starts")
    expect(page.locator("main")).to_contain_text("No answer means consent.")
    assert violations(page) == {}
    page.get_by_role("button", name="Start the silence").click()
    expect(page.locator("main")).to_contain_text("It runs. 4 people are told.")
    return page.url


@SCREENS
def test_one_of_two_states_objects_and_the_text_is_not_adopted(
    at_desk: Open, new_page: NewPage, shared: Path, mailing: Mailing, screen: dict[str, Any]
) -> None:
    plan = make_plan(shared, label="2020-2099", term=TERM, entries=held, silenced=two_texts)
    domain = make_states(shared, plan.slug, 4)
    desk = at_desk("/")
    water, air = put_to_silence(desk, plan, "water"), put_to_silence(desk, plan, "air")

    first, second = (as_state(new_page(**screen), plan, number) for number in (1, 2))
    first.goto("/")
    first.get_by_role("region", name="Under silence").get_by_role("link", name="Draft on water").click()
    second.goto(f"/documents/{plan.slug}-water/?lang=en")
    for page in (first, second):
        expect(page.locator("main")).to_contain_text("6:00 p.m.")
    assert violations(first) == {}
    assert first.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if screen is PHONE:
        assert first.evaluate(SMALL) == []
    first.get_by_role("link", name="Object", exact=True).click()
    first.get_by_label("In writing").fill("We cannot accept paragraph 3.")
    assert violations(first) == {}
    first.locator("main").get_by_role("button", name="Object").click()
    expect(first.locator("main")).to_contain_text("The silence is broken: the text is not adopted")
    second.goto(f"{water}?lang=en")
    expect(second.locator("main")).to_contain_text("broken: not adopted")
    expect(second.get_by_role("region", name="Objections")).to_contain_text("State 1")
    expect(second.get_by_role("link", name="Object", exact=True)).to_have_count(0)
    expect(second.get_by_role("link", name="Put your objection on record too")).to_have_count(1)
    second.goto(f"{air}?lang=en")
    expect(second.locator("main .card")).to_contain_text("running")

    stranger = new_page(**screen)
    stranger.goto(water)
    expect(stranger.locator("main")).to_contain_text("broken: not adopted")
    expect(stranger.locator("main")).not_to_contain_text("We cannot accept")
    with mailing() as mailbox:
        mails = mailbox.wait(domain, 8)  # of one text that it runs, of the other that it was broken
    english = [mail for mail in mails if str(mail["To"]).find("state-1@") >= 0]
    assert sorted(subject_of(mail).split(",")[0].split(" until")[0] for mail in english) == [
        "Silence broken",
        "Under silence",
    ]
    spanish = by_mailbox([mail for mail in mails if "roto" in subject_of(mail)])["state-2"]
    assert "Roto por: State 1" in text_of(spanish)


@SCREENS
def test_text_that_nobody_objects_to_gets_its_number_when_the_next_meeting_announces_it(
    at_desk: Open, new_page: NewPage, shared: Path, screen: dict[str, Any]
) -> None:
    plan = make_plan(shared, label="2020-2099", term=TERM, entries=held, silenced=one_that_is_over)
    make_states(shared, plan.slug, 2)
    delegate = as_state(new_page(**screen), plan, 1)
    delegate.goto(f"/documents/{plan.slug}-water/")
    silence = delegate.get_by_role("region", name="Silence procedure")
    expect(silence).to_contain_text("adopted, to be announced")
    expect(silence.get_by_role("link", name="Object")).to_have_count(0)
    expect(delegate.locator("main")).to_contain_text("no symbol assigned")

    number = f"{plan.room.upper()}/DEC.1"
    desk = at_desk(f"/documents/{plan.slug}-water/")
    desk.get_by_role("region", name="Silence procedure").get_by_role("link").first.click()
    desk.get_by_role("link", name="Announce the result").click()
    desk.get_by_label("Number").fill(number)
    desk.get_by_role("button", name="Save").click()
    expect(desk.locator("main")).to_contain_text("adopted and issued")
    delegate.reload()
    expect(silence).to_contain_text("adopted and issued")
    expect(delegate.locator("main")).to_contain_text(number)
    expect(delegate.locator("main")).to_contain_text("under the silence procedure")
    assert violations(delegate) == {}
    assert delegate.evaluate("document.documentElement.scrollWidth <= innerWidth")
