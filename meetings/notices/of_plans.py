"""Notices of a term as a whole: its work plan adopted or amended, a mandate that is due soon."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Mandate, Term
from groups.queries.endings import End
from meetings.models import Entry, Schedule
from meetings.notices.figures import plan_figures
from meetings.notices.message import Line, Message, Part
from meetings.notices.wording import body_words, plain_words
from meetings.pages.hours import Reader
from meetings.pages.rows import date_text, heading, no_date
from portal.actors import Actor
from portal.lib.dates import format_date

MOST_ROWS = 40


def plan_message(event: str, schedule: Schedule, after: dict[str, Any], reader: Reader, actor: Actor) -> Message:
    """`event`: adopted or amended; the rows changed are those that the reader may see."""
    language = reader.language
    said = {"body": body_words(schedule, language), "number": after.get("revision", 0)}
    headline = _("Work plan adopted: %(body)s") if event == "adopted" else _("Work plan, rev. %(number)s: %(body)s")
    rows = Entry.objects.visible_to(actor).filter(schedule=schedule, key__in=after.get("keys", []))
    found = rows.select_related("meeting").prefetch_related("meeting__items").order_by("start", "position", "pk")
    changed = tuple(_row(entry, language) for entry in found[:MOST_ROWS])
    parts = (Part(_("Rows added, changed or withdrawn"), changed),) if event == "amended" and changed else ()
    on = after.get("on")
    return Message(
        headline=headline % said,
        opening=schedule.term.body.name.pick(language).text,
        url=schedule.get_absolute_url(),
        link=_("The schedule, with its papers as PDF"),
        lines=(Line(_("Adopted on"), format_date(dt.date.fromisoformat(on), language)),) if on else (),
        parts=parts,
        figures=plan_figures(schedule, on, language),
    )


def _row(entry: Entry, language: str) -> str:
    title: Any = heading(entry, entry.meeting, language)[0] if hasattr(entry, "meeting") else entry.text
    status = "" if entry.status == "scheduled" else f" ({entry.get_status_display()})"
    return f"{date_text(entry, language) or no_date(entry)}: {plain_words(title, language)}{status}"


def mandate_message(event: str, mandate: Mandate, reader: Reader, now: dt.datetime) -> Message:
    """`event`: assigned, or due, which says how many days are left."""
    language = reader.language
    term = mandate.term
    until = mandate.until_on
    until_words = format_date(until, language) if until else mandate.until_wording.pick(language).text
    given_by = mandate.given_by.name.pick(language).text if mandate.given_by else ""
    lines = (
        Line(_("Until"), until_words),
        Line(_("Group"), term.body.name.pick(language).text),
        Line(_("Given by"), given_by if event == "assigned" else ""),
    )
    return Message(
        headline=_mandate_headline(event, mandate, now),
        opening=mandate.task.pick(language).text or mandate.wording.pick(language).text or mandate.printed,
        url=reverse("groups:mandates", args=[term.body.slug, term.label]),
        link=_("The mandates of the term"),
        lines=tuple(line for line in lines if line.value),
    )


def _mandate_headline(event: str, mandate: Mandate, now: dt.datetime) -> str:
    if event == "assigned":
        return _("Mandate assigned: %(what)s") % {"what": mandate.printed}
    assert mandate.until_on is not None
    left = max((mandate.until_on - now.date()).days, 0)
    words = ngettext("Mandate due in %(number)s day: %(what)s", "Mandate due in %(number)s days: %(what)s", left)
    return words % {"number": left, "what": mandate.printed}


def term_message(term: Term, end: End, reader: Reader, now: dt.datetime) -> Message:
    """How many days are left of a term, and the session at which the body reports."""
    language = reader.language
    left = max((end.on - now.date()).days, 0)
    words = ngettext("Term ends in %(number)s day: %(what)s", "Term ends in %(number)s days: %(what)s", left)
    body = term.body.acronym or term.body.short_name.pick(language).text or term.body.name.pick(language).text
    session = end.session
    reports_to = (session.body.name, session.name) if session else ()
    lines = [
        Line(_("Group"), term.body.name.pick(language).text),
        Line(_("Term"), term.label),
        Line(
            _("Reports to"),
            ", ".join(each.pick(language).text for each in reports_to),
        ),
        Line(_("The session opens on") if session else _("The term ends on"), format_date(end.on, language)),
    ]
    return Message(
        headline=words % {"number": left, "what": f"{body} {term.label}"},
        opening=_("The draft of the chair’s report is due now, so that members can read it in time."),
        url=term.get_absolute_url(),
        link=_("The term’s page"),
        lines=tuple(line for line in lines if line.value),
    )
