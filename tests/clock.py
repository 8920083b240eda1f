"""Days as the readers of a page see them: at midnight in Greenwich it is still yesterday in Washington."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

WASHINGTON = "America/New_York"
"""Where the houses of the tests sit."""


def day_in(zone: str = WASHINGTON, days: int = 0) -> date:
    """The date that many days from now on the clock of a zone (IANA name)."""
    return timezone.localdate(timezone=ZoneInfo(zone)) + timedelta(days=days)
