"""While the database or Redis is away a page says so, and when to come back; what is at fault is in the log."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pytest
from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver
from redis.exceptions import ConnectionError as NoRedisError

from portal.lost import Unanswered, is_lost, why_unanswered

pytestmark = pytest.mark.django_db
ERRORS = [OperationalError, InterfaceError, NoRedisError]


def _failing(monkeypatch: pytest.MonkeyPatch, error: type[Exception], name: str = "about") -> Client:
    def fail(request: object, **facts: object) -> None:
        raise error

    pattern = next(each for each in get_resolver().url_patterns if getattr(each, "name", "") == name)
    monkeypatch.setattr(pattern, "callback", fail)
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("error", ERRORS)
def test_page_says_when_to_come_back(monkeypatch: pytest.MonkeyPatch, error: type[Exception]) -> None:
    answer = _failing(monkeypatch, error).get("/about/?lang=fr")
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "10", "no-store")
    assert "De retour dans un instant" in answer.content.decode()


def test_other_failures_promise_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = _failing(monkeypatch, ZeroDivisionError).get("/about/")
    assert answer.status_code == 500
    assert "Retry-After" not in answer


def test_it_is_logged_as_a_failure(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    _failing(monkeypatch, OperationalError).get("/about/")
    (record,) = (each for each in caplog.records if each.name == "django.request")
    assert record.exc_info is not None


def _failing_with(monkeypatch: pytest.MonkeyPatch, act: Callable[[], object], address: str = "/about/") -> HttpResponse:
    pattern = next(each for each in get_resolver().url_patterns if getattr(each, "name", "") == "about")
    monkeypatch.setattr(pattern, "callback", lambda request, **facts: act())
    return cast(HttpResponse, Client(raise_request_exception=False).get(address))


def _asked(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def _limited(name: str) -> Iterator[None]:
    _asked(f"SET {name} = '100ms'")
    yield
    _asked(f"RESET {name}")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_statement_that_took_too_long_is_told_from_an_outage(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with _limited("statement_timeout"):
        answer = _failing_with(monkeypatch, lambda: _asked("SELECT pg_sleep(20)"))
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "10", "no-store")
    page = answer.content.decode()
    assert "This took too long" in page
    assert "cannot reach its records" not in page
    assert "the database gave no answer: a statement took longer than it may" in caplog.messages
    (record,) = (each for each in caplog.records if each.name == "django.request")
    assert record.exc_info is not None


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_wait_for_others_is_told_from_an_outage(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    other = connection.copy()
    with other.cursor() as holding, _limited("lock_timeout"):
        holding.execute("BEGIN")
        holding.execute("LOCK TABLE groups_body")
        answer = _failing_with(monkeypatch, lambda: _asked("SELECT 1 FROM groups_body"))
    other.close()
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    assert "Somebody else was writing" in answer.content.decode()
    assert "the database gave no answer: others kept what this one needed, or it gave way to them" in caplog.messages


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_programs_are_told_why_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_given: object, **_facts: object) -> None:
        _asked("SELECT pg_sleep(20)")

    api = next(each for each in get_resolver().url_patterns if str(each.pattern) == "api/v1/")
    monkeypatch.setattr(api.url_patterns[0], "callback", slow)
    with _limited("statement_timeout"):
        answer = Client(raise_request_exception=False).get("/api/v1/" + str(api.url_patterns[0].pattern))
    assert answer.status_code == 503
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"].startswith("This took too long and was stopped")


def test_question_that_makes_no_sense_promises_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite calls this operational."""
    with transaction.atomic():
        answer = _failing_with(monkeypatch, lambda: _asked("SELECT 1 FROM no_such_table"))
        transaction.set_rollback(True)
    assert answer.status_code == 500


@pytest.mark.once
def test_locked_file_of_sqlite_is_no_outage(tmp_path: Path) -> None:
    holding, waiting = (sqlite3.connect(tmp_path / "file", timeout=0, isolation_level=None) for _each in range(2))
    holding.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sqlite3.OperationalError) as told:
        waiting.execute("CREATE TABLE one (number)")
    error = OperationalError()
    error.__cause__ = told.value
    assert (why_unanswered(error), is_lost(error)) == (Unanswered.BUSY, False)
    holding.close()
    waiting.close()
