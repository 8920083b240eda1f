"""Forms of deadlines: answers, extensions, who owes them, and rules applied to meetings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from groups.enums import StandingKind
from groups.forms.choices import offer
from groups.models import Delegation, Post
from meetings.deadlines.words import asked_words, until_words
from meetings.forms.editing import BareForm, DayField
from meetings.models import Deadline, DeadlineRule, Entry, Meeting
from meetings.queries.rules import who_owes
from portal.forms.multilingual import MultilingualFormField
from portal.lib.multilingual import Multilingual
from portal.lib.punctuation import colon

HOUR = "%H:%M"
LONGEST_REASON = 500


class HourInput(forms.TimeInput):
    """An hour of 24, whatever the page's language."""

    def __init__(self) -> None:
        super().__init__(format=HOUR, attrs={"placeholder": "HH:MM", "inputmode": "numeric"})


class ReasonForm(BareForm):
    """Why a date changes, for all who are told of it."""

    reason = MultilingualFormField(
        label=_("Reason"),
        help_text=_(
            "Each reads it in their own language where you write it in that, else in another one, which is named."
        ),
    )

    def clean_reason(self) -> Multilingual:
        """As long as a reason may be, in each language."""
        said: Multilingual = self.cleaned_data["reason"]
        for text in said.values():
            MaxLengthValidator(LONGEST_REASON)(text)
        return said


class ExtendForm(ReasonForm):
    """The new date, who decided it and why."""

    day = DayField(label=_("New date"))
    at = forms.TimeField(
        label=_("Hour"), required=False, widget=HourInput(), help_text=_("Left empty: the end of the day.")
    )
    decided_by = forms.CharField(
        label=_("Decided by"),
        max_length=200,
        help_text=_("Everybody reads it as you write it, in whatever language."),
    )
    decided_at = forms.ModelChoiceField(label=_("At the meeting"), queryset=Meeting.objects.none(), required=False)

    def __init__(self, *args: Any, deadline: Deadline, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"at": deadline.at}, **kwargs})
        meetings = Meeting.objects.filter(entry__schedule=deadline.entry.schedule_id, entry__start__isnull=False)
        offer(self.fields["decided_at"], meetings.select_related("entry"))  # type: ignore[arg-type]
        self.helper.layout = Layout(
            Row(Column("day", css_class="col-md-6"), Column("at", css_class="col-md-6")),
            Row(Column("decided_by", css_class="col-md-6"), Column("decided_at", css_class="col-md-6")),
            "reason",
        )


class AddressForm(BareForm):
    """Who owes a deadline: all of a standing, delegations by name, officers. Whom its rule names, where nobody is."""

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
        standings, delegations, posts = (
            deadline.standings_owing,
            list(deadline.owing_delegations.all()),
            list(deadline.owing_posts.all()),
        )
        if deadline.ruled_by and not (standings or delegations or posts):
            standings, delegations, posts = who_owes(deadline.ruled_by, deadline.entry.schedule.term)
        initial = {
            "standings": standings,
            "delegations": [each.pk for each in delegations],
            "posts": [each.pk for each in posts],
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        offer(self.fields["delegations"], Delegation.objects.all())  # type: ignore[arg-type]
        offered = Post.objects.filter(term=deadline.entry.schedule.term_id).select_related("term__body")
        offer(self.fields["posts"], offered)  # type: ignore[arg-type]


class RuleForm(BareForm):
    """A rule, and the meetings that it is applied to."""

    rule = forms.ModelChoiceField(label=_("Rule"), queryset=DeadlineRule.objects.none(), widget=forms.RadioSelect)
    meetings = forms.MultipleChoiceField(label=_("Meetings"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, rules: list[DeadlineRule], meetings: list[tuple[Entry, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule = self.fields["rule"]
        assert isinstance(rule, forms.ModelChoiceField)
        rule.queryset = DeadlineRule.objects.filter(pk__in=[each.pk for each in rules])
        language = (get_language() or "en")[:2]
        rule.choices = [
            (each.pk, f"{each.name}{colon(language)} {until_words(each, language)} ({asked_words(each)})")
            for each in rules
        ]
        chosen = self.fields["meetings"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [(entry.key, words) for entry, words in meetings]


class AnswerForm(BareForm):
    """When something was received, by the secretariat's record, and that it was accepted though it came too late."""

    day = DayField(
        label=_("Received on"),
        required=False,
        error_messages={"invalid": _("Expected a date.")},
    )
    at = forms.TimeField(
        label=_("Hour"),
        widget=HourInput(),
        required=False,
        error_messages={"invalid": _("Expected an hour such as 18:00.")},
    )
    note = forms.CharField(label=_("Note"), max_length=500, required=False)
    accepted_late = forms.BooleanField(required=False)

    def received(self, zone: dt.tzinfo, now: dt.datetime) -> dt.datetime | None:
        """The instant on the venue’s clock; None for now. A day without an hour is its end, or now if that is today."""
        day, at = self.cleaned_data.get("day"), self.cleaned_data.get("at")
        if day is None:
            return None
        moment = dt.datetime.combine(day, at or dt.time(23, 59, 59), tzinfo=zone)
        return min(moment, now) if at is None and day == now.astimezone(zone).date() else moment
