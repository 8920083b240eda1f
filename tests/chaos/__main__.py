"""`bin/chaos`: the whole bad day, with its figures in one table."""

import argparse

from tests.chaos import timely
from tests.chaos.trial import Day, EmbeddedHouse, FullHouse, run

parser = argparse.ArgumentParser(prog="bin/chaos", description=__doc__)
parser.add_argument("--mails", type=int, default=2000)
parser.add_argument("--kills", type=int, default=50)
parser.add_argument("--embedded", action="store_true", help="SQLite and embedded workers instead")
parser.add_argument(
    "--timely", type=int, metavar="N", help="a day on which nothing breaks: N reminders fall due at once"
)
parser.add_argument("--minutes", type=int, default=1, help="with --timely: so many full minutes, N at each")
given = parser.parse_args()
if given.timely:
    waves = [(60.0 * minute, given.timely) for minute in range(given.minutes)]
    # Planned ahead, as the planner does within the hour before; some 5 ms each, and the states have to be made first.
    result = timely.run(waves, lead=30 + given.timely * given.minutes / 50, plan=True)
elif given.embedded:
    result = run(Day(mails=given.mails, kills=given.kills), EmbeddedHouse)
else:
    day = Day(
        mails=given.mails,
        kills=given.kills,
        flushes=5,
        redis_restarts=3,
        postgresql_restarts=5,
        latency=0.8,
        pause=3.0,
    )
    result = run(day, FullHouse)
print(result.table())
