"""A rule says who owes what it sets; where nobody is asked, that is said to who could change it."""

from __future__ import annotations

import re
from datetime import time
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from groups.models import Delegation
from meetings.models import Deadline, DeadlineRule, Entry, Schedule
from meetings.operations.deadlines import set_by_rule
from meetings.operations.edits import withdraw_row
from meetings.operations.errors import RefusedError
from meetings.operations.undoing import redo, undo
from meetings.queries.drafts import row_for_editing
from meetings.queries.owing import addressed
from portal.models import AuditEvent, OutboxMessage
from tests import make
from tests.cast import NOW, Cast, gather
from tests.clock import day_in
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db

NOBODY = "Nobody is asked, so nobody is reminded."


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    """Adopted, with a meeting in a month."""
    made = make.schedule(cast.term)
    make.meeting(made, day_in(days=30), key="next")
    return made


def rule(cast: Cast, *names: Delegation, **facts: Any) -> DeadlineRule:
    facts = {"key": "papers", "name": {"en": "Papers"}, "offset": 10, "unit": "days"} | facts
    made = DeadlineRule.objects.create(organization=cast.house, **facts)
    made.owing_delegations.set(names)
    return made


def page(cast: Cast, address: str, account: str = "secretary", **typed: Any) -> str:
    client = Client()
    client.force_login(cast.accounts[account])
    answer = client.post(address, typed, follow=True) if typed else client.get(address)
    return unescape(answer.content.decode())


def place(schedule: Schedule, name: str) -> str:
    return reverse(f"meetings:{name}", args=[schedule.term.body.slug, schedule.term.label])


def test_deadlines_are_owed_by_whom_their_rule_names(cast: Cast, schedule: Schedule) -> None:
    agency = make.delegation(kind="entity")
    given = rule(cast, agency, owing_standings="member", owing_roles="chair rapporteur")
    set_by_rule(actor=cast.actor("chair"), now=NOW, schedule=schedule, rule=given, meetings=["next"])
    deadline = Deadline.objects.get()
    members = [standing.delegation for standing in cast.body.standings.filter(standing="member")]
    posts = cast.term.posts.filter(role__in=("chair", "rapporteur"))
    assert deadline.owing_standings == "member"
    assert set(addressed(deadline, NOW.date())) >= {agency, *posts}
    assert set(members) & set(addressed(deadline, NOW.date()))
    assert not {post for post in addressed(deadline, NOW.date()) if getattr(post, "role", "") == "vice_chair"}
    assert AuditEvent.objects.filter(verb="addressed").count() == 1


def test_deadlines_set_by_a_rule_that_names_who_owes_are_undone_and_redone(cast: Cast, schedule: Schedule) -> None:
    secretary = cast.actor("secretary")
    given = rule(cast, *(make.delegation() for _each in range(2)), owing_standings="member", owing_roles="chair")
    set_by_rule(actor=secretary, now=NOW, schedule=schedule, rule=given, meetings=["next"])
    asked = addressed(Deadline.objects.get(), NOW.date())
    undo(actor=secretary, now=NOW, schedule=schedule)
    assert not Deadline.objects.filter(entry__withdrawn_in=None).exists()
    redo(actor=secretary, now=NOW, schedule=schedule)
    assert addressed(Deadline.objects.get(), NOW.date()) == asked


def test_what_is_done_again_follows_its_rule_again(cast: Cast, schedule: Schedule) -> None:
    secretary, given = cast.actor("secretary"), rule(cast)
    set_by_rule(actor=secretary, now=NOW, schedule=schedule, rule=given, meetings=["next"])
    for _each in range(2):
        undo(actor=secretary, now=NOW, schedule=schedule)
        assert not Deadline.objects.exists()
        redo(actor=secretary, now=NOW, schedule=schedule)
        assert Deadline.objects.get().ruled_by == given
    with pytest.raises(RefusedError, match="set already"):
        set_by_rule(actor=secretary, now=NOW, schedule=schedule, rule=given, meetings=["next"])
    undo(actor=secretary, now=NOW, schedule=schedule)
    given.delete()
    redo(actor=secretary, now=NOW, schedule=schedule)
    assert Deadline.objects.get().ruled_by is None


def test_a_removal_undone_brings_the_rule_back(cast: Cast, schedule: Schedule) -> None:
    secretary, given = cast.actor("secretary"), rule(cast)
    Schedule.objects.update(state="draft")
    schedule.refresh_from_db()
    set_by_rule(actor=secretary, now=NOW, schedule=schedule, rule=given, meetings=["next"])
    row = row_for_editing(secretary, schedule, Entry.objects.get(deadline__isnull=False).key)
    assert row is not None
    withdraw_row(actor=secretary, now=NOW, schedule=schedule, key=row.key, seen=row.version)
    assert not Deadline.objects.exists()
    undo(actor=secretary, now=NOW, schedule=schedule)
    assert Deadline.objects.get().ruled_by == given


def test_deadline_on_another_clock_says_whose_on_the_page_of_rules(cast: Cast, schedule: Schedule) -> None:
    given = rule(cast, zone="Asia/Tokyo", at=time(18))
    set_by_rule(actor=cast.actor("secretary"), now=NOW, schedule=schedule, rule=given, meetings=["next"])
    assert "6:00\N{NO-BREAK SPACE}p.m. (Tokyo)" in page(cast, place(schedule, "ruled"))


def test_rule_that_names_nobody_asks_nobody(cast: Cast, schedule: Schedule) -> None:
    set_by_rule(actor=cast.actor("secretary"), now=NOW, schedule=schedule, rule=rule(cast), meetings=["next"])
    assert addressed(Deadline.objects.get(), NOW.date()) == []
    assert not AuditEvent.objects.filter(verb="addressed").exists()


def test_reminders_are_shown_before_a_rule_that_names_who_owes_is_applied(cast: Cast, schedule: Schedule) -> None:
    given = rule(cast, owing_standings="member")
    typed = {"rule": str(given.pk), "meetings": ["next"]}
    shown = page(cast, place(schedule, "ruled_set"), **typed)
    assert "Nothing is saved and nothing has been sent yet." in shown
    assert (Deadline.objects.count(), OutboxMessage.objects.count()) == (0, 0)
    seal = re.findall('name="seen" value="([0-9a-f]+)"', shown)[0]
    assert "1 deadline set." in page(cast, place(schedule, "ruled_set"), seen=seal, **typed)
    assert Deadline.objects.get().owing_standings == "member"


def test_deadline_that_lies_in_the_past_already_is_said_to_do_so(cast: Cast, schedule: Schedule) -> None:
    make.meeting(schedule, day_in(days=5), key="soon")
    given = rule(cast, owing_standings="member")
    shown = page(cast, place(schedule, "ruled_set"), rule=str(given.pk), meetings=["next", "soon"])
    assert shown.count("The date has passed. No reminder leaves.") == 1
    assert "Reminder, 14 days before" in shown


def test_who_cannot_be_reminded_is_named_before_a_rule_is_applied(cast: Cast, schedule: Schedule) -> None:
    for number in range(2):
        make.standing(make.delegation(name={"en": f"Mute {number}"}), cast.body)
    given = rule(cast, owing_standings="member", owing_roles="president")
    shown = page(cast, place(schedule, "ruled_set"), rule=str(given.pk), meetings=["next"])
    assert re.search(r"\d have no account, so no reminder reaches them: [^<]*Mute 0, Mute 1", shown)
    assert "The rule asks the President, but this group has no such post: nobody is asked for it." in shown


def test_rule_that_asks_for_a_post_that_nobody_has_is_said_to_ask_nobody(cast: Cast, schedule: Schedule) -> None:
    given = rule(cast, owing_roles="president")
    saved = page(cast, place(schedule, "ruled_set"), rule=str(given.pk), meetings=["next"])
    assert "1 deadline set." in saved
    assert "The rule asks the President, but this group has no such post" in saved
    chaired = rule(cast, key="notes", owing_roles="chair")
    assert "no such post" not in page(cast, place(schedule, "ruled_set"), rule=str(chaired.pk), meetings=["next"])


def test_rules_are_offered_with_whom_they_ask(cast: Cast, schedule: Schedule) -> None:
    rule(cast, owing_standings="member", owing_roles="chair", at=time(18))
    rule(cast, key="notes", name={"en": "Notes"})
    shown = page(cast, place(schedule, "ruled"))
    assert "Papers: 10 days before the meeting, until 6:00 p.m. (asks: all members, the Chair)" in shown
    assert "Notes: 10 days before the meeting (asks nobody, so nobody is reminded)" in shown


def test_rule_is_said_to_ask_whom_in_the_form_of_the_desk(cast: Cast) -> None:
    given = rule(cast)
    address = reverse("desk-record", args=["deadlinerule", given.pk])
    shown = page(cast, address)
    assert "All delegations of the standing owe it" in shown
    boxes = dict(re.findall(r'name="(seen)" value="([^"]*)"', shown))
    typed = {"name_en": "Papers", "key": "papers", "kind": "soft", "offset": "10", "unit": "days"}
    typed |= {"direction": "before", "count": "exclusive", "roll": "none"} | boxes
    page(cast, address, owing_standings=["observer", "member"], owing_roles=["chair"], **typed)
    given.refresh_from_db()
    assert (given.owing_standings, given.owing_roles) == ("member observer", "chair")
    again = page(cast, address)
    assert len(re.findall(r'name="owing_standings"[^>]*checked', again)) == 2


def test_nobody_asked_is_said_to_staff_and_to_nobody_else(cast: Cast, schedule: Schedule) -> None:
    deadline = make.deadline(schedule, day_in(days=9))
    address = reverse("meetings:deadline", args=[deadline.pk])
    assert NOBODY in page(cast, address)
    assert NOBODY not in page(cast, address, "delegate")
    assert "nobody is asked or reminded" in page(cast, place(schedule, "ruled"))
    Deadline.objects.update(owing_standings="member")
    assert NOBODY not in page(cast, address)
    assert "nobody is asked or reminded" not in page(cast, place(schedule, "ruled"))


def test_nobody_asked_is_no_matter_once_the_date_has_passed(cast: Cast, schedule: Schedule) -> None:
    deadline = make.deadline(schedule, day_in(days=-9))
    assert NOBODY not in page(cast, reverse("meetings:deadline", args=[deadline.pk]))
    assert "nobody is asked or reminded" not in page(cast, place(schedule, "ruled"))


def test_whom_the_rule_names_is_proposed_where_nobody_is_asked(cast: Cast, schedule: Schedule) -> None:
    given = rule(cast)
    set_by_rule(actor=cast.actor("secretary"), now=NOW, schedule=schedule, rule=given, meetings=["next"])
    DeadlineRule.objects.update(owing_standings="member")
    address = reverse("meetings:deadline_address", args=[Deadline.objects.get().pk])
    ticked = re.compile(r'value="member"[^>]*checked')
    assert ticked.search(page(cast, address))
    Deadline.objects.update(owing_standings="observer")
    assert not ticked.search(page(cast, address))


def test_page_of_deadlines_is_read_in_the_same_number_of_queries(cast: Cast, schedule: Schedule) -> None:
    client = Client()
    client.force_login(cast.accounts["secretary"])
    meeting = Entry.objects.get(key="next")
    made: list[int] = []

    def another() -> None:
        made.append(1)
        rule(cast, make.delegation(), key=f"rule-{len(made)}")
        make.deadline(schedule, anchor="entry", anchor_entry=meeting, offset=2).owing_delegations.set(
            [make.delegation()]
        )

    assert_constant(client, place(schedule, "ruled"), another)


def test_who_decided_an_extension_is_written_by_who_records_it(cast: Cast, schedule: Schedule) -> None:
    """All read the words as they are: none that the portal put there in the secretariat's own language."""
    made = make.deadline(schedule, day_in(days=9))
    shown = page(cast, reverse("meetings:deadline_extend", args=[made.pk]))
    (box,) = re.findall('<input[^>]*name="decided_by"[^>]*>', shown)
    assert "value=" not in box
    assert "Everybody reads it as you write it" in shown


def test_the_chair_is_offered_no_rules_to_change(cast: Cast, schedule: Schedule) -> None:
    rule(cast)
    address = place(schedule, "ruled")
    assert "/desk/" in page(cast, address)
    shown = page(cast, address, "chair")
    assert "Papers: 10 days before the meeting" in shown
    assert "/desk/" not in shown, "the desk is the secretariat's"
