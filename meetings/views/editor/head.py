"""What stands over every page of the editor."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from groups.pages.header import name_in, term_label
from meetings.pages.editor.place import Place


def head(place: Place) -> dict[str, Any]:
    """Crumbs and names of every page of the editor."""
    term = place.term
    body = term.body
    return {
        "section": "groups",
        "term_name": name_in(term),
        "term_label": term_label(term),
        "crumbs": [
            {"label": body.acronym or body.short_name or body.name, "url": body.get_absolute_url()},
            {"label": term_label(term), "url": reverse("groups:term", args=[body.slug, term.label])},
            {"label": _("Schedule"), "url": place.schedule.get_absolute_url()},
        ],
        "editor_url": place.url("editor"),
    }
