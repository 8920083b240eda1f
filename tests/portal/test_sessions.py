"""How long a session lasts, what its reader is told, and who ends it."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.feeds import digest_of
from portal.models import AuditEvent, Session, User
from portal.sessions import SessionStore, ending
from tests.cast import Cast, gather
from tests.queries import assert_constant

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"
LONGEST = timedelta(hours=12)
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0"


@pytest.fixture
def ana() -> User:
    return User.objects.create_user("ana@example.org", PASSWORD)


@pytest.fixture
def cast() -> Cast:
    return gather()


class Clock:
    """The portal's hour, moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def after(self, **span: float) -> datetime:
        """So much later."""
        self.now += timedelta(**span)
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def _signed_in(agent: str = FIREFOX, address: str = "203.0.113.77") -> Client:
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    client.post("/accounts/login/", {"login": "ana@example.org", "password": PASSWORD})
    return client


def _row(client: Client) -> Session:
    return Session.objects.get(digest=digest_of(client.cookies["sid"].value))


def _knows(client: Client, account: User) -> bool:
    return client.get("/").context["user"] == account


def test_session_ends_twelve_hours_after_signing_in(ana: User) -> None:
    began = timezone.now()
    client = _signed_in()
    ends = client.session.get_expiry_date()
    assert began + LONGEST <= ends <= timezone.now() + LONGEST
    assert LONGEST.total_seconds() - 60 <= int(client.cookies["sid"]["max-age"]) <= LONGEST.total_seconds()


def test_session_in_use_ends_twelve_hours_after_signing_in(ana: User, clock: Clock) -> None:
    client = _signed_in()
    for _hour in range(11):
        clock.after(hours=1)
        session = client.session
        session["written"] = True
        session.save()
        assert _knows(client, ana)
    clock.after(hours=1, seconds=1)
    page = client.get("/")
    assert not page.context["user"].is_authenticated
    assert "twelve hours" in str(next(iter(get_messages(page.wsgi_request))))


def test_session_that_has_ended_opens_nothing(ana: User, clock: Clock) -> None:
    client = _signed_in()
    clock.after(hours=12, seconds=1)
    assert not client.get("/").context["user"].is_authenticated


def test_session_of_an_invitation_ends_likewise(ana: User) -> None:
    client = Client()
    client.force_login(ana)
    assert client.session.get_expiry_date() <= timezone.now() + LONGEST
    assert isinstance(client.session["_session_expiry"], str)


@pytest.mark.parametrize(
    ("part", "minutes"), [("delegate", 120), ("chair", 120), ("editor", 30), ("secretary", 30), ("admin", 30)]
)
def test_session_ends_when_nobody_is_there(cast: Cast, clock: Clock, part: str, minutes: int) -> None:
    account, client = cast.accounts[part], Client()
    client.force_login(account)
    clock.after(minutes=minutes - 1)
    assert _knows(client, account)
    clock.after(minutes=minutes, seconds=1)
    page = client.get("/")
    assert not page.context["user"].is_authenticated
    assert f"{minutes} minutes" in str(next(iter(get_messages(page.wsgi_request))))


def test_what_a_page_asks_by_itself_keeps_no_session_open(ana: User, clock: Clock) -> None:
    client = _signed_in()
    for _time in range(12):
        clock.after(minutes=10)
        left = client.get("/accounts/sessions/state/").json()["left"]
    assert left == 0
    assert not client.get("/").context["user"].is_authenticated


def test_who_says_to_be_there_stays_signed_in(ana: User, clock: Clock) -> None:
    client = _signed_in()
    clock.after(minutes=119)
    assert client.get("/accounts/sessions/state/").json()["left"] == 60
    assert client.post("/accounts/sessions/stay/").json()["left"] == 7200
    clock.after(minutes=119)
    assert _knows(client, ana)


def test_a_page_writes_that_its_reader_was_there_every_five_minutes_at_most(ana: User, clock: Clock) -> None:
    client = _signed_in()
    client.get("/about/")
    for minutes, writes in ((1, 0), (3, 0), (2, 1), (4, 0), (1, 1)):
        clock.after(minutes=minutes)
        with CaptureQueriesContext(connection) as seen:
            client.get("/about/")
        assert len([each for each in seen if each["sql"].startswith('UPDATE "portal_session"')]) == writes
    assert _row(client).seen_at == clock.now


def test_form_sent_too_late_leads_back_to_its_page_and_says_why(ana: User, clock: Clock) -> None:
    client = _signed_in()
    clock.after(hours=3)
    page = "http://testserver/calendars/?part=mine"
    answer = client.post("/calendars/make/", {"scope": "all"}, headers={"referer": page})
    assert answer.url == "/accounts/login/?next=%2Fcalendars%2F%3Fpart%3Dmine"
    assert "no page was asked for in 120 minutes" in client.get(answer.url).content.decode()


def test_form_from_another_site_names_no_page_of_ours(ana: User, clock: Clock) -> None:
    client = _signed_in()
    clock.after(hours=3)
    answer = client.post("/calendars/make/", {"scope": "all"}, headers={"referer": "https://evil.example/x"})
    assert answer.url == "/accounts/login/?next=%2Fcalendars%2Fmake%2F"


def test_part_of_a_page_is_refused_instead_of_becoming_the_page_of_signing_in(ana: User, clock: Clock) -> None:
    client = _signed_in()
    clock.after(hours=3)
    assert client.post("/calendars/make/", headers={"hx-request": "true"}).status_code == 401
    assert Client().get("/notices/", headers={"hx-request": "true"}).status_code == 401


def test_table_of_sessions_opens_none(ana: User) -> None:
    client = _signed_in()
    key, row = client.cookies["sid"].value, _row(client)
    assert key not in " ".join(str(value) for value in vars(row).values())
    assert not SessionStore(row.digest).get("_auth_user_id")


def test_session_that_was_ended_is_not_brought_back_by_a_page_under_way(ana: User) -> None:
    client = _signed_in()
    under_way = SessionStore(client.cookies["sid"].value)
    assert under_way["_auth_user_id"] == str(ana.pk)
    Session.objects.all().delete()
    under_way["more"] = 1
    with pytest.raises(UpdateError):
        under_way.save()
    assert not Session.objects.exists()


def test_own_sessions_are_listed_under_the_same_number_of_queries(ana: User) -> None:
    here = _signed_in()
    page = here.get("/accounts/sessions/").content.decode()
    assert "Firefox on Linux" in page
    assert "203.0.113.…" in page
    assert "203.0.113.77" not in page
    assert "Sign out everywhere else" not in page
    phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/605.1"
    assert_constant(here, "/accounts/sessions/", lambda: _signed_in(phone, "2001:db8:12::7"))
    page = here.get("/accounts/sessions/").content.decode()
    assert page.count("<strong>Safari on iPhone</strong>") == 3
    assert "2001:db8:12:…" in page
    assert "Sign out everywhere else" in page


def test_ending_one_elsewhere_holds_at_its_next_request(ana: User) -> None:
    here, there, third = _signed_in(), _signed_in(), _signed_in()
    here.post(f"/accounts/sessions/{_row(there).pk}/end/")
    assert not there.get("/").context["user"].is_authenticated
    assert _knows(third, ana)
    assert _knows(here, ana)
    event = AuditEvent.objects.get(verb="sessions ended")
    assert (event.actor_id, event.before) == (ana.pk, {"sessions": ["Firefox on Linux 203.0.113.…"]})


def test_ending_all_others_leaves_the_one_in_hand(ana: User) -> None:
    here, there, third = _signed_in(), _signed_in(), _signed_in()
    answer = here.post("/accounts/sessions/others/end/", follow=True)
    assert "2 browsers are signed out" in answer.content.decode()
    assert _knows(here, ana)
    assert not any(client.get("/").context["user"].is_authenticated for client in (there, third))


def test_ending_others_asks_for_the_password_if_it_was_long_ago(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = _signed_in(), _signed_in()
    later = time.time() + 400
    monkeypatch.setattr(time, "time", lambda: later)
    for act in (f"/accounts/sessions/{_row(there).pk}/end/", "/accounts/sessions/others/end/"):
        assert here.post(act)["Location"] == "/accounts/reauthenticate/?next=%2Faccounts%2Fsessions%2F"
    assert _knows(there, ana)
    again = here.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": "/accounts/sessions/"})
    assert again["Location"] == "/accounts/sessions/"
    here.post("/accounts/sessions/others/end/")
    assert not there.get("/").context["user"].is_authenticated


def test_nobody_ends_the_session_of_another(ana: User) -> None:
    client, other = _signed_in(), Client()
    User.objects.create_user("ben@example.org", PASSWORD)
    other.post("/accounts/login/", {"login": "ben@example.org", "password": PASSWORD})
    answer = other.post(f"/accounts/sessions/{_row(client).pk}/end/", follow=True)
    other.post("/accounts/sessions/others/end/")
    assert "no such session" in answer.content.decode()
    assert _knows(client, ana)


def test_secretariat_signs_out_accounts_that_it_answers_for(cast: Cast) -> None:
    account = cast.accounts["delegate"]
    client, staff = Client(), Client()
    client.force_login(account)
    for part, status, still in (("other_secretary", 404, True), ("chair", 404, True), ("secretary", 302, False)):
        staff.force_login(cast.accounts[part])
        assert staff.post(f"/desk/people/{account.pk}/sessions/end/").status_code == status
        assert client.get("/").context["user"].is_authenticated is still
    assert "Signed in nowhere" in staff.get(f"/desk/people/{account.pk}/").content.decode()
    assert AuditEvent.objects.get(verb="sessions ended").subject_id == str(account.pk)


def test_closing_an_account_ends_its_sessions(cast: Cast, now: datetime) -> None:
    account, client, staff = cast.accounts["delegate"], Client(), Client()
    client.force_login(account)
    staff.force_login(cast.accounts["secretary"])
    staff.post(f"/desk/people/{account.pk}/close/")
    staff.post(f"/desk/people/{account.pk}/open/")
    assert not client.get("/").context["user"].is_authenticated
    assert ending.open_sessions(account.pk) == 0


def test_new_password_ends_the_others_and_goes_on_here(ana: User) -> None:
    here, there = _signed_in(), _signed_in()
    new = {"oldpassword": PASSWORD, "password1": "another long one", "password2": "another long one"}
    here.post("/accounts/password/change/", new)
    assert _knows(here, ana)
    assert not there.get("/").context["user"].is_authenticated
    assert ending.open_sessions(ana.pk) == 1


def test_rows_that_are_long_over_are_removed(ana: User, clock: Clock) -> None:
    _signed_in()
    clock.after(hours=25)
    ending.clear(clock.now)
    assert Session.objects.count() == 1
    clock.after(hours=24)
    ending.clear(clock.now)
    assert not Session.objects.exists()
