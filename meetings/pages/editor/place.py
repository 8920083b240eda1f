"""Where an editor stands: the schedule, its term, the language of the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from groups.models import Term
from meetings.models import Schedule


@dataclass(frozen=True)
class Place:
    """The schedule that is edited and in which language."""

    schedule: Schedule
    language: str

    @property
    def term(self) -> Term:
        return self.schedule.term

    def url(self, name: str, *arguments: str | int) -> str:
        """The address of a part of the editor."""
        return reverse(f"meetings:{name}", args=[self.term.body.slug, self.term.label, *arguments])
