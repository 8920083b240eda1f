"""The work plan goes along with its notice, in the reader's language; without it the notice goes all the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email.message import EmailMessage
from typing import cast

import pytest
from django.core import mail

from groups.models import Body, Parentage
from meetings.enums import NoticeKind
from meetings.models import Announcement, Meeting, Schedule
from meetings.notices import enclosures
from meetings.operations.adoption import adopt
from meetings.operations.notices import send
from meetings.queries.notices import recipients_of
from portal import clock, outbox
from portal.models import OutboxMessage
from tests import make
from tests.cast import NOW, Cast, gather
from tests.mailed import spaced

pytestmark = pytest.mark.django_db

APRIL = date(2026, 4, 14)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    enclosures.forget()
    yield
    enclosures.forget()


@pytest.fixture
def cast_of() -> Cast:
    made = gather()
    for part, language in (("delegate", "es"), ("observer", "fr")):
        made.accounts[part].language = language
        made.accounts[part].save()
    return made


@pytest.fixture
def schedule(cast_of: Cast) -> Schedule:
    made = make.schedule(cast_of.term, state_on=date(2026, 3, 1))
    make.meeting(made, date(2026, 3, 1), key="first", status="held")
    room = make.room(cast_of.house, "Guerrero Room")
    make.meeting(made, APRIL, key="april", room=room, title={"en": "Dialogue"})
    make.meeting(made, date(2026, 5, 5), key="may", title={"en": "Talks"}, audience="officers")
    make.version(made)
    return made


def amended(cast: Cast, schedule: Schedule) -> Announcement:
    for key, content in (
        ("april", {"start": "2026-04-21", "end": "2026-04-21"}),
        ("may", {"text": {"en": "Other talks"}}),
    ):
        make.draft_change(schedule, NOW, entry_key=key, kind="change", content=content)
    at = Meeting.objects.get(entry__key="first")
    adopt(actor=cast.actor("secretary"), now=NOW, schedule=schedule, on=date(2026, 3, 9), at_meeting=at)
    given = Announcement.objects.get(kind=NoticeKind.PLAN)
    send(actor=cast.actor("secretary"), now=NOW, announcement=given)
    clock.confirm(NOW)
    outbox.deliver_due(NOW, budget=200)
    return given


def came() -> dict[str, EmailMessage]:
    return {each.to[0]: cast(EmailMessage, each.message()) for each in mail.outbox}


def papers(message: EmailMessage) -> list[tuple[str | None, bytes]]:
    parts = [part for part in message.walk() if part.get_content_type() == "application/pdf"]
    return [(part.get_filename(), part.get_payload(decode=True)[:5]) for part in parts]


def words(message: EmailMessage) -> str:
    plain = next(part for part in message.walk() if part.get_content_type() == "text/plain")
    return spaced(plain.get_payload(decode=True).decode())


def test_each_reader_gets_the_plan_in_their_language(cast_of: Cast, schedule: Schedule) -> None:
    amended(cast_of, schedule)
    found = {part: papers(came()[cast_of.accounts[part].email]) for part in ("delegate", "observer", "chair")}
    names = {part: name for part, [(name, _start)] in found.items()}
    slug = cast_of.body.slug
    assert names == {
        part: f"{slug}_2026-2027_work-plan_{language}.pdf"
        for part, language in (("delegate", "es"), ("observer", "fr"), ("chair", "en"))
    }
    assert {start for each in found.values() for _name, start in each} == {b"%PDF-"}
    assert "attached as PDF" in words(came()[cast_of.accounts["chair"].email])


def test_what_changed_is_told_with_what_it_was_as_far_as_the_reader_may_know(cast_of: Cast, schedule: Schedule) -> None:
    amended(cast_of, schedule)
    chair, observer = (words(came()[cast_of.accounts[part].email]) for part in ("chair", "observer"))
    assert "Row moved\n" in chair
    assert "Tuesday, 21 April 2026: Dialogue (formerly: Tuesday, 14 April 2026)" in chair
    assert "Talks; matter" in chair
    assert "alks" not in observer


def test_what_changed_agrees_in_number_and_stands_in_small_letters(cast_of: Cast, schedule: Schedule) -> None:
    amended(cast_of, schedule)
    delegate = words(came()[cast_of.accounts["delegate"].email])
    assert "Fila con otra fecha\n" in delegate
    assert "(antes: martes 14 de abril de 2026)" in delegate


def test_a_press_that_fails_costs_nobody_the_notice(
    cast_of: Cast, schedule: Schedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    Body.objects.update(name={"en": "A group whose plan nobody printed before"})
    monkeypatch.setattr(enclosures, "PATIENCE", 0.001)
    amended(cast_of, schedule)
    message = came()[cast_of.accounts["chair"].email]
    assert papers(message) == []
    link = f"/groups/{cast_of.body.slug}/2026-2027/papers/work-plan.pdf?language=en"
    assert "could not be printed in time" in words(message)
    assert link in words(message)
    assert not OutboxMessage.objects.exclude(state="sent").exists()


def test_a_plan_too_large_for_a_mail_goes_as_a_link(
    cast_of: Cast, schedule: Schedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enclosures, "LARGEST", 100)
    amended(cast_of, schedule)
    message = came()[cast_of.accounts["chair"].email]
    assert papers(message) == []
    assert "too large for a mail" in words(message)


def test_secretaries_of_the_parents_house_are_told_once(cast_of: Cast, schedule: Schedule) -> None:
    above = make.organization()
    secretary = make.user()
    make.serving(secretary, above)
    make.serving(secretary, above, "editor")
    editor = make.user()
    make.serving(editor, above, "editor")
    Parentage.objects.create(child=cast_of.body, parent=make.body(organization=above))
    given = Announcement.objects.create(
        kind=NoticeKind.PLAN, event="adopted", schedule=schedule, after={"revision": 0}, created_at=NOW
    )
    found = [each.user for each in recipients_of(given, NOW.date())]
    assert found.count(secretary) == 1
    assert editor not in found
