"""The text under silence is the one that members were silent on: nothing else becomes of it meanwhile."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db.models.signals import pre_save
from django.test import Client

from documents.models import LanguageVersion, Revision
from meetings.models import Meeting, Silence, Sitting
from meetings.operations import silence_results, silences
from meetings.operations.errors import RefusedError
from meetings.queries.silences import meetings_declaring
from tests import make
from tests.browsing import form_values
from tests.changes import recorded
from tests.meetings.silent import EXPIRES, STARTED, Group
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
AFTER = datetime(2012, 10, 16, 20, tzinfo=UTC)
UNTIMELY = [
    ({"state": "withdrawn"}, "withdrawn already"),
    ({"state": "superseded"}, "superseded already"),
    ({"state": "adopted"}, "adopted already"),
    ({"symbol": "A/9", "symbol_key": "a-9"}, "has a number already"),
]


@pytest.fixture
def group() -> Group:
    return Group()


def correct(group: Group, text: Revision, **facts: Any) -> None:
    recorded(group.actor("secretary"), "revision", Revision.objects.get(pk=text.pk), STARTED, **facts)


def declare(group: Group, silence: Silence, symbol: str = "") -> None:
    chair, meeting = group.actor("chair"), group.next_meeting()
    silence_results.declare(actor=chair, now=AFTER, silence=silence, meeting=meeting, symbol=symbol)


@pytest.mark.parametrize(("facts", "says"), UNTIMELY)
def test_text_that_came_to_another_end_is_not_put_to_silence(group: Group, facts: dict[str, Any], says: str) -> None:
    waiting = group.prepared()
    Revision.objects.filter(pk=group.text.pk).update(**facts)
    with pytest.raises(RefusedError, match=says):
        silences.start(actor=group.actor("chair"), now=STARTED, silence=waiting)
    waiting.refresh_from_db()
    assert waiting.state == "announced"


@pytest.mark.parametrize(("facts", "says"), UNTIMELY)
def test_text_that_came_to_another_end_is_not_adopted(group: Group, facts: dict[str, Any], says: str) -> None:
    silence = group.running()
    Revision.objects.filter(pk=group.text.pk).update(**facts)
    with pytest.raises(RefusedError, match=says):
        declare(group, silence)
    silence.refresh_from_db()
    assert (silence.state, silence.declared_in) == ("running", None)
    assert Revision.objects.get(pk=group.text.pk).agreed_how == ""


def test_number_is_given_to_a_text_that_is_still_adopted_and_to_none_twice(group: Group) -> None:
    silence = group.running()
    declare(group, silence)
    give: dict[str, Any] = {"actor": group.actor("chair"), "now": AFTER, "silence": silence}
    Revision.objects.filter(pk=group.text.pk).update(state="superseded")
    with pytest.raises(RefusedError, match="superseded already"):
        silence_results.number(**give, symbol="A/9")
    Revision.objects.filter(pk=group.text.pk).update(state="adopted")
    correct(group, group.text, symbol="A/9")
    with pytest.raises(RefusedError, match="has a number already"):
        silence_results.number(**give, symbol="A/10")
    silence_results.number(**give, symbol="A/9")
    silence.refresh_from_db()
    assert silence.state == "issued"


def test_number_that_another_paper_gets_at_the_same_moment_is_refused(group: Group) -> None:
    silence = group.running()
    other = make.document(group.cast.body)

    def meanwhile(update_fields: Any, **_about: Any) -> None:
        if "symbol" in (update_fields or ()):
            Revision.objects.bulk_create([Revision(document=other, number=1, symbol="A/9", symbol_key="a-9")])

    pre_save.connect(meanwhile, sender=Revision)
    try:
        with pytest.raises(RefusedError, match="Another paper has this symbol: A/9"):
            declare(group, silence, "A/9")
    finally:
        pre_save.disconnect(meanwhile, sender=Revision)
    silence.refresh_from_db()
    assert silence.state == "running"


@pytest.mark.parametrize(
    ("facts", "starts"),
    [
        ({}, True),
        ({"published_on": date(2012, 10, 8)}, True),
        ({"published_on": date(2012, 10, 9)}, False),
        ({"state": "in_translation"}, False),
        ({"state": "expected"}, False),
        ({"state": "cited"}, False),
    ],
)
def test_text_that_is_out_in_no_language_is_not_put_to_silence(
    group: Group, facts: dict[str, Any], starts: bool
) -> None:
    waiting = group.prepared()
    LanguageVersion.objects.filter(revision=group.text).update(**facts)
    if starts:
        assert silences.start(actor=group.actor("chair"), now=STARTED, silence=waiting)
        return
    with pytest.raises(RefusedError, match="out in no language yet"):
        silences.start(actor=group.actor("chair"), now=STARTED, silence=waiting)


@pytest.mark.parametrize("facts", [{"state": "withdrawn"}, {"state": "adopted"}, {"symbol": "A/9"}])
def test_desk_gives_it_neither_state_nor_number_until_a_meeting_has_announced_it(
    group: Group, facts: dict[str, Any]
) -> None:
    silence = group.running()
    with pytest.raises(RefusedError, match="The text is under silence"):
        correct(group, group.text, **facts)
    correct(group, group.text, dated=date(2012, 10, 1))
    silence_results.settle(silence.expires_at + timedelta(minutes=1))
    with pytest.raises(RefusedError, match="The text is under silence"):
        correct(group, group.text, **facts)


def test_desk_corrects_a_text_whose_silence_was_broken(group: Group) -> None:
    group.objects(group.running())
    correct(group, group.text, state="withdrawn")
    assert Revision.objects.get(pk=group.text.pk).state == "withdrawn"


def test_result_is_not_announced_while_an_objection_in_time_may_still_come_in(group: Group) -> None:
    silence, meeting = group.running(), group.next_meeting(EXPIRES.date())
    meeting.sittings.update(start=time(17), end=time(23))  # it is held while the silence expires
    early: dict[str, Any] = {"actor": group.actor("chair"), "silence": silence, "meeting": meeting}
    for late in (-60, 0, 29):
        with pytest.raises(RefusedError, match="may still come in"):
            silence_results.declare(**early, now=EXPIRES + timedelta(seconds=late))
    group.objects(silence, at=EXPIRES - timedelta(microseconds=1))
    silence.refresh_from_db()
    assert silence.state == "broken"


@pytest.mark.parametrize(
    ("hours", "takes"),
    [
        ([(time(10), time(13))], False),
        ([(time(14), time(18))], False),  # it is over when the silence is
        ([(time(14), time(18, 30))], True),
        ([(time(10), time(13)), (time(18), time(20))], True),
        ([(time(20), time(0))], True),
        ([(time(10), None)], True),
        ([], True),
    ],
)
def test_meeting_of_the_same_day_announces_it_unless_it_was_over_before(
    group: Group, hours: list[tuple[time, time | None]], takes: bool
) -> None:
    silence, meeting = group.running(), group.next_meeting(date(2012, 10, 12))
    Meeting.objects.filter(pk=meeting.pk).update(zone="America/New_York")
    meeting.sittings.all().delete()
    for place, (start, end) in enumerate(hours):
        Sitting.objects.create(meeting=meeting, on=date(2012, 10, 12), start=start, end=end, position=place)
    assert (meeting in meetings_declaring(silence, AFTER.date())) is takes
    day_before = group.next_meeting(date(2012, 10, 11))
    assert day_before not in meetings_declaring(silence, AFTER.date())


def test_meetings_that_can_announce_it_cost_a_fixed_number_of_queries(group: Group) -> None:
    silence = group.running()
    group.next_meeting()
    once = queries_of(lambda: meetings_declaring(silence, AFTER.date()))
    for day in (14, 15):
        group.next_meeting(date(2012, 10, day))
    assert queries_of(lambda: meetings_declaring(silence, AFTER.date())) == once


WHAT_WAS_READ = [
    {"url": "https://example.org/another-text.pdf"},
    {"language": "pt"},
    {"state": "in_translation"},
    {"published_on": date(2013, 1, 1)},
]


@pytest.mark.parametrize("facts", WHAT_WAS_READ, ids=lambda facts: next(iter(facts)))
def test_what_members_read_of_it_stays_until_a_meeting_has_announced_the_result(
    group: Group, facts: dict[str, Any]
) -> None:
    out = LanguageVersion.objects.filter(revision=group.text)
    version, silence = out.get(), group.prepared()
    secretary = group.actor("secretary")
    recorded(secretary, "languageversion", version, STARTED, position=3)
    silences.start(actor=group.actor("chair"), now=STARTED, silence=silence)
    before = out.values().get()
    with pytest.raises(RefusedError, match="what members read of it stays as it is"):
        recorded(secretary, "languageversion", out.get(), STARTED, **facts)
    assert out.values().get() == before
    recorded(secretary, "languageversion", out.get(), STARTED, position=4)
    declare(group, silence)
    recorded(secretary, "languageversion", out.get(), AFTER, **facts)
    assert out.values().get() != before


def test_a_silence_that_is_broken_holds_no_language_version(group: Group) -> None:
    silence = group.running()
    group.objects(silence)
    version = LanguageVersion.objects.get(revision=group.text)
    recorded(group.actor("secretary"), "languageversion", version, AFTER, url="https://example.org/rev-1.pdf")
    assert LanguageVersion.objects.filter(url="https://example.org/rev-1.pdf").exists()


def test_a_translation_that_was_not_out_is_added_while_members_are_silent(group: Group) -> None:
    made = LanguageVersion.objects.create(revision=group.text, language="fr", state="in_translation")
    group.running()
    recorded(group.actor("secretary"), "languageversion", made, STARTED, state="available")
    made.refresh_from_db()
    assert made.state == "available"


def test_desk_refuses_another_file_of_the_text_and_keeps_what_was_typed(group: Group, client: Client) -> None:
    group.running()
    version = LanguageVersion.objects.get(revision=group.text)
    client.force_login(group.cast.accounts["secretary"])
    address = f"/desk/languageversion/{version.pk}/"
    typed = form_values(client.get(address).content.decode()) | {"url": "https://example.org/another-text.pdf"}
    page = client.post(address, typed).content.decode()
    assert "The text is under silence: what members read of it stays as it is" in page
    assert 'value="https://example.org/another-text.pdf"' in page
    refused = client.post(f"{address}remove/", follow=True).content.decode()
    assert "The text is under silence: what members read of it stays as it is" in refused
    assert LanguageVersion.objects.filter(pk=version.pk, url=version.url).exists()
