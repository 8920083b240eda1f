"""Forms of the secretariat for schedules, meetings and plans."""

from meetings.forms.records import RECORDS

__all__ = ["RECORDS"]
