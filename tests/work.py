"""How much work something is, in calls of functions: the same on every machine, at every hour and under any load.

Time is measured by `bin/bench`; a test that held seconds would fail on a busy machine and pass on a quick one.
"""

from collections.abc import Callable
from cProfile import Profile


def calls_of(run: Callable[[], object]) -> int:
    """How many functions, of Python and of C, were called while it ran in this thread."""
    profile = Profile()
    profile.enable()
    try:
        run()
    finally:
        profile.disable()
    return sum(entry.callcount for entry in profile.getstats())
