"""What a row says of its own changes."""

from __future__ import annotations

from django.utils.translation import gettext as _

from meetings.models import Entry


def change_words(entry: Entry) -> str:
    """In which version it was withdrawn, corrected or changed; of what changed at once, that no version has it yet."""
    if entry.withdrawn_in is not None:
        return _("withdrawn in rev. %(number)s") % {"number": entry.withdrawn_in}
    if entry.changed_in is None:
        return ""
    if entry.changed_in > entry.schedule.revision:
        return _("changed since the schedule was adopted")
    if entry.corrected_in:
        return _("corrected in corr. %(number)s") % {"number": entry.corrected_in}
    return _("changed in rev. %(number)s") % {"number": entry.changed_in} if entry.changed_in else ""
