"""How a draft stands, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from meetings.operations.revisions import nothing_to_adopt
from meetings.pages.editor.place import Place
from meetings.queries.editing import draft_of


def draft_view(place: Place, remarks: int = 0) -> dict[str, Any]:
    """For the title, the buttons and the foot of the editor."""
    draft = draft_of(place.schedule)
    return {
        "count": draft.count,
        "revision": draft.revision,
        "adopted": version_name(place.schedule.revision) if draft.adopted else "",
        "in_force": draft.in_force,
        "nothing": "" if draft.to_adopt else nothing_to_adopt(),
        "remarks": remarks,
    }


def version_name(revision: int, corrigendum: int = 0) -> str:
    """What a version is called."""
    if not revision and not corrigendum:
        return _("the version adopted")
    name = _("rev. %(number)s") % {"number": revision} if revision else ""
    extra = _("corr. %(number)s") % {"number": corrigendum} if corrigendum else ""
    return " ".join(part for part in (name, extra) if part)
