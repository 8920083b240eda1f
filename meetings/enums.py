"""Choices of the meetings app, and its state machines as data."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ScheduleState(TextChoices):
    DRAFT = "draft", _("draft")
    CIRCULATED = "circulated", _("circulated draft")
    PRESENTED = "presented", _("presented")
    ADOPTED = "adopted", _("adopted")
    CLOSED = "closed", _("closed")


SCHEDULE_TRANSITIONS = {
    ScheduleState.DRAFT: {ScheduleState.CIRCULATED, ScheduleState.PRESENTED},
    ScheduleState.CIRCULATED: {ScheduleState.PRESENTED, ScheduleState.ADOPTED, ScheduleState.DRAFT},
    ScheduleState.PRESENTED: {ScheduleState.ADOPTED, ScheduleState.DRAFT},
    ScheduleState.ADOPTED: {ScheduleState.CLOSED},
    ScheduleState.CLOSED: set(),
}


class ScheduleForm(TextChoices):
    """The columns of the schedule's own table."""

    DATE_MATTER = "date_matter", _("date | matter")
    DATE_MANDATE_MATTER = "date_mandate_matter", _("date | mandate | matter")


class EntryKind(TextChoices):
    MEETING = "meeting", _("meeting")
    DEADLINE = "deadline", _("deadline")
    PERIOD = "period", _("period")
    DISTRIBUTION = "distribution", _("distribution")
    RECESS = "recess", _("recess")
    OTHER = "other", _("other")


class EntryStatus(TextChoices):
    TENTATIVE = "tentative", _("tentative")
    SCHEDULED = "scheduled", _("scheduled")
    CONVENED = "convened", _("convened")
    OPEN = "open", _("open")
    SUSPENDED = "suspended", _("suspended")
    HELD = "held", _("held")
    RECORD_ISSUED = "record_issued", _("record issued")
    RECORD_APPROVED = "record_approved", _("record approved")
    POSTPONED = "postponed", _("postponed")
    CANCELLED = "cancelled", _("cancelled")
    NOT_HELD = "not_held", _("not held")
    NO_QUORUM = "no_quorum", _("no quorum")
    CORRESPONDENCE = "correspondence", _("by correspondence")


ENTRY_TRANSITIONS = {
    EntryStatus.TENTATIVE: {EntryStatus.SCHEDULED, EntryStatus.POSTPONED, EntryStatus.CANCELLED, EntryStatus.NOT_HELD},
    EntryStatus.SCHEDULED: {
        EntryStatus.CONVENED,
        EntryStatus.HELD,
        EntryStatus.POSTPONED,
        EntryStatus.CANCELLED,
        EntryStatus.NOT_HELD,
        EntryStatus.CORRESPONDENCE,
    },
    EntryStatus.CONVENED: {
        EntryStatus.OPEN,
        EntryStatus.HELD,
        EntryStatus.POSTPONED,
        EntryStatus.CANCELLED,
        EntryStatus.NOT_HELD,
        EntryStatus.NO_QUORUM,
    },
    EntryStatus.OPEN: {EntryStatus.SUSPENDED, EntryStatus.HELD, EntryStatus.NO_QUORUM},
    EntryStatus.SUSPENDED: {EntryStatus.OPEN, EntryStatus.HELD},
    EntryStatus.HELD: {EntryStatus.RECORD_ISSUED},
    EntryStatus.RECORD_ISSUED: {EntryStatus.RECORD_APPROVED},
    EntryStatus.RECORD_APPROVED: set(),
    EntryStatus.POSTPONED: {EntryStatus.SCHEDULED, EntryStatus.CANCELLED},
    EntryStatus.CANCELLED: set(),
    EntryStatus.NOT_HELD: set(),
    EntryStatus.NO_QUORUM: {EntryStatus.SCHEDULED},
    EntryStatus.CORRESPONDENCE: {EntryStatus.HELD},
}

# What is struck on the page and leaves the dated calendar.
TAKEN_PLACE = (EntryStatus.HELD, EntryStatus.RECORD_ISSUED, EntryStatus.RECORD_APPROVED)
"""What has been; without a date, the source does not say it."""

OFF = (EntryStatus.POSTPONED, EntryStatus.CANCELLED, EntryStatus.NOT_HELD, EntryStatus.NO_QUORUM)


class Certainty(TextChoices):
    CONFIRMED = "confirmed", _("confirmed")
    RESERVED = "reserved", _("reserved")
    INDICATIVE = "indicative", _("indicative")


class MeetingKind(TextChoices):
    REGULAR = "regular", _("regular meeting")
    SPECIAL = "special", _("special meeting")
    PREPARATORY = "preparatory", _("preparatory meeting")
    PROCEDURAL = "procedural", _("meeting on procedure")
    NEGOTIATION = "negotiation", _("negotiation")
    THEMATIC = "thematic", _("thematic meeting")
    MINISTERIAL = "ministerial", _("ministerial meeting")
    TECHNICAL = "technical", _("technical meeting")
    COORDINATION = "coordination", _("coordination meeting")
    WORKSHOP = "workshop", _("workshop")
    CONSULTATION = "consultation", _("informal consultation")
    LAUNCH = "launch", _("launch")


class MeetingMode(TextChoices):
    UNSTATED = "", _("not stated")
    IN_PERSON = "in_person", _("in person")
    VIRTUAL = "virtual", _("virtual")
    HYBRID = "hybrid", _("in person and virtual")
    CORRESPONDENCE = "correspondence", _("by correspondence")


class OwnDayKind(TextChoices):
    """How a day of a venue differs from its country's calendar."""

    HOLIDAY = "holiday", _("holiday")
    RECESS = "recess", _("recess")
    CLOSED = "closed", _("closed")
    WORKING = "working", _("working day")


class Weekday(IntegerChoices):
    """As ISO 8601 counts them."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class ItemState(TextChoices):
    ON_AGENDA = "on_agenda", _("on the agenda")
    OPENED = "opened", _("opened")
    DEFERRED = "deferred", _("deferred")
    CONCLUDED = "concluded", _("concluded")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ItemAction(TextChoices):
    NONE = "", _("not stated")
    DECISION = "decision", _("for decision")
    DISCUSSION = "discussion", _("for discussion")
    INFORMATION = "information", _("for information")


class OutcomeKind(TextChoices):
    ADOPTED = "adopted", _("adopted")
    AGREED = "agreed", _("agreed")
    DEFERRED = "deferred", _("deferred")
    NOTED = "noted", _("noted")
    ELECTED = "elected", pgettext_lazy("outcome", "elected")
    RATIFIED = "ratified", pgettext_lazy("outcome", "ratified")
    DISCUSSED = "discussed", _("discussed")
    PRESENTED = "presented", _("presented")
    DECIDED = "decided", _("decided")


class DeadlineKind(TextChoices):
    HARD = "hard", _("hard: nothing is accepted after it")
    SOFT = "soft", _("soft: later is marked late")
    NORM = "norm", _("norm: a warning only")


class DeadlineAnchor(TextChoices):
    DATE = "date", _("a date")
    ENTRY = "entry", _("an entry of the schedule")
    NEXT = "next", _("the next meeting")
    PUBLICATION = "publish", _("the document’s publication")
    SESSION = "session", _("a session")
    TERM = "term", _("a term of another body")


class RulePurpose(TextChoices):
    """What the portal itself counts by a rule; others are for deadlines that people set by them."""

    NONE = "", _("deadlines of the schedule")
    CORRECTIONS = "corrections", _("corrections to the record, after it is issued")
    SERVICES = "services", _("services with a cost are confirmed or cancelled, before the meeting")
    CONVENING = "convening", _("the meeting is convened, before it opens")


class Edge(TextChoices):
    """Which end of what a deadline is counted from; left empty, the opening for “before”, the closing for “after”."""

    USUAL = "", _("the nearer end")
    OPENING = "opening", _("its opening")
    CLOSING = "closing", _("its closing")


class DayCount(TextChoices):
    """What of the anchor's own day is counted; “full” days lie whole between the two."""

    EXCLUSIVE = "exclusive", _("without the first day")
    INCLUSIVE = "inclusive", _("with the first day")
    FULL = "full", _("full days")


class Roll(TextChoices):
    """Where a deadline goes that falls on a day off."""

    NONE = "none", _("stays on a day off")
    BACK = "back", _("back to a working day")
    ON = "on", _("on to a working day")


class OffsetUnit(TextChoices):
    HOURS = "hours", _("hours")
    DAYS = "days", _("days")
    WORKING_DAYS = "working_days", _("working days")
    WEEKS = "weeks", _("weeks")
    MONTHS = "months", _("months")


class Direction(TextChoices):
    BEFORE = "before", _("before")
    AFTER = "after", _("after")


class Gone(TextChoices):
    """What becomes of a deadline that has no date to work to any more; each is told as an event of that name."""

    UNDATED = "undated", _("No date for now")
    CALLED_OFF = "called_off", _("Deadline called off")


class NoticeKind(TextChoices):
    """What people are told of; each has its own switch among a reader's settings."""

    CONVENED = "convened", _("A meeting is convened")
    CHANGED = "changed", _("A meeting’s date, hour, room or mode changes")
    CALLED_OFF = "called_off", _("A meeting is postponed, cancelled or not held")
    ORDER = "order", _("An order of business is issued or amended")
    PUBLISHED = "published", _("An agenda or a document is published")
    DEADLINE = "deadline", _("A deadline is set, moved or extended")
    REMINDER = "reminder", _("Reminders of what is owed")
    SILENCE = "silence", _("A silence procedure starts, is broken or ends")
    PLAN = "plan", _("A work plan is adopted or amended")
    OUTCOME = "outcome", _("Outcomes or a record are issued")
    ELECTION = "election", _("A post is vacant or an election due")
    MANDATE = "mandate", _("A mandate is assigned or due soon")
    TERM = "term", _("A term ends soon")
    SERVICES = "services", _("Services of a meeting are to be confirmed or cancelled")


class Delivery(TextChoices):
    """How somebody wants a kind of notice."""

    AT_ONCE = "at_once", _("by mail, at once")
    DIGEST = "digest", _("in one mail a day")
    NEVER = "never", _("in the portal alone")


class AnnouncementState(TextChoices):
    WAITING = "waiting", _("not sent")
    SENT = "sent", _("sent")
    DISCARDED = "discarded", _("not to be sent")


ANNOUNCEMENT_TRANSITIONS = {
    AnnouncementState.WAITING: {AnnouncementState.SENT, AnnouncementState.DISCARDED},
    AnnouncementState.SENT: set(),
    AnnouncementState.DISCARDED: set(),
}


class AttendanceKind(TextChoices):
    PRESENT = "present", _("present")
    INVITED = "invited", _("invited")
    PRESENTER = "presenter", _("presenter")
    EXCUSED = "excused", _("excused")
    ABSENT = "absent", _("absent")


class ServiceKind(TextChoices):
    """Who works at a meeting without taking part in it."""

    INTERPRETERS = "interpreters", _("interpreters")
    ROOMS = "rooms", _("rooms, conference service")
    TECHNICIANS = "technicians", _("technicians")


class TableForm(TextChoices):
    GRID = "grid", _("month grid")
    LIST = "list", _("list of activities")


class PaperKind(TextChoices):
    WORK_PLAN = "work-plan", _("work plan")
    REPORT = "report", _("report of the chair")
    COMMUNIQUE = "communique", _("communiqué")


class Facts(TextChoices):
    """Which block of recorded facts follows the prose of a section."""

    NONE = "", _("none")
    OFFICERS = "officers", _("officers")
    MANDATES = "mandates", _("mandates")
    STANDINGS = "standings", _("delegations")
    LISTING = "listing", _("a list")
    RULES = "rules", _("rules of work")
    SUBGROUPS = "subgroups", _("groups, subgroups and their delegations")
    TABLE = "table", _("a table of activities")
    SCHEDULE = "schedule", _("schedule")
    MEETINGS = "meetings", _("meetings held")
    DOCUMENTS = "documents", _("documents")
    STATEMENTS = "statements", _("statements for the record")
    SIGNATURE = "signature", _("signature with post and office")
    SIGNATURE_NAME = "signature_name", _("signature, name alone")
    SUBPLAN = "subplan", _("plan of another body or term")
