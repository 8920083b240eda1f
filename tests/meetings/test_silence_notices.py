"""What members are told of a silence: start, reminders, end; each once, in their language, with the instant."""

from __future__ import annotations

import email
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.policy import default

import icalendar
import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from documents.models import Document
from groups.models import Follow
from meetings.enums import NoticeKind
from meetings.models import Notice, NoticeChoice, Silence
from meetings.operations import digests, silence_results, silences
from meetings.operations.telling_silences import plan_reminders, reminder_now
from portal import clock, outbox
from portal.enums import OutboxState
from portal.models import OutboxMessage
from tests import make
from tests.mailed import spaced
from tests.meetings.silent import EXPIRES, STARTED, Group
from tests.queries import queries_of

pytestmark = pytest.mark.django_db
INSIDE = {"delegate", "former_delegate", "rapporteur", "vice_chair", "chair", "former_chair"}


@pytest.fixture
def group() -> Group:
    made = Group()
    clock.confirm(STARTED)
    return made


def told(event: str) -> list[str]:
    return sorted(Notice.objects.filter(kind="silence", event=event).values_list("user__email", flat=True))


def members(group: Group) -> list[str]:
    accounts = [group.cast.accounts[part] for part in INSIDE] + [account for _state, account in group.states.values()]
    return sorted(account.email for account in accounts)


def sent(now: datetime) -> dict[str, EmailMessage]:
    """The mails that leave now, by address, from their bytes."""
    mail.outbox.clear()
    clock.confirm(now)
    outbox.deliver_due(now)
    return {
        each.to[0]: email.message_from_bytes(each.message().as_bytes(), policy=default)  # type: ignore[misc]
        for each in mail.outbox
    }


def text_of(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return spaced(str(part.get_content()))


def event_in(message: EmailMessage) -> icalendar.Event:
    part = next(each for each in message.walk() if each.get_content_type() == "text/calendar")
    return next(iter(icalendar.Calendar.from_ical(part.get_payload(decode=True)).walk("VEVENT")))


def test_members_and_officers_are_told_of_the_start_once_and_nobody_else(group: Group) -> None:
    group.running()
    assert told("silence_started") == members(group)
    mails = sent(STARTED)
    assert sorted(mails) == members(group)
    assert sent(STARTED + timedelta(minutes=1)) == {}
    peru = text_of(mails[group.states["per"][1].email])
    assert "No responder significa consentir." in peru
    assert "viernes 12 de octubre de 2012" in peru.lower()
    assert "17:00 en Lima, su hora" in peru
    english = text_of(mails[group.cast.accounts["chair"].email])
    assert "Friday, 12 October 2012, 6:00 p.m., Washington (UTC−4)" in english
    assert "To agree, you need do nothing." in english
    assert mails[group.cast.accounts["chair"].email]["Subject"] == "Under silence until 12 October 2012: Draft text"
    event = event_in(mails[group.cast.accounts["chair"].email])
    assert event.decoded("DTSTART") == EXPIRES
    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CONFIRMED", 0)


def test_broken_one_calls_off_what_waits_and_tells_everybody_at_once(group: Group) -> None:
    silence = group.running()
    first = event_in(sent(STARTED)[group.cast.accounts["chair"].email])
    at = EXPIRES - timedelta(minutes=1)
    group.objects(silence, at=at)
    assert told("silence_broken") == members(group)
    mails = sent(at)
    assert sorted(mails) == members(group)
    said = text_of(mails[group.cast.accounts["delegate"].email])
    assert "Silence broken, not adopted: Draft text" in said
    assert "Broken by: Peru" in said
    assert "12 October 2012, 5:59 p.m., Washington (UTC−4)" in said
    event = event_in(mails[group.cast.accounts["chair"].email])
    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCELLED", 1)
    assert event["UID"] == first["UID"]
    assert plan_reminders(at) == 0
    clock.confirm(EXPIRES + timedelta(hours=1))
    assert silence_results.settle(EXPIRES + timedelta(hours=1)) == 0
    assert told("silence_unbroken") == []


def test_start_that_was_not_sent_yet_never_goes_out_once_it_is_broken(group: Group) -> None:
    silence = group.running()
    at = STARTED + timedelta(minutes=1)
    group.objects(silence, at=at)
    subjects = {str(each["Subject"]) for each in sent(at).values()}
    assert all("12 October 2012" not in each and "octubre" not in each for each in subjects)
    waiting = OutboxMessage.objects.filter(about=f"silence:{silence.pk}")
    assert waiting.filter(state=OutboxState.CANCELLED).count() == len(members(group))


def test_unbroken_one_is_told_once_however_often_the_job_runs(group: Group) -> None:
    silence = group.running()
    sent(STARTED)
    after = EXPIRES + timedelta(seconds=30)
    clock.confirm(after)
    assert [silence_results.settle(after), silence_results.settle(after)] == [1, 0]
    mails = sent(after)
    assert sorted(mails) == members(group) == told("silence_unbroken")
    said = text_of(mails[group.cast.accounts["chair"].email])
    assert "Silence unbroken, adopted: Draft text" in said
    assert "The next meeting announces it, and then it gets its number." in said
    silence.refresh_from_db()
    assert silence.notified_at == after


def test_job_rests_while_the_clock_is_in_doubt(group: Group) -> None:
    group.running()
    assert silence_results.settle(EXPIRES + timedelta(days=400)) == 0
    assert plan_reminders(EXPIRES + timedelta(days=400)) == 0


def test_ended_one_is_told_with_its_reason(group: Group) -> None:
    silence = group.running()
    sent(STARTED)
    at = STARTED + timedelta(hours=1)
    silences.withdraw(actor=group.actor("chair"), now=at, silence=silence, reason="A new text comes.")
    mails = sent(at)
    assert sorted(mails) == members(group)
    assert "Reason: A new text comes." in text_of(mails[group.cast.accounts["chair"].email])


def test_one_that_never_started_tells_nobody(group: Group) -> None:
    silence = group.prepared()
    silences.withdraw(actor=group.actor("chair"), now=STARTED, silence=silence, reason="Not now.")
    assert not Notice.objects.exists()


def test_reminders_come_three_days_and_one_day_before_by_each_readers_clock(group: Group) -> None:
    silence = group.running()
    sent(STARTED)
    lima, washington = "America/Lima", "America/New_York"
    days = {
        (zone, hour): reminder_now(silence, zone, datetime(2012, 10, *hour, tzinfo=UTC))
        for zone in (lima, washington)
        for hour in ((9, 12, 59), (9, 13, 0), (11, 12, 30), (11, 14, 30), (12, 21, 59))
    }
    assert {key: found[0] if found else None for key, found in days.items()} == {
        (lima, (9, 12, 59)): None,  # 9 October, three days before, is 15 hours after the start
        (lima, (9, 13, 0)): None,
        (lima, (11, 12, 30)): None,
        (lima, (11, 14, 30)): 1,
        (lima, (12, 21, 59)): 1,
        (washington, (9, 12, 59)): None,
        (washington, (9, 13, 0)): None,
        (washington, (11, 12, 30)): 1,
        (washington, (11, 14, 30)): 1,
        (washington, (12, 21, 59)): 1,
    }
    at = datetime(2012, 10, 11, 15, 0, tzinfo=UTC)
    clock.confirm(at)
    assert [plan_reminders(at), plan_reminders(at)] == [len(members(group)), 0]
    mails = sent(at)
    assert sorted(mails) == members(group)
    assert mails[group.cast.accounts["chair"].email]["Subject"] == "Silence expires in 1 day: Draft text"
    assert "No answer means consent." in text_of(mails[group.cast.accounts["chair"].email])


def test_longer_silence_is_reminded_of_twice(group: Group) -> None:
    expires = STARTED + timedelta(days=21)
    silence = group.running(expires=expires)
    sent(STARTED)
    for days, number in ((5, 0), (3, 1), (2, 0), (1, 1)):
        at = expires - timedelta(days=days)
        clock.confirm(at)
        assert bool(plan_reminders(at)) == bool(number), days
    keys = Notice.objects.filter(event="silence_reminder").values_list("params__days", flat=True)
    assert set(keys) == {3, 1}
    silence.refresh_from_db()
    assert silence.state == "running"


def test_reader_who_wants_none_or_mutes_the_body_has_it_in_the_portal_alone(group: Group) -> None:
    NoticeChoice.objects.create(user=group.states["per"][1], kind=NoticeKind.SILENCE, delivery="never")
    Follow.objects.create(account=group.states["bra"][1], body=group.cast.body, muted=True, since=STARTED)
    group.running()
    mails = sent(STARTED)
    assert {group.states[key][1].email for key in ("per", "bra")} & mails.keys() == set()
    assert told("silence_started") == members(group)


def test_mail_of_the_day_tells_of_what_is_still_so(group: Group) -> None:
    reader = group.states["per"][1]
    NoticeChoice.objects.create(user=reader, kind=NoticeKind.SILENCE, delivery="digest")
    other = make.text_without_number(group.cast.body, title={"en": "Other text"})
    broken = group.running()
    group.running(other)
    group.objects(broken, "bra", STARTED + timedelta(minutes=5))
    next_day = STARTED + timedelta(days=1)
    clock.confirm(next_day)
    digests.gather(next_day)
    said = text_of(sent(next_day)[reader.email])
    assert "Silencio roto, no aprobado: Draft text" in said
    assert "En silencio hasta el 12 de octubre de 2012: Other text" in said
    assert "En silencio hasta el 12 de octubre de 2012: Draft text" not in said


@pytest.mark.parametrize(
    ("lasts", "channel"),
    [
        (timedelta(hours=12), "at_once"),
        (timedelta(hours=38, minutes=59), "at_once"),
        (timedelta(hours=39), "digest"),  # eight o’clock in Lima comes after fifteen hours, and leaves a day
        (timedelta(days=4), "digest"),
    ],
)
def test_mail_of_the_day_never_tells_too_late_that_it_runs(group: Group, lasts: timedelta, channel: str) -> None:
    reader = group.states["per"][1]
    NoticeChoice.objects.create(user=reader, kind=NoticeKind.SILENCE, delivery="digest")
    group.running(expires=STARTED + lasts)
    assert Notice.objects.get(user=reader, event="silence_started").channel == channel
    assert (reader.email in sent(STARTED)) is (channel == "at_once")


def test_reminder_of_the_last_day_does_not_wait_for_the_mail_of_the_day(group: Group) -> None:
    reader = group.states["per"][1]
    NoticeChoice.objects.create(user=reader, kind=NoticeKind.SILENCE, delivery="digest")
    expires = STARTED + timedelta(days=21)
    group.running(expires=expires)
    for days, channel in ((3, "digest"), (1, "at_once")):
        at = expires - timedelta(days=days)
        clock.confirm(at)
        plan_reminders(at)
        assert Notice.objects.get(user=reader, event="silence_reminder", params__days=days).channel == channel
    assert reader.email in sent(at)


def test_who_may_not_read_the_text_any_more_gets_no_mail_of_it(group: Group) -> None:
    rapporteur = group.cast.accounts["rapporteur"]
    group.running()
    rapporteur.person.tenures.update(ended=date(2012, 10, 1))
    Document.objects.update(distribution="restricted")
    assert rapporteur.email not in sent(STARTED)


def test_inbox_names_the_text_in_as_many_queries_for_one_as_for_three(group: Group) -> None:
    reader = group.states["per"][1]
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.force_login(reader)
    later = timezone.now() + timedelta(days=4)
    term = group.cast.term
    term.began, term.ended = date(2020, 1, 1), None
    term.save()

    def tell(number: int) -> None:
        silence = make.silence(term, make.text_without_number(group.cast.body, title={"en": f"Text {number}"}), later)
        params = {"silence": silence.pk, "expires": later.isoformat()}
        Notice.objects.create(
            user=reader,
            kind="silence",
            event="silence_started",
            params=params,
            channel="at_once",
            dedupe_key=f"n{number}",
            at=timezone.now() - timedelta(hours=1),
        )

    counts = []
    for number in (1, 2, 3):
        tell(number)
        if number != 2:
            counts.append(queries_of(lambda: client.get(reverse("meetings:inbox"))))
    page = client.get(reverse("meetings:inbox")).content.decode()
    assert counts[0] == counts[1]
    assert all(f"Text {number}" in page for number in (1, 2, 3))
    assert Silence.objects.count() == 3
