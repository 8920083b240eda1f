"""`bin/chaos`: the whole bad day, with its figures in one table."""

import argparse

from tests.chaos.trial import Day, EmbeddedHouse, FullHouse, run

parser = argparse.ArgumentParser(prog="bin/chaos", description=__doc__)
parser.add_argument("--mails", type=int, default=2000)
parser.add_argument("--kills", type=int, default=50)
parser.add_argument("--embedded", action="store_true", help="SQLite and embedded workers instead")
given = parser.parse_args()
if given.embedded:
    result = run(Day(mails=given.mails, kills=given.kills), EmbeddedHouse)
else:
    day = Day(
        mails=given.mails,
        kills=given.kills,
        flushes=5,
        redis_restarts=3,
        postgresql_restarts=5,
        latency=0.3,
        pause=3.0,
    )
    result = run(day, FullHouse)
print(result.table())
