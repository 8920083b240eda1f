"""Pages that are shown again: never another reader's, never yesterday's, and always what a fresh page would say."""

from __future__ import annotations

import datetime as dt
import gzip
import itertools
import os
import random
import re
import threading
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groups.models import Accreditation, Body, Follow, Tenure
from meetings.models import Entry, Meeting, Schedule, Silence
from portal import buckets, commons
from portal import pages as kept
from portal.enums import Audience
from portal.middleware import pages
from portal.models import User
from portal.questions import Watch
from portal.versions import Version
from portal.views import invitations
from tests import make
from tests.architecture.addresses import ADDRESSES, Address, Setting
from tests.cast import Cast, gather

pytestmark = pytest.mark.django_db(transaction=True)
TOKEN = re.compile(rb"\b[A-Za-z0-9]{64}\b")
TOLD_ONCE = re.compile(rb'<div class="alert alert-\w+" role="(?:alert|status)">.*?</div>', re.DOTALL)
PARTS = ("stranger", "delegate", "other_delegate", "chair", "secretary")


class Processes:
    """Web processes of one server, each with pages of its own: the next one answers after each `turn`."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._shelves = itertools.cycle([(kept.Shelf(1), kept.Shelf(1)) for _ in range(number)])

    def turn(self) -> None:
        pages.shared, pages.own = next(self._shelves)


@pytest.fixture(params=[pytest.param(1, marks=pytest.mark.once), 2])
def processes(request: pytest.FixtureRequest) -> Generator[Processes]:
    """One that keeps to itself, or two that give each other pages."""
    shared, own, file = pages.shared, pages.own, commons.new_file()
    assert file is not None
    if request.param > 1:
        commons.enter(file, 200 * commons.SLOT)
    yield Processes(request.param)
    pages.shared, pages.own = shared, own
    commons.leave()
    os.close(file)


def _fresh(client: Client, path: str, **headers: str) -> bytes:
    """What the page says when nothing is kept; leaves alone what is kept."""
    shared, own, here = pages.shared, pages.own, commons._here[:]
    pages.shared, pages.own = kept.Shelf(1), kept.Shelf(1)
    commons.leave()
    try:
        return _said(client, path, **headers)
    finally:
        pages.shared, pages.own = shared, own
        commons._here[:] = here


def _said(client: Client, path: str, **headers: str) -> bytes:
    answer = client.get(path, headers=headers)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    body = TOLD_ONCE.sub(b"", TOKEN.sub(b"token", body))
    return str(answer.status_code).encode() + re.sub(rb"\s+", b" ", body)


def _queries(client: Client, path: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return [query["sql"] for query in captured.captured_queries]


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def clients(cast) -> dict[str, Client]:
    found = {part: Client() for part in PARTS}
    for part in PARTS[1:]:
        found[part].force_login(cast.accounts[part])
    return found


@pytest.fixture(autouse=True)
def hour(monkeypatch) -> list[datetime]:
    """The clock stands, so that no minute ends between two requests; the hour in the list can be set."""
    hour = [datetime(2026, 3, 10, 15, 0, 20, tzinfo=UTC)]
    monkeypatch.setattr(timezone, "now", lambda: hour[0])
    return hour


def test_stranger_asks_once_for_a_page_known_already(cast):
    path = cast.body.get_absolute_url()
    Client().get(path)
    asked = _queries(Client(), path)
    assert len(asked) == 1
    assert "portal_contentversion" in asked[0]


def test_signed_in_reader_asks_for_session_account_version_and_what_is_unseen(cast, clients):
    path = cast.body.get_absolute_url()
    clients["delegate"].get(path)
    assert len(_queries(clients["delegate"], path)) <= 4


def test_page_says_at_once_what_was_written(cast, clients):
    path = cast.body.get_absolute_url()
    for client in clients.values():
        client.get(path)
    Body.objects.filter(pk=cast.body.pk).update(name={"en": "Working Group on Rivers"})
    assert all(b"Working Group on Rivers" in client.get(path).content for client in clients.values())


def test_page_is_made_anew_in_the_next_minute(cast, hour):
    Client().get("/calendar/")
    hour[0] += timedelta(seconds=39)
    assert len(_queries(Client(), "/calendar/")) == 1
    hour[0] += timedelta(seconds=1)
    assert len(_queries(Client(), "/calendar/")) > 1


def test_page_that_says_the_day_alone_is_made_anew_in_the_next_quarter_of_an_hour(cast, clients, hour):
    path = cast.body.get_absolute_url()
    for client in (clients["stranger"], clients["delegate"]):
        client.get(path)
    hour[0] += timedelta(minutes=14, seconds=39)
    assert len(_queries(clients["stranger"], path)) == 1
    assert not any("meetings_entry" in sql for sql in _queries(clients["delegate"], path))
    hour[0] += timedelta(seconds=1)
    assert len(_queries(clients["stranger"], path)) > 1


@pytest.mark.parametrize("minutes", [1, 7, 14])
def test_pages_that_say_the_day_alone_say_the_same_for_a_quarter_of_an_hour(clients, hour, minutes):
    """With a deadline, a meeting and an answer of this very quarter; a silence that runs is told by the minute."""
    setting = Setting()
    Silence.objects.all().delete()
    body, start = setting.cast.body, hour[0]
    schedule = Schedule.objects.filter(term__body=body).first() or make.schedule(setting.cast.term)
    make.deadline(schedule, hour[0].date(), at=dt.time(15, 5), owing_standings="member")
    meeting = make.meeting(schedule, hour[0].date())
    meeting.sittings.update(start=dt.time(15, 5), end=dt.time(15, 10))
    visitors = {part: Client() for part in PARTS}
    for part in PARTS[1:]:
        visitors[part].force_login(setting.cast.accounts[part])
    paths = [each.path(setting) for each in ADDRESSES if each.method == "get" and _says_the_day_alone(each, setting)]
    assert len(paths) >= 12
    for part, path in [(part, path) for part in PARTS for path in paths]:
        buckets.forget_all()
        hour[0] = start
        first = _fresh(visitors[part], path)
        hour[0] = start.replace(second=0) + timedelta(minutes=minutes, seconds=59)
        assert _fresh(visitors[part], path) == first, (part, path)


def _says_the_day_alone(address: Address, setting: Setting) -> bool:
    view = resolve(urlsplit(address.path(setting)).path).func
    return getattr(view, "says_the_day_alone", False)


def test_page_stays_where_its_questions_are_answered_as_before(cast, clients):
    """A room that no meeting is in gets another name: the page asks about rooms again, and about nothing else."""
    schedule = make.schedule(cast.term)
    make.meeting(schedule)
    path, room = f"{cast.term.get_absolute_url()}schedule/", make.room(cast.house)
    for client in (clients["stranger"], clients["delegate"]):
        client.get(path)
        again = len(_queries(client, path))
        room.name = {"en": f"Room {time.time_ns()}"}
        room.save()
        asked = _queries(client, path)
        about = [sql for sql in asked if "meetings_room" in sql]
        assert again < len(asked) == again + len(about) + 1, "and once whether nothing was written meanwhile"
        assert _said(client, path) == _fresh(client, path)
        assert len(_queries(client, path)) == again, "the page is one of the new version now"


def test_page_is_made_anew_where_one_question_has_another_answer(cast):
    path = cast.body.get_absolute_url()
    first = Client().get(path).content
    Body.objects.filter(pk=cast.body.pk).update(name={"en": "Working Group on Rivers"})
    assert b"Working Group on Rivers" in Client().get(path).content
    Body.objects.filter(pk=cast.body.pk).update(name=cast.body.name)
    assert Client().get(path).content == first


@pytest.mark.parametrize(("moment", "is_early"), [('"groups_body"', True), ('SELECT "groups_mandate"', False)])
def test_what_is_written_while_a_page_is_made_is_in_the_next(moment, is_early, cast, clients):
    """Right before the page asks what has `moment` in it: early, to read what is new, or late, when it has the old."""
    path = cast.body.get_absolute_url()
    for number, part in enumerate(("stranger", "delegate")):
        name = f"Working Group on Rivers {number}"
        pages.shared.empty()
        pages.own.empty()
        with connection.execute_wrapper(_renaming(cast.body, name, before=moment)):
            assert (name.encode() in clients[part].get(path).content) is is_early
        said = _said(clients[part], path)
        assert name.encode() in said
        assert said == _fresh(clients[part], path)


def _renaming(body: Body, name: str, *, before: str) -> Callable[..., object]:
    """Around questions: somebody else gives the body a name right before the first one with these words."""
    waits = [True]

    def around(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if waits and before in sql:
            waits.clear()
            around_all, connection.execute_wrappers = connection.execute_wrappers, []
            Body.objects.filter(pk=body.pk).update(name={"en": name})
            connection.execute_wrappers = around_all
        return execute(sql, *rest)

    return around


def test_question_whose_rows_nobody_heard_is_no_proof(cast):
    watch = Watch()
    with connection.execute_wrapper(watch), connection.cursor() as cursor:
        cursor.execute("SELECT key FROM groups_organization WHERE key = %s", ["nobody"])
        assert not watch.questions[0].is_answered_as_before()
        assert cursor.fetchall() == []
    assert watch.questions[0].is_answered_as_before()
    make.organization(key="nobody")
    assert not watch.questions[0].is_answered_as_before()


def test_question_read_in_part_is_asked_in_whole(cast):
    for number in range(3):
        make.organization(key=f"house-{number}")
    watch = Watch()
    with connection.execute_wrapper(watch), connection.cursor() as cursor:
        cursor.execute("SELECT key FROM groups_organization ORDER BY key")
        cursor.fetchmany(2)
        assert not watch.questions[0].is_answered_as_before()
        cursor.fetchall()
    assert watch.questions[0].is_answered_as_before()


def test_language_and_zone_have_pages_of_their_own(cast):
    make.meeting(make.schedule(cast.term))
    path = f"{cast.term.get_absolute_url()}schedule/"
    seen = set()
    for _ in range(2):
        for headers in ({"Accept-Language": "es"}, {"Accept-Language": "fr"}, {"Cookie": "zone=America/Lima"}):
            said = _said(Client(), path, **headers)
            assert said == _fresh(Client(), path, **headers)
            seen.add(said)
    assert len(seen) == 3


def test_wish_to_see_the_hours_of_the_venue_alone_holds_at_once(cast, clients):
    make.meeting(make.schedule(cast.term))
    path, client = f"{cast.term.get_absolute_url()}schedule/", clients["delegate"]
    User.objects.filter(pk=cast.accounts["delegate"].pk).update(zone="")
    client.get(path)
    client.cookies["zone"] = "venue"
    assert _said(client, path) == _fresh(client, path)


def test_page_has_a_tag_and_is_sent_once(cast):
    path, client = cast.body.get_absolute_url(), Client()
    answer = client.get(path)
    again = client.get(path, headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    assert {"Accept-Language", "Cookie", "Accept-Encoding"} <= set(answer["Vary"].split(", "))
    assert set(again["Vary"].split(", ")) == set(answer["Vary"].split(", "))
    assert answer["Cache-Control"] == again["Cache-Control"] == "public, max-age=0, must-revalidate"
    Body.objects.filter(pk=cast.body.pk).update(name={"en": "Another"})
    assert client.get(path, headers={"If-None-Match": answer["ETag"]}).status_code == 200


def test_page_is_packed_once_under_a_tag_of_its_own(cast):
    path, client = cast.body.get_absolute_url(), Client()
    plain = client.get(path)
    for _ in range(2):
        packed = client.get(path, headers={"Accept-Encoding": "br, gzip"})
        assert packed["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.content) == plain.content
        assert packed["ETag"] != plain["ETag"]
    assert client.get(path, headers={"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}).status_code == 304


def test_head_has_the_headers_and_no_body(cast):
    path, client = cast.body.get_absolute_url(), Client()
    answer = client.get(path)
    head = client.head(path)
    assert (head.content, head["ETag"], head["Content-Length"]) == (b"", answer["ETag"], answer["Content-Length"])


def test_shelf_forgets_the_oldest_when_it_is_full(settings):
    settings.PAGES_KEPT_MB = 1
    shelf, first = kept.Shelf(1), Version({"groups_body": 1, "groups_term": 1})
    for number in range(10):
        shelf.put(number, _page(b"x" * 200_000, first))
    assert len(shelf) == 4
    assert shelf.get(9, first) is not None
    assert shelf.get(0, first) is None
    assert shelf.get(9, Version({"groups_body": 1, "groups_term": 2})) is not None, "it did not read that"
    assert shelf.get(9, Version({"groups_body": 2, "groups_term": 1})) is None
    assert shelf.get(9, Version({"groups_body": 1, "groups_term": 1, "": 1})) is None


def _page(body: bytes, version: Version) -> kept.Page:
    tables = frozenset({"groups_body"})
    return kept.Page(body, [], version, kept.MINUTE, kept.minute(), tables=tables)


def test_page_of_records_outlives_what_is_written_beside_them(cast, clients):
    path = cast.body.get_absolute_url()
    for client in (clients["stranger"], clients["delegate"]):
        client.get(path)
    Follow.objects.create(account=cast.accounts["chair"], body=cast.body, since=timezone.now())
    assert len(_queries(clients["stranger"], path)) == 1
    said = _said(clients["delegate"], path)
    assert said == _fresh(clients["delegate"], path)


def test_crowd_makes_a_page_once():
    shelf, made, first_version = kept.Shelf(1), [], Version({"groups_body": 1})

    def ask() -> bytes:
        with shelf.making("place", first_version) as page:
            if page is None:
                made.append(threading.get_ident())
                page = _page(b"page", first_version)
                time.sleep(0.05)
                shelf.put("place", page)
            return page.body

    with ThreadPoolExecutor(8) as crowd:
        assert list(crowd.map(lambda _number: ask(), range(8))) == [b"page"] * 8
    assert len(made) == 1


@pytest.mark.urls("tests.portal.pages")
@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/tests/writes", {}),
        ("/tests/accounts", {}),
        ("/tests/cookie", {"Cookie": "seen=7"}),
        ("/tests/sets-cookie", {}),
        ("/tests/no-store", {}),
        ("/tests/page?lang=es", {}),
        ("/tests/reader", {"Authorization": "Bearer x"}),
        ("/tests/reader", {"HX-Request": "true"}),
        ("/tests/none", {}),
        ("/healthz", {}),
    ],
)
def test_page_that_may_differ_is_not_kept(path, headers):
    Client().get(path, headers=headers)
    assert len(pages.shared) == 0


@pytest.mark.postgresql
@pytest.mark.urls("tests.portal.pages")
def test_page_while_which_somebody_else_commits_is_made_anew():
    """It is kept under the version from before: what it asked has another answer by now."""
    first = int(Client().get("/tests/meanwhile").content)
    assert len(pages.shared) == 1
    assert int(Client().get("/tests/meanwhile").content) == first + 1


@pytest.mark.urls("tests.portal.pages")
def test_page_that_tells_something_once_is_not_kept(clients):
    client = clients["delegate"]
    client.get("/tests/message")
    assert b"Left for the next page" in client.get("/about/").content
    assert len(pages.own) == 0
    assert b"Left for the next page" not in client.get("/about/").content
    assert len(pages.own) == 1


def test_token_against_forged_forms_is_the_readers_own(cast, clients):
    """Two sessions of one account have two secrets; a page shown again to one bears its own, newly masked."""
    path, first = cast.body.get_absolute_url(), clients["delegate"]
    second = Client(enforce_csrf_checks=True)
    second.force_login(cast.accounts["delegate"])
    first.get(path)
    tokens = [TOKEN.findall(second.get(path).content)[0].decode() for _ in range(3)]
    assert len(set(tokens)) == 3
    assert second.post("/accounts/logout/", {"csrfmiddlewaretoken": tokens[1]}).status_code == 302


def test_nobody_sees_anothers_page_in_whatever_order_they_come(clients, processes, monkeypatch):
    """Each address for each part of the cast, some twice, in an order of chance, beside a fresh page; half of them
    where two processes answer, which give each other what one of them has shown alone."""
    monkeypatch.setattr(invitations, "TRIES", buckets.Bucket("wide", burst=10**6, per_second=1.0))  # Redis forgets none
    setting = Setting()
    visitors = {part: Client() for part in PARTS}
    for part in PARTS[1:]:
        visitors[part].force_login(setting.cast.accounts[part])
    read = [each for each in ADDRESSES if each.method == "get" and each.name != "meetings:paper"]
    paths = [path for each in read if not (path := each.path(setting)).endswith(".xlsx")]  # a file with its hour inside
    chance, each_once = random.Random(7), [(part, path) for part in PARTS for path in paths]
    asked = chance.sample(each_once, len(each_once) // processes.number)
    visits = [*asked, *chance.sample(asked, len(asked) // 3)]
    chance.shuffle(visits)
    for part, path in visits:
        buckets.forget_all()
        processes.turn()
        said = _said(visitors[part], path)
        assert said == _fresh(visitors[part], path), (part, path)
    assert len(pages.shared) >= 10 // processes.number
    assert len(pages.own) >= 40 // processes.number


def _writes(cast: Cast, entry: Entry, meeting: Meeting) -> list[Callable[[], object]]:
    """Changes that readers see at once, of content and of rights."""
    delegate = Accreditation.objects.filter(person__user=cast.accounts["delegate"])
    bodies, entries = Body.objects.filter(pk=cast.body.pk), Entry.objects.filter(pk=entry.pk)
    numbers = iter(range(10**6))
    return [
        lambda: bodies.update(name={"en": f"Group {next(numbers)}"}),
        lambda: bodies.update(audience=Audience.PUBLIC),
        lambda: bodies.update(audience=Audience.MEMBERS),
        lambda: entries.update(text={"en": f"Matter {next(numbers)}"}),
        lambda: entries.update(audience=Audience.MEMBERS),
        lambda: entries.update(audience=Audience.PUBLIC),
        lambda: delegate.update(ended=date(2026, 2, 1)),
        lambda: delegate.update(ended=None),
        lambda: Tenure.objects.filter(person__user=cast.accounts["chair"]).update(ended=date(2026, 2, 1)),
        lambda: Tenure.objects.filter(person__user=cast.accounts["chair"]).update(ended=None),
        lambda: make.agenda_item(meeting, f"Item {next(numbers)}"),
        lambda: meeting.items.all().delete(),
        lambda: User.objects.filter(pk=cast.accounts["delegate"].pk).update(name=f"Name {next(numbers)}"),
        lambda: User.objects.filter(pk=cast.accounts["delegate"].pk).update(zone="America/Lima"),
    ]


def test_what_is_shown_is_what_a_fresh_page_says_whatever_happens_between(cast, clients, processes):
    schedule = make.schedule(cast.term)
    meeting = make.meeting(schedule, items=("One", "Two"))
    writes = _writes(cast, meeting.entry, meeting)
    term = cast.term.get_absolute_url()
    paths = ["/", "/groups/", cast.body.get_absolute_url(), f"{term}schedule/", meeting.get_absolute_url()]
    reads = st.tuples(st.sampled_from(PARTS), st.sampled_from(paths), st.sampled_from(["en", "es"]))
    steps = st.lists(st.one_of(st.integers(0, len(writes) - 1), reads, reads, reads), min_size=4, max_size=14)

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(steps)
    def hold(steps: list[int | tuple[str, str, str]]) -> None:
        for step in steps:
            if isinstance(step, int):
                writes[step]()
            else:
                part, path, language = step
                processes.turn()
                headers = {"Accept-Language": language}
                assert _said(clients[part], path, **headers) == _fresh(clients[part], path, **headers)

    hold()
