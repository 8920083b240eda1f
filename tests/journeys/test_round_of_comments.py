"""A round of comments with 34 states: who answered and when, who still owes, more time, and reminders to them alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.clock import day_in
from tests.journeys.conftest import Mailing, NewPage
from tests.journeys.desk import Open
from tests.journeys.mailbox import by_mailbox, subject_of, text_of
from tests.journeys.social_charter import charter_plan
from tests.journeys.states import PASSWORD, READERS, domain_of, make_states
from tests.journeys.test_accessibility import violations

STATES = 34


def deadline_page(page: Page, schedule: str, words: str) -> None:
    """From the schedule to the deadline, as everybody goes."""
    page.goto(schedule)
    page.locator("li.entry-deadline").filter(has_text=words).get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def ask_members(page: Page, *, reminding: Mapping[int, int] | None = None) -> None:
    """`reminding`: how many people are reminded at once, by days left; shown before anything is saved."""
    page.get_by_role("link", name="Who owes it", exact=True).click()
    page.get_by_label("member", exact=True).check()
    page.get_by_role("button", name="Save").click()
    if reminding:
        expect(page.get_by_text("Nothing is saved and nothing has been sent yet.")).to_be_visible()
        for left, people in reminding.items():
            item = page.get_by_role("listitem").filter(has_text=f"Reminder, {left} days before · {people} people")
            expect(item).to_contain_text("at once")
        expect(page.get_by_role("listitem").filter(has_text="at once").first).to_contain_text("Delegate 1, Delegate 10")
        assert violations(page) == {}
        page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("34 of 34 still owe.")).to_be_visible()


def record(page: Page, state: str, day: str, hour: str) -> None:
    row = page.locator(".debtors li").filter(has=page.get_by_text(state, exact=True))
    row.locator("summary").click()
    row.get_by_label("Received on").fill(day)
    row.get_by_label("Hour").fill(hour)
    row.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_text("Recorded.")).to_be_visible()


def test_three_of_thirty_four_answer_and_the_others_get_more_time(at_desk: Open, shared: Path) -> None:
    plan = charter_plan(shared, comments={"deadline": {"at": "18:00"}})
    make_states(shared, plan.slug, STATES)
    page = at_desk(plan.schedule)
    deadline_page(page, plan.schedule, "Deadline for member states to submit comments.")
    ask_members(page)
    record(page, "State 1", "2012-10-08", "09:30")
    record(page, "State 2", "2012-10-08", "18:00")
    record(page, "State 3", "2012-10-08", "18:00:01")
    expect(page.get_by_text("31 of 34 still owe.")).to_be_visible()
    answered = page.get_by_role("region", name="Who has answered").get_by_role("listitem")
    expect(answered).to_have_count(3)
    expect(answered.filter(has_text="late")).to_have_count(1)
    expect(answered.filter(has_text="State 3")).to_contain_text("late")
    expect(answered.filter(has_text="State 3")).to_contain_text("8 October 2012, 6:00:01 p.m.")
    assert violations(page) == {}

    page.get_by_role("link", name="Extend the deadline").click()
    page.get_by_label("New date").fill("2012-10-12")
    page.get_by_label("Hour").fill("18:00")
    page.get_by_label("Decided by").fill("The Chair")
    page.locator("[name='reason_en']").fill("Two delegations asked for more time.")
    page.get_by_role("button", name="Extend").click()
    expect(page.get_by_text("It waits to be sent to 34 people")).to_be_visible()
    expect(page.get_by_role("region", name="Español")).to_contain_text("Prorrogado al 12 de octubre de 2012")
    assert violations(page) == {}
    page.get_by_role("button", name="Extend").click()
    expect(page.locator(".card-date")).to_contain_text("Friday, 12 October 2012, 6:00 p.m., Washington, D.C. (UTC−4)")
    expect(page.locator(".extension del")).to_contain_text("8 October 2012, 6:00 p.m.")
    expect(page.locator(".extension")).to_contain_text("Decided by: The Chair. Two delegations asked for more time.")
    expect(answered.filter(has_text="late")).to_have_count(0)
    reader = at_desk(plan.schedule, stranger=True)
    extended = reader.locator("li.entry-deadline").filter(has_text="Deadline for member states")
    expect(extended).to_contain_text("extended from 8 October 2012")
    expect(extended.locator(".date")).to_contain_text("12")

    page.get_by_role("link", name="Open the notice").click()
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("Sent to 34 people.")).to_be_visible()
    deadline_page(page, plan.schedule, "Deadline for member states to submit comments.")
    page.get_by_text("Take the extension back").click()
    page.locator(".extension").get_by_label("English").fill("Another deadline was meant.")
    page.locator(".extension").get_by_role("button", name="Take back").click()
    expect(page.get_by_role("region", name="English")).to_contain_text("Extension withdrawn, was due 8 October 2012")
    expect(page.get_by_role("region", name="English")).to_contain_text("Another deadline was meant.")
    assert violations(page) == {}
    page.get_by_role("button", name="Take back").click()
    expect(page.get_by_text("Taken back: the old date holds.")).to_be_visible()
    expect(page.locator(".card-date")).to_contain_text("Monday, 8 October 2012")


def test_reminders_reach_those_who_owe_and_nobody_else(
    at_desk: Open, new_page: NewPage, shared: Path, mailing: Mailing
) -> None:
    """Six days before, five where it is tomorrow already: the reminder of the seventh day came due before today."""
    day = day_in(days=6)
    left = {language: (day - day_in(zone)).days for language, zone in READERS}
    dates = {"start": day.isoformat(), "end": day.isoformat(), "deadline": {"at": "18:00"}}
    plan = charter_plan(shared, comments=dates, term={"ended": "2099-12-31"})
    domain = make_states(shared, plan.slug, STATES)
    page = at_desk(plan.schedule)
    deadline_page(page, plan.schedule, "Deadline for member states to submit comments.")
    ask_members(page, reminding=Counter(left[READERS[each % 4][0]] for each in range(STATES)))
    for state in ("State 2", "State 3"):
        row = page.locator(".debtors li").filter(has=page.get_by_text(state, exact=True))
        row.locator("summary").click()
        row.get_by_role("button", name="Record", exact=True).click()
        expect(page.get_by_text("Recorded.")).to_be_visible()

    delegate = new_page()
    delegate.goto("/accounts/login/")
    delegate.get_by_label("Email").fill(f"state-1@{domain_of(plan.slug)}")
    delegate.get_by_label("Password").fill(PASSWORD)
    delegate.locator("main").get_by_role("button", name="Sign in").click()
    deadline_page(delegate, plan.schedule, "Deadline for member states to submit comments.")
    expect(delegate.get_by_role("region", name="Yours")).to_contain_text("not answered yet")
    expect(delegate.get_by_role("region", name="Who still owes")).to_have_count(0)
    delegate.get_by_role("button", name="Record our answer").click()
    expect(delegate.get_by_role("region", name="Yours")).to_contain_text("answered")

    page.reload()
    expect(page.get_by_text("31 of 34 still owe.")).to_be_visible()
    with mailing() as mailbox:
        mails = by_mailbox(mailbox.wait(domain, 31))
    assert not {"state-1", "state-2", "state-3"} & mails.keys()
    assert subject_of(mails["state-5"]) == f"Due in {left['en']} days: Deadline for member states to submit comments."
    assert subject_of(mails["state-6"]).startswith(f"Vence en {left['es']} días: ")
    assert subject_of(mails["state-7"]).startswith(f"Vence em {left['pt']} dias: ")
    assert subject_of(mails["state-4"]).startswith(f"À remettre dans {left['fr']} jours : ")
    portuguese = text_of(mails["state-7"])
    assert "em São Paulo, sua hora" in portuguese
    assert "Washington, D.C. (UTC" in portuguese

    ended = str(mails["state-5"]["List-Unsubscribe"]).strip(" <>")
    visitor = new_page()
    visitor.goto(ended)
    visitor.get_by_role("button", name="End these mails").click()
    expect(visitor.locator("main")).to_contain_text("Delegate 5 gets no more mails of this kind.")
