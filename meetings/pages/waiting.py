"""What waits for the reader, in words, each with the page where it is done."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.pages.header import short
from groups.permissions import may_edit
from meetings.models import Entry, Schedule
from meetings.pages.rows import date_text
from meetings.queries.action import Waiting
from portal.actors import Actor
from portal.lib.dates import format_date


def waiting_rows(actor: Actor, waiting: Waiting, language: str) -> list[dict[str, Any]]:
    """Rows with `words`, the body, a date where there is one, and an address: the editor's for who may open it."""
    return [
        *(_entry(actor, entry, _to_convene(entry, waiting, language), language) for entry in waiting.to_convene),
        *(
            _schedule(actor, schedule, _proposals(schedule), "meetings:editor_difference")
            for schedule in waiting.proposed
        ),
        *(
            _schedule(actor, schedule, _("Schedule not circulated yet"), "meetings:editor")
            for schedule in waiting.drafts
        ),
        *(_entry(actor, entry, _("Say what became of it"), language) for entry in waiting.to_settle),
    ]


def _to_convene(entry: Entry, waiting: Waiting, language: str) -> str:
    found = waiting.convening.get(entry.pk)
    if found is None:
        return _("Not convened yet")
    day = {"day": format_date(found.until.day, language)}
    if found.is_over(waiting.today):
        return _("Not convened yet, though the last day for it was %(day)s") % day
    return _("To be convened by %(day)s") % day


def _proposals(schedule: Schedule) -> str:
    count = getattr(schedule, "proposals", 0)
    return ngettext("%(count)s proposed change", "%(count)s proposed changes", count) % {"count": count}


def _schedule(actor: Actor, schedule: Schedule, words: str, address: str) -> dict[str, Any]:
    term = schedule.term
    url = schedule.get_absolute_url()
    if may_edit(actor, term.body.organization_id):
        url = reverse(address, args=[term.body.slug, term.label])
    return {"words": words, "body": short(term.body), "date": "", "url": url}


def _entry(actor: Actor, entry: Entry, words: str, language: str) -> dict[str, Any]:
    term = entry.schedule.term
    url = entry.get_absolute_url()
    if may_edit(actor, term.body.organization_id):
        url = reverse("meetings:editor_state", args=[term.body.slug, term.label, entry.key])
    return {"words": words, "body": short(term.body), "date": date_text(entry, language), "url": url}
