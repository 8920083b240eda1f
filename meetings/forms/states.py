"""What becomes of a meeting, asked in two steps: the act with its new date, then what follows from it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.drafts.acts import Act
from meetings.forms.editing import BareForm

ACTS = {
    Act.CONVENE: _("Convene it"),
    Act.MOVE: _("Move it to another date, hour or room"),
    Act.POSTPONE: _("Postpone it"),
    Act.CANCEL: _("Cancel it"),
    Act.NOT_HELD: _("Record that it was not held"),
    Act.HOLD: _("Record that it was held"),
    Act.SPLIT: _("Split it by its sittings"),
}


class ActForm(BareForm):
    """The act, and where the meeting goes."""

    act = forms.ChoiceField(label=_("What becomes of the meeting"), widget=forms.RadioSelect)
    typed = forms.CharField(
        label=_("New date, hours and room"),
        required=False,
        max_length=300,
        help_text=_(
            "To move or postpone it, such as 15 Jan 2:30-5:30 Simón Bolívar. "
            "Postponed without a date: until further notice."
        ),
    )
    note = forms.CharField(label=_("What is said of it"), required=False, max_length=500)

    def __init__(self, *args: Any, acts: list[Act], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["act"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(act.value, ACTS[act]) for act in acts]

    def clean(self) -> dict[str, Any]:
        """Moving needs to know where to."""
        data = super().clean() or {}
        if data.get("act") == Act.MOVE and not data.get("typed"):
            self.add_error("typed", _("Expected the new date, hours or room."))
        return data
