"""Lines of the log for a watch over security."""

from __future__ import annotations

import json
import logging
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from portal import buckets, errors
from portal.logs import JsonFormatter
from portal.middleware import limits
from portal.models import User
from tests import make

pytestmark = pytest.mark.django_db
PASSWORD = "a long password"


@pytest.fixture
def ana() -> User:
    return User.objects.create_user("ana@example.org", PASSWORD)


def _told(caplog: pytest.LogCaptureFixture) -> list[tuple[str, object, str]]:
    """What was noted, of which account and on which page; every line is JSON that names an address."""
    lines = [
        json.loads(JsonFormatter().format(record)) for record in caplog.records if record.name == "portal.incidents"
    ]
    caplog.clear()
    assert [line for line in lines if line["address"] != "127.0.0.1" or line["level"] != "INFO"] == []
    return [(line["message"], line["account"], line["page"]) for line in lines]


def _guess(login: str, password: str) -> None:
    Client().post("/accounts/login/", {"login": login, "password": password})


def test_signing_in_and_out_is_noted_at_whatever_level_of_the_log(ana: User, caplog: pytest.LogCaptureFixture) -> None:
    assert logging.getLogger("portal.incidents").level == logging.INFO
    client = Client()
    client.post("/accounts/login/", {"login": "ana@example.org", "password": PASSWORD})
    client.post("/accounts/logout/")
    assert _told(caplog) == [("signed in", ana.pk, "account_login"), ("signed out", ana.pk, "account_logout")]


def test_failure_to_sign_in_is_noted_without_what_was_typed(ana: User, caplog: pytest.LogCaptureFixture) -> None:
    _guess("Ana@example.org", "not-this-one")
    _guess("my-secret@words.example", "nor-that-one")
    for typed in ("not-this-one", "nor-that-one", "my-secret", "example.org"):
        assert typed not in caplog.text
    assert _told(caplog) == [
        ("sign-in failed", ana.pk, "account_login"),
        ("sign-in failed", None, "account_login"),
    ]


def test_too_many_guesses_are_noted(ana: User, caplog: pytest.LogCaptureFixture) -> None:
    for _time in range(11):
        _guess("ana@example.org", "wrong")
    assert _told(caplog)[-1] == ("too many requests", None, "account_login")


def test_flood_is_noted(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(limits, "PAGES", buckets.Bucket("narrow", burst=1, per_second=0.1))
    for _time in range(2):
        Client().get("/about/")
    assert [what for what, *_more in _told(caplog)] == ["too many requests"]


def test_refusal_is_noted(rf: RequestFactory, ana: User, caplog: pytest.LogCaptureFixture) -> None:
    request = rf.get("/")
    request.user = request._cached_user = ana
    assert errors.permission_denied(request, PermissionDenied()).status_code == 403
    assert _told(caplog) == [("not allowed", ana.pk, "")]


def test_form_from_elsewhere_is_noted(ana: User, caplog: pytest.LogCaptureFixture) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(ana)
    caplog.clear()
    client.post("/preferences/hours/", {"show": "venue"})
    assert [(what, page) for what, _account, page in _told(caplog)] == [("form from elsewhere", "preferences-hours")]


def test_key_that_opens_nothing_is_noted(caplog: pytest.LogCaptureFixture) -> None:
    Client().get("/api/v1/groups", headers={"Authorization": "Bearer pln_this-is-none"})
    assert "this-is-none" not in caplog.text
    assert [what for what, *_more in _told(caplog)] == ["no such key"]


@pytest.mark.parametrize(("address", "page"), [("/groups/{}/", "groups:body"), ("/api/v1/groups/{}", "api-v1:body")])
def test_what_is_hidden_and_what_is_absent_are_noted_alike_with_the_same_queries(
    ana: User, caplog: pytest.LogCaptureFixture, address: str, page: str
) -> None:
    hidden = make.body("hidden", audience="staff")
    client = Client()
    client.force_login(ana)
    client.get(address.format("never-heard-of"))  # what is read once a process
    asked = []
    for slug in (hidden.slug, "absent"):
        caplog.clear()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address.format(slug)).status_code == 404
        line = next(record for record in caplog.records if record.name == "portal.incidents")
        assert (line.getMessage(), line.facts["account"], line.facts["of"]) == ("not there", ana.pk, {"slug": slug})
        assert line.facts["page"] == page
        asked.append([re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries])
    assert asked[0] == asked[1]


@pytest.mark.parametrize("address", ["/wp-login.php", "/calendars/not-a-token-of-anybody-at-all.ics"])
def test_scans_are_not_noted_nor_what_may_be_a_secret(address: str, caplog: pytest.LogCaptureFixture) -> None:
    assert Client().get(address).status_code == 404
    assert "not-a-token" not in "".join(JsonFormatter().format(record) for record in caplog.records)
    assert "wp-login" not in caplog.text


def test_line_is_one_line_whatever_is_in_it() -> None:
    said = 'é\r\n{"level": "INFO"}\x1b[31m\x7f\x85\u2028\u2029b'
    line = JsonFormatter().format(logging.LogRecord("portal", logging.ERROR, "", 0, "%s", (said,), None))
    assert line.isprintable()
    assert (json.loads(line)["level"], json.loads(line)["message"]) == ("ERROR", said)
