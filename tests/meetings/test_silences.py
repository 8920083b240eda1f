"""The silence procedure, step by step: who starts it, what breaks it and what does not, how it comes out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from documents.models import Document, Revision
from groups.models import Change
from meetings.models import Objection, Silence, SilenceRule
from meetings.operations import silence_results, silences
from meetings.operations.errors import RefusedError
from meetings.queries.silences import may_object, open_in, rule_for, running_in
from meetings.silences.permissions import can_see_objections, can_see_silence
from meetings.silences.states import SILENCE_TRANSITIONS, SilenceState
from portal.models import AuditEvent
from tests import make
from tests.meetings.silent import EXPIRES, STARTED, Group

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def group() -> Group:
    return Group()


def verbs(silence: Silence) -> list[str]:
    found = AuditEvent.objects.filter(subject_type="meetings.silence", subject_id=str(silence.pk))
    return list(found.order_by("pk").values_list("verb", flat=True))


def test_every_state_can_be_reached_and_the_last_ones_are_last() -> None:
    reached = {state for after in SILENCE_TRANSITIONS.values() for state in after}
    assert reached | {SilenceState.ANNOUNCED} == set(SilenceState) == set(SILENCE_TRANSITIONS)


def test_text_goes_out_without_a_number_and_runs_until_the_instant(group: Group) -> None:
    silence = group.running()
    assert silence.state_at(EXPIRES - SECOND) is SilenceState.RUNNING
    assert silence.state_at(EXPIRES) is SilenceState.UNBROKEN
    group.text.refresh_from_db()
    assert (group.text.state, group.text.symbol) == ("issued", "")
    assert verbs(silence) == ["put to silence", "silence started"]
    told = Change.objects.get(body=group.cast.body)
    assert told.topic == "document"
    assert told.old is None


def test_objection_a_minute_before_breaks_it_at_once_for_everybody(group: Group) -> None:
    silence = group.running()
    group.objects(silence, at=EXPIRES - timedelta(minutes=1))
    silence.refresh_from_db()
    assert (silence.state, silence.ended_at) == ("broken", EXPIRES - timedelta(minutes=1))
    assert silence.state_at(EXPIRES + SECOND) is SilenceState.BROKEN
    assert silence_results.settle(EXPIRES + timedelta(minutes=5)) == 0
    group.text.refresh_from_db()
    assert group.text.state == "issued"
    assert verbs(silence)[-1] == "objected"


@pytest.mark.parametrize("late", [timedelta(0), SECOND, timedelta(days=1)])
def test_objection_at_the_instant_or_later_is_refused(group: Group, late: timedelta) -> None:
    silence = group.running()
    with pytest.raises(RefusedError, match="at its hour or later is too late"):
        group.objects(silence, at=EXPIRES + late)
    assert not Objection.objects.exists()
    silence.refresh_from_db()
    assert silence.state == "running"


def test_objection_that_came_in_time_breaks_it_though_the_hour_has_passed_since(group: Group) -> None:
    """It waited for a lock: the job leaves such ones a while."""
    silence = group.running()
    assert silence_results.settle(EXPIRES + timedelta(seconds=29)) == 0
    group.objects(silence, at=EXPIRES - timedelta(microseconds=1))
    silence.refresh_from_db()
    assert silence.state == "broken"


def test_second_state_that_objects_is_on_record_and_breaks_nothing_anew(group: Group) -> None:
    silence = group.running()
    first = group.objects(silence, "per", EXPIRES - timedelta(minutes=2))
    group.objects(silence, "bra", EXPIRES - timedelta(minutes=1))
    silence.refresh_from_db()
    assert silence.ended_at == first.at
    assert [each.delegation for each in silence.objections.all()] == [group.state("per"), group.state("bra")]
    with pytest.raises(RefusedError, match="objected already"):
        group.objects(silence, "bra", EXPIRES - timedelta(seconds=30))
    with pytest.raises(RefusedError, match="too late"):
        group.objects(silence, "bra", EXPIRES)


def test_objection_is_made_in_writing(group: Group) -> None:
    silence = group.running()
    with pytest.raises(RefusedError, match="in writing"):
        silences.object_to(
            actor=group.delegate("per"),
            now=STARTED,
            silence=silence,
            delegation=group.state("per"),
            kind="amendment",
            text={"en": "  "},
        )
    silence.refresh_from_db()
    assert silence.state == "running"


def test_only_delegates_of_members_object_and_for_their_own(group: Group) -> None:
    silence = group.running()
    may = {
        part: len(may_object(group.actor(part), silence, STARTED.date())) for part in group.cast.accounts if part != ""
    }
    assert {part for part, number in may.items() if number} == {"delegate", "former_delegate"}
    assert not may_object(group.actor("former_delegate", datetime(2026, 3, 1, tzinfo=UTC)), silence, date(2026, 3, 1))
    for part in ("secretary", "chair", "observer", "other_delegate", "admin"):
        with pytest.raises(RefusedError, match="your own delegation"):
            silences.object_to(
                actor=group.actor(part),
                now=STARTED,
                silence=silence,
                delegation=group.state("per"),
                kind="objection",
                text={"en": "No."},
            )
    with pytest.raises(RefusedError, match="your own delegation"):
        silences.object_to(
            actor=group.delegate("bra"),
            now=STARTED,
            silence=silence,
            delegation=group.state("per"),
            kind="objection",
            text={"en": "No."},
        )


@pytest.mark.parametrize("part", ["delegate", "observer", "vice_chair", "editor", "other_secretary", "former_chair"])
def test_nobody_but_the_chair_starts_or_ends_it(group: Group, part: str) -> None:
    now = datetime(2026, 3, 10, 15, tzinfo=UTC)
    actor = group.actor(part, now)
    waiting = group.prepared()
    for act in (
        lambda: group.prepared(make.text_without_number(group.cast.body), actor=actor),
        lambda: silences.start(actor=actor, now=STARTED, silence=waiting),
        lambda: silences.withdraw(actor=actor, now=STARTED, silence=waiting, reason="Why not"),
        lambda: silence_results.declare(actor=actor, now=now, silence=waiting, meeting=group.announcing),
        lambda: silence_results.number(actor=actor, now=now, silence=waiting, symbol="A/1"),
    ):
        with pytest.raises(RefusedError, match="Chair"):
            act()


def test_secretariat_acts_for_the_chair_and_the_trail_tells_them_apart(group: Group) -> None:
    silence = group.prepared(actor=group.actor("secretary"))
    silences.start(actor=group.actor("chair"), now=STARTED, silence=silence)
    found = AuditEvent.objects.filter(subject_type="meetings.silence").order_by("pk")
    assert [each.after["as"] for each in found if each.after] == ["secretariat for the chair", "chair"]


def test_started_once_and_not_after_its_hour(group: Group) -> None:
    silence = group.running()
    with pytest.raises(RefusedError, match="meanwhile"):
        silences.start(actor=group.actor("chair"), now=STARTED, silence=silence)
    late = group.prepared(make.text_without_number(group.cast.body))
    with pytest.raises(RefusedError, match="has passed"):
        silences.start(actor=group.actor("chair"), now=EXPIRES, silence=late)
    with pytest.raises(RefusedError, match="has not started"):
        group.objects(late)


def test_two_silences_run_at_once_on_two_texts(group: Group) -> None:
    other = make.text_without_number(group.cast.body, author_delegation=group.state("bra"))
    first, second = group.running(), group.running(other, EXPIRES + timedelta(days=1))
    group.objects(first)
    assert running_in(group.delegate("bra"), [group.cast.body.pk], EXPIRES) == [second]
    with pytest.raises(RefusedError, match="under silence already"):
        group.prepared(other)
    again = group.prepared()
    assert again.key not in (first.key, second.key)


def test_text_with_a_number_or_of_another_body_or_adopted_is_refused(group: Group) -> None:
    numbered = Revision.objects.get(document=make.document(group.cast.body, "CAJP/GT/TM-24/05"))
    with pytest.raises(RefusedError, match="has a number already"):
        group.prepared(numbered)
    with pytest.raises(RefusedError, match="another body"):
        group.prepared(make.text_without_number(make.body()))
    with pytest.raises(RefusedError, match="adopted already"):
        group.prepared(make.text_without_number(group.cast.body, state="adopted"))
    with pytest.raises(RefusedError, match="meeting belongs to another body"):
        group.prepared(announced_in=make.meeting(make.schedule()))


def test_chair_ends_it_before_its_hour_and_says_why(group: Group) -> None:
    silence = group.running()
    with pytest.raises(RefusedError, match="Say why"):
        silences.withdraw(actor=group.actor("chair"), now=STARTED, silence=silence, reason=" ")
    with pytest.raises(RefusedError, match="is over"):
        silences.withdraw(actor=group.actor("chair"), now=EXPIRES, silence=silence, reason="Too late")
    silences.withdraw(actor=group.actor("chair"), now=STARTED + SECOND, silence=silence, reason="A new text comes.")
    silence.refresh_from_db()
    assert (silence.state, silence.reason) == ("withdrawn", "A new text comes.")
    with pytest.raises(RefusedError, match="nothing to object to"):
        group.objects(silence)


def test_unbroken_is_written_down_once_and_the_number_waits_for_the_meeting(group: Group) -> None:
    silence = group.running()
    assert silence_results.settle(EXPIRES + timedelta(seconds=30)) == 1
    assert silence_results.settle(EXPIRES + timedelta(seconds=60)) == 0
    silence.refresh_from_db()
    assert (silence.state, silence.ended_at) == ("unbroken", EXPIRES)
    assert str(SilenceState.UNBROKEN.label) == "adopted, to be announced"
    chair, after = group.actor("chair"), datetime(2012, 10, 16, 20, tzinfo=UTC)
    with pytest.raises(RefusedError, match="only when a meeting has announced"):
        silence_results.number(actor=chair, now=after, silence=silence, symbol="A/DEC.1/12")
    with pytest.raises(RefusedError, match="after the silence expired"):
        silence_results.declare(actor=chair, now=after, silence=silence, meeting=group.announcing)
    coming = group.next_meeting(date(2012, 10, 17))
    with pytest.raises(RefusedError, match="after the silence expired"):
        silence_results.declare(actor=chair, now=after, silence=silence, meeting=coming)
    meeting = group.next_meeting()
    silence_results.declare(actor=chair, now=after, silence=silence, meeting=meeting, symbol=" A/DEC.1/12 ")
    silence.refresh_from_db()
    group.text.refresh_from_db()
    assert (silence.state, silence.declared_in) == ("issued", meeting)
    assert (group.text.state, group.text.agreed_how, group.text.agreed_on) == ("adopted", "silence", date(2012, 10, 12))
    assert group.text.symbol == group.text.document.symbol == "A/DEC.1/12"
    assert Document.objects.get(symbol_key=group.text.symbol_key) == group.text.document
    expected = ["put to silence", "silence started", "silence unbroken", "silence announced", "silence issued"]
    assert verbs(silence) == expected


def test_meeting_announces_it_before_the_job_has_run(group: Group) -> None:
    silence = group.running()
    after = datetime(2012, 10, 16, 20, tzinfo=UTC)
    chair, meeting = group.actor("chair"), group.next_meeting()
    silence_results.declare(actor=chair, now=after, silence=silence, meeting=meeting)
    silence.refresh_from_db()
    assert silence.state == "declared"
    silence_results.number(actor=chair, now=after, silence=silence, symbol="A/DEC.2/12")
    with pytest.raises(RefusedError, match="its number already"):
        silence_results.number(actor=chair, now=after, silence=silence, symbol="A/DEC.3/12")


def test_number_of_another_paper_is_refused_and_nothing_is_written(group: Group) -> None:
    make.document(group.cast.body, "CAJP/GT/TM-24/05")
    silence = group.running()
    with pytest.raises(RefusedError, match="Another paper has this symbol"):
        silence_results.declare(
            actor=group.actor("chair"),
            now=datetime(2012, 10, 16, 20, tzinfo=UTC),
            silence=silence,
            meeting=group.next_meeting(),
            symbol="cajp/gt/tm 24/05",
        )
    silence.refresh_from_db()
    assert silence.state == "running"


def test_broken_one_is_never_announced(group: Group) -> None:
    silence = group.running()
    group.objects(silence)
    with pytest.raises(RefusedError, match="not broken"):
        silence_results.declare(
            actor=group.actor("chair"),
            now=datetime(2012, 10, 16, 20, tzinfo=UTC),
            silence=silence,
            meeting=group.next_meeting(),
        )


def test_rule_of_the_body_goes_before_that_of_the_house_on_its_days(group: Group) -> None:
    body, house = group.cast.body, group.cast.house
    general = SilenceRule.objects.create(organization=house, minimum_hours=72)
    old = SilenceRule.objects.create(organization=house, body=body, minimum_hours=24, ended=date(2012, 9, 30))
    new = SilenceRule.objects.create(organization=house, body=body, minimum_hours=504, began=date(2012, 12, 1))
    days = (date(2012, 9, 30), date(2012, 10, 1), date(2012, 12, 1))
    assert [rule_for(body, day) for day in days] == [old, general, new]


def test_shorter_silence_is_refused_or_warned_of_by_the_hour(group: Group) -> None:
    rule = SilenceRule.objects.create(organization=group.cast.house, minimum_hours=96)
    silence = group.running()
    assert silence.expires_at - silence.started_at == timedelta(hours=96)  # type: ignore[operator]
    other = make.text_without_number(group.cast.body)
    with pytest.raises(RefusedError, match="at least 96 hours"):
        group.prepared(other, expires=EXPIRES - SECOND)
    rule.strictness = "warn"
    rule.save()
    short = group.prepared(other, expires=EXPIRES - SECOND)
    chair = group.actor("chair")
    with pytest.raises(RefusedError, match="at least 96 hours"):
        silences.start(actor=chair, now=STARTED, silence=short)
    silences.start(actor=chair, now=STARTED, silence=short, shorter=True)
    short.refresh_from_db()
    assert short.state == "running"


def test_who_sees_it_and_who_sees_the_objections(group: Group) -> None:
    waiting = group.prepared(make.text_without_number(group.cast.body))
    silence = group.running()
    group.objects(silence)
    actors = {part: group.actor(part) for part in group.cast.accounts if not part.startswith("former")}
    for restricted in (False, True):
        if restricted:
            Document.objects.filter(pk=group.text.document_id).update(distribution="restricted")
        seen = {part for part, actor in actors.items() if silence in Silence.objects.visible_to(actor)}
        started = {part for part, actor in actors.items() if waiting in Silence.objects.visible_to(actor)}
        inside = {"delegate", "rapporteur", "vice_chair", "chair", "editor", "secretary", "admin"}
        assert seen == (inside if restricted else set(actors))
        assert started == inside - {"delegate"}
        for part, actor in actors.items():
            fresh = {each.pk: each for each in Silence.objects.select_related("term__body", "revision__document__body")}
            for pk in (silence.pk, waiting.pk):
                assert can_see_silence(actor, fresh[pk]) == Silence.objects.visible_to(actor).filter(pk=pk).exists()
            objected = Objection.objects.visible_to(actor).exists()
            assert objected == can_see_objections(actor, fresh[silence.pk]) == (part in inside), part


def test_open_ones_are_those_that_run_and_those_that_wait_for_a_meeting(group: Group) -> None:
    silence = group.running()
    body, actor = [group.cast.body.pk], group.delegate("per")
    assert open_in(actor, body) == [silence] == running_in(actor, body, EXPIRES - SECOND)
    assert running_in(actor, body, EXPIRES) == []
    group.objects(silence)
    assert open_in(actor, body) == []


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("silence_one_that_stands_on_a_revision", {}),
        ("silence_expires_after_its_start", {"started_at": EXPIRES}),
        ("silence_started_unless_announced", {"started_at": None}),
        ("silence_started_unless_announced", {"state": "announced", "started_at": STARTED}),
        ("silence_ended_unless_open", {"ended_at": EXPIRES}),
        ("silence_ended_unless_open", {"state": "broken"}),
        ("silence_broken_before_it_expired", {"state": "broken", "ended_at": EXPIRES}),
        ("silence_unbroken_until_it_expired", {"state": "unbroken", "ended_at": STARTED}),
        ("silence_names_its_zone", {"zone": ""}),
        ("silence_state_known", {"state": "quiet", "ended_at": STARTED}),
        ("silence_declared_once_unbroken", {"declared": True}),
    ],
)
def test_database_refuses_what_cannot_be(group: Group, name: str, facts: dict[str, object]) -> None:
    text = group.text
    if name == "silence_one_that_stands_on_a_revision":
        make.silence(group.cast.term, text, EXPIRES)
    if facts.pop("declared", False):
        facts["declared_in"] = group.announcing
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        make.silence(group.cast.term, text, EXPIRES, **facts)
    if "revision" not in str(refused.value):
        assert name in str(refused.value)
