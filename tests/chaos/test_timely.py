"""Mails leave at their hour, in its order, each once. `bin/chaos --timely` measures how soon after it."""

import pytest

from tests.chaos.timely import run

LOOK_AHEAD = 40
"""Of what is due, so much is taken up in any order, so that senders seldom meet: by each of four of them."""
SENDERS = 4


@pytest.mark.redis
def test_reminders_leave_at_their_hour_and_in_its_order():
    arrivals = run([(0, 40), (4, 40), (8, 300)], lead=25, plan=True)
    told = arrivals.table()
    assert sorted(set(arrivals.recipients)) == sorted(arrivals.recipients), told
    assert len(arrivals.recipients) == arrivals.expected, told
    assert min(arrivals.delays) >= 0, told
    assert arrivals.overtaken <= SENDERS * LOOK_AHEAD, told
