"""A clock that was ahead and is put right: nothing that was written meanwhile holds anything up until that hour."""

from datetime import UTC, datetime, timedelta

import pytest

from portal import outbox
from portal.beat import Beat
from portal.celery import app
from portal.models import MailPace, OutboxMessage
from portal.outbox import claims, pace

pytestmark = pytest.mark.django_db
AHEAD = timedelta(days=400)


def letter(now: datetime, key: str = "k") -> OutboxMessage:
    return outbox.enqueue(recipient="ana@example.org", language="en", subject="s", text="t", dedupe_key=key, now=now)


def test_mail_goes_on_after_mail_was_sent_by_a_clock_that_was_ahead(now, mailoutbox):
    letter(now + AHEAD, "future")
    assert outbox.deliver_due(now + AHEAD) == 1
    letter(now, "present")
    assert outbox.deliver_due(now) == 1
    assert MailPace.objects.get().free_at < now.timestamp() + 60


@pytest.mark.parametrize("write", [pace.close, pace.slow_down], ids=["rest", "slow"])
def test_rest_of_the_mail_server_does_not_last_until_an_hour_that_was_wrong(now, mailoutbox, write):
    pace.take((now + AHEAD).timestamp())
    write((now + AHEAD).timestamp())
    letter(now)
    assert outbox.deliver_due(now) == 1


def test_message_that_a_killed_sender_held_in_the_future_comes_back(now, mailoutbox):
    message = letter(now)
    assert claims.claim(message.pk, now + timedelta(days=1)) is not None
    assert claims.under_way(now) == 0
    assert outbox.deliver_due(now) == 1
    assert OutboxMessage.objects.get().doubts == 1


def test_message_that_was_queued_in_the_future_goes_out_now(now, mailoutbox):
    letter(now + AHEAD)
    assert outbox.deliver_due(now) == 1


def test_message_that_waits_for_its_hour_goes_on_waiting(now, mailoutbox):
    message = letter(now)
    OutboxMessage.objects.update(next_attempt_at=now + timedelta(hours=7))
    assert outbox.deliver_due(now) == 0
    message.refresh_from_db()
    assert message.next_attempt_at == now + timedelta(hours=7)


class Listed(Beat):
    """Without a broker: it keeps the names of what it would have sent."""

    producer = None

    def apply_entry(self, entry, producer=None):
        self.__dict__.setdefault("sent", []).append(entry.name)


@pytest.fixture
def beat(tmp_path):
    app.finalize()
    scheduler = Listed(app=app, schedule_filename=str(tmp_path / "beat"))
    yield scheduler
    scheduler.close()


def run(scheduler: Beat) -> None:
    """As often as there may be something to do at this moment."""
    for _task in range(2 * len(scheduler.schedule)):
        scheduler.tick()


def test_beat_runs_every_task_again_when_the_clock_was_put_back(beat):
    run(beat)
    beat.sent = []
    for entry in beat.schedule.values():
        entry.last_run_at = datetime.now(UTC) + AHEAD
    beat._heap = None
    run(beat)
    assert sorted(beat.sent) == sorted(beat.schedule)
