"""Reading schedules that others wrote: text, HTML, Word, Excel, CSV. Pure: nothing here touches the database."""

from meetings.imports.read import Hints, read_schedule
from meetings.imports.result import Reading, Row, Sitting
from meetings.imports.stream import UnreadableError

__all__ = ["Hints", "Reading", "Row", "Sitting", "UnreadableError", "read_schedule"]
