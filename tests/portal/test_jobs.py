"""Jobs run by themselves: in the embedded worker, and by Celery's."""

import os
import sys
import threading
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from kombu import Connection

from portal import environment, jobs, outbox, worker
from portal.celery import app
from portal.models import OutboxMessage
from tests import processes

CHECKOUT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def registry(monkeypatch):
    monkeypatch.setattr(jobs, "_jobs", {})
    return jobs


def test_register_refuses_two_of_one_name(registry):
    registry.register("x", every=1, run=print)
    registry.register("x", every=1, run=print)
    with pytest.raises(ValueError, match="two jobs named 'x'"):
        registry.register("x", every=1, run=len)


def test_kernel_registers_its_jobs():
    assert {job.name: job.every for job in jobs.registered()}.items() >= {"heartbeat": 15, "outbox": 15}.items()


@pytest.mark.django_db
def test_worker_goes_on_after_a_job_that_fails(registry, now, caplog):
    stop, ran = threading.Event(), []

    def fail(at):
        ran.append("fail")
        raise ZeroDivisionError

    def end(at):
        ran.append(at)
        stop.set()

    registry.register("a", every=60, run=fail)
    registry.register("b", every=60, run=end)
    worker.work(stop, clock=lambda: now)
    assert ran == ["fail", now]
    assert "the job a failed" in caplog.text


@pytest.mark.django_db
def test_worker_runs_each_job_at_its_own_interval(registry, now, monkeypatch):
    monkeypatch.setattr(worker, "PAUSE", 0.01)
    monkeypatch.setattr(worker, "SHORTEST_INTERVAL", 0.02)
    stop, often, seldom = threading.Event(), [], []

    def run_often(at):
        often.append(at)
        if len(often) == 4:
            stop.set()

    registry.register("often", every=15, run=run_often)
    registry.register("heartbeat", every=15, run=seldom.append)
    registry.register("planner", every=60, run=seldom.append)
    worker.work(stop, clock=lambda: now)
    assert (len(often), len(seldom)) == (4, 2)


@pytest.mark.django_db
def test_nudges_of_one_transaction_are_one(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting, transaction.atomic():
        for name in ("outbox", "outbox", "clock", "outbox"):
            jobs.nudge(name)
    assert [callback.args for callback in waiting] == [("outbox",), ("clock",)]


def test_celery_gives_back_what_a_dead_worker_had_and_trusts_no_pickle():
    longest = app.conf.task_time_limit
    assert app.conf.task_soft_time_limit < longest < app.conf.broker_transport_options["visibility_timeout"]
    assert (app.conf.task_acks_late, app.conf.task_reject_on_worker_lost) == (True, True)
    assert (app.conf.worker_prefetch_multiplier, app.conf.task_ignore_result, app.conf.timezone) == (1, True, "UTC")
    assert (app.conf.accept_content, app.conf.task_serializer, app.conf.event_serializer) == (["json"], "json", "json")


def test_celery_knows_every_job():
    app.finalize()
    planned = {(entry["args"], entry["schedule"]) for entry in app.conf.beat_schedule.values()}
    assert planned == {((job.name,), job.every) for job in jobs.registered()}


@pytest.mark.django_db(transaction=True)
@pytest.mark.redis
def test_celery_worker_sends_what_was_queued(tmp_path):
    database = connection.settings_dict
    url = f"postgres://{database['USER']}@/{database['NAME']}?host={database['OPTIONS']['host']}"
    mail = tmp_path / "mail"
    redis = settings.REDIS_URL.replace("db=0", "db=9")
    variables = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATABASE_URL": url,
        "REDIS_URL": redis,
        "EMAIL_URL": f"filemail://{mail}",
    }
    command = ["env", *(f"{name}={value}" for name, value in variables.items())]
    command += [sys.executable, "-m", "celery", "-A", "portal.celery", "worker"]
    command += ["--concurrency=1", "--loglevel=INFO"]
    message = outbox.enqueue(
        recipient="ana@example.org", language="en", subject="s", text="t", dedupe_key="celery", now=timezone.now()
    )
    with Connection(environment.broker_url(redis)) as broker:
        app.send_task("portal.tasks.run_job", args=["outbox"], connection=broker)
    process = processes.start(command, tmp_path / "log", cwd=CHECKOUT, ready=lambda: _has_left(message))
    processes.stop(process)
    assert message.subject in next(mail.iterdir()).read_text()


def _has_left(message: OutboxMessage) -> bool:
    message.refresh_from_db()
    return message.state == "sent"


@pytest.mark.redis
@pytest.mark.django_db(transaction=True)
def test_nudge_reaches_the_broker_after_the_transaction(now):
    with app.connection_for_read() as broker:
        queue = broker.SimpleQueue("celery")
        queue.clear()
        outbox.enqueue(recipient="ana@example.org", language="en", subject="s", text="t", dedupe_key="n", now=now)
        message = queue.get(timeout=5)
        message.ack()
    assert message.headers["task"] == "portal.tasks.run_job"
    assert message.payload[0] == ["outbox"]


@pytest.mark.redis
@pytest.mark.django_db(transaction=True)
def test_nudge_to_a_broker_that_is_away_fails_no_change(now):
    address = app.conf.broker_write_url
    app.conf.broker_write_url = "redis+socket:///nowhere.sock"
    app.pool.force_close_all()
    app.amqp.producer_pool.force_close_all()
    app.amqp._producer_pool = None
    began = time.monotonic()
    try:
        outbox.enqueue(recipient="ana@example.org", language="en", subject="s", text="t", dedupe_key="d", now=now)
    finally:
        app.conf.broker_write_url = address
        app.amqp._producer_pool = None
    assert OutboxMessage.objects.filter(dedupe_key="d").exists()
    assert time.monotonic() - began < 20  # a socket that waits would do so for a minute
