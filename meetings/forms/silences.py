"""Forms of silence procedures: put a text to silence, object, end it, announce what came out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents.models import Revision
from documents.pages.document import revision_label
from groups.forms.choices import offer
from groups.models import Delegation, Term
from meetings.forms.deadlines import HourInput
from meetings.forms.editing import BareForm, DayField
from meetings.models import Meeting
from meetings.queries.silences import meetings_announcing
from meetings.silences.states import ObjectionKind
from portal.lib.dates import Occurrence, city_of, instant, occurrence

SECOND = "second"


class ToRevision(forms.ModelChoiceField):
    """A text of the document, by its revision."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{revision_label(obj)} ({obj.get_state_display()})"


class SilenceForm(BareForm):
    """Which text, announced where, and until when on the venue's clock."""

    revision = ToRevision(label=gettext_lazy("Text"), queryset=Revision.objects.none(), empty_label=None)
    announced_in = forms.ModelChoiceField(
        label=gettext_lazy("Announced at the meeting"),
        queryset=Meeting.objects.none(),
        required=False,
        help_text=gettext_lazy("Left empty: announced by letter."),
    )
    day = DayField(label=gettext_lazy("Expires on"))
    at = forms.TimeField(label=gettext_lazy("Hour"), widget=HourInput())
    fold = forms.ChoiceField(
        label=gettext_lazy("This hour comes twice on that day"),
        required=False,
        choices=(("first", gettext_lazy("the first time")), (SECOND, gettext_lazy("the second time"))),
        widget=forms.RadioSelect,
        initial="first",
    )

    def __init__(self, *args: Any, revisions: list[Revision], term: Term, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.term = term
        texts = self.fields["revision"]
        assert isinstance(texts, forms.ModelChoiceField)
        texts.queryset = Revision.objects.filter(pk__in=[each.pk for each in revisions])
        offer(self.fields["announced_in"], meetings_announcing(term))  # type: ignore[arg-type]
        city = city_of(term.body.venue_zone, language)
        self.fields["at"].help_text = _("On the clock of %(city)s, or of the meeting’s venue.") % {"city": city}
        rows = [
            "revision",
            "announced_in",
            Row(Column("day", css_class="col-md-6"), Column("at", css_class="col-md-6")),
        ]
        if self._occurrence() is Occurrence.TWICE:
            rows.append("fold")
        else:
            del self.fields["fold"]
        self.helper.layout = Layout(*rows)

    def _occurrence(self) -> Occurrence:
        """How often the hour that was typed comes, as far as it can be read before it is checked."""
        try:
            day = self.fields["day"].clean(self.data.get("day"))
            at = self.fields["at"].clean(self.data.get("at"))
            meeting = self.fields["announced_in"].clean(self.data.get("announced_in"))
        except forms.ValidationError:
            return Occurrence.ONCE
        return occurrence(day, at, self._zone(meeting))

    def _zone(self, meeting: Meeting | None) -> str:
        return meeting.venue_zone if meeting else self.term.body.venue_zone

    def clean_at(self) -> dt.time:
        """Whole minutes: an instant is announced in words."""
        at: dt.time = self.cleaned_data["at"]
        if at.second or at.microsecond:
            raise forms.ValidationError(_("Expected an hour such as 18:00."))
        return at

    def clean(self) -> dict[str, Any]:
        """The instant, on the clock of the meeting that announced it, else of the body."""
        data = super().clean() or {}
        day, at = data.get("day"), data.get("at")
        if not day or not at:
            return data
        zone = self._zone(data.get("announced_in"))
        often = occurrence(day, at, zone)
        if often is Occurrence.NEVER:
            self.add_error("at", _("The clock skips this hour on that day: expected another one."))
        if often is Occurrence.TWICE and not data.get("fold"):
            self.add_error("fold", _("This hour comes twice on that day: say which is meant."))
        data["zone"] = zone
        data["expires_at"] = instant(day, at, zone, fold=int(data.get("fold") == SECOND))
        return data


class ObjectionForm(BareForm):
    """Whose objection it is, and its text."""

    delegation = forms.ModelChoiceField(
        label=gettext_lazy("Delegation"), queryset=Delegation.objects.none(), empty_label=None
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What you hand in"),
        choices=(
            (ObjectionKind.OBJECTION, gettext_lazy("an objection")),
            (ObjectionKind.AMENDMENT, gettext_lazy("an amendment")),
        ),
        initial=ObjectionKind.OBJECTION,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("In writing"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("To what you object and why, or what you propose instead. All members read it."),
    )

    def __init__(self, *args: Any, delegations: list[Delegation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = Delegation.objects.filter(pk__in=[each.pk for each in delegations])
        offer(self.fields["delegation"], chosen)  # type: ignore[arg-type]
        if len(delegations) == 1:
            self.fields["delegation"].widget = forms.HiddenInput()
            self.fields["delegation"].initial = delegations[0].pk


class EndForm(BareForm):
    """Why the chair ends a silence."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ResultForm(BareForm):
    """Which meeting announced the result, and the number of the text."""

    meeting = forms.ModelChoiceField(
        label=gettext_lazy("Announced at the meeting"), queryset=Meeting.objects.none(), empty_label=None
    )
    symbol = forms.CharField(
        label=gettext_lazy("Number"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("The symbol of the adopted text; left empty, it is given later."),
    )

    def __init__(self, *args: Any, meetings: list[Meeting] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if meetings is None:
            del self.fields["meeting"]
            self.fields["symbol"].required = True
            self.fields["symbol"].help_text = _("The symbol of the adopted text.")
            return
        found = Meeting.objects.filter(pk__in=[each.pk for each in meetings]).order_by("entry__start", "pk")
        offer(self.fields["meeting"], found.select_related("entry"))  # type: ignore[arg-type]
