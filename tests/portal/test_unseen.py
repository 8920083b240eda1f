"""The numbers of changes and of unread notices in the band: never old ones, whatever page is shown again."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from groups.models import Accreditation, Body, Follow, Seen
from groups.operations.changes import mark_seen
from meetings.enums import Delivery, NoticeKind
from meetings.models import Notice, Schedule
from portal import unseen
from portal.enums import Audience
from portal.middleware import pages
from portal.models import User
from tests import make
from tests.cast import Cast, gather
from tests.changes import moved

pytestmark = pytest.mark.django_db(transaction=True)
NAMED = re.compile(r"\((\d+\+?) since you looked\)")
UNREAD = re.compile(r"\((\d+\+?) not read\)")


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    return make.schedule(cast.term)


@pytest.fixture
def delegate(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.accounts["delegate"])
    return client


def _change(cast: Cast, schedule: Schedule, days_ago: int = 0) -> None:
    meeting = make.meeting(schedule, date(2026, 4, 15))
    at = timezone.now() - timedelta(days=days_ago)
    moved(cast.actor("secretary"), schedule, meeting.entry.key, at, to=date(2026, 4, 16))


def _number(client: Client, path: str) -> str:
    """What the band says in all its places; nothing where it says nothing."""
    html = client.get(path, headers={"accept-language": "en"}).content.decode()
    band = html.partition("<header")[2].partition("</header>")[0]
    assert "<!--" not in band
    said = set(NAMED.findall(band))
    assert len(said) <= 1
    assert len(NAMED.findall(band)) == (3 if said else 0)
    return said.pop() if said else ""


def test_number_in_a_narrow_band_stands_beside_a_mark_with_its_name(
    cast: Cast, schedule: Schedule, delegate: Client
) -> None:
    _change(cast, schedule)
    html = delegate.get("/about/", headers={"accept-language": "en"}).content.decode()
    link = html.partition('unseen-link"')[2].partition("</a>")[0]
    assert 'href="/changes/" title="Changes"' in link
    assert re.search(r"<svg [^>]*aria-hidden=\"true\">.*</svg>", link)
    assert '<span class="visually-hidden">Changes (1 since you looked)</span>' in link


def test_page_shown_again_says_the_number_of_the_moment(cast: Cast, schedule: Schedule, delegate: Client) -> None:
    path = "/about/"
    assert _number(delegate, path) == ""
    _change(cast, schedule)
    assert _number(delegate, path) == "1"
    _change(cast, schedule)
    assert _number(delegate, path) == "2"
    mark_seen(actor=cast.actor("delegate"), now=timezone.now(), upto={cast.body.pk: 2})
    with CaptureQueriesContext(connection) as asked:
        assert _number(delegate, path) == ""
    assert len(asked) <= 4  # session, account, version and place: the page itself was kept


def test_number_is_that_of_the_page_of_changes(cast: Cast, schedule: Schedule, delegate: Client) -> None:
    for days in (0, 1, 29, 31):
        _change(cast, schedule, days)
    assert delegate.get("/changes/").context["unseen"]["number"] == 3
    assert _number(delegate, "/about/") == _number(delegate, "/changes/") == _number(delegate, "/") == "3"


def test_strangers_and_those_who_follow_nothing_are_told_nothing(cast: Cast, schedule: Schedule) -> None:
    _change(cast, schedule)
    idle = Client()
    idle.force_login(make.user())
    for client in (Client(), idle):
        assert _number(client, "/about/") == ""


WRITES: dict[str, tuple[Callable[[Cast], object], str]] = {
    "muted": (lambda cast: _follow(cast, muted=True), ""),
    "no longer accredited": (lambda cast: _accreditation(cast).update(ended=date(2020, 1, 1)), ""),
    "hidden": (lambda cast: Body.objects.filter(pk=cast.body.pk).update(audience=Audience.STAFF), ""),
    "seen elsewhere": (lambda cast: _seen(cast), ""),
    "another name": (lambda cast: User.objects.filter(pk=_account(cast)).update(name="Ana"), "1"),
}


def _account(cast: Cast) -> int:
    return int(cast.accounts["delegate"].pk)


def _accreditation(cast: Cast):  # type: ignore[no-untyped-def]
    return Accreditation.objects.filter(person__user=_account(cast))


def _follow(cast: Cast, *, muted: bool) -> Follow:
    return Follow.objects.create(account_id=_account(cast), body=cast.body, since=timezone.now(), muted=muted)


def _seen(cast: Cast) -> Seen:
    return Seen.objects.create(account_id=_account(cast), body=cast.body, number=1, at=timezone.now())


@pytest.mark.parametrize("written", WRITES)
def test_whatever_is_written_the_number_is_right_at_once(
    cast: Cast, schedule: Schedule, delegate: Client, written: str
) -> None:
    write, expected = WRITES[written]
    _change(cast, schedule)
    assert _number(delegate, "/about/") == "1"
    write(cast)
    assert _number(delegate, "/about/") == expected


def test_what_was_muted_is_counted_once_it_is_followed_again(cast: Cast, schedule: Schedule, delegate: Client) -> None:
    _change(cast, schedule)
    choice = _follow(cast, muted=True)
    assert _number(delegate, "/about/") == ""
    choice.muted = False
    choice.save()
    assert _number(delegate, "/about/") == "1"


def test_number_is_not_kept_with_the_page(cast: Cast, schedule: Schedule, delegate: Client) -> None:
    _change(cast, schedule)
    assert _number(delegate, "/about/") == "1"
    assert len(pages.own) == 1
    held = next(iter(pages.own._pages.values())).body
    assert unseen.WORD in held
    assert b"since you looked" not in held


def test_more_than_are_counted_have_a_plus(
    cast: Cast, schedule: Schedule, delegate: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.queries.changes.seen.MOST_COUNTED", 2)
    for _ in range(3):
        _change(cast, schedule)
    assert _number(delegate, "/about/") == "2+"


def test_numbers_of_the_longest_silent_are_forgotten(
    cast: Cast, delegate: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unseen, "MOST_KEPT", 1)
    chair = Client()
    chair.force_login(cast.accounts["chair"])
    for client in (delegate, chair):
        client.get("/about/")
    assert len(unseen._kept) == 1


def test_page_of_an_error_stands_without_the_number(delegate: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(unseen, "place_of", fail)
    assert _number(delegate, "/about/") == ""


def _notice(cast: Cast, who: str = "delegate", hours: float = -1) -> Notice:
    return Notice.objects.create(
        user=cast.accounts[who],
        kind=NoticeKind.PLAN,
        event="adopted",
        channel=Delivery.NEVER,
        dedupe_key=str(Notice.objects.count()),
        at=timezone.now() + timedelta(hours=hours),
    )


def _unread(client: Client, path: str, language: str = "en", said: re.Pattern[str] = UNREAD) -> str:
    """What the band says of notices: in the menu, and where one sees it without opening that."""
    html = client.get(path, headers={"accept-language": language}).content.decode()
    band = html.partition("<header")[2].partition("</header>")[0]
    numbers = said.findall(band)
    assert "<!--" not in band
    assert len(numbers) == (2 if numbers else 0)
    assert len(set(numbers)) <= 1
    return numbers[0] if numbers else ""


def test_page_shown_again_says_how_many_notices_are_not_read(cast: Cast, delegate: Client) -> None:
    path = "/about/"
    assert _unread(delegate, path) == ""
    _notice(cast)
    assert _unread(delegate, path) == "1"
    _notice(cast)
    _notice(cast, who="chair")
    _notice(cast, hours=1)
    with CaptureQueriesContext(connection) as asked:
        assert _unread(delegate, path) == "2"
    assert len(asked) <= 4  # session, account, version and place: as many as without any notice
    assert _number(delegate, path) == ""
    assert delegate.post("/notices/read/").status_code == 302
    assert _unread(delegate, path) == ""
    assert _unread(Client(), path) == ""


def test_unread_notices_are_those_of_the_inbox_and_lead_there(cast: Cast, delegate: Client) -> None:
    for _ in range(3):
        _notice(cast)
    page = delegate.get("/notices/", headers={"accept-language": "en"})
    assert page.context["unread"] == 3
    assert _unread(delegate, "/notices/") == _unread(delegate, "/") == "3"
    assert re.search(r'<a class="unread-link" href="/notices/"', page.content.decode())


def test_many_unread_notices_have_a_plus(cast: Cast, delegate: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unseen, "MOST_UNREAD", 2)
    for _ in range(3):
        _notice(cast)
    assert _unread(delegate, "/about/") == "2+"


@pytest.mark.parametrize(
    ("language", "words"), [("es", "sin leer"), ("fr", "à lire"), ("pt", "por ler")], ids=["es", "fr", "pt"]
)
def test_unread_notices_are_said_in_the_language_of_the_page(
    cast: Cast, delegate: Client, language: str, words: str
) -> None:
    _notice(cast)
    assert _unread(delegate, "/about/", language, re.compile(rf"\((\d+) {words}\)")) == "1"
