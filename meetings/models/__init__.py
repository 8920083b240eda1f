"""The meetings app's models, by noun."""

from meetings.models.activities import Activity, ActivityTable, Span
from meetings.models.agenda import AgendaItem, AgendaPaper, Outcome
from meetings.models.attendance import Attendance
from meetings.models.calendars import OfficeHours, OwnDay, Venue
from meetings.models.deadlines import Deadline
from meetings.models.edits import RowVersion, ScheduleEdit
from meetings.models.entries import Citation, Entry
from meetings.models.meetings import Meeting, Sitting
from meetings.models.notices import Announcement, AnnouncementWords, Notice, NoticeChoice, ReminderChoice
from meetings.models.owing import Answer, Extension
from meetings.models.publications import Publication
from meetings.models.rooms import Room
from meetings.models.rules import DeadlineRule, ReminderPlan
from meetings.models.schedules import DraftChange, Schedule, ScheduleNote, ScheduleVersion
from meetings.models.sections import PlanSection
from meetings.models.services import Service
from meetings.models.silences import Objection, Silence, SilenceRule

__all__ = [
    "Activity",
    "ActivityTable",
    "AgendaItem",
    "AgendaPaper",
    "Announcement",
    "AnnouncementWords",
    "Answer",
    "Attendance",
    "Citation",
    "Deadline",
    "DeadlineRule",
    "DraftChange",
    "Entry",
    "Extension",
    "Meeting",
    "Notice",
    "NoticeChoice",
    "Objection",
    "OfficeHours",
    "Outcome",
    "OwnDay",
    "PlanSection",
    "Publication",
    "ReminderChoice",
    "ReminderPlan",
    "Room",
    "RowVersion",
    "Schedule",
    "ScheduleEdit",
    "ScheduleNote",
    "ScheduleVersion",
    "Service",
    "Silence",
    "SilenceRule",
    "Sitting",
    "Span",
    "Venue",
]
