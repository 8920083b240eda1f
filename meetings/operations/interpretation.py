"""Into which languages a meeting is interpreted: an arrangement of the house, no part of the plan."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Schedule
from meetings.operations.edits import lay
from meetings.operations.errors import RefusedError
from meetings.operations.table import opened
from meetings.operations.writing import write
from meetings.permissions import may_keep_house
from portal.actors import Actor
from portal.lib.multilingual import LANGUAGES


@transaction.atomic
def set_interpretation(
    *, actor: Actor, now: datetime, schedule: Schedule, key: str, seen: str, languages: Collection[str]
) -> None:
    """Into which languages a meeting is interpreted; it takes effect at once, and waits to be told.

    RefusedError for who does not keep the house, and for a language that the portal does not have.
    """
    table = opened(actor, now, schedule)
    if not may_keep_house(actor, schedule):
        raise RefusedError(_("Only the secretariat says into which languages a meeting is interpreted."))
    if set(languages) - set(LANGUAGES):
        raise RefusedError(_("Expected languages of the portal."))
    table.row(key, seen)
    lay(table, key, {"meeting": {"interpretation": [each for each in LANGUAGES if each in languages]}})
    write(table)
