"""A reader's inbox: one line a notice, as far as they may still know of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from documents.models import Document, LanguageVersion
from groups.models import Mandate, Term
from groups.pages.dates import capitalized
from meetings.enums import Gone, NoticeKind
from meetings.models import Deadline, Entry, Notice, Room, Schedule, Silence
from meetings.notices.figures import deadline_figures, meeting_figures, plan_figures
from meetings.notices.own_words import words_of
from meetings.notices.reading import due_from, reasons_in
from meetings.notices.wording import body_words, city_words, date_words, due_words, group_words, rooms_in
from meetings.pages.hours import Reader
from meetings.pages.notices import event_words
from meetings.pages.rows import date_text, heading
from meetings.queries.silences import with_texts
from meetings.silences.words import instant_words
from portal.actors import Actor
from portal.lib.dates import format_date
from portal.lib.multilingual import Multilingual
from portal.lib.placeholders import filled

REASONED = ("convened", "changed", "taken_back", "postponed", "cancelled", "not_held", "no_quorum")
"""Events whose mail gives the reason that was typed for readers."""


def inbox_rows(notices: Iterable[Notice], actor: Actor, reader: Reader) -> list[dict[str, Any]]:
    """One line a notice, in a fixed number of queries; without words where the reader may not know of it any more."""
    found = list(notices)
    entries = _entries(found, actor)
    schedules = {each.pk: each for each in _schedules(found, actor)}
    papers = _papers(found, actor)
    rooms = rooms_in(_worded(found, reader))
    others = (_terms(found, actor), _mandates(found, actor), _silences(found, actor))
    known = Known(entries, schedules, papers, rooms, *others)
    return [_inbox_row(notice, known, reader) for notice in found]


class Known(NamedTuple):
    """What a reader may know of the subjects of a page of notices, by id."""

    entries: dict[int, Entry]
    schedules: dict[int, Schedule]
    papers: dict[int, Document]
    rooms: dict[str, Room]
    terms: dict[int, Term]
    mandates: dict[int, Mandate]
    silences: dict[int, Silence]


def _worded(notices: Sequence[Notice], reader: Reader) -> list[dict[str, Any]]:
    """The facts of those that were told in own words."""
    given = [notice.announcement for notice in notices if notice.announcement]
    return [each.after for each in given if reader.language in words_of(each)]


def _schedules(notices: Sequence[Notice], actor: Actor) -> QuerySet[Schedule]:
    keys = {notice.schedule_id for notice in notices if notice.schedule_id}
    return Schedule.objects.visible_to(actor).filter(pk__in=keys).select_related("term__body")


def _terms(notices: Sequence[Notice], actor: Actor) -> dict[int, Term]:
    keys = [notice.params["term"] for notice in notices if notice.kind == NoticeKind.TERM]
    return {term.pk: term for term in Term.objects.visible_to(actor).filter(pk__in=keys).select_related("body")}


def _mandates(notices: Sequence[Notice], actor: Actor) -> dict[int, Mandate]:
    keys = [notice.params["mandate"] for notice in notices if notice.kind == NoticeKind.MANDATE]
    found = Mandate.objects.visible_to(actor).filter(pk__in=keys).select_related("term__body", "instrument")
    return {mandate.pk: mandate for mandate in found}


def _silences(notices: Sequence[Notice], actor: Actor) -> dict[int, Silence]:
    keys = [notice.params["silence"] for notice in notices if notice.kind == NoticeKind.SILENCE]
    found = with_texts(Silence.objects.visible_to(actor).filter(pk__in=keys)) if keys else ()
    return {silence.pk: silence for silence in found}


def _papers(notices: Sequence[Notice], actor: Actor) -> dict[int, Document]:
    """The papers that are out, by the language version told of."""
    keys = [notice.params["version"] for notice in notices if notice.kind == NoticeKind.PUBLISHED]
    readable = Document.objects.visible_to(actor)
    found = LanguageVersion.objects.filter(pk__in=keys, revision__document__in=readable)
    return {version.pk: version.revision.document for version in found.select_related("revision__document__body")}


def _entries(notices: Sequence[Notice], actor: Actor) -> dict[int, Entry]:
    keys = {notice.entry_id for notice in notices if notice.entry_id}
    visible = Entry.objects.visible_to(actor).filter(pk__in=keys)
    rows = visible.select_related("schedule__term__body__organization", "meeting", "deadline").prefetch_related(
        "meeting__items"
    )
    return {entry.pk: entry for entry in rows}


def _inbox_row(notice: Notice, known: Known, reader: Reader) -> dict[str, Any]:
    row = {
        "kind": capitalized(notice.get_kind_display()),
        "day": format_date(notice.at.date(), reader.language),
        "unread": notice.read_at is None,
        "text": event_words(notice.event),
        "url": "",
    }
    if notice.entry_id:
        entry = known.entries.get(notice.entry_id)
        if entry is None:
            return row | _unknown()
        told = {"why": _why(notice), "when": _when(notice, entry, reader)}
        return row | told | _of_entry(entry, reader) | _own(notice, entry, known, reader)
    if notice.kind == NoticeKind.PUBLISHED:
        paper = known.papers.get(notice.params["version"])
        return row | (_of_paper(paper, reader) if paper else _unknown())
    if notice.kind == NoticeKind.TERM:
        term = known.terms.get(notice.params["term"])
        return row | (_of_term(term, notice, reader) if term else _unknown())
    if notice.kind == NoticeKind.MANDATE:
        mandate = known.mandates.get(notice.params["mandate"])
        return row | (_of_mandate(mandate, reader) if mandate else _unknown())
    if notice.kind == NoticeKind.SILENCE:
        silence = known.silences.get(notice.params["silence"])
        return row | (_of_silence(silence, reader) if silence else _unknown())
    if notice.schedule_id:
        schedule = known.schedules.get(notice.schedule_id)
        return row | (
            _of_schedule(schedule, reader) | _own(notice, schedule, known, reader) if schedule else _unknown()
        )
    return row


def _why(notice: Notice) -> Multilingual | str:
    """The reason as the mail of a move, a cancellation or a new date gives it."""
    given = notice.announcement
    if notice.event in REASONED:
        facts, reason = (given.after, given.reason) if given else (notice.params, notice.params.get("reason", ""))
        return reasons_in(facts) or reason
    return ""


def _unknown() -> dict[str, Any]:
    return {"text": _("This is not for you to read any more.")}


def _own(notice: Notice, about: Entry | Schedule, known: Known, reader: Reader) -> dict[str, str]:
    """In the secretariat's own words, as they were on the day when the reader was told."""
    given = notice.announcement
    own = words_of(given).get(reader.language) if given else None
    if given is None or own is None:
        return {}
    figures = _figures(notice, about, given.after, known, reader)
    return {"own_subject": filled(own.subject, figures), "own": filled(own.sentence, figures)}


def _figures(
    notice: Notice, about: Entry | Schedule, after: dict[str, Any], known: Known, reader: Reader
) -> Mapping[str, str]:
    if isinstance(about, Schedule):
        return plan_figures(about, after.get("on"), reader.language)
    if due := due_from(after):
        return deadline_figures(about.schedule, due, reader, notice.at)
    return meeting_figures(about, after, reader, notice.at, known.rooms)


def _of_entry(entry: Entry, reader: Reader) -> dict[str, Any]:
    deadline: Deadline | None = getattr(entry, "deadline", None)
    gone = entry.withdrawn_in is not None
    return {
        "url": reverse("meetings:deadline", args=[deadline.pk]) if deadline and not gone else entry.get_absolute_url(),
        "matter": heading(entry, entry.meeting, reader.language)[0] if hasattr(entry, "meeting") else entry.text,
        "body": body_words(entry, reader.language),
    }


def _of_paper(paper: Document, reader: Reader) -> dict[str, Any]:
    return {
        "url": paper.get_absolute_url(),
        "when": paper.symbol,
        "matter": paper.title,
        "body": group_words(paper.body, reader.language),
    }


def _of_term(term: Term, notice: Notice, reader: Reader) -> dict[str, Any]:
    day = format_date(dt.date.fromisoformat(notice.params["on"]), reader.language)
    return {
        "url": term.get_absolute_url(),
        "when": f"{term.label} · {day}",
        "matter": term.body.name,
        "body": group_words(term.body, reader.language),
    }


def _of_mandate(mandate: Mandate, reader: Reader) -> dict[str, Any]:
    term = mandate.term
    return {
        "url": reverse("groups:mandates", args=[term.body.slug, term.label]),
        "when": format_date(mandate.until_on, reader.language) if mandate.until_on else "",
        "matter": mandate.printed,
        "body": body_words(mandate, reader.language),
    }


def _of_silence(silence: Silence, reader: Reader) -> dict[str, Any]:
    return {
        "url": silence.get_absolute_url(),
        "when": instant_words(silence.expires_at, silence, reader),
        "matter": silence.revision.document.title,
        "body": body_words(silence, reader.language),
    }


def _of_schedule(schedule: Schedule, reader: Reader) -> dict[str, Any]:
    return {
        "url": schedule.get_absolute_url(),
        "matter": schedule.term.body.name,
        "body": body_words(schedule, reader.language),
    }


def _when(notice: Notice, entry: Entry, reader: Reader) -> str:
    """The date that the reader was told, whatever holds by now; the row's own where a notice of its kind tells none."""
    if notice.event in Gone.values:
        return ""
    told = notice.announcement.after if notice.announcement else notice.params
    if due := due_from(told):
        return due_words(due, reader, city_words(entry.schedule, due.zone, reader.language))
    return date_words(told, reader.language) or date_text(entry, reader.language)
