"""Fields that hold several of a few known words, with a space between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst

from groups.enums import Role, StandingKind


class SeveralField(models.CharField):
    """`member observer`, ticked in a form; `several` are the words that there are."""

    several: type[models.TextChoices]

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Boxes to tick; none of them need be."""
        return forms.MultipleChoiceField(
            choices=self.several.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )

    def value_from_object(self, obj: models.Model) -> Any:
        """The words that are ticked."""
        return str(super().value_from_object(obj)).split()

    def save_form_data(self, instance: models.Model, data: Any) -> None:
        """In one order, so that the same words are the same value."""
        setattr(instance, self.name, joined(data))


class StandingsField(SeveralField):
    """Standings in a body."""

    several = StandingKind


class RolesField(SeveralField):
    """Roles of officers."""

    several = Role


def joined(words: Iterable[str]) -> str:
    """Each once, in the order of the alphabet."""
    return " ".join(sorted(set(words)))
