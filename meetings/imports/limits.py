"""How much a source may hold and how long its reading may take."""

from __future__ import annotations

import time

from django.utils.translation import gettext as _

from meetings.imports.stream import UnreadableError

LARGEST = 5 * 1024 * 1024
MOST_ROWS = 2000
LONGEST_SECONDS = 20.0
"""Of the processor, for one source."""


class Watch:
    """Stops a reading that takes too long by the processor; a busy server refuses nothing that a quiet one reads."""

    def __init__(self, seconds: float = LONGEST_SECONDS) -> None:
        self._end = time.thread_time() + seconds

    def check(self) -> None:
        """Refuse to go on once the time is up."""
        if time.thread_time() > self._end:
            raise UnreadableError(_("This schedule takes too long to read. Import it in parts."))


def check_size(data: bytes) -> None:
    """Refuse what is larger than any schedule."""
    if len(data) > LARGEST:
        raise UnreadableError(_("The file is larger than 5 MB."))
