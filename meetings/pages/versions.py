"""Adopted versions in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from meetings.models import ScheduleVersion
from meetings.permissions import can_see_entry
from portal.actors import Actor
from portal.lib.dates import format_date


def version_label(version: ScheduleVersion) -> str:
    """“rev. 2 corr. 1”, “as adopted”."""
    return numbers_label(version.revision, version.corrigendum)


def numbers_label(revision: int, corrigendum: int) -> str:
    """The same by its numbers."""
    label = _("rev. %(number)s") % {"number": revision} if revision else _("as adopted")
    if corrigendum:
        label += " " + _("corr. %(number)s") % {"number": corrigendum}
    return label


def version_row(version: ScheduleVersion, actor: Actor, language: str) -> dict[str, Any]:
    """One version for a list or its own page; the meeting that approved it, where the reader may know of it."""
    meeting = version.adopted_at
    known = meeting is not None and can_see_entry(actor, meeting.entry)
    return {
        "label": version_label(version),
        "date": format_date(version.adopted_on, language) if version.adopted_on else "",
        "hash": version.sha256[:12],
        "sha256": version.sha256,
        "url": version.get_absolute_url(),
        "meeting_url": meeting.get_absolute_url() if meeting and known else "",
    }
