"""The schedule's page lists conflicts to who edits it, and to nobody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from groups.enums import SecretariatRole
from portal.enums import Audience
from tests import make
from tests.meetings.conflicts.scene import DAY, Scene
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db
HEADING = "seen by who edits this schedule"


@pytest.fixture
def scene() -> Scene:
    return Scene()


@pytest.fixture
def secretary(scene: Scene) -> Client:
    account = make.user()
    make.serving(account, scene.house, SecretariatRole.SECRETARY)
    client = Client()
    client.force_login(account)
    return client


def _page(client: Client, scene: Scene) -> str:
    return client.get(scene.group.get_absolute_url()).content.decode()


def test_secretary_is_told_of_the_clash_and_of_the_warnings(scene: Scene, secretary: Client) -> None:
    meeting = scene.meet(scene.group, hours="15:00 16:00")
    scene.meet(scene.group, date(2012, 11, 12), "10:00 13:00", room=None)
    page = _page(secretary, scene)
    assert f"2 conflicts, {HEADING}" in page
    assert "Guerrero Room is taken by Joint Group on Social Charter (“Dialogue with civil society”)." in page
    assert f'href="{scene.theirs.get_absolute_url()}"' in page
    assert f'<a href="#{meeting.entry.key}">13 November 2012</a>' in page
    assert "Veterans Day" in page


def test_nobody_else_is_told_of_conflicts(scene: Scene, client: Client) -> None:
    theirs = scene.theirs.entry
    theirs.audience = Audience.STAFF
    theirs.save()
    scene.meet(scene.group, hours="15:00 16:00")
    member = make.user()
    state = make.delegation()
    make.standing(state, scene.group.term.body)
    make.accredited(member, state)
    signed_in = Client()
    signed_in.force_login(member)
    for reader in (client, signed_in):
        page = _page(reader, scene)
        assert HEADING not in page
        assert "Guerrero Room is taken" not in page
        assert "Dialogue with civil society" not in page


def test_conflict_of_two_rows_of_the_schedule_is_listed_once(scene: Scene, secretary: Client) -> None:
    for hours in ("10:00 13:00", "12:00 13:00"):
        scene.meet(scene.group, DAY + timedelta(days=7), hours)
    page = _page(secretary, scene)
    assert page.count("Guerrero Room is taken") == 1


def test_what_the_record_says_to_everyone_is_not_repeated(scene: Scene, secretary: Client) -> None:
    meeting = scene.meet(scene.group, date(2013, 8, 13), "10:00 13:00")
    assert meeting.entry.start == date(2013, 8, 13)
    page = _page(secretary, scene)
    assert page.count("13 August 2013 lies outside the term.") == 1
    assert HEADING not in page


def test_page_takes_as_many_queries_for_three_clashes_as_for_one(scene: Scene, secretary: Client) -> None:
    days = iter(DAY + timedelta(days=step) for step in (0, 7, 14))

    def grow() -> None:
        day = next(days)
        scene.meet(scene.group, day, "15:00 16:00")
        if day != DAY:
            scene.meet(scene.casa, day)

    assert_constant(secretary, scene.group.get_absolute_url(), grow)
