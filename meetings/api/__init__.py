"""Reading API of schedules, their entries, meetings, silence procedures, and what changed in them."""

from ninja import Router

from meetings.api.changes import router as changes
from meetings.api.entries import router as entries
from meetings.api.meetings import router as meetings
from meetings.api.schedules import router as schedules
from meetings.api.silences import router as silences

router = Router()
for part in (schedules, entries, meetings, silences, changes):
    router.add_router("", part)
