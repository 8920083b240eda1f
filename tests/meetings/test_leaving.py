"""What goes out: the page foresees what the planners then do, names who gets it, and holds single ones back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.models import LanguageVersion
from groups.enums import MandateState
from meetings.enums import Delivery, NoticeKind
from meetings.models import Entry, Notice
from meetings.operations.arrangements import plan_services
from meetings.operations.digests import gather as gather_mails
from meetings.operations.digests import plan_mandates
from meetings.operations.foreseeing import Leaving, foreseen_until, reminders_ahead
from meetings.operations.notices import choose, send, tell
from meetings.operations.publications import plan_publications
from meetings.operations.reminders import QUIET, plan
from meetings.operations.telling_silences import plan_reminders
from meetings.operations.terms import plan_terms
from meetings.queries import queued as queries
from meetings.queries.notices import Recipient, with_deliveries
from meetings.queries.queued import queued_in
from portal import clock, outbox
from portal.models import AuditEvent, OutboxMessage
from tests import make
from tests.cast import NOW, Cast, gather
from tests.clock import day_in
from tests.meetings.rounds import Round, open_round
from tests.meetings.silent import EXPIRES, STARTED, Group
from tests.meetings.test_reminders import WEEK_BEFORE
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


@pytest.fixture
def cast() -> Cast:
    return gather()


def ahead(cast: Cast, kind: str, days: int = 40) -> list[Leaving]:
    found = foreseen_until({cast.house.pk}, NOW, TODAY + timedelta(days=days))
    return [each for each in found if each.kind == kind]


def emails(each: Leaving) -> list[str]:
    return sorted(user.email for user in each.users)


def told(kind: NoticeKind) -> list[str]:
    return sorted(Notice.objects.filter(kind=kind).values_list("user__email", flat=True))


def at(day: date, hour: int = 18) -> datetime:
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    clock.confirm(moment)
    return moment


def test_reminders_are_foreseen_as_the_planner_then_plans_them() -> None:
    scene: Round = open_round(2)
    now = datetime(2026, 10, 1, 14, tzinfo=UTC)
    house = {scene.cast.house.pk}
    found = [each for each in foreseen_until(house, now, date(2026, 12, 31)) if each.kind == NoticeKind.REMINDER]
    assert [each.days for each in found] == sorted({each.days for each in found if each.days is not None}, reverse=True)
    first = found[0]
    plan(at(first.day, 20))
    assert told(NoticeKind.REMINDER) == emails(first)
    assert first.key not in {each.key for each in foreseen_until(house, at(first.day, 20), date(2026, 12, 31))}


def test_a_paper_that_comes_out_is_foreseen_for_who_reads_its_language(cast: Cast) -> None:
    day = TODAY + timedelta(days=2)
    make.document(cast.body, "CAJP/GT/TM-24/05")
    LanguageVersion.objects.update(published_on=day, state="available")
    [found] = ahead(cast, NoticeKind.PUBLISHED)
    assert found.day == day
    plan_publications(at(day))
    assert told(NoticeKind.PUBLISHED) == emails(found)
    assert ahead(cast, NoticeKind.PUBLISHED) == []


def test_a_mandate_due_and_one_to_be_given_are_foreseen(cast: Cast) -> None:
    state = MandateState.ASSIGNED
    due = make.mandate(cast.term, state=state, until_on=TODAY + timedelta(days=63))
    make.mandate(cast.term, make.instrument("AG/RES. 1 (I-O/01)"), state=state, given_on=TODAY + timedelta(days=5))
    found = ahead(cast, NoticeKind.MANDATE)
    assert [(each.event, (each.day - TODAY).days) for each in found] == [("due", 3), ("assigned", 5), ("due", 33)]
    plan_mandates(at(found[0].day))
    assert told(NoticeKind.MANDATE) == emails(found[0])
    assert found[0].about == due


def test_a_term_that_ends_is_foreseen(cast: Cast) -> None:
    cast.term.ended, cast.term.state = TODAY + timedelta(days=50), "active"
    cast.term.save()
    [found] = ahead(cast, NoticeKind.TERM)
    assert (found.day - TODAY).days == 5
    plan_terms(at(found.day))
    assert told(NoticeKind.TERM) == emails(found)


def test_services_to_be_confirmed_are_foreseen(cast: Cast) -> None:
    make.meeting(make.schedule(cast.term), TODAY + timedelta(days=20), interpretation=["en"])
    Entry.objects.update(certainty="reserved")
    [found] = ahead(cast, NoticeKind.SERVICES)
    assert (found.day - TODAY).days == 4
    plan_services(at(found.day))
    assert told(NoticeKind.SERVICES) == emails(found)


def test_only_what_belongs_to_the_house_is_foreseen(cast: Cast) -> None:
    other = make.term(make.body())
    make.mandate(other, state=MandateState.ASSIGNED, until_on=TODAY + timedelta(days=31))
    assert ahead(cast, NoticeKind.MANDATE) == []
    assert len(foreseen_until(None, NOW, TODAY + timedelta(days=7))) == 1


@pytest.mark.parametrize("kind", ["mandates", "papers", "meetings", "deadlines"])
def test_one_row_and_three_cost_the_same(cast: Cast, kind: str) -> None:
    schedule = make.schedule(cast.term)
    numbers = iter(range(9))

    def grow() -> None:
        number = next(numbers)
        if kind == "mandates":
            given = make.instrument(f"AG/RES. {number + 10} (I-O/01)")
            make.mandate(cast.term, given, state=MandateState.ASSIGNED, until_on=TODAY + timedelta(days=33))
        elif kind == "papers":
            make.document(cast.body, f"CAJP/GT/TM-{number + 10}/05")
            LanguageVersion.objects.update(published_on=TODAY, state="available")
        elif kind == "meetings":
            make.announcement(make.meeting(schedule, TODAY + timedelta(days=30)).entry, NOW)
        else:
            made = make.deadline(schedule, TODAY + timedelta(days=4), owing_standings="member")
            assert made.pk

    def read() -> list[Leaving]:
        return foreseen_until({cast.house.pk}, NOW, TODAY + timedelta(days=7))

    grow()
    read()
    once = queries_of(read)
    grow()
    grow()
    assert queries_of(read) == once


@pytest.fixture
def desk(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.accounts["secretary"])
    return client


@pytest.fixture
def queued(cast: Cast) -> str:
    """A convocation that was sent a moment ago, and stands in the outbox still."""
    service = make.service(cast.house, "technicians")
    room = make.room(cast.house)
    meeting = make.meeting(make.schedule(cast.term), day_in(days=30), status="convened", room=room)
    given = make.announcement(meeting.entry, timezone.now())
    send(actor=cast.actor("secretary"), now=timezone.now(), announcement=given)
    assert OutboxMessage.objects.filter(recipient=service.email).exists()
    return f"announcement:{given.pk}"


def page_of(desk: Client, **query: Any) -> str:
    answer = desk.get(reverse("meetings:leaving"), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_opens_an_item_with_its_people_and_its_words(cast: Cast, desk: Client, queued: str) -> None:
    shut = page_of(desk)
    assert "Convened" in shut
    assert cast.accounts["delegate"].email not in shut
    opened = page_of(desk, item=f"queued-{queued}", words="es")
    assert cast.accounts["delegate"].email in opened
    assert "services.example.org" in opened
    assert 'lang="es"' in opened
    assert "<dt>Fecha</dt>" in opened


def test_what_is_held_back_does_not_leave_until_it_is_let_go(cast: Cast, desk: Client, queued: str) -> None:
    address = reverse("meetings:leaving_hold")
    desk.post(address, {"about": queued, "act": "hold"})
    clock.confirm(timezone.now())
    outbox.deliver_due(timezone.now())
    assert mail.outbox == []
    assert "held back" in page_of(desk)
    held = AuditEvent.objects.get(verb="held")
    assert held.actor == cast.accounts["secretary"]
    desk.post(address, {"about": queued, "act": "release"})
    outbox.deliver_due(timezone.now())
    assert len(mail.outbox) == OutboxMessage.objects.filter(state="sent").count() > 0
    assert not OutboxMessage.objects.exclude(state="sent").exists()


def test_another_house_neither_sees_nor_holds_it(cast: Cast, queued: str) -> None:
    other = Client()
    other.force_login(cast.accounts["other_secretary"])
    assert "Convened" not in page_of(other)
    assert other.post(reverse("meetings:leaving_hold"), {"about": queued}).status_code == 404
    delegate = Client()
    delegate.force_login(cast.accounts["delegate"])
    assert delegate.get(reverse("meetings:leaving")).status_code == 404


def test_the_page_costs_the_same_for_one_matter_and_three(cast: Cast, desk: Client) -> None:
    schedule = make.schedule(cast.term)

    def grow() -> None:
        meeting = make.meeting(schedule, day_in(days=30), status="convened")
        send(
            actor=cast.actor("secretary"),
            now=timezone.now(),
            announcement=make.announcement(meeting.entry, timezone.now()),
        )

    grow()
    page_of(desk)
    once = queries_of(lambda: page_of(desk))
    grow()
    grow()
    assert queries_of(lambda: page_of(desk)) == once


def test_the_page_of_a_deadline_shows_reminders_to_come_in_each_language(cast: Cast, desk: Client) -> None:
    day = day_in(days=10)
    made = make.deadline(make.schedule(cast.term), day, owing_standings="member")
    page = desk.get(reverse("meetings:deadline", args=[made.pk])).content.decode()
    assert "Reminders to come" in page
    assert "Reminder, 7 days before" in page
    assert page.count('class="sheet"') == 4
    assert "Queda" in page or "días" in page
    reader = Client()
    reader.force_login(cast.accounts["delegate"])
    assert "Reminders to come" not in reader.get(reverse("meetings:deadline", args=[made.pk])).content.decode()


def test_a_mail_of_the_day_is_foreseen_on_the_day_on_which_it_then_leaves(cast: Cast) -> None:
    """Ten in the morning: who has had none goes today, who has had one tomorrow; before eight it is today's anyway."""
    entry = make.meeting(make.schedule(cast.term), TODAY + timedelta(days=30)).entry
    reader = cast.accounts["delegate"]
    choose(now=NOW, user=reader, kind=NoticeKind.CONVENED, delivery=Delivery.DIGEST)
    zone = ZoneInfo(reader.zone or "UTC")
    day = TODAY + timedelta(days=1)
    ten, noon = (datetime.combine(day, time(hour), zone) for hour in (10, 12))

    def told_at(now: datetime) -> list[date]:
        send(actor=cast.actor("secretary"), now=now, announcement=make.announcement(entry, now))
        until = day + timedelta(days=9)
        found = foreseen_until({cast.house.pk}, now, until)
        return [each.day for each in found if each.kind == "digest" and reader in each.users]

    assert told_at(ten) == [day]
    clock.confirm(ten)
    assert gather_mails(ten) == 1
    assert told_at(noon) == [day + timedelta(days=1)]
    clock.confirm(noon)
    assert gather_mails(noon) == 0
    morning = datetime.combine(day + timedelta(days=1), time(9), zone)
    clock.confirm(morning)
    assert gather_mails(morning) == 1


def test_who_was_told_of_a_date_lately_is_foreseen_when_the_quiet_is_over() -> None:
    scene = open_round(2)
    now = WEEK_BEFORE + timedelta(days=1)
    told = with_deliveries(scene.users[1:], NoticeKind.DEADLINE)
    facts: dict[str, Any] = {"kind": NoticeKind.DEADLINE, "event": "set", "entry_id": scene.deadline.entry_id}
    tell(told, now=now, key="a notice", params={}, **facts)
    found = [each for each in reminders_ahead(scene.deadline, now) if each.day < date(2026, 10, 5)]
    assert [(each.day, each.days, emails(each)) for each in found] == [
        (date(2026, 10, 2), 6, ["state-1@example.org"]),
        (date(2026, 10, 3), 5, ["state-2@example.org"]),
    ], "the one of seven days before, late, by the days that are left"
    came = []
    for moment in (now, now + QUIET):
        clock.confirm(moment)
        came.append(plan(moment))
    assert came == [1, 1]


def test_reminders_of_a_silence_are_foreseen_as_the_planner_then_plans_them() -> None:
    group = Group()
    expires = EXPIRES + timedelta(days=2)
    silence = group.running(expires=expires)
    house, last = {group.cast.house.pk}, expires.date()

    def to_come(now: datetime) -> list[Leaving]:
        found = foreseen_until(house, now, last)
        return [each for each in found if each.kind == NoticeKind.SILENCE]

    found = to_come(STARTED)
    days = {each.day for each in found}
    assert days == {date(2012, 10, 11), date(2012, 10, 13)}
    assert {each.about for each in found} == {silence}
    for day in sorted(days):
        hour = at(day, 20)
        foreseen = sorted(email for each in found if each.day == day for email in emails(each))
        before = Notice.objects.filter(event="silence_reminder").count()
        assert plan_reminders(hour) == len(foreseen)
        new = Notice.objects.filter(event="silence_reminder").order_by("pk")[before:]
        assert sorted(each.user.email for each in new) == foreseen
    assert to_come(at(last, 12)) == []
    assert foreseen_until({make.organization().pk}, STARTED, last) == []


def test_silences_cost_the_same_for_one_and_three() -> None:
    group = Group()
    group.running()

    def read() -> list[Leaving]:
        return foreseen_until({group.cast.house.pk}, STARTED, EXPIRES.date())

    once = queries_of(read)
    for _number in range(2):
        group.running(make.text_without_number(group.cast.body, state="drafted"))
    assert len([each for each in read() if each.kind == NoticeKind.SILENCE]) > 2
    assert queries_of(read) == once


def test_the_start_of_a_silence_stands_among_what_is_queued() -> None:
    group = Group()
    silence = group.running()
    [found] = [each for each in queued_in({group.cast.house.pk}) if each.about == f"silence:{silence.pk}"]
    assert (found.subject, found.body) == (silence, group.cast.body)
    assert len(found.messages) == OutboxMessage.objects.filter(kind="silence").count() > 0
    assert queued_in({make.organization().pk}) == []
    client = Client()
    client.force_login(group.cast.accounts["secretary"])
    page = page_of(client, item=f"queued-silence:{silence.pk}")
    assert "Silence started" in page
    assert group.states["per"][1].email in page
    assert silence.get_absolute_url() in page


def test_mails_of_other_houses_take_no_place_among_those_of_ones_own(
    cast: Cast, queued: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of another house go first, and are as many as are read at once."""
    theirs = OutboxMessage.objects.order_by("next_attempt_at", "pk")
    number = theirs.count()
    monkeypatch.setattr(queries, "MOST", 1)
    other = make.term(make.body())
    meeting = make.meeting(make.schedule(other), day_in(days=30), status="convened")
    given = make.announcement(meeting.entry, timezone.now())
    OutboxMessage.objects.filter(pk__in=list(theirs[1:number].values_list("pk", flat=True))).delete()
    user = make.user("elsewhere@example.org")
    tell([Recipient(user, Delivery.AT_ONCE)], now=NOW, kind=given.kind, event=given.event, key="x", announcement=given)
    assert theirs[0].recipient == user.email
    assert [each.about for each in queued_in({cast.house.pk})] == [queued]
    assert len(queued_in(None)) == 1


def test_the_desk_leads_to_what_waits_and_to_what_goes_out_by_itself(cast: Cast, desk: Client) -> None:
    page = desk.get(reverse("desk")).content.decode()
    assert f'href="{reverse("meetings:outgoing")}"' in page
    assert f'href="{reverse("meetings:leaving")}"' in page
