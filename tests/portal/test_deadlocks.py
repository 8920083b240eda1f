"""Two who lock the same rows in opposite order: PostgreSQL sends one of them away, and the portal says so."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from html import unescape
from typing import Any

import pytest
from django.db import connection, connections
from django.db.models import Model
from django.test import Client

from documents.models import LanguageVersion
from groups.models import Change, Removal
from meetings.models import Announcement, Entry, Schedule
from portal.models import AuditEvent
from tests import make
from tests.browsing import form_values
from tests.cast import Cast, gather

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@contextmanager
def _row_held(row: Model) -> Iterator[None]:
    """By somebody who lets it go at the end: until then, whoever locks it queues, in the order in which they come."""
    other = connection.copy()
    with other.cursor() as holding:
        holding.execute("BEGIN")
        holding.execute(_lock(row))
        yield
        holding.execute("ROLLBACK")
    other.close()


def _lock(row: Model) -> str:
    return f"SELECT 1 FROM {row._meta.db_table} WHERE id = {row.pk} FOR UPDATE"  # noqa: S608


def _queued(pool: ThreadPoolExecutor, act: Callable[[], Any], looks: str) -> Future[Any]:
    """`act` in a thread, on a connection of its own that `looks` for a deadlock so soon; begun once it waits."""

    def run() -> Any:
        try:
            with connection.cursor() as cursor:
                cursor.execute(f"SET deadlock_timeout = '{looks}'; SET lock_timeout = '60s'; SET statement_timeout = 0")
            return act()
        finally:
            connections.close_all()

    before = _waiting()
    begun = pool.submit(run)
    while _waiting() == before and not begun.done():
        time.sleep(0.005)
    return begun


def _waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return int(cursor.fetchone()[0])


def _secretary(cast: Cast) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(cast.accounts["secretary"])
    return client


def _correction(cast: Cast, address: str, **typed: str) -> Callable[[], Any]:
    """The form of a record as its page has it, with what is typed over it, to be sent."""
    client = _secretary(cast)
    values: dict[str, Any] = form_values(client.get(address).content.decode()) | typed
    return partial(client.post, address, values, follow=True)


def _in_opposite_order(first: Model, then: Model) -> None:
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute(_lock(first))
        cursor.execute(_lock(then))
        cursor.execute("ROLLBACK")


def test_who_gives_way_is_told_and_nothing_of_it_is_written(caplog: pytest.LogCaptureFixture) -> None:
    cast = gather()
    schedule: Schedule = make.schedule(cast.term)
    entry: Entry = make.meeting(schedule).entry
    send = _correction(cast, f"/desk/entry/{entry.pk}/", text_en="Typed just now")
    before = _all_kept(entry)
    with ThreadPoolExecutor(2) as pool:
        with _row_held(schedule):
            loser = _queued(pool, send, looks="20ms")
            winner = _queued(pool, lambda: _in_opposite_order(entry, schedule), looks="60s")
        answer = loser.result()
        assert winner.result() is None
    assert (answer.status_code, answer["Retry-After"], answer["Cache-Control"]) == (503, "10", "no-store")
    page = unescape(answer.content.decode())
    assert "Somebody else was writing" in page
    assert "nothing of it was saved" in page
    assert "the database gave no answer: others kept what this one needed, or it gave way to them" in caplog.messages
    (record,) = (each for each in caplog.records if each.name == "django.request")
    assert record.exc_info is not None
    assert "deadlock detected" in str(record.exc_info[1])
    assert _all_kept(entry) == before
    assert "Saved." in send().content.decode()
    assert Entry.objects.get(pk=entry.pk).text == {"en": "Typed just now"}


def _all_kept(entry: Entry) -> list[Any]:
    """The row, and what writing it leaves behind."""
    traces: list[Any] = [kind.objects.count() for kind in (AuditEvent, Change, Announcement)]
    return [*traces, *Entry.objects.filter(pk=entry.pk).values()]


def _two_on_a_text(first: str, then: str) -> tuple[Any, Any]:
    """One corrects or removes a language version, then another one does: the pages to which that leads."""
    cast = gather()
    version = LanguageVersion.objects.get(revision__document=make.document(cast.body))
    address = f"/desk/languageversion/{version.pk}/"
    acts = {
        "correct": _correction(cast, address, url="https://example.org/text.pdf"),
        "remove": partial(_secretary(cast).post, f"{address}remove/", follow=True),
    }
    with ThreadPoolExecutor(2) as pool:
        with _row_held(version):
            one = _queued(pool, acts[first], looks="20ms")
            other = _queued(pool, acts[then], looks="60s")
        return one.result(), other.result()


def test_removing_a_text_waits_for_its_correction_and_keeps_it_in_the_bin() -> None:
    """Both lock the text of which it is a language, and itself: in one order."""
    corrected, removed = _two_on_a_text("correct", "remove")
    assert "Saved." in corrected.content.decode()
    assert "Removed. It stays in the bin" in removed.content.decode()
    assert Removal.objects.get().rows[0]["values"]["url"] == "https://example.org/text.pdf"


@pytest.mark.parametrize("then", ["correct", "remove"])
def test_what_was_removed_meanwhile_is_not_written_again(then: str) -> None:
    removed, late = _two_on_a_text("remove", then)
    assert "Removed. It stays in the bin" in removed.content.decode()
    assert "Somebody removed this record just now. It can be put back from the bin." in late.content.decode()
    assert not LanguageVersion.objects.exists()
    assert Removal.objects.count() == AuditEvent.objects.filter(verb="removed").count() == 1
