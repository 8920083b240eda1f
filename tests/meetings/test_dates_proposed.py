"""Dates proposed beside old ones: by a corrected rule, for want of a meeting put off, or known at last."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.deadlines.words import counted_words
from meetings.enums import DeadlineAnchor
from meetings.models import Deadline, DeadlineRule, Entry, Schedule
from meetings.operations.deadlines import follow, keep, set_by_rule
from meetings.operations.errors import RefusedError
from meetings.operations.states import move
from meetings.operations.states import postpone as put_off
from meetings.queries.deadlines import counted_in, moved_in
from meetings.queries.drafts import row_for_editing
from portal.actors import Actor
from portal.lib.deadlines import Due
from portal.models import OutboxMessage
from tests import make
from tests.cast import NOW, Cast, gather
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

ZONE = "America/New_York"


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def secretary(cast: Cast) -> Actor:
    return cast.actor("secretary")


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    """Adopted, with a meeting on 15 January 2027."""
    made = make.schedule(cast.term, state_on=date(2026, 3, 1))
    make.meeting(made, date(2027, 1, 15), key="january")
    return made


def rule(cast: Cast, **facts: Any) -> DeadlineRule:
    facts = {"key": "papers", "name": {"en": "Papers"}, "offset": 10, "unit": "days"} | facts
    return DeadlineRule.objects.create(organization=cast.house, **facts)


def ruled(cast: Cast, schedule: Schedule, secretary: Actor, **facts: Any) -> Deadline:
    given = rule(cast, **facts)
    set_by_rule(actor=secretary, now=NOW, schedule=schedule, rule=given, meetings=["january"])
    return Deadline.objects.get(ruled_by=given)


def postpone(actor: Actor, schedule: Schedule) -> None:
    row = row_for_editing(actor, schedule, "january")
    assert row is not None
    put_off(actor=actor, now=NOW, schedule=schedule, key="january", seen=row.version)


def proposed(actor: Actor, schedule: Schedule) -> list[tuple[date | None, date | None]]:
    return [
        (each.due.day if each.due else None, each.by_rule.day if each.by_rule else None)
        for each in moved_in(actor, schedule, NOW)
    ]


def page(client: Client, cast: Cast, schedule: Schedule) -> str:
    client.force_login(cast.accounts["secretary"])
    term = schedule.term
    return client.get(f"/groups/{term.body.slug}/{term.label}/schedule/deadlines/").content.decode()


def test_corrected_rule_proposes_its_date_and_changes_nothing(cast: Cast, schedule: Schedule, secretary: Actor) -> None:
    deadline = ruled(cast, schedule, secretary)
    DeadlineRule.objects.update(offset=15, at=time(12))
    assert proposed(secretary, schedule) == [(date(2027, 1, 5), date(2026, 12, 31))]
    deadline.refresh_from_db()
    assert (deadline.entry.start, deadline.offset, OutboxMessage.objects.count()) == (date(2027, 1, 5), 10, 0)
    follow(
        actor=secretary, now=NOW, schedule=schedule, keys={deadline.entry.key: Due(date(2026, 12, 31), time(12), ZONE)}
    )
    deadline = Deadline.objects.get()
    assert (deadline.entry.start, deadline.offset, deadline.at) == (date(2026, 12, 31), 15, time(12))
    assert proposed(secretary, schedule) == []


def test_rule_begun_in_the_place_of_another_counts_for_meetings_of_its_time(
    cast: Cast, schedule: Schedule, secretary: Actor
) -> None:
    """As three full business days became four."""
    deadline = ruled(cast, schedule, secretary)
    DeadlineRule.objects.update(ended=date(2026, 12, 31))
    newer = rule(cast, offset=20, began=date(2027, 1, 1))
    assert proposed(secretary, schedule) == [(date(2027, 1, 5), date(2026, 12, 26))]
    follow(actor=secretary, now=NOW, schedule=schedule, keys={deadline.entry.key: Due(date(2026, 12, 26), None, ZONE)})
    assert Deadline.objects.get().ruled_by == newer
    with pytest.raises(RefusedError, match="set already"):
        set_by_rule(actor=secretary, now=NOW, schedule=schedule, rule=newer, meetings=["january"])


def test_rule_of_a_later_time_proposes_nothing(cast: Cast, schedule: Schedule, secretary: Actor) -> None:
    ruled(cast, schedule, secretary)
    DeadlineRule.objects.update(ended=date(2027, 1, 31))
    rule(cast, offset=20, began=date(2027, 2, 1))
    assert proposed(secretary, schedule) == []


def test_corrected_rule_leaves_what_a_decision_fixed(cast: Cast, schedule: Schedule, secretary: Actor) -> None:
    deadline = ruled(cast, schedule, secretary)
    DeadlineRule.objects.update(offset=15)
    keep(actor=secretary, now=NOW, schedule=schedule, keys={deadline.entry.key: Due(date(2026, 12, 31), None, ZONE)})
    DeadlineRule.objects.update(offset=20)
    assert proposed(secretary, schedule) == []


def test_corrected_rule_says_nothing_of_dates_that_are_past(cast: Cast, schedule: Schedule, secretary: Actor) -> None:
    ruled(cast, schedule, secretary)
    DeadlineRule.objects.update(offset=15)
    between, after = datetime(2027, 1, 2, tzinfo=UTC), datetime(2027, 1, 7, tzinfo=UTC)
    assert [each.by_rule and each.by_rule.day for each in moved_in(secretary, schedule, between)] == [
        date(2026, 12, 31)
    ]
    assert moved_in(secretary, schedule, after) == []


def test_page_says_why_a_corrected_rule_proposes_nothing_for_a_past_date(
    client: Client, cast: Cast, schedule: Schedule, secretary: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruled(cast, schedule, secretary)
    assert "counts otherwise" not in page(client, cast, schedule)
    DeadlineRule.objects.update(offset=15)
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2027, 1, 7, 12, tzinfo=UTC))
    shown = page(client, cast, schedule)
    assert "Their rule has changed" not in shown
    said = "Its rule counts otherwise by now: 15 days before the meeting of 15 January 2027. No other date is proposed"
    assert said in shown.replace("\u00a0", " ")
    Deadline.objects.update(fixed=True)
    assert "counts otherwise" not in page(client, cast, schedule)


def test_all_rules_are_where_their_link_leads(client: Client, cast: Cast, schedule: Schedule, secretary: Actor) -> None:
    ruled(cast, schedule, secretary)
    address, anchor = re.findall('href="([^"]+)#([a-z]+)">All rules', page(client, cast, schedule))[0]
    house = client.get(address).content.decode()
    part = house.partition(f'<section id="{anchor}">')[2].partition("</section>")[0]
    assert reverse("desk-record", args=["deadlinerule", DeadlineRule.objects.get().pk]) in part


def test_page_shows_old_and_new_count_of_a_corrected_rule(
    client: Client, cast: Cast, schedule: Schedule, secretary: Actor
) -> None:
    ruled(cast, schedule, secretary)
    DeadlineRule.objects.update(offset=15)
    shown = page(client, cast, schedule)
    assert "Their rule has changed" in shown
    assert "What they hang on has moved" not in shown
    assert "10 days before the meeting of 15 January 2027</del> →&nbsp;15 days before" in shown.replace("\u00a0", " ")


@pytest.mark.parametrize("do", ["follow", "keep"])
@pytest.mark.parametrize("facts", [{"at": time(9)}, {"zone": "Asia/Tokyo"}])
def test_another_hour_or_zone_of_the_same_day_is_looked_at_first(
    client: Client, cast: Cast, schedule: Schedule, secretary: Actor, do: str, facts: dict[str, Any]
) -> None:
    deadline = ruled(cast, schedule, secretary, at=time(18))
    DeadlineRule.objects.update(offset=15)
    value = f"{deadline.entry.key} 2026-12-31 18:00:00 {ZONE}"
    assert f'value="{value}" checked>' in page(client, cast, schedule)
    DeadlineRule.objects.update(**facts)
    place = f"/groups/{schedule.term.body.slug}/{schedule.term.label}/schedule/deadlines/settle/"
    shown = client.post(place, {"rows": value, "do": do, "reason": "Papers are late"})
    assert shown.status_code == 422
    assert "By now the rule gives another date, hour or time zone" in shown.content.decode()
    assert 'value="Papers are late"' in shown.content.decode()
    assert moved_in(secretary, schedule, NOW), "nothing is taken nor kept"
    again = re.findall(r'name="rows" value="([^"]+)" checked>', shown.content.decode())
    client.post(place, {"rows": again, "do": do})
    assert moved_in(secretary, schedule, NOW) == []


def test_meeting_postponed_until_further_notice_proposes_no_date(
    client: Client, cast: Cast, schedule: Schedule, secretary: Actor
) -> None:
    deadline = ruled(cast, schedule, secretary, at=time(18))
    Deadline.objects.update(wording={"en": "ten days before the January meeting"})
    postpone(secretary, schedule)
    assert proposed(secretary, schedule) == [(date(2027, 1, 5), None)]
    shown = page(client, cast, schedule)
    assert "What they hang on has no date any more" in shown
    assert "no date proposed" in shown
    assert 'value="' + deadline.entry.key + ' none"' in shown
    place = f"/groups/{schedule.term.body.slug}/{schedule.term.label}/schedule/deadlines/settle/"
    client.post(place, {"rows": f"{deadline.entry.key} none", "do": "follow"})
    entry = Entry.objects.get(pk=deadline.entry_id)
    assert (entry.start, entry.end, entry.precision) == (None, None, "")
    now = Deadline.objects.get()
    assert (now.wording, now.at, now.fixed) == ({"en": "ten days before the January meeting"}, time(18), False)
    assert counted_words(now, "en") == "10 days before the meeting of 15 January 2027 (postponed)"
    assert proposed(secretary, schedule) == []


def test_date_known_again_is_said_to_be_known_not_moved(
    client: Client, cast: Cast, schedule: Schedule, secretary: Actor
) -> None:
    deadline = ruled(cast, schedule, secretary)
    postpone(secretary, schedule)
    follow(actor=secretary, now=NOW, schedule=schedule, keys={deadline.entry.key: None})
    row = row_for_editing(secretary, schedule, "january")
    assert row is not None
    put_off(actor=secretary, now=NOW, schedule=schedule, key="january", seen=row.version, to=date(2027, 2, 15))
    assert proposed(secretary, schedule) == [(None, date(2027, 2, 5))]
    shown = page(client, cast, schedule)
    assert "What they hang on has a date now" in shown
    assert "another date proposed" not in shown
    assert "What they hang on has moved" not in shown


def test_meeting_moved_is_said_to_have_moved(client: Client, cast: Cast, schedule: Schedule, secretary: Actor) -> None:
    ruled(cast, schedule, secretary)
    row = row_for_editing(secretary, schedule, "january")
    assert row is not None
    move(actor=secretary, now=NOW, schedule=schedule, key="january", seen=row.version, to=date(2027, 1, 22))
    assert "What they hang on has moved" in page(client, cast, schedule)


@pytest.mark.parametrize("facts", [{"fixed": True}, {"anchor_entry": None, "anchor": DeadlineAnchor.DATE}])
def test_postponed_meeting_leaves_what_is_fixed_and_what_hangs_on_nothing(
    cast: Cast, schedule: Schedule, secretary: Actor, facts: dict[str, Any]
) -> None:
    deadline = ruled(cast, schedule, secretary)
    Deadline.objects.update(**facts)
    postpone(secretary, schedule)
    assert proposed(secretary, schedule) == []
    with pytest.raises(RefusedError, match="By now no other date is proposed"):
        follow(actor=secretary, now=NOW, schedule=schedule, keys={deadline.entry.key: None})


def test_next_meeting_postponed_proposes_no_date(cast: Cast, schedule: Schedule, secretary: Actor) -> None:
    due = make.deadline(schedule, date(2026, 12, 31), anchor=DeadlineAnchor.NEXT, offset=15)
    assert proposed(secretary, schedule) == []
    postpone(secretary, schedule)
    assert proposed(secretary, schedule) == [(date(2026, 12, 31), None)]
    follow(actor=secretary, now=NOW, schedule=schedule, keys={due.entry.key: None})
    assert counted_words(due, "en") == "15 days before the next meeting"


def test_rules_of_a_schedule_are_read_in_the_same_number_of_queries(
    cast: Cast, schedule: Schedule, secretary: Actor
) -> None:
    def grow(key: str) -> None:
        given = rule(cast, key=key)
        set_by_rule(actor=secretary, now=NOW, schedule=schedule, rule=given, meetings=["january"])

    grow("one")
    once = queries_of(lambda: counted_in(secretary, schedule, NOW))
    grow("two")
    grow("three")
    assert queries_of(lambda: counted_in(secretary, schedule, NOW)) == once


@pytest.mark.parametrize(("typed", "said"), [("", True), ("15 Feb", False)])
def test_who_postpones_a_meeting_is_told_what_becomes_of_its_deadlines(
    client: Client, cast: Cast, schedule: Schedule, secretary: Actor, typed: str, said: bool
) -> None:
    ruled(cast, schedule, secretary)
    client.force_login(cast.accounts["secretary"])
    term = schedule.term
    address = reverse("meetings:editor_state", args=[term.body.slug, term.label, "january"])
    shown = client.get(address, {"act": "postpone", "typed": typed}).content.decode()
    assert "Deadlines that hang on it" in shown
    assert ("then proposes to take it away until the meeting has a date" in shown) is said
