"""A clock that leaps under beat and workers, and is put right again: nothing twice, nothing early, nothing stuck."""

import pytest

from tests.chaos.leaps import EACH, Steps, run


@pytest.mark.redis
def test_clock_that_was_a_day_ahead_and_is_put_back_stops_no_mail():
    assert run(26) == Steps(before=EACH, while_wrong=EACH + 1, after=2 * EACH + 2, people=2 * EACH + 2, early=0)
