"""The tests as if it were another hour: `bin/test --at "2026-12-31 23:30"`, of Greenwich; it goes on from there.

What holds at noon may fail at midnight, when it is another day in Washington or Tokyo. pytest starts itself again with
`tests/chaos/clock.c` before it, and so do all processes of the tests: portal, workers, databases and browsers.
"""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
AHEAD = "CLOCK_AHEAD"
"""The seconds by which the processes of the tests are ahead of the machine, which clock.c reads."""


def go_to_hour(config: pytest.Config) -> None:
    """Start pytest again at the hour of `--at`; nothing without it, or when that was done."""
    hour = config.known_args_namespace.at
    if hour is None or AHEAD in os.environ:
        return
    ahead = datetime.fromisoformat(hour).replace(tzinfo=UTC).timestamp() - time.time()
    library = CHECKOUT / "var" / "clock.so"
    library.parent.mkdir(exist_ok=True)
    source = CHECKOUT / "tests" / "chaos" / "clock.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    os.environ |= {"LD_PRELOAD": str(library), AHEAD: str(round(ahead))}
    config.pluginmanager.getplugin("capturemanager").stop_global_capturing()  # else its output goes into our file
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *config.invocation_params.args])
