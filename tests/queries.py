"""Counting queries: a page must ask as often for one row as for many."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def queries_of(read: Callable[[], object]) -> int:
    """How many statements `read` sends to the database."""
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)


def assert_constant(client: Client, url: str, grow: Callable[[], object]) -> None:
    """The page takes as many queries once `grow` has been called three times as after one call."""

    def read() -> None:
        assert client.get(url).status_code == 200, url

    grow()
    once = queries_of(read)
    grow()
    grow()
    assert queries_of(read) == once, url
