"""Celery's beat, for machines whose clock may be put back."""

from datetime import timedelta
from typing import Any

from celery.beat import PersistentScheduler

LONGEST = timedelta(days=1)
"""No task has a longer interval."""


class Beat(PersistentScheduler):
    """A task that last ran in the future runs now: else a clock that was ahead would stop it until that hour."""

    def tick(self, *args: Any, **kwargs: Any) -> Any:
        """Look for such tasks before each look for what is due, and put all in order again where there is one."""
        now = self.app.now()
        late = [entry for entry in self.schedule.values() if entry.last_run_at and entry.last_run_at > now]
        for entry in late:
            entry.last_run_at = now - LONGEST
        if late:
            self._heap = None
        return super().tick(*args, **kwargs)
