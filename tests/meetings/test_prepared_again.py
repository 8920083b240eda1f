"""A notice that was not to be sent is prepared again, whatever it tells of, while it is so and people do not know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from meetings.enums import NoticeKind
from meetings.models import Announcement, Entry, Schedule
from meetings.operations.adoption import adopt
from meetings.operations.discarding import discard
from meetings.operations.errors import RefusedError
from meetings.operations.notices import send
from meetings.operations.preparing import AGAIN, prepare_again
from meetings.operations.states import convene, postpone
from meetings.queries.drafts import row_for_editing
from portal import clock, outbox
from tests import make
from tests.cast import NOW, Cast, gather
from tests.mailed import spaced

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 15)


class Desk:
    """The secretariat, a minute later with each deed."""

    def __init__(self, cast: Cast, schedule: Schedule) -> None:
        self.actor, self.schedule, self.minutes = cast.actor("secretary"), schedule, count(1)

    @property
    def by(self) -> dict[str, Any]:
        return {"actor": self.actor, "now": NOW + timedelta(minutes=next(self.minutes))}

    def do(self, operation: Any, key: str = "december", **facts: Any) -> None:
        row = row_for_editing(self.actor, self.schedule, key)
        assert row is not None
        operation(**self.by, schedule=self.schedule, key=key, seen=row.version, **facts)

    def send(self, kind: NoticeKind) -> None:
        send(**self.by, announcement=waiting(kind))

    def leave(self, kind: NoticeKind) -> Announcement:
        given = waiting(kind)
        discard(**self.by, announcement=given)
        return Announcement.objects.get(pk=given.pk)

    def again(self, given: Announcement) -> Announcement:
        return prepare_again(**self.by, announcement=Announcement.objects.get(pk=given.pk))

    def propose(self, items: list[dict[str, Any]]) -> None:
        """An agenda that is adopted with the next revision of the plan."""
        self.revise("december", {"meeting": {"items": items}})

    def move(self, to: date) -> None:
        """The first meeting, by the next revision of the plan."""
        self.revise("first", {"start": str(to), "end": str(to)})

    def revise(self, key: str, content: dict[str, Any]) -> None:
        """Propose it, and adopt the plan."""
        number = next(self.minutes)
        held = make.meeting(self.schedule, date(2026, 3, 2), key=f"held-{number}", status="held")
        make.draft_change(self.schedule, NOW, entry_key=key, kind="change", content=content)
        adopt(**self.by, schedule=Schedule.objects.get(), on=date(2026, 3, 2), at_meeting=held)


def waiting(kind: NoticeKind) -> Announcement:
    return Announcement.objects.get(state="waiting", kind=kind)


def waits(kind: NoticeKind) -> bool:
    return Announcement.objects.filter(state="waiting", kind=kind).exists()


def items(*keys: str) -> list[dict[str, Any]]:
    return [{"key": key, "label": f"{n}.", "text": {"en": key.title()}} for n, key in enumerate(keys, 1)]


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def desk(cast: Cast) -> Desk:
    """A plan with a meeting that elects a Vice Chair, and one with two paragraphs."""
    made = make.schedule(cast.term, state_on=date(2026, 3, 1))
    december = make.meeting(made, DAY, key="december", room=make.room(cast.house))
    make.agenda_item(december, "Order of business", key="order", label="1.", position=1)
    post = make.post(cast.term, "vice_chair", key="second-vice-chair")
    make.agenda_item(december, "Election", key="election", label="2.", position=2, post=post)
    make.meeting(made, date(2026, 12, 1), key="first", mode="virtual", items=("Paragraph 3", "Paragraph 4"))
    return Desk(cast, made)


def _order(desk: Desk) -> NoticeKind:
    desk.do(convene)
    desk.send(NoticeKind.CONVENED)
    desk.do(postpone, "first", items_to="december")
    return NoticeKind.ORDER


def _election(desk: Desk) -> NoticeKind:
    desk.do(convene)
    return NoticeKind.ELECTION


def _plan(desk: Desk) -> NoticeKind:
    desk.propose(items("order", "visit"))
    return NoticeKind.PLAN


def _outcome(desk: Desk) -> NoticeKind:
    meeting = Entry.objects.get(key="first").meeting
    make.outcome(meeting, released_at=NOW, text={"en": "Agreed"})
    make.announcement(meeting.entry, NOW, kind="outcome", event="outcomes")
    return NoticeKind.OUTCOME


def _record(desk: Desk) -> NoticeKind:
    Entry.objects.filter(key="first").update(status="record_issued")
    make.announcement(Entry.objects.get(key="first"), NOW, kind="outcome", event="record")
    return NoticeKind.OUTCOME


KINDS = [_order, _election, _plan, _outcome, _record]


@pytest.mark.parametrize("noted", KINDS, ids=lambda each: each.__name__)
def test_it_is_prepared_again_once_and_sent_once(desk: Desk, noted: Callable[[Desk], NoticeKind]) -> None:
    kind = noted(desk)
    given = desk.leave(kind)
    made = desk.again(given)
    assert (made.state, made.event, made.before, made.after) == ("waiting", given.event, given.before, given.after)
    with pytest.raises(RefusedError):
        desk.again(given)  # one waits
    mail.outbox.clear()
    desk.send(kind)
    clock.confirm(NOW + timedelta(hours=1))
    outbox.deliver_due(NOW + timedelta(hours=1))
    assert mail.outbox
    with pytest.raises(RefusedError):
        desk.again(given)  # people know it


@pytest.mark.parametrize(
    ("noted", "otherwise"),
    [
        (_order, lambda: make.agenda_item(Entry.objects.get(key="december").meeting, "One more", key="more")),
        (_election, lambda: Entry.objects.filter(key="december").update(status="held")),
        (_plan, lambda: Schedule.objects.update(revision=7)),
        (_outcome, lambda: Entry.objects.get(key="first").meeting.outcomes.update(released_at=None)),
        (_record, lambda: Entry.objects.filter(key="first").update(status="held")),
    ],
    ids=lambda each: each.__name__,
)
def test_what_is_no_longer_so_is_not_prepared_again(desk: Desk, noted: Any, otherwise: Callable[[], Any]) -> None:
    given = desk.leave(noted(desk))
    otherwise()
    with pytest.raises(RefusedError):
        desk.again(given)


def test_every_kind_that_waits_to_be_sent_has_its_rule() -> None:
    told_at_once = {
        NoticeKind.PUBLISHED,
        NoticeKind.REMINDER,
        NoticeKind.SILENCE,
        NoticeKind.MANDATE,
        NoticeKind.TERM,
        NoticeKind.SERVICES,
    }
    assert set(AGAIN) == set(NoticeKind) - told_at_once


def test_the_page_offers_it(cast: Cast, desk: Desk, client: Client) -> None:
    desk.do(convene)
    client.force_login(cast.accounts["secretary"])
    address = reverse("meetings:announcement", args=[waiting(NoticeKind.ELECTION).pk])
    assert "its page then lets you prepare it again" in client.get(address).content.decode()
    given = desk.leave(NoticeKind.ELECTION)
    assert "Prepare it again" in client.get(address).content.decode()
    page = client.post(reverse("meetings:announcement_again", args=[given.pk]), follow=True).content.decode()
    assert "This will go out" in page
    assert "Prepare it again" not in client.get(address).content.decode(), "one waits"


def test_an_order_of_business_is_not_prepared_beside_a_convocation_that_lists_it(desk: Desk) -> None:
    desk.do(postpone, "first", items_to="december")
    given = desk.leave(NoticeKind.ORDER)
    desk.do(convene)
    with pytest.raises(RefusedError):
        desk.again(given)
    desk.send(NoticeKind.CONVENED)
    with pytest.raises(RefusedError):
        desk.again(given)


def test_a_convocation_prepared_again_lists_the_order_of_business_itself(desk: Desk) -> None:
    desk.do(convene)
    given = desk.leave(NoticeKind.CONVENED)
    desk.do(postpone, "first", items_to="december")
    assert waits(NoticeKind.ORDER)
    desk.again(given)
    assert waits(NoticeKind.CONVENED)
    assert not waits(NoticeKind.ORDER)


def test_an_order_of_business_compares_with_the_one_that_people_were_told(desk: Desk) -> None:
    desk.do(convene)
    desk.send(NoticeKind.CONVENED)
    first = desk_agenda()
    desk.propose(items("order", "visit"))
    desk.leave(NoticeKind.ORDER)
    desk.propose(items("order", "visit", "report"))
    given = desk.leave(NoticeKind.ORDER)
    assert [each["key"] for each in given.before["agenda"]] == first
    assert [each["key"] for each in desk.again(given).before["agenda"]] == first


def test_a_plan_compares_with_the_version_that_people_were_told_of(desk: Desk) -> None:
    desk.propose(items("order", "visit"))
    desk.send(NoticeKind.PLAN)
    desk.move(date(2026, 12, 2))
    desk.leave(NoticeKind.PLAN)
    desk.propose(items("order", "visit", "report"))
    given = waiting(NoticeKind.PLAN)
    told = given.after["revision"] - 2
    assert {"december", "first"} <= set(given.after["keys"])
    assert given.after["since"] == {"revision": told, "corrigendum": 0}
    mail.outbox.clear()
    desk.send(NoticeKind.PLAN)
    clock.confirm(NOW + timedelta(hours=1))
    outbox.deliver_due(NOW + timedelta(hours=1))
    body = next(spaced(each.body) for each in mail.outbox if f"rev. {told + 2}" in each.subject)
    assert f"Compared with: rev. {told}\n" in body
    assert "2 December 2026" in body, "moved by the version between"


def test_a_plan_compares_with_the_version_before_where_that_was_told(desk: Desk) -> None:
    desk.propose(items("order", "visit"))
    desk.send(NoticeKind.PLAN)
    desk.propose(items("order", "visit", "report"))
    assert waiting(NoticeKind.PLAN).after.keys().isdisjoint({"since"})


def test_an_order_of_business_as_it_was_told_is_no_news(desk: Desk) -> None:
    desk.propose(items("order", "visit"))
    desk.do(convene)
    desk.send(NoticeKind.CONVENED)
    desk.propose(items("order", "visit", "report"))
    desk.leave(NoticeKind.ORDER)
    desk.propose(items("order", "visit"))
    assert not waits(NoticeKind.ORDER)


def desk_agenda() -> list[str]:
    found = Entry.objects.get(key="december").meeting.items.order_by("position")
    return [each.key for each in found]
