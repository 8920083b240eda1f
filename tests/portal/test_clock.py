"""The watch on the machine's clock: no plan by an hour that cannot be true."""

from datetime import timedelta

import pytest

from portal import clock, outbox
from portal.outbox import sender

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def run(now, minutes):
    """The answers of a guard that is asked every minute."""
    return [clock.guard(now + MINUTE * number) for number in range(1, minutes + 1)]


def test_guard_trusts_a_clock_that_goes_evenly(now):
    assert clock.guard(now)
    assert run(now, 5) == [True] * 5
    assert clock.seen(now + 6 * MINUTE) == {"age": 60, "alarm": None}


def test_guard_counts_one_tick_however_often_it_is_asked(now, django_assert_num_queries):
    clock.guard(now)
    with django_assert_num_queries(1):
        assert clock.guard(now + timedelta(seconds=30))
    assert clock.seen(now)["age"] == 0


@pytest.mark.parametrize(
    "leap",
    [timedelta(hours=1), timedelta(hours=-1), timedelta(hours=26), timedelta(hours=-26), timedelta(days=400)],
    ids=str,
)
def test_guard_stops_at_a_leap_until_three_even_minutes(now, leap, caplog):
    clock.guard(now)
    leapt = now + leap
    assert not clock.guard(leapt)
    assert "the clock leapt" in caplog.text
    assert clock.seen(leapt)["alarm"] == now.isoformat()
    assert run(leapt, 4) == [False, False, True, True]
    assert not clock.guard(now + 6 * MINUTE)


@pytest.mark.parametrize("pause", [timedelta(minutes=14), timedelta(seconds=-90)], ids=str)
def test_guard_lets_small_steps_pass(now, pause):
    clock.guard(now)
    assert clock.guard(now + pause)


def test_guard_begins_to_count_again_at_a_second_leap(now):
    clock.guard(now)
    clock.guard(now + timedelta(hours=1))
    run(now + timedelta(hours=1), 2)
    assert not clock.guard(now)
    assert run(now, 3) == [False, False, True]


def test_operator_can_trust_the_clock_at_once(now):
    clock.guard(now)
    clock.guard(now + timedelta(days=3))
    clock.confirm(now + timedelta(days=3))
    assert clock.guard(now + timedelta(days=3) + MINUTE)


def test_mail_in_doubt_of_the_clock_is_neither_given_up_nor_forgotten(now, mailoutbox):
    clock.guard(now)
    letter = outbox.enqueue(recipient="ana@example.org", language="en", subject="s", text="t", dedupe_key="k", now=now)
    in_a_year = now + timedelta(days=400)
    assert sender.sweep(in_a_year) == 0
    letter.refresh_from_db()
    assert letter.state == "pending"
    assert sender.sweep(now + MINUTE) == 1
