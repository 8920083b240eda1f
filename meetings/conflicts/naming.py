"""The other meetings by name and address, as far as the reader may know of them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from meetings.conflicts import sentences
from meetings.conflicts.house import House
from meetings.conflicts.placements import Placement
from meetings.models import Entry
from portal.actors import Actor
from portal.lib.multilingual import Multilingual

LONGEST = 80


def names_of(actor: Actor, placements: Iterable[Placement], house: House) -> dict[int, tuple[str, str]]:
    """By id of the entry: “Working Group X, Dialogue with civil society” and its address. One query."""
    wanted = {placement.entry for placement in placements if placement.entry is not None}
    rows = Entry.objects.visible_to(actor).filter(pk__in=wanted).select_related("meeting", "schedule__term__body")
    return {entry.pk: (_name(entry), entry.get_absolute_url()) for entry in rows}


def _name(entry: Entry) -> str:
    body = entry.schedule.term.body
    matter: Multilingual = entry.meeting.title or entry.text
    words = sentences.named(matter)
    name = sentences.named(body.short_name or body.name)
    if not words or len(words) > LONGEST:
        return name
    return _("%(body)s (“%(matter)s”)") % {"body": name, "matter": words}
