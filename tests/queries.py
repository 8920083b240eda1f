"""Counting queries: a page must ask as often for one row as for many."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(read: Callable[[], object]) -> int:
    """How many statements `read` sends to the database."""
    with CaptureQueriesContext(connection) as captured:
        read()
    return len(captured)
