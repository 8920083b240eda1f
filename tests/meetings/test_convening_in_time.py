"""By when a meeting is to be convened: said before it is, not forbidden, and shown to who makes the schedule."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from meetings.drafts.acts import Act
from meetings.models import DeadlineRule, Entry, Schedule
from meetings.pages.waiting import waiting_rows
from meetings.queries.action import Waiting, waiting_for
from meetings.queries.consequences import Preview, preview
from meetings.queries.convening import convening_of, near_convening
from tests import make
from tests.cast import Cast, gather
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 15)
LAST = date(2026, 11, 24)
"""Fifteen working days before, where there are no holidays."""
IN_TIME = datetime(2026, 11, 25, 4, 59, tzinfo=UTC)
"""A minute before midnight in Washington."""
LATE = datetime(2026, 11, 25, 5, 0, tzinfo=UTC)


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    made = make.schedule(cast.term, state_on=date(2026, 3, 1))
    make.meeting(made, DAY, key="december", room=make.room(cast.house), items=("Paragraph 3",))
    return made


def _rule(cast: Cast, **facts: Any) -> DeadlineRule:
    usual = {"key": "notice", "name": {"en": "Notice of a meeting"}, "purpose": "convening", "offset": 15}
    return DeadlineRule.objects.create(organization=cast.house, **(usual | facts))


def _preview(cast: Cast, schedule: Schedule, now: datetime) -> Preview:
    actor = cast.actor("secretary")
    found = preview(actor=actor, now=now, schedule=schedule, key="december", act=Act.CONVENE)
    assert found is not None
    return found


def _page(cast: Cast, schedule: Schedule, monkeypatch: pytest.MonkeyPatch, now: datetime) -> tuple[Client, str, str]:
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)
    client = Client()
    client.force_login(cast.accounts["secretary"])
    term = schedule.term
    address = reverse("meetings:editor_state", args=[term.body.slug, term.label, "december"])
    return client, address, unescape(client.get(address, {"act": "convene", "lang": "en"}).content.decode())


def test_last_day_is_said_before_it_is_over(cast: Cast, schedule: Schedule, monkeypatch: pytest.MonkeyPatch) -> None:
    _rule(cast)
    assert not _preview(cast, schedule, IN_TIME).short
    page = _page(cast, schedule, monkeypatch, IN_TIME)[2]
    said = (
        "The last day to convene it is 24 November 2026, by “Notice of a meeting”: 15 working days before the meeting."
    )
    assert said in page
    assert "shorter" not in page


def test_short_notice_is_warned_of_and_not_forbidden(
    cast: Cast, schedule: Schedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    _rule(cast)
    assert _preview(cast, schedule, LATE).short
    client, address, page = _page(cast, schedule, monkeypatch, LATE)
    said = "The notice is shorter than “Notice of a meeting” asks: 15 working days before the meeting."
    assert f"{said} The last day to convene was 24 November 2026." in page
    assert "It can be convened all the same, where it is urgent." in page
    seen = client.get(address, {"act": "convene"}).context["seen"]
    assert client.post(address, {"act": "convene", "seen": seen}).status_code == 302
    assert Entry.objects.get(key="december").status == "convened"


def test_nothing_is_said_without_a_rule_or_of_other_acts(
    cast: Cast, schedule: Schedule, monkeypatch: pytest.MonkeyPatch
) -> None:
    _rule(cast, purpose="services")
    _rule(cast, key="over", ended=date(2026, 6, 30))
    _rule(cast, key="other", body=make.body(organization=cast.house))
    assert _preview(cast, schedule, LATE).convening is None
    assert "last day to convene" not in _page(cast, schedule, monkeypatch, LATE)[2].lower()
    _rule(cast, key="now")
    actor = cast.actor("secretary")
    other = preview(actor=actor, now=LATE, schedule=schedule, key="december", act=Act.CANCEL)
    assert other is not None
    assert (other.convening, other.short) == (None, False)


def test_rule_of_the_body_goes_before_that_of_the_house(cast: Cast, schedule: Schedule) -> None:
    _rule(cast)
    _rule(cast, key="own", body=cast.body, offset=4, unit="weeks", at="12:00")
    found = convening_of(Entry.objects.get(key="december"))
    assert found is not None
    assert (found.until.day, str(found.until.at)[:5]) == (date(2026, 11, 17), "12:00")


def test_meeting_is_convened_before_it() -> None:
    rule = DeadlineRule(purpose="convening", direction="after", offset=1, unit="days")
    with pytest.raises(ValidationError, match="not after"):
        rule.clean()


def _waiting(cast: Cast, part: str, today: date) -> tuple[Waiting, list[str]]:
    actor = cast.actor(part)
    found = waiting_for(actor, today)
    return found, [row["words"] for row in waiting_rows(actor, found, "en")]


def test_meeting_whose_day_to_be_convened_draws_near_waits(cast: Cast, schedule: Schedule) -> None:
    _rule(cast)
    assert _waiting(cast, "secretary", LAST - timedelta(days=11))[1] == []
    for today in (LAST - timedelta(days=10), LAST):
        assert _waiting(cast, "secretary", today)[1] == ["To be convened by 24 November 2026"]
    over = "Not convened yet, though the last day for it was 24 November 2026"
    for today in (LAST + timedelta(days=1), DAY):
        assert _waiting(cast, "chair", today)[1] == [over]
    for part in ("delegate", "other_secretary"):
        assert _waiting(cast, part, LAST)[1] == []
    Entry.objects.update(status="convened")
    assert _waiting(cast, "secretary", LAST)[1] == []


def test_day_to_be_convened_orders_what_waits(cast: Cast, schedule: Schedule) -> None:
    """Of a body without a rule the meeting itself is near."""
    other = make.body(organization=cast.house)
    _rule(cast, body=cast.body)
    make.meeting(make.schedule(make.term(other)), LAST + timedelta(days=1), key="soon")
    found, words = _waiting(cast, "secretary", LAST)
    assert [entry.key for entry in found.to_convene] == ["december", "soon"]
    assert words == ["To be convened by 24 November 2026", "Not convened yet"]


def test_what_draws_near_is_read_in_the_same_number_of_queries(cast: Cast, schedule: Schedule) -> None:
    def read() -> None:
        near_convening(Entry.objects.all(), LAST, timedelta(days=10))

    assert queries_of(read) == 1, "no house has such a rule"
    _rule(cast)
    once = queries_of(read)
    for number in range(3):
        make.meeting(schedule, DAY + timedelta(days=number), room=make.room(cast.house))
    assert queries_of(read) == once
