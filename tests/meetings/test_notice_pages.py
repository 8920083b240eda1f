"""The inbox, the choices, the end of a kind of mails by one click, the day's mail, and what papers are told of."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from documents.models import LanguageVersion
from meetings.enums import Delivery, NoticeKind
from meetings.models import Entry, Notice
from meetings.notices.rendering import links_of, token_of
from meetings.operations.announcing import note_deadline
from meetings.operations.digests import gather, plan_mandates
from meetings.operations.notices import choose, send
from meetings.operations.publications import plan_publications
from meetings.queries.notices import choices_of, delivery_of
from portal import clock, outbox
from portal.enums import Audience
from portal.models import User
from tests import cast as casting
from tests import make
from tests.cast import NOW, Cast
from tests.queries import assert_constant, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return casting.gather()


@pytest.fixture
def reader(cast: Cast) -> User:
    return cast.accounts["delegate"]


@pytest.fixture
def at_home(reader: User) -> Client:
    client = Client()
    client.force_login(reader)
    return client


def told(cast: Cast, reader: User, **facts: Any) -> Entry:
    """A meeting convened, and the reader's copy of it."""
    schedule = getattr(cast.term, "schedule", None) or make.schedule(cast.term)
    entry = make.meeting(schedule, date(2026, 12, 15), items=("Paragraph 3", "Other business")).entry
    given = make.announcement(entry, NOW, **facts)
    send(actor=cast.actor("secretary"), now=NOW, announcement=given)
    return entry


def deliver(now: datetime) -> list[str]:
    mail.outbox.clear()
    clock.confirm(now)
    outbox.deliver_due(now)
    return sorted(each.to[0] for each in mail.outbox)


def test_inbox_names_what_happened_and_where_it_is(cast: Cast, reader: User, at_home: Client) -> None:
    entry = told(cast, reader)
    page = at_home.get(reverse("meetings:inbox")).content.decode()
    assert "One you have not read." in page
    at_home.post(reverse("meetings:inbox_read"))
    page = at_home.get(reverse("meetings:inbox")).content.decode()
    assert "You have read all of them." in page
    assert f'href="{entry.get_absolute_url()}"' in page


def test_following_a_notice_reads_it_and_no_other(cast: Cast, reader: User, at_home: Client) -> None:
    first, second = told(cast, reader), told(cast, reader)
    mine = Notice.objects.get(user=reader, entry=first)
    url = reverse("meetings:inbox_open", args=[mine.pk])
    assert f'href="{url}"' in at_home.get(reverse("meetings:inbox")).content.decode()
    assert at_home.get(url)["Location"] == first.get_absolute_url()
    assert list(Notice.objects.filter(user=reader, read_at=None).values_list("entry", flat=True)) == [second.pk]
    assert at_home.get(url)["Location"] == first.get_absolute_url()
    Entry.objects.filter(pk=second.pk).update(audience=Audience.OFFICERS)
    hidden = reverse("meetings:inbox_open", args=[Notice.objects.get(user=reader, entry=second).pk])
    assert at_home.get(hidden)["Location"] == reverse("meetings:inbox")
    other = Client()
    other.force_login(cast.accounts["other_delegate"])
    assert other.get(url).status_code == 404


def test_inbox_says_nothing_of_what_is_no_longer_to_be_read(cast: Cast, reader: User, at_home: Client) -> None:
    entry = told(cast, reader)
    Entry.objects.update(audience=Audience.OFFICERS)
    page = at_home.get(reverse("meetings:inbox")).content.decode()
    assert "This is not for you to read any more." in page
    assert entry.get_absolute_url() not in page


def test_inbox_calls_a_group_by_its_short_name_whatever_it_tells(cast: Cast, reader: User, at_home: Client) -> None:
    cast.body.acronym = "GT"
    cast.body.save()
    told(cast, reader)
    make.document(cast.body, "CAJP/GT/TM-24/05")
    mandate = make.mandate(cast.term)
    subjects: dict[str, tuple[str, dict[str, Any]]] = {
        "published": ("published", {"version": LanguageVersion.objects.get().pk}),
        "mandate": ("assigned", {"mandate": mandate.pk}),
        "term": ("ends", {"term": cast.term.pk, "on": "2027-06-30"}),
    }
    for kind, (event, params) in subjects.items():
        facts = {"kind": kind, "event": event, "params": params, "channel": "never", "dedupe_key": kind, "at": NOW}
        Notice.objects.create(user=reader, **facts)
    page = at_home.get(reverse("meetings:inbox")).content.decode()
    lines = re.findall('<p class="quiet small">(?:.*?</span> )?(.*?)</p>', page)
    assert [line.partition(" · ")[0] for line in lines] == ["GT"] * 4
    assert f"{cast.term.label} · 30 June 2027" in page


def test_inbox_says_the_date_of_a_meeting_as_it_was_told(cast: Cast, reader: User, at_home: Client) -> None:
    entry = told(cast, reader)
    Entry.objects.filter(pk=entry.pk).update(start=date(2026, 12, 22), end=date(2026, 12, 22))
    page = at_home.get(reverse("meetings:inbox")).content.decode()
    assert "Tuesday, 15 December 2026" in page
    assert "22 December" not in page
    desk = Client()
    desk.force_login(cast.accounts["secretary"])
    given = Notice.objects.get(user=reader).announcement
    assert given is not None
    shown = desk.get(reverse("meetings:announcement", args=[given.pk])).content.decode()
    assert "15 December 2026" in shown
    assert "22 December" not in shown


def test_inbox_reads_many_as_one(cast: Cast, reader: User, at_home: Client) -> None:
    assert_constant(at_home, reverse("meetings:inbox"), lambda: told(cast, reader))


def test_preview_reads_many_recipients_as_one(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.accounts["secretary"])
    given = make.announcement(make.meeting(make.schedule(cast.term)).entry, NOW)
    url = reverse("meetings:announcement", args=[given.pk])

    def grow() -> None:
        state = make.delegation()
        make.standing(state, cast.body)
        make.accredited(make.user(language="en"), state)

    grow()
    client.get(url)
    once = queries_of(lambda: client.get(url))
    grow()
    grow()
    assert queries_of(lambda: client.get(url)) == once


def test_one_click_ends_a_kind_of_mails_without_signing_in(cast: Cast, reader: User) -> None:
    told(cast, reader)
    deliver(NOW)
    headers = next(each.extra_headers for each in mail.outbox if each.to == [reader.email])
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.sub(r"^<[a-z]+://[^/]+|>$", "", headers["List-Unsubscribe"])
    client = Client(enforce_csrf_checks=True)
    assert client.get(address).status_code == 200
    assert delivery_of(reader, NoticeKind.CONVENED) == Delivery.AT_ONCE, "looking at a link ends nothing"
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert delivery_of(reader, NoticeKind.CONVENED) == Delivery.NEVER
    assert delivery_of(reader, NoticeKind.CHANGED) == Delivery.AT_ONCE
    told(cast, reader)
    assert reader.email not in deliver(NOW)


@pytest.mark.parametrize(
    "change", [lambda token: token + "x", lambda token: token.replace(":", ":x", 1), lambda _: "x"]
)
def test_a_token_that_we_did_not_write_ends_nothing(reader: User, change: Any) -> None:
    address = reverse("meetings:unsubscribe", args=[change(token_of(reader, NoticeKind.CONVENED))])
    assert Client().post(address).status_code == 404


def test_choices_are_kept_and_bad_days_are_refused(reader: User, at_home: Client) -> None:
    chosen = {kind.value: "at_once" for kind in NoticeKind} | {"reminder": "digest", "days_before": "10 3"}
    answer = at_home.post(reverse("meetings:notice_choices"), chosen)
    assert answer.status_code == 302
    assert choices_of(reader) == chosen | {"days_before": "10, 3"}
    answer = at_home.post(reverse("meetings:notice_choices"), chosen | {"days_before": "tomorrow"})
    assert answer.status_code == 422
    assert "Expected numbers of days such as" in answer.content.decode()


def test_the_days_mail_comes_once_at_eight_by_the_readers_clock(cast: Cast, reader: User) -> None:
    reader.zone = "America/Lima"
    reader.save()
    for part in ("observer", "chair", "vice_chair", "rapporteur"):
        choose(now=NOW, user=cast.accounts[part], kind=NoticeKind.CONVENED, delivery=Delivery.NEVER)
    choose(now=NOW, user=reader, kind=NoticeKind.CONVENED, delivery=Delivery.DIGEST)
    told(cast, reader)
    told(cast, reader)
    early, eight = (datetime(2026, 3, 11, hour, 30, tzinfo=UTC) for hour in (12, 13))
    clock.confirm(early)
    assert gather(early) == 0
    clock.confirm(eight)
    assert [gather(eight), gather(eight)] == [1, 0]
    assert deliver(eight) == [reader.email]
    assert mail.outbox[0].subject == "2 notices from your groups"
    told(cast, reader)
    clock.confirm(eight + timedelta(hours=2))
    assert gather(eight + timedelta(hours=2)) == 0, "one mail a day"


@pytest.mark.parametrize(("language", "parts"), [("en", ["delegate"]), ("es", [])])
def test_a_paper_is_told_to_who_reads_its_language(cast: Cast, language: str, parts: list[str]) -> None:
    for part, account in cast.accounts.items():
        account.language = "en" if part == "delegate" else "fr"
        account.save()
    make.document(cast.body, "CAJP/GT/TM-24/05")
    LanguageVersion.objects.update(published_on=NOW.date(), language=language)
    clock.confirm(NOW)
    plan_publications(NOW)
    plan_publications(NOW)
    found = [(notice.user, notice.channel) for notice in Notice.objects.all()]
    assert found == [(cast.accounts[part], "digest") for part in parts]


def test_a_paper_before_a_meeting_in_two_days_is_told_at_once(cast: Cast, reader: User) -> None:
    document = make.document(cast.body, "CAJP/GT/TM-24/05")
    item = make.agenda_item(make.meeting(make.schedule(cast.term), NOW.date() + timedelta(days=1)))
    item.papers.create(document=document)
    LanguageVersion.objects.update(published_on=NOW.date())
    clock.confirm(NOW)
    assert plan_publications(NOW) == 5
    assert reader.email in deliver(NOW)
    assert mail.outbox[0].subject == "Published: CAJP/GT/TM-24/05"


def test_a_restricted_paper_is_told_to_nobody_who_may_not_read_it(cast: Cast) -> None:
    make.document(cast.body, "CAJP/GT/TM-24/05", distribution="restricted")
    for account in cast.accounts.values():
        choose(now=NOW, user=account, kind=NoticeKind.PUBLISHED, delivery=Delivery.AT_ONCE)
    LanguageVersion.objects.update(published_on=NOW.date())
    clock.confirm(NOW)
    plan_publications(NOW)
    assert cast.accounts["observer"].email not in deliver(NOW)


@pytest.mark.parametrize(("days", "number"), [(61, 0), (60, 2), (45, 2), (30, 2), (-1, 0)])
def test_a_mandate_due_soon_is_told_to_chair_and_secretariat(cast: Cast, days: int, number: int) -> None:
    make.mandate(cast.term, until_on=NOW.date() + timedelta(days=days))
    clock.confirm(NOW)
    assert [plan_mandates(NOW), plan_mandates(NOW)] == [number, 0]
    expected = sorted(cast.accounts[part].email for part in ("chair", "secretary"))
    assert deliver(NOW) == (expected if number else [])


def test_mandates_are_told_twice_though_the_worker_was_away_on_the_days(cast: Cast) -> None:
    make.mandate(cast.term, until_on=NOW.date() + timedelta(days=58))
    told = []
    for days in (0, 1, 27, 29, 30):
        clock.confirm(NOW + timedelta(days=days))
        told.append(plan_mandates(NOW + timedelta(days=days)))
    assert told == [2, 0, 0, 2, 0], "at 58 and at 29 days, once each"


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "Nobody is to be told of it now."),
        ("es", "Por ahora no hay a quién avisar."),
        ("fr", "Il n’y a personne à prévenir pour le moment."),
        ("pt", "De momento não há ninguém a avisar."),
    ],
)
def test_a_notice_for_nobody_says_so_in_each_language_and_is_not_sent(cast: Cast, language: str, says: str) -> None:
    deadline = make.deadline(make.schedule(cast.term), date(2026, 12, 1), owing_standings="member")
    given = note_deadline(actor=cast.actor("secretary"), now=NOW, deadline=deadline, event="set", before={})
    assert given is not None
    desk = Client()
    desk.force_login(cast.accounts["secretary"])
    User.objects.filter(pk=cast.accounts["secretary"].pk).update(language=language)
    address, send_it = (reverse(f"meetings:announcement{name}", args=[given.pk]) for name in ("", "_send"))
    assert send_it in desk.get(address).content.decode()
    cast.body.standings.all().delete()
    page = desk.get(address).content.decode()
    assert says in page
    assert send_it not in page
    assert reverse("meetings:announcement_discard", args=[given.pk]) in page


def test_all_ones_choices_stand_where_the_links_of_mails_lead(at_home: Client, reader: User) -> None:
    address = links_of(reader, NoticeKind.CONVENED)["preferences"]
    page = at_home.get(address.removeprefix(settings.SITE_URL)).content.decode()
    assert 'name="reminder"' in page
    assert 'name="days_before"' in page
    token = token_of(reader, NoticeKind.CONVENED)
    ended = at_home.post(reverse("meetings:unsubscribe", args=[token])).content.decode()
    assert f'href="{reverse("meetings:notice_choices")}">All your choices' in ended
