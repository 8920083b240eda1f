"""Days counted from the one on which the group is loaded: always working days, in the hours of Washington."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")
SATURDAY = 5


@dataclass(frozen=True)
class Days:
    """The present of the made-up group."""

    today: date

    def at(self, offset: int) -> date:
        """So many days from today; what falls on a weekend moves to the Monday after, or the Friday before today."""
        day = self.today + timedelta(days=offset)
        while day.weekday() >= SATURDAY:
            day += timedelta(days=1 if offset > 0 else -1)
        return day

    def on(self, offset: int) -> str:
        """The same, as a file has it."""
        return self.at(offset).isoformat()

    def instant(self, offset: int, hour: int) -> str:
        """An hour of that day in Washington, as a file has it."""
        local = datetime.combine(self.at(offset), time(hour), tzinfo=ZONE)
        return local.astimezone(UTC).isoformat().replace("+00:00", "Z")

    @cached_property
    def began(self) -> date:
        """The first of the month five months ago."""
        return _month(self.today, -5)

    @cached_property
    def ended(self) -> date:
        """The last day of the twelfth month."""
        return _month(self.began, 12) - timedelta(days=1)

    @cached_property
    def label(self) -> str:
        """The term as the group calls it."""
        years = dict.fromkeys((self.began.year, self.ended.year))
        return "-".join(map(str, years))

    @cached_property
    def year(self) -> str:
        """The two figures of the year that the group's symbols end in."""
        return f"{self.began.year % 100:02}"

    def month(self, offset: int) -> tuple[str, str]:
        """First and last day of the month so many months from this one."""
        first = _month(self.today, offset)
        return first.isoformat(), (_month(first, 1) - timedelta(days=1)).isoformat()


def _month(day: date, offset: int) -> date:
    months = day.year * 12 + day.month - 1 + offset
    return date(months // 12, months % 12 + 1, 1)
