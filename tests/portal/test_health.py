"""Two pages for machines."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import DatabaseError, connection

from portal import health, jobs, outbox, worker

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_worker():
    cache.delete(jobs.HEARTBEAT)


def test_healthz_says_alive_and_no_more(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_readyz_waits_for_the_worker(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()["worker"]) == (503, False)
    worker.beat(datetime.now(UTC))
    response = client.get("/readyz")
    assert (response.status_code, response.json()["ready"]) == (200, True)


def test_readyz_notices_a_worker_that_has_stopped(now):
    worker.beat(now)
    assert health.state(now + timedelta(seconds=119))["worker"] is True
    assert health.state(now + timedelta(seconds=121))["worker"] is False


def test_readyz_counts_what_waits(now):
    outbox.enqueue(
        recipient="ana@example.org",
        language="en",
        subject="s",
        text="t",
        dedupe_key="k",
        now=now - timedelta(minutes=2),
    )
    assert health.state(now)["outbox"] == {
        "waiting": 1,
        "oldest": 120,
        "in_doubt": 0,
        "failed": 0,
        "unconfirmed": 0,
        "held": 0,
        "paused": False,
        "clock": {"age": None, "alarm": None},
    }


def test_readyz_says_how_long_ago_each_job_ran(now, monkeypatch):
    monkeypatch.setattr(jobs, "_noted", {})
    jobs.run("clock", now)
    assert health.state(now + timedelta(seconds=90))["jobs"]["clock"] == 90


def test_readyz_says_when_the_database_is_away(client):
    def away(execute, sql, params, many, context):
        raise DatabaseError("away")

    with connection.execute_wrapper(away):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert (response.json()["database"], response.json()["outbox"]) == (False, None)
