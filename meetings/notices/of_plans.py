"""Notices of a term as a whole: its work plan adopted or amended, a mandate that is due soon."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.models import Mandate, Term
from groups.queries.endings import End
from meetings.models import Schedule
from meetings.notices.changed_rows import changed_parts
from meetings.notices.figures import plan_figures
from meetings.notices.message import Line, Message
from meetings.notices.wording import body_words
from meetings.pages.hours import Reader
from meetings.pages.versions import numbers_label
from portal.actors import Actor
from portal.lib.dates import format_date


def plan_message(event: str, schedule: Schedule, after: dict[str, Any], reader: Reader, actor: Actor) -> Message:
    """`event`: adopted or amended; the rows changed are those that the reader may see."""
    language = reader.language
    said = {"body": body_words(schedule, language), "number": after.get("revision", 0)}
    headline = _("Work plan adopted: %(body)s") if event == "adopted" else _("Work plan, rev. %(number)s: %(body)s")
    parts = changed_parts(schedule, after, reader, actor) if event == "amended" else ()
    on, since = after.get("on"), after.get("since")
    lines = (
        Line(_("Adopted on"), format_date(dt.date.fromisoformat(on), language) if on else ""),
        Line(_("Compared with"), numbers_label(since["revision"], since["corrigendum"]) if since and parts else ""),
    )
    return Message(
        headline=headline % said,
        opening=schedule.term.body.name.pick(language).text,
        url=schedule.get_absolute_url(),
        link=_("The schedule, with its papers as PDF"),
        lines=tuple(line for line in lines if line.value),
        parts=parts,
        closing=_("The work plan goes along as PDF."),
        plan=(schedule.term.body.slug, schedule.term.label),
        figures=plan_figures(schedule, on, language),
    )


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
