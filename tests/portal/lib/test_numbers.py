"""How commands say how many there are."""

import pytest

from portal.lib.numbers import counted


@pytest.mark.parametrize(("number", "said"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (1000, "1000 rows")])
def test_one_is_told_in_the_singular(number: int, said: str) -> None:
    assert counted(number, "row") == said
