"""Forms of the editor that act on many rows at once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from groups.models import Term
from meetings.drafts.dates import EveryWeeks, MonthlyWeekday, Rule
from meetings.models import Meeting
from portal.fields import within_years


class DayInput(forms.DateInput):
    """A native date field, whose value is ISO whatever the page's language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day that a record may bear."""

    widget = DayInput
    default_validators = [within_years]


class BareForm(forms.Form):
    """The tag of the form is the template's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True


class MoveForm(BareForm):
    """By how much the selected rows move."""

    BY = [
        ("days", _("by a number of days")),
        ("weeks", _("by a number of weeks")),
        ("weekday", _("each to its own weekday, on or after a date")),
    ]
    by = forms.ChoiceField(label=_("Move"), choices=BY, widget=forms.RadioSelect, initial="weeks")
    count = forms.IntegerField(
        label=_("Days or weeks"),
        required=False,
        initial=1,
        min_value=-520,
        max_value=520,
        help_text=_("A number below zero moves them back."),
    )
    after = DayField(label=_("On or after"), required=False)

    def clean(self) -> dict[str, Any]:
        """Each way needs its own field."""
        data = super().clean() or {}
        if data.get("by") == "weekday" and not data.get("after"):
            self.add_error("after", _("Expected a date."))
        elif data.get("by") in ("days", "weeks") and not data.get("count"):
            self.add_error("count", _("Expected a number other than zero."))
        return data

    def step(self) -> dict[str, Any]:
        """As the operation takes it."""
        data = self.cleaned_data
        if data["by"] == "weekday":
            return {"next_same_weekday": data["after"]}
        return {data["by"]: data["count"]}


class RepeatForm(BareForm):
    """The rule by which a row is repeated."""

    NTH = [
        ("1", _("first")),
        ("2", _("second")),
        ("3", _("third")),
        ("4", _("fourth")),
        ("5", _("fifth")),
        ("-1", _("last")),
    ]
    how = forms.ChoiceField(
        label=_("Repeat"),
        widget=forms.RadioSelect,
        choices=[("month", _("on a weekday of each month")), ("weeks", _("every so many weeks"))],
        initial="month",
    )
    nth = forms.ChoiceField(label=_("Which"), choices=NTH, required=False)
    weekday = forms.ChoiceField(label=_("Weekday"), choices=WEEKDAYS.items(), required=False)
    weeks = forms.IntegerField(label=_("Every how many weeks"), required=False, initial=1, min_value=1, max_value=52)
    until = DayField(label=_("Up to and including"))

    def rule(self) -> Rule:
        """As the operation takes it."""
        data = self.cleaned_data
        if data["how"] == "weeks":
            return EveryWeeks(data["weeks"] or 1, data["until"])
        return MonthlyWeekday(int(data["nth"] or 1), int(data["weekday"] or 0), data["until"])


def first_rule(day: dt.date, term: Term) -> dict[str, Any]:
    """The rule that a row's own date suggests: third Tuesday, to the end of the term."""
    return {"nth": str(min((day.day - 1) // 7 + 1, 4)), "weekday": str(day.weekday()), "until": term.ended}


class CopyForm(BareForm):
    """Which term's plan is copied, and by how many days its dates move."""

    term = forms.ModelChoiceField(label=_("Term"), queryset=Term.objects.none(), empty_label=None)
    shift = forms.IntegerField(
        label=_("Days later"),
        required=False,
        min_value=-3660,
        max_value=3660,
        help_text=_("Left empty, whole weeks from the beginning of that term to the beginning of this one."),
    )

    def __init__(self, *args: Any, terms: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["term"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = terms


class CirculateForm(BareForm):
    """The day from which others read the draft."""

    on = DayField(label=_("Circulated on"))


class AdoptForm(BareForm):
    """The meeting that approved the schedule, and the day."""

    on = DayField(label=_("Adopted on"))
    at_meeting = forms.ModelChoiceField(
        label=_("Approved at"), queryset=Meeting.objects.none(), required=False, empty_label=_("no meeting")
    )
    corrigendum = forms.BooleanField(
        label=_("This is a corrigendum: it mends an error and needs no meeting"), required=False
    )

    def __init__(self, *args: Any, meetings: list[tuple[int, str]], may_correct: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["at_meeting"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Meeting.objects.filter(pk__in=[pk for pk, _name in meetings])
        field.choices = [("", _("no meeting")), *meetings]
        if not may_correct:
            del self.fields["corrigendum"]
