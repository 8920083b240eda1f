"""What a house or a body counts its deadlines by, and when it reminds of them."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.models import Body, Delegation, Organization
from meetings.enums import DayCount, DeadlineKind, Direction, Edge, OffsetUnit, Roll, RulePurpose
from meetings.models.counting import WITHIN_REACH, check_offset
from meetings.models.fields import RolesField, StandingsField
from portal.fields import MultilingualField
from portal.lib.numbers import NumbersError, read_numbers

USUAL_DAYS_BEFORE = "14, 7, 3, 1, 0"
USUAL_HOUR = dt.time(9)


class DeadlineRule(models.Model):
    """“Documents 10 working days before the meeting”, of a house or of one body, from when to when."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="deadline_rules", verbose_name=_("organization")
    )
    body = models.ForeignKey(
        Body,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="deadline_rules",
        verbose_name=_("body, where it is not for all"),
    )
    key = models.SlugField(_("key"), max_length=60)
    name = MultilingualField(_("what is due"), blank=False)
    kind = models.CharField(_("kind"), max_length=8, choices=DeadlineKind.choices, default=DeadlineKind.SOFT)
    purpose = models.CharField(
        _("what it counts"), max_length=12, choices=RulePurpose.choices, blank=True, default=RulePurpose.NONE
    )
    offset = models.PositiveSmallIntegerField(_("offset"), default=0)
    unit = models.CharField(_("unit"), max_length=16, choices=OffsetUnit.choices, default=OffsetUnit.WORKING_DAYS)
    direction = models.CharField(_("direction"), max_length=8, choices=Direction.choices, default=Direction.BEFORE)
    edge = models.CharField(_("which end"), max_length=8, choices=Edge.choices, blank=True, default=Edge.USUAL)
    count = models.CharField(_("count"), max_length=12, choices=DayCount.choices, default=DayCount.EXCLUSIVE)
    roll = models.CharField(_("on a day off"), max_length=8, choices=Roll.choices, default=Roll.NONE)
    at = models.TimeField(_("hour"), null=True, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    addressees = MultilingualField(
        _("who owes it"), help_text=_("In words alone: whoever is asked and reminded is said below.")
    )
    owing_standings = StandingsField(_("all delegations of the standing owe it"), max_length=100, blank=True)
    owing_roles = RolesField(_("who holds these posts owes it"), max_length=120, blank=True)
    owing_delegations = models.ManyToManyField(
        Delegation,
        blank=True,
        related_name="deadline_rules_owed",
        verbose_name=_("these delegations, agencies or organizations owe it"),
    )
    source = MultilingualField(_("provision it rests on"))
    began = models.DateField(_("valid from"), null=True, blank=True)
    ended = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        ordering = ["key", F("began").asc(nulls_first=True), "pk"]
        verbose_name = _("rule for deadlines")
        verbose_name_plural = _("rules for deadlines")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "key", "began"], condition=Q(body=None), name="deadline_rule_of_house_once"
            ),
            models.UniqueConstraint(
                fields=["organization", "key"],
                condition=Q(body=None, began=None),
                name="deadline_rule_of_house_first_once",
            ),
            models.UniqueConstraint(
                fields=["body", "key", "began"], condition=Q(body__isnull=False), name="deadline_rule_of_body_once"
            ),
            models.UniqueConstraint(
                fields=["body", "key"],
                condition=Q(body__isnull=False, began=None),
                name="deadline_rule_of_body_first_once",
            ),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(began=None) | Q(ended__gte=F("began")), name="deadline_rule_in_order"
            ),
            models.CheckConstraint(condition=Q(purpose__in=RulePurpose.values), name="deadline_rule_purpose_known"),
            models.CheckConstraint(condition=WITHIN_REACH, name="deadline_rule_within_reach"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        """Within three years; no hour where hours are counted, which would be ignored; convened before it opens."""
        check_offset(self)
        if self.purpose == RulePurpose.CONVENING and self.direction != Direction.BEFORE:
            raise ValidationError({"direction": _("A meeting is convened before it, not after.")})
        if self.unit == OffsetUnit.HOURS and self.at is not None:
            raise ValidationError(
                {"at": _("Expected no hour for a rule in hours: it is counted from the hour of what it hangs on.")}
            )

    def covers(self, day: dt.date) -> bool:
        """Whether it is in force on `day`, both ends included."""
        return (self.began is None or self.began <= day) and (self.ended is None or day <= self.ended)


class ReminderPlan(models.Model):
    """How many days before and after a deadline who owes is reminded, and at which hour of their own clock."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="reminder_plans", verbose_name=_("organization")
    )
    body = models.ForeignKey(
        Body,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="reminder_plans",
        verbose_name=_("body, where it is not for all"),
    )
    days_before = models.CharField(_("days before"), max_length=80, blank=True, default=USUAL_DAYS_BEFORE)
    days_after = models.CharField(_("days after, while it is still owed"), max_length=80, blank=True)
    hour = models.TimeField(_("hour, on the reader’s clock"), default=USUAL_HOUR)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("plan of reminders")
        verbose_name_plural = _("plans of reminders")
        constraints = [
            models.UniqueConstraint(
                fields=["organization"], condition=Q(body=None), name="reminder_plan_of_house_once"
            ),
            models.UniqueConstraint(
                fields=["body"], condition=Q(body__isnull=False), name="reminder_plan_of_body_once"
            ),
        ]

    def __str__(self) -> str:
        return str(_("Reminders: %(days)s days before") % {"days": self.days_before or "–"})

    def clean(self) -> None:
        """Days as numbers between commas."""
        for name in ("days_before", "days_after"):
            try:
                read_numbers(getattr(self, name), most=366)
            except NumbersError as error:
                raise ValidationError({name: _("Expected numbers of days such as 14, 7, 3, 1, 0.")}) from error
