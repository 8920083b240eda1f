"""How long a session lasts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from portal.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"
LONGEST = timedelta(hours=12)


@pytest.fixture
def ana() -> User:
    return User.objects.create_user("ana@example.org", PASSWORD)


def _signed_in() -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": "ana@example.org", "password": PASSWORD})
    return client


def test_session_ends_twelve_hours_after_signing_in(ana: User) -> None:
    began = timezone.now()
    client = _signed_in()
    ends = client.session.get_expiry_date()
    assert began + LONGEST <= ends <= timezone.now() + LONGEST
    assert LONGEST.total_seconds() - 60 <= int(client.cookies["sid"]["max-age"]) <= LONGEST.total_seconds()


def test_session_that_is_written_to_lasts_no_longer(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client = _signed_in()
    ends = Session.objects.get(pk=client.session.session_key).expire_date
    later = timezone.now() + timedelta(hours=11)
    monkeypatch.setattr(timezone, "now", lambda: later)
    session = client.session
    session["written"] = True
    session.save()
    assert abs(Session.objects.get(pk=session.session_key).expire_date - ends) < timedelta(seconds=1)
    assert client.get("/").context["user"] == ana


def test_session_that_has_ended_opens_nothing(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    client = _signed_in()
    later = timezone.now() + LONGEST + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    cache.clear()  # Redis forgets by the real clock
    assert not client.get("/").context["user"].is_authenticated


def test_session_of_an_invitation_ends_likewise(ana: User) -> None:
    client = Client()
    client.force_login(ana)
    assert client.session.get_expiry_date() <= timezone.now() + LONGEST
    assert isinstance(client.session["_session_expiry"], str)
