"""A delegation's own page in words: what it owes, who represents it, what it holds, where it is to be when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from groups.models import Accreditation, Standing, Tenure
from groups.pages.dates import capitalized, on
from groups.pages.header import short
from groups.pages.officers import began
from groups.pages.officers import title_of as post_title
from meetings.deadlines.reading import due_of
from meetings.enums import DeadlineKind
from meetings.models import Deadline, Entry
from meetings.pages.apart import hung_on, hung_words
from meetings.pages.hours import Reader
from meetings.pages.overlaps import overlaps
from meetings.pages.rows import date_text, row
from portal.lib.dates import city_of
from portal.lib.dates.hours import format_hour
from portal.lib.deadlines import Due
from portal.lib.multilingual import Multilingual
from portal.lib.sheets import Sheet
from portal.templatetags.plenary import plain

Row = dict[str, Any]


def owed_rows(deadlines: Iterable[Deadline], now: dt.datetime, reader: Reader) -> list[Row]:
    """What is owed, to which body, by when, and how long that is from now; or that it is closed."""
    return [_owed(deadline, now, reader) for deadline in deadlines]


def _owed(deadline: Deadline, now: dt.datetime, reader: Reader) -> Row:
    entry, due = deadline.entry, due_of(deadline)
    document = deadline.document
    return {
        "text": entry.text,
        "url": reverse("meetings:deadline", args=[deadline.pk]),
        "body": short(entry.schedule.term.body),
        "hung_on": hung_on(deadline, reader.language),
        "date": date_text(entry, reader.language) or plain(deadline.wording) or _("Date not assigned"),
        "hour": _hour(entry, due, reader),
        "left": _left(due, now, reader, hard=deadline.kind == DeadlineKind.HARD),
        "over": due is not None and due.is_late(now),
        "document": (document.symbol or document.title) if document else "",
        "document_url": document.get_absolute_url() if document else "",
    }


def other_rows(entries: Iterable[Entry], owed: Iterable[Deadline], reader: Reader) -> list[Row]:
    """Deadlines of the delegation's groups that it does not itself owe, or has answered."""
    ours, entries = {deadline.entry_id for deadline in owed}, list(entries)
    meetings = hung_words((entry.pk for entry in entries), reader.language)
    return [
        {
            "text": entry.text,
            "url": entry.get_absolute_url(),
            "body": short(entry.schedule.term.body),
            "hung_on": meetings.get(entry.pk, ""),
            "date": date_text(entry, reader.language),
        }
        for entry in entries
        if entry.pk not in ours
    ]


def _hour(entry: Entry, due: Due | None, reader: Reader) -> str:
    """Of what is due at an hour, with the city whose clock it is on."""
    if due is None or due.at is None:
        return ""
    seat = entry.schedule.term.body.organization
    named = seat.city.pick(reader.language).text if due.zone == seat.zone and seat.city else ""
    return f"{format_hour(due.at, reader.language, closing=True)} ({city_of(due.zone, reader.language, named)})"


def _left(due: Due | None, now: dt.datetime, reader: Reader, *, hard: bool) -> str:
    """How long there is still, by the calendar of the reader's own clock."""
    if due is None:
        return ""
    if due.is_late(now):
        return pgettext("deadline", "closed") if hard else _("overdue")
    days = due.days_left(now, reader.zone)
    if days <= 0:
        return _("today")
    return ngettext("in %(count)s day", "in %(count)s days", days) % {"count": days}


def people_rows(people: Iterable[Accreditation]) -> list[Row]:
    """One row a person: in what role, for which bodies, and the posts held."""
    found: dict[int, Row] = {}
    for each in people:
        known = found.setdefault(
            each.person_id,
            {
                "name": each.person.name,
                "role": capitalized(each.get_role_display()),
                "bodies": [],
                "posts": [_post(tenure) for tenure in each.person.tenures.all()],
            },
        )
        known["bodies"].append(short(each.body) if each.body else _("all its groups"))
    return list(found.values())


def _post(tenure: Tenure) -> str:
    return f"{plain(post_title(tenure.post))}, {plain(short(tenure.post.term.body))}"


def office_rows(tenures: Iterable[Tenure]) -> list[Row]:
    """The posts that the delegation holds."""
    return [
        {
            "post": post_title(tenure.post),
            "body": short(tenure.post.term.body),
            "url": tenure.post.term.get_absolute_url(),
            "holder": tenure.person.name if tenure.person else "",
            "since": began(tenure),
        }
        for tenure in tenures
    ]


def standing_rows(standings: Iterable[Standing]) -> list[Row]:
    """Where the delegation is what."""
    return [
        {"body": each.body.name, "url": each.body.get_absolute_url(), "standing": each.get_standing_display()}
        for each in standings
    ]


def meeting_rows(entries: Sequence[Entry], reader: Reader, today: dt.date) -> list[Row]:
    """Meetings of the delegation's groups, with what each clashes with."""
    found = overlaps(entries)
    return [
        row(entry, reader)
        | {
            "body": entry.schedule.term.body.name,
            "body_url": entry.schedule.get_absolute_url(),
            "with_year": bool(entry.start and entry.start.year != today.year),
            "at_once": [_named(other) for other in found.at_once.get(entry.pk, ())],
            "same_day": [_named(other) for other in found.same_day.get(entry.pk, ())],
        }
        for entry in entries
    ]


def _named(entry: Entry) -> Multilingual | str:
    return short(entry.schedule.term.body)


def sheets(context: dict[str, Any]) -> dict[str, Sheet]:
    """The page's tables by name, for export."""
    return {
        "owed": Sheet(
            _("Owed"),
            [_("What"), _("To"), _("By"), _("Hour"), _("Time left"), _("Paper")],
            [_cells(each, "text", "body", "date", "hour", "left", "document") for each in context["owed"]],
        ),
        "missed": Sheet(
            _("Closed without our answer"),
            [_("What"), _("To"), _("By"), _("Hour"), _("Paper")],
            [_cells(each, "text", "body", "date", "hour", "document") for each in context["missed"]],
        ),
        "people": Sheet(
            _("Accredited"),
            [_("Name"), _("Role"), _("Groups"), _("Posts")],
            [
                [each["name"], each["role"], "; ".join(map(plain, each["bodies"])), "; ".join(each["posts"])]
                for each in context["people"]
            ],
        ),
        "offices": Sheet(
            _("Posts held"),
            [_("Post"), _("Group"), _("Holder"), _("Since")],
            [_cells(each, "post", "body", "holder", "since") for each in context["offices"]],
        ),
        "meetings": Sheet(
            _("Meetings"),
            [_("Date"), _("Hours"), _("Group"), _("Meeting"), _("Room"), _("Status"), _("At the same time as")],
            [_meeting_cells(each) for each in context["meetings"]],
        ),
    }


def _cells(given: Row, *names: str) -> list[str]:
    return [plain(given[name]) for name in names]


def _meeting_cells(given: Row) -> list[str]:
    hours = "; ".join(f"{hour['text']} {given['city']}" for hour in given["hours"])
    clashes = "; ".join(plain(other) for other in given["at_once"])
    return [given["date_text"], hours, *_cells(given, "body", "title", "room", "status_label"), clashes]


def day_words(day: dt.date) -> str:
    """“As of 26 November 2026”."""
    return _("As of %(date)s") % {"date": on(day)}
