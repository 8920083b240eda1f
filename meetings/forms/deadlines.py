"""Forms of deadlines: answers, extensions, who owes them, and rules applied to meetings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.utils.translation import gettext_lazy as _

from groups.enums import StandingKind
from groups.forms.choices import offer
from groups.models import Delegation, Post
from meetings.deadlines.words import rule_words
from meetings.forms.editing import BareForm, DayInput
from meetings.models import Deadline, DeadlineRule, Entry, Meeting

HOUR = "%H:%M"


class HourInput(forms.TimeInput):
    """An hour of 24, whatever the page's language."""

    def __init__(self) -> None:
        super().__init__(format=HOUR, attrs={"placeholder": "HH:MM", "inputmode": "numeric"})


class ExtendForm(BareForm):
    """The new date, who decided it and why."""

    day = forms.DateField(label=_("New date"), widget=DayInput())
    at = forms.TimeField(
        label=_("Hour"), required=False, widget=HourInput(), help_text=_("Left empty: the end of the day.")
    )
    decided_by = forms.CharField(label=_("Decided by"), max_length=200)
    decided_at = forms.ModelChoiceField(label=_("At the meeting"), queryset=Meeting.objects.none(), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        initial = {"at": deadline.at, "decided_by": _("The Chair")}
        super().__init__(*args, **{"initial": initial, **kwargs})
        meetings = Meeting.objects.filter(entry__schedule=deadline.entry.schedule_id, entry__start__isnull=False)
        offer(self.fields["decided_at"], meetings.select_related("entry"))  # type: ignore[arg-type]
        self.helper.layout = Layout(
            Row(Column("day", css_class="col-md-6"), Column("at", css_class="col-md-6")),
            Row(Column("decided_by", css_class="col-md-6"), Column("decided_at", css_class="col-md-6")),
            "reason",
        )


class AddressForm(BareForm):
    """Who owes a deadline: all of a standing, delegations by name, officers."""

    standings = forms.MultipleChoiceField(
        label=_("All delegations of the standing"),
        choices=StandingKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    delegations = forms.ModelMultipleChoiceField(
        label=_("And these delegations, agencies or organizations"),
        queryset=Delegation.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 10}),
    )
    posts = forms.ModelMultipleChoiceField(
        label=_("And who holds these posts"),
        queryset=Post.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        initial = {
            "standings": deadline.standings_owing,
            "delegations": [each.pk for each in deadline.owing_delegations.all()],
            "posts": [each.pk for each in deadline.owing_posts.all()],
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        offer(self.fields["delegations"], Delegation.objects.all())  # type: ignore[arg-type]
        posts = Post.objects.filter(term=deadline.entry.schedule.term_id).select_related("term__body")
        offer(self.fields["posts"], posts)  # type: ignore[arg-type]


class RuleForm(BareForm):
    """A rule, and the meetings that it is applied to."""

    rule = forms.ModelChoiceField(label=_("Rule"), queryset=DeadlineRule.objects.none(), widget=forms.RadioSelect)
    meetings = forms.MultipleChoiceField(label=_("Meetings"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, rules: list[DeadlineRule], meetings: list[tuple[Entry, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = self.fields["rule"]
        assert isinstance(rule, forms.ModelChoiceField)
        rule.queryset = DeadlineRule.objects.filter(pk__in=[each.pk for each in rules])
        rule.choices = [(each.pk, f"{each.name}: {rule_words(each)}") for each in rules]
        chosen = self.fields["meetings"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [(entry.key, words) for entry, words in meetings]


class AnswerForm(BareForm):
    """When something was received, by the secretariat's record."""

    day = forms.DateField(label=_("Received on"), widget=DayInput(), required=False)
    at = forms.TimeField(label=_("Hour"), widget=HourInput(), required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def received(self, zone: dt.tzinfo, now: dt.datetime) -> dt.datetime | None:
        """The instant on the venue’s clock; None for now. A day without an hour is its end, or now if that is today."""
        day, at = self.cleaned_data.get("day"), self.cleaned_data.get("at")
        if day is None:
            return None
        moment = dt.datetime.combine(day, at or dt.time(23, 59, 59), tzinfo=zone)
        return min(moment, now) if at is None and day == now.astimezone(zone).date() else moment
