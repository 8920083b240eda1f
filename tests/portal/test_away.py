"""While the database or Redis is away a page says so, and when to come back; what is at fault is in the log."""

from __future__ import annotations

import pytest
from django.db import InterfaceError, OperationalError
from django.test import Client
from django.urls import get_resolver
from redis.exceptions import ConnectionError as NoRedisError

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
