"""Deadlines set by rules, and what becomes of them when what they hang on moves."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from django.utils import translation

from groups.models import Session
from meetings.deadlines.reading import due_of
from meetings.deadlines.words import counted_words, rule_words, until_words
from meetings.drafts.acts import Act
from meetings.enums import DeadlineAnchor
from meetings.models import Deadline, DeadlineRule, Entry, OwnDay, Schedule, ScheduleVersion
from meetings.notices.figures import deadline_figures
from meetings.operations.deadlines import follow, keep, set_by_rule
from meetings.operations.errors import RefusedError
from meetings.operations.extending import extend
from meetings.operations.states import move
from meetings.pages.delegation import owed_rows
from meetings.pages.hours import Reader
from meetings.pages.ruled import day_words
from meetings.queries.consequences import preview
from meetings.queries.deadlines import counted_in, moved_in, rules_for
from meetings.queries.drafts import row_for_editing
from portal.actors import Actor
from portal.lib.deadlines import Due
from portal.models import AuditEvent, OutboxMessage
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
    """Adopted, with a meeting on 15 January 2027; 1 January is a holiday of the venue itself."""
    made = make.schedule(cast.term, state_on=date(2026, 3, 1))
    make.meeting(made, date(2027, 1, 15), key="january")
    venue = make.venue(cast.house, country="", subdivision="")
    OwnDay.objects.create(venue=venue, start=date(2027, 1, 1), end=date(2027, 1, 1), name={"en": "New Year"})
    return made


def rule(cast: Cast, **facts: Any) -> DeadlineRule:
    facts = {
        "key": "documents",
        "name": {"en": "Documents"},
        "offset": 10,
        "unit": "working_days",
        "addressees": {"en": "Delegations"},
    } | facts
    return DeadlineRule.objects.create(organization=cast.house, **facts)


def at_the_meeting(cast: Cast, schedule: Schedule, secretary: Actor, **facts: Any) -> Deadline:
    given = rule(cast, **facts)
    set_by_rule(actor=secretary, now=NOW, schedule=schedule, rule=given, meetings=["january"])
    return Deadline.objects.get(ruled_by=given)


def proposed(actor: Actor, schedule: Schedule) -> list[tuple[date | None, date | None]]:
    return [
        (each.due.day if each.due else None, each.by_rule.day if each.by_rule else None)
        for each in moved_in(actor, schedule, NOW)
    ]


def move_the_meeting(actor: Actor, schedule: Schedule, to: date) -> None:
    row = row_for_editing(actor, schedule, "january")
    assert row is not None
    move(actor=actor, now=NOW, schedule=schedule, key="january", seen=row.version, to=to)


def test_deadline_by_rule_takes_effect_at_once(cast: Cast, schedule: Schedule, secretary: Actor) -> None:
    deadline = at_the_meeting(cast, schedule, secretary, at=time(18), kind="hard")
    entry = deadline.entry
    assert (entry.start, entry.text["en"], entry.changed_in, str(entry.audience)) == (
        date(2026, 12, 31),
        "Documents",
        1,
        "public",
    )
    assert (deadline.kind, deadline.at, deadline.anchor_entry and deadline.anchor_entry.key) == (
        "hard",
        time(18),
        "january",
    )
    assert counted_words(deadline, "en") == "10 working days before the meeting of 15 January 2027"
    assert ScheduleVersion.objects.count() == 1, "the plan as adopted is kept"
    assert "set by rule" in AuditEvent.objects.values_list("verb", flat=True)


def test_a_holiday_taken_away_proposes_another_date_and_changes_nothing(
    cast: Cast, schedule: Schedule, secretary: Actor
) -> None:
    deadline = at_the_meeting(cast, schedule, secretary)
    assert proposed(secretary, schedule) == []
    OwnDay.objects.all().delete()
    assert proposed(secretary, schedule) == [(date(2026, 12, 31), date(2027, 1, 1))]
    deadline.entry.refresh_from_db()
    assert deadline.entry.start == date(2026, 12, 31)
    follow(actor=secretary, now=NOW, schedule=schedule, keys={deadline.entry.key: Due(date(2027, 1, 1), None, ZONE)})
    deadline.entry.refresh_from_db()
    assert (deadline.entry.start, proposed(secretary, schedule)) == (date(2027, 1, 1), [])


def test_a_meeting_moved_by_a_week_proposes_and_sends_nothing(cast: Cast, schedule: Schedule, secretary: Actor) -> None:
    deadline = at_the_meeting(cast, schedule, secretary)
    move_the_meeting(secretary, schedule, date(2027, 1, 22))
    assert proposed(secretary, schedule) == [(date(2026, 12, 31), date(2027, 1, 8))]
    assert OutboxMessage.objects.count() == 0
    keep(
        actor=secretary,
        now=NOW,
        schedule=schedule,
        keys={deadline.entry.key: Due(date(2027, 1, 8), None, ZONE)},
        reason="Papers are being printed",
    )
    assert proposed(secretary, schedule) == []
    assert Entry.objects.get(pk=deadline.entry_id).start == date(2026, 12, 31)


def test_what_a_decision_fixed_does_not_move(cast: Cast, schedule: Schedule, secretary: Actor) -> None:
    deadline = at_the_meeting(cast, schedule, secretary)
    Deadline.objects.update(fixed=True)
    move_the_meeting(secretary, schedule, date(2027, 1, 22))
    assert proposed(secretary, schedule) == []
    assert Entry.objects.get(pk=deadline.entry_id).start == date(2026, 12, 31)


def test_a_date_that_the_rule_no_longer_gives_is_not_taken(cast: Cast, schedule: Schedule, secretary: Actor) -> None:
    deadline = at_the_meeting(cast, schedule, secretary)
    OwnDay.objects.all().delete()
    with pytest.raises(RefusedError, match="By now the rule gives another date"):
        follow(
            actor=secretary, now=NOW, schedule=schedule, keys={deadline.entry.key: Due(date(2027, 1, 2), None, ZONE)}
        )


def test_a_rule_is_applied_to_a_meeting_once(cast: Cast, schedule: Schedule, secretary: Actor) -> None:
    given = at_the_meeting(cast, schedule, secretary).ruled_by
    assert given is not None
    with pytest.raises(RefusedError, match="set already"):
        set_by_rule(actor=secretary, now=NOW, schedule=schedule, rule=given, meetings=["january"])


def test_rules_hold_for_their_time_and_a_body_has_its_own_before_the_houses(cast: Cast, schedule: Schedule) -> None:
    """Three full business days until 2018, four since; the body has a rule for documents of its own."""
    facts: dict[str, Any] = {"key": "drafts", "name": {"en": "Draft resolutions"}, "count": "full"}
    older = rule(cast, **facts, offset=3, ended=date(2018, 12, 31))
    newer = rule(cast, **facts, offset=4, began=date(2019, 1, 1))
    rule(cast)
    own = rule(cast, body=cast.body, offset=15)
    assert rules_for(schedule, date(2018, 6, 1)) == [own, older]
    assert rules_for(schedule, date(2019, 6, 1)) == [own, newer]
    assert rule_words(newer) == "4 full working days before the meeting"


def test_only_who_drafts_the_schedule_sets_deadlines(cast: Cast, schedule: Schedule) -> None:
    with pytest.raises(RefusedError, match="Only the secretariat and the chair"):
        set_by_rule(actor=cast.actor("delegate"), now=NOW, schedule=schedule, rule=rule(cast), meetings=["january"])


def test_the_next_meeting_is_kept_in_words_and_resolved_once_it_is_known(
    cast: Cast, schedule: Schedule, secretary: Actor
) -> None:
    first = make.meeting(schedule, date(2026, 10, 1), key="october")
    comments = make.deadline(
        schedule, None, anchor=DeadlineAnchor.NEXT, offset=1, wording={"en": "prior to the next meeting"}
    )
    item = make.agenda_item(first)
    item.deadline = comments.entry
    item.save()
    assert counted_words(comments, "en") == "1 day before the next meeting"
    assert proposed(secretary, schedule) == [(None, date(2027, 1, 14))]
    make.meeting(schedule, date(2026, 12, 11), key="december")
    assert proposed(secretary, schedule) == [(None, date(2026, 12, 10))]


def test_a_session_of_another_body_is_resolved_once_its_day_is_known(
    cast: Cast, schedule: Schedule, secretary: Actor
) -> None:
    assembly = Session.objects.create(
        body=make.body(organization=cast.house), key="ag-57", number=57, name={"en": "57th regular session"}
    )
    make.deadline(schedule, None, anchor=DeadlineAnchor.SESSION, anchor_session=assembly, offset=45)
    assert proposed(secretary, schedule) == []
    assembly.began, assembly.ended = date(2027, 6, 20), date(2027, 6, 22)
    assembly.save()
    assert proposed(secretary, schedule) == [(None, date(2027, 5, 6))]
    deadline = Deadline.objects.get(anchor=DeadlineAnchor.SESSION)
    assert counted_words(deadline, "en") == "45 days before the opening: 57th regular session"


def test_an_extension_keeps_the_old_date_with_who_decided_it_and_why(
    cast: Cast, schedule: Schedule, secretary: Actor
) -> None:
    deadline = make.deadline(schedule, date(2026, 10, 8), at=time(18))
    given = extend(
        actor=secretary,
        now=NOW,
        schedule=schedule,
        key=deadline.entry.key,
        day=date(2026, 10, 12),
        at=time(18),
        decided_by="The Chair",
        reason={"en": "Two delegations asked for more time"},
    )
    deadline.refresh_from_db()
    deadline.entry.refresh_from_db()
    assert (deadline.entry.start, deadline.at, deadline.fixed) == (date(2026, 10, 12), time(18), True)
    assert (given.old_day, given.old_hour, given.new_day) == (date(2026, 10, 8), time(18), date(2026, 10, 12))
    assert AuditEvent.objects.filter(verb="extended", subject_type="meetings.deadline").count() == 1


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"day": date(2026, 10, 7)}, "more time"),
        ({"decided_by": " "}, "who decided"),
        ({"reason": {"en": ""}}, "who decided"),
    ],
)
def test_an_extension_needs_a_later_date_and_a_reason(
    schedule: Schedule, secretary: Actor, facts: dict[str, Any], sentence: str
) -> None:
    deadline = make.deadline(schedule, date(2026, 10, 8), at=time(18))
    given = {"day": date(2026, 10, 12), "decided_by": "The Chair", "reason": {"en": "More time"}} | facts
    with pytest.raises(RefusedError, match=sentence):
        extend(actor=secretary, now=NOW, schedule=schedule, key=deadline.entry.key, at=time(18), **given)


def test_deadlines_of_a_schedule_are_read_in_the_same_number_of_queries(
    cast: Cast, schedule: Schedule, secretary: Actor
) -> None:
    meeting = Entry.objects.get(key="january")

    def grow() -> None:
        make.deadline(schedule, anchor=DeadlineAnchor.ENTRY, anchor_entry=meeting, offset=3)

    grow()
    once = queries_of(lambda: counted_in(secretary, schedule, NOW))
    grow()
    grow()
    assert queries_of(lambda: counted_in(secretary, schedule, NOW)) == once


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", "10 días hábiles antes de la reunión del 15 de enero de 2027"),
        ("fr", "10 jours ouvrables avant la réunion du 15 janvier 2027"),
        ("pt", "10 dias úteis antes da reunião de 15 de janeiro de 2027"),
    ],
)
def test_rules_are_said_in_every_language(
    cast: Cast, schedule: Schedule, secretary: Actor, language: str, said: str
) -> None:
    deadline = at_the_meeting(cast, schedule, secretary)
    with translation.override(language):
        assert counted_words(deadline, language) == said


def test_hours_of_a_meeting_elsewhere_are_those_of_its_room(cast: Cast, schedule: Schedule, secretary: Actor) -> None:
    """Three days before 14:30 in Geneva are 08:30 in Washington, before the meeting goes to its room and after."""
    hung = at_the_meeting(cast, schedule, secretary, offset=72, unit="hours")
    assert hung.at == time(14, 30)
    geneva = make.room(cast.house, "Salle XII", zone="Europe/Zurich")
    row = row_for_editing(secretary, schedule, "january")
    assert row is not None
    key = f"{cast.house.key}/{geneva.key}"
    shown = preview(actor=secretary, now=NOW, schedule=schedule, key="january", act=Act.MOVE, room=key)
    assert shown is not None
    assert [effect.new for effect in shown.deadlines] == [date(2027, 1, 12)]
    move(actor=secretary, now=NOW, schedule=schedule, key="january", seen=row.version, room=key)
    moved = moved_in(secretary, schedule, NOW)
    assert [each.by_rule and each.by_rule.at for each in moved] == [time(8, 30)]
    elsewhere = rule(cast, key="texts", offset=24, unit="hours", zone="Asia/Tokyo")
    set_by_rule(actor=secretary, now=NOW, schedule=schedule, rule=elsewhere, meetings=["january"])
    assert Deadline.objects.get(ruled_by=elsewhere).at == time(22, 30)


def test_hour_that_comes_twice_is_proposed_once(cast: Cast, schedule: Schedule, secretary: Actor) -> None:
    """Nine hours after 17:30 on the eve of the change are the second half past one: a record says half past one."""
    make.meeting(schedule, date(2026, 10, 31), key="eve")
    after = rule(cast, key="texts", offset=9, unit="hours", direction="after")
    set_by_rule(actor=secretary, now=NOW, schedule=schedule, rule=after, meetings=["eve"])
    assert Deadline.objects.get(ruled_by=after).at == time(1, 30)
    assert moved_in(secretary, schedule, NOW) == []


def test_midnight_is_the_one_that_ends_the_day_wherever_it_is_written(
    cast: Cast, schedule: Schedule, secretary: Actor
) -> None:
    hung = at_the_meeting(cast, schedule, secretary, offset=14, unit="days", at=time(0))
    reader, due = Reader("es"), due_of(hung)
    assert due
    said = [day_words(due, reader), until_words(hung.ruled_by, "es"), owed_rows([hung], NOW, reader)[0]["hour"]]
    said.append(deadline_figures(schedule, due, reader, NOW)["hour"])
    assert ["24:00" in words for words in said] == [True] * 4
