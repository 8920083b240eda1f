"""The choice of what a private calendar holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.choices import Select
from groups.models import Body, Delegation
from groups.pages.dates import page_language
from portal.actors import Actor
from portal.enums import FeedScope
from portal.lib.multilingual import Text


class FeedForm(forms.Form):
    """One field: all that the account may choose among, as “scope:key”."""

    holds = forms.ChoiceField(label=_("What it holds"), widget=Select)

    def __init__(self, actor: Actor, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = cast(forms.ChoiceField, self.fields["holds"])
        delegations = _named(FeedScope.DELEGATION, Delegation.objects.filter(pk__in=actor.delegations), "key")
        visible = Body.objects.visible_to(actor).filter(terms__isnull=False).distinct()
        bodies = _named(FeedScope.GROUP, visible, "slug")
        box.choices = [
            (f"{FeedScope.MINE}:", _("My groups: those that I follow")),
            *((value, name.text) for value, name in delegations),
            (f"{FeedScope.ALL}:", _("All groups that I may read")),
            (_("One group"), [(value, name.text) for value, name in bodies]),
        ]
        cast(Select, box.widget).languages = {value: name.language for value, name in [*delegations, *bodies]}

    @property
    def scope(self) -> FeedScope:
        """Of a valid form."""
        return FeedScope(self.cleaned_data["holds"].partition(":")[0])

    @property
    def key(self) -> str:
        """The group's or the delegation's, of a valid form."""
        return str(self.cleaned_data["holds"].partition(":")[2])


def _named(scope: FeedScope, rows: Iterable[Any], address: str) -> list[tuple[str, Text]]:
    return [(f"{scope}:{getattr(row, address)}", row.name.pick(page_language())) for row in rows]
