"""What planning costs, what it may pass over, and that it finds for many what is found for one."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from documents.models import LanguageVersion
from groups.models import Accreditation
from groups.queries.accounts import actor_of_account
from meetings.models import Answer, Deadline, Notice, Publication
from meetings.operations import reminders
from meetings.operations.answers import answer
from meetings.operations.publications import plan_publications
from meetings.operations.reminders import Times, plan, reminder_now
from meetings.queries.deadlines import with_anchors
from meetings.queries.owing import debts_of, people_of
from meetings.queries.reminding import users_owing
from portal import clock
from portal.lib.deadlines import Due
from portal.models import User
from tests import make
from tests.cast import NOW, gather
from tests.meetings.rounds import Round, open_round
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

AT = datetime(2026, 10, 1, 15, 0, tzinfo=UTC)
DAY = AT.date()
AT_REST = 3
"""Questions of a run that has nothing to do: the clock, the version of all content, the last run."""


def planned(now: datetime) -> int:
    clock.confirm(now)
    return plan(now)


def one_by_one(day: date) -> dict[int, list[User]]:
    found = {}
    for deadline in with_anchors(Deadline.objects.order_by("pk")):
        people = people_of(debts_of(deadline, day).owing, deadline, day)
        found[deadline.pk] = list(dict.fromkeys(user for each in people.values() for user in each))
    return found


def a_house_of_all_sorts() -> Round:
    """By standing, by name, by post; answered, ended, muted, for one body alone, twice the same person."""
    scene = open_round(5)
    cast = scene.cast
    Accreditation.objects.filter(person__user=scene.users[0]).update(ended=date(2026, 9, 30))
    scene.users[1].is_active = False
    scene.users[1].save()
    answer(actor=actor_of_account(scene.users[2], AT), now=AT, deadline=scene.deadline, of=scene.states[2])
    named = make.deadline(scene.schedule, date(2026, 10, 9), at=time(18))
    named.owing_delegations.set(scene.states[1:4])
    chair = make.post(cast.term)
    make.tenure(chair, holder=scene.users[3].person)
    make.tenure(chair, holder=make.person(user=make.user()), how_began="nominated")
    named.owing_posts.set([chair])
    elsewhere = make.body(organization=cast.house)
    make.accredited(make.user(), scene.states[4], body=elsewhere)
    make.accredited(make.user(), scene.states[4], body=cast.body)
    make.deadline(make.schedule(make.term(elsewhere)), date(2026, 10, 10), owing_standings="member observer")
    Answer.objects.create(deadline=named, post=chair, at=AT)
    return scene


def test_many_deadlines_are_owed_as_each_of_them_is() -> None:
    a_house_of_all_sorts()
    deadlines = list(Deadline.objects.select_related("entry__schedule__term").order_by("pk"))
    together = {pk: {user.pk for user in users} for pk, users in users_owing(deadlines, DAY).items()}
    apart = {pk: {user.pk for user in users} for pk, users in one_by_one(DAY).items()}
    assert together == apart
    assert any(apart.values())


def test_plan_of_many_deadlines_asks_as_little_as_that_of_one() -> None:
    scene = open_round(4)
    planned(AT)
    few = queries_of(lambda: reminders._plan_all(AT))
    for number in range(3):
        make.deadline(scene.schedule, date(2026, 10, 8), at=time(18), owing_standings="member")
        make.deadline(make.schedule(make.term(make.body(organization=scene.cast.house))), date(2026, 10, 8 + number))
    planned(AT + timedelta(minutes=11))
    assert queries_of(lambda: reminders._plan_all(AT)) == few


def test_plan_rests_while_nothing_is_written() -> None:
    open_round(4)
    assert planned(AT) == 3
    planned(AT + timedelta(minutes=1))
    clock.confirm(AT + timedelta(minutes=2))
    assert queries_of(lambda: plan(AT + timedelta(minutes=2))) == AT_REST


def test_plan_looks_again_when_somebody_comes_or_time_passes() -> None:
    scene = open_round(2)
    assert [planned(AT), planned(AT), planned(AT)] == [2, 0, 0]
    newcomer = make.user(zone="America/New_York")
    make.accredited(newcomer, scene.states[0])
    assert planned(AT + timedelta(minutes=1)) == 1
    planned(AT + timedelta(minutes=2))
    User.objects.filter(pk=newcomer.pk).update(zone="America/Lima")  # accounts are not counted
    assert queries_of(lambda: plan(AT + timedelta(minutes=12))) > AT_REST


def test_each_reminder_is_planned_before_its_hour_though_another_still_stands() -> None:
    due = Due(date(2026, 10, 8), time(18), "America/New_York")
    times = Times((3, 1, 0), (), time(9))
    day = datetime(2026, 10, 7, 13, 0, tzinfo=UTC)
    found = [reminder_now(due, times, "America/New_York", day + timedelta(minutes=step)) for step in (-61, -60, 0)]
    assert [each and each.days for each in found] == [3, 1, 1]


def test_paper_is_told_on_its_day_at_the_venue_and_once() -> None:
    cast = gather()
    make.document(cast.body, "CAJP/GT/TM-24/05")
    LanguageVersion.objects.update(published_on=NOW.date() + timedelta(days=1), language="en")
    still_the_day_before = datetime.combine(NOW.date() + timedelta(days=1), time(3, 59), tzinfo=UTC)
    counts = []
    for now in (still_the_day_before, still_the_day_before + timedelta(minutes=2), NOW + timedelta(days=2)):
        clock.confirm(now)
        counts.append(plan_publications(now))
    assert counts[0] == 0
    assert counts[1] == Notice.objects.count() > 0
    assert (counts[2], Publication.objects.count()) == (0, 1)


def test_papers_that_were_told_cost_nothing_more() -> None:
    cast = gather()
    for number in (1, 2, 3):
        make.document(cast.body, f"CAJP/GT/TM-{number}/05")
    LanguageVersion.objects.update(published_on=NOW.date())
    clock.confirm(NOW)
    plan_publications(NOW)
    assert queries_of(lambda: plan_publications(NOW)) == 2
