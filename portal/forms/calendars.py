"""The choice of what a private calendar holds."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.models import Body, Delegation
from groups.pages.dates import page_language
from portal.actors import Actor
from portal.enums import FeedScope


class FeedForm(forms.Form):
    """One field: all that the account may choose among, as “scope:key”."""

    holds = forms.ChoiceField(label=_("What it holds"))

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["holds"]).choices = _choices(actor)

    @property
    def scope(self) -> FeedScope:
        """Of a valid form."""
        return FeedScope(self.cleaned_data["holds"].partition(":")[0])

    @property
    def key(self) -> str:
        """The group's or the delegation's, of a valid form."""
        return str(self.cleaned_data["holds"].partition(":")[2])


def _choices(actor: Actor) -> list[tuple[Any, Any]]:
    language = page_language()
    delegations = Delegation.objects.filter(pk__in=actor.delegations)
    bodies = Body.objects.visible_to(actor).filter(terms__isnull=False).distinct()
    return [
        (f"{FeedScope.MINE}:", _("My groups: those that I follow")),
        *((f"{FeedScope.DELEGATION}:{each.key}", each.name.pick(language).text) for each in delegations),
        (f"{FeedScope.ALL}:", _("All groups that I may read")),
        (_("One group"), [(f"{FeedScope.GROUP}:{each.slug}", each.name.pick(language).text) for each in bodies]),
    ]
