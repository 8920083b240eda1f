"""From a reader's notice to its message, as things stand now and as the reader may know of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from documents.enums import TextState
from documents.models import LanguageVersion, Revision
from groups.models import Mandate, Term
from groups.queries.endings import end_of
from meetings.deadlines.words import told_text
from meetings.enums import Gone, NoticeKind
from meetings.models import Announcement, Deadline, Entry, Notice, Schedule
from meetings.notices.message import Message, OwnWords, UntoldError
from meetings.notices.of_agendas import agenda_message
from meetings.notices.of_arrangements import services_message
from meetings.notices.of_deadlines import deadline_message, gone_message
from meetings.notices.of_documents import publication_message
from meetings.notices.of_meetings import meeting_message, outcome_message
from meetings.notices.of_plans import mandate_message, plan_message, term_message
from meetings.notices.of_silences import silence_message, told_silence
from meetings.notices.own_words import with_own_words, words_of
from meetings.notices.reasons import Untold
from meetings.pages.hours import Reader
from meetings.queries.deadlines import with_anchors
from portal.actors import Actor
from portal.lib.deadlines import Due
from portal.lib.multilingual import Multilingual


@dataclass(frozen=True, slots=True)
class Subject:
    """What a notice is about, whoever reads it."""

    kind: str
    event: str
    schedule_id: int | None
    entry_id: int | None
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str = ""
    words: Mapping[str, OwnWords] = field(default_factory=dict)

    @classmethod
    def of_announcement(cls, given: Announcement) -> Subject:
        """The subject of what waits to be sent, or was."""
        about = (given.kind, given.event, given.schedule_id, given.entry_id, given.before, given.after)
        return cls(*about, given.reason, words_of(given))

    @classmethod
    def of_notice(cls, given: Notice) -> Subject:
        """The subject of a reader's copy: its announcement's, else its own."""
        if given.announcement:
            return cls.of_announcement(given.announcement)
        before = {"due": given.params["old"], "noted": given.params.get("noted")} if "old" in given.params else {}
        about = (given.kind, given.event, given.schedule_id, given.entry_id)
        return cls(*about, before, given.params, given.params.get("reason", ""))


def deadline_seen(actor: Actor, entry: int | None) -> Deadline:
    """A deadline by its row, whatever has become of its date; UntoldError where `actor` may not see it."""
    visible = Entry.objects.visible_to(actor).filter(pk=entry or 0)
    deadline = with_anchors(Deadline.objects.filter(entry__in=visible)).first()
    if deadline is None:
        raise UntoldError(Untold.DEADLINE_UNSEEN)
    return deadline


Seen = Callable[[Actor, int | None], Deadline]


def message_of(subject: Subject, reader: Reader, actor: Actor, now: dt.datetime, seen: Seen = deadline_seen) -> Message:
    """In the secretariat's own words where it gave some; UntoldError where `actor` may not know of it."""
    return with_own_words(_usual(subject, reader, actor, now, seen), subject.words.get(reader.language))


def _usual(subject: Subject, reader: Reader, actor: Actor, now: dt.datetime, seen: Seen) -> Message:
    if subject.kind == NoticeKind.SILENCE:
        return silence_message(subject.event, told_silence(subject.after, actor), reader, actor, now)
    if subject.kind == NoticeKind.MANDATE:
        return _mandate(subject, reader, actor, now)
    if subject.kind == NoticeKind.TERM:
        return _term(subject, reader, actor, now)
    if subject.kind == NoticeKind.SERVICES:
        return services_message(subject.entry_id, subject.after, reader, actor, now)
    if subject.kind == NoticeKind.PUBLISHED:
        return _publication(subject, reader, actor)
    if subject.kind == NoticeKind.PLAN:
        schedules = Schedule.objects.visible_to(actor).select_related("term__body__organization")
        schedule = schedules.filter(pk=subject.schedule_id or 0).first()
        if schedule is None:
            raise UntoldError(Untold.SCHEDULE_UNSEEN)
        return plan_message(subject.event, schedule, subject.after, reader, actor)
    if subject.kind in (NoticeKind.DEADLINE, NoticeKind.REMINDER):
        return _deadline(subject, seen(actor, subject.entry_id), reader, actor, now)
    entry = _entry(actor, subject.entry_id)
    if subject.kind in (NoticeKind.ORDER, NoticeKind.ELECTION):
        return agenda_message(subject.event, entry, subject.before, subject.after, subject.reason, reader, actor, now)
    if subject.kind == NoticeKind.OUTCOME:
        return outcome_message(subject.event, entry, subject.after, reader, actor, now)
    return meeting_message(subject.event, entry, subject.before, subject.after, subject.reason, reader, actor, now)


def _deadline(subject: Subject, deadline: Deadline, reader: Reader, actor: Actor, now: dt.datetime) -> Message:
    told = due_from(subject.before or subject.after)
    if subject.event in Gone.values:
        noted = due_from({"due": subject.before.get("noted")})
        return gone_message(Gone(subject.event), deadline, reader, actor, told, noted)
    why = told_text(reasons_in(subject.after), reader.language) or subject.reason
    return deadline_message(subject.event, deadline, reader, actor, now, told, why)


def reasons_in(facts: dict[str, Any]) -> Multilingual:
    """Why, in the languages in which it was written, where these were kept."""
    return Multilingual(facts.get("reasons") or {})


def due_from(facts: dict[str, Any]) -> Due | None:
    """The date that `facts` tell, as `due_facts` writes it."""
    told = facts.get("due")
    if not told:
        return None
    hour = dt.time.fromisoformat(told["at"]) if told["at"] else None
    return Due(dt.date.fromisoformat(told["day"]), hour, told["zone"])


def due_facts(due: Due) -> dict[str, Any]:
    """A date as JSON."""
    return {"day": due.day.isoformat(), "at": due.at.isoformat() if due.at else "", "zone": due.zone}


def _entry(actor: Actor, pk: int | None) -> Entry:
    visible = Entry.objects.visible_to(actor).filter(pk=pk or 0, meeting__isnull=False)
    entry = visible.select_related("schedule__term__body__organization", "meeting__room").first()
    if entry is None:
        raise UntoldError(Untold.MEETING_UNSEEN)
    return entry


def _publication(subject: Subject, reader: Reader, actor: Actor) -> Message:
    readable = Revision.objects.visible_to(actor)
    found = LanguageVersion.objects.filter(pk=subject.after.get("version") or 0, revision__in=readable)
    version = found.filter(state=TextState.AVAILABLE).select_related("revision__document__body").first()
    if version is None:
        raise UntoldError(Untold.DOCUMENT_UNSEEN)
    return publication_message(version, reader)


def _mandate(subject: Subject, reader: Reader, actor: Actor, now: dt.datetime) -> Message:
    found = Mandate.objects.visible_to(actor).filter(pk=subject.after.get("mandate") or 0)
    if subject.event == "due":
        found = found.filter(until_on__isnull=False)
    mandate = found.select_related("term__body", "instrument", "given_by").first()
    if mandate is None:
        raise UntoldError(Untold.MANDATE_UNSEEN)
    return mandate_message(subject.event, mandate, reader, now)


def _term(subject: Subject, reader: Reader, actor: Actor, now: dt.datetime) -> Message:
    term = Term.objects.visible_to(actor).filter(pk=subject.after.get("term") or 0).select_related("body").first()
    end = end_of(term) if term else None
    if term is None or end is None:
        raise UntoldError(Untold.TERM_UNSEEN)
    if end.on < now.date():
        raise UntoldError(Untold.TERM_OVER)
    return term_message(term, end, reader, now)
