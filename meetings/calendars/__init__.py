"""Days off and working days of a venue."""

from meetings.calendars.days import Calendar, DayOff, Hours, OwnDays
from meetings.calendars.venues import add_working_days, calendar_of, is_working_day

__all__ = ["Calendar", "DayOff", "Hours", "OwnDays", "add_working_days", "calendar_of", "is_working_day"]
