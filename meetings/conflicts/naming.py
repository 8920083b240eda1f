"""The other meetings by name and address, as far as the reader may know of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from meetings.conflicts import sentences
from meetings.conflicts.house import House
from meetings.conflicts.placements import Placement
from meetings.models import Entry
from portal.actors import Actor
from portal.lib.multilingual import Multilingual

LONGEST = 80


class Known(NamedTuple):
    """A meeting that the reader may know of; put into words only where a conflict names it."""

    url: str
    """Empty for one that is only proposed."""
    body: Multilingual
    matter: Multilingual

    @property
    def name(self) -> str:
        """“Working Group on Tests (“Dialogue with civil society”)”; the body alone where the matter is long."""
        body, matter = sentences.named(self.body), sentences.named(self.matter)
        if not matter or len(matter) > LONGEST:
            return body
        return _("%(body)s (“%(matter)s”)") % {"body": body, "matter": matter}


def known_among(actor: Actor, placements: Iterable[Placement], house: House) -> dict[int, Known]:
    """By id of the entry, those of the meetings that `actor` may know of. One query."""
    wanted = {placement.entry for placement in placements if placement.entry is not None}
    rows = Entry.objects.visible_to(actor).filter(pk__in=wanted).order_by()
    columns = ("pk", "meeting", "schedule__term__body", "meeting__title", "text")
    # Resolved once, not for each: that alone would cost as much as all the rest
    before, _zero, after = reverse("meetings:meeting", args=[0]).rpartition("0")
    return {
        pk: Known(f"{before}{meeting}{after}", house.bodies[body].name, title or text)
        for pk, meeting, body, title, text in rows.values_list(*columns)
    }
