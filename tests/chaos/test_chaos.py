"""Bad days in short: senders killed, the broker emptied, servers restarted. `bin/chaos` lives through a whole one."""

import pytest

from tests.chaos.trial import Day, EmbeddedHouse, FullHouse, Result, run


def assert_nothing_lost(result: Result) -> None:
    told = result.table()
    assert (result.lost, result.strangers, result.states) == (0, 0, {"sent": result.mails}), told
    assert result.duplicates <= result.broken.get("senders killed", 0), told
    assert result.left > 0, told


@pytest.mark.once
def test_embedded_portal_loses_nothing():
    assert_nothing_lost(run(Day(mails=60, kills=4, pause=0.8), EmbeddedHouse))


@pytest.mark.redis
def test_portal_with_celery_loses_nothing():
    day = Day(mails=120, kills=4, flushes=1, redis_restarts=1, postgresql_restarts=1, pause=1.0, latency=0.4)
    assert_nothing_lost(run(day, FullHouse))


@pytest.mark.redis
def test_a_database_that_dies_makes_no_copies():
    """Nobody was killed, so whoever sent a mail is still there to write it down, once the database is back."""
    assert_nothing_lost(run(Day(mails=120, kills=0, postgresql_restarts=4, pause=1.5, latency=0.4), FullHouse))
