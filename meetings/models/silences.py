"""Silence procedures on revisions, and who objected."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.models import Revision
from groups.models import Body, Delegation, Organization, Term
from meetings.models.meetings import Meeting
from meetings.silences.permissions import objection_visible, silence_visible
from meetings.silences.states import ADOPTED, FAILED, MADE_KNOWN, OPEN, ObjectionKind, SilenceState, Strictness
from portal.actors import Actor
from portal.fields import MultilingualField


class SilenceQuerySet(models.QuerySet["Silence"]):
    def visible_to(self, actor: Actor) -> SilenceQuerySet:
        """Those on texts that `actor` may read; one that has not started is for who presides."""
        return self.filter(silence_visible(actor))

    def running(self, now: dt.datetime) -> SilenceQuerySet:
        """Those that can still be broken, whatever has been written down of others."""
        return self.filter(state=SilenceState.RUNNING, expires_at__gt=now)


class Silence(models.Model):
    """A text is adopted unless a member objects in writing before `expires_at`; at that instant it is too late."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="silences", verbose_name=_("term"))
    key = models.SlugField(_("key"), max_length=60)
    revision = models.ForeignKey(
        Revision, on_delete=models.PROTECT, related_name="silences", verbose_name=_("text under silence")
    )
    announced_in = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="silences_announced",
        verbose_name=_("meeting that announced it"),
    )
    expires_at = models.DateTimeField(_("expires"))
    zone = models.CharField(_("time zone"), max_length=64)
    state = models.CharField(_("state"), max_length=12, choices=SilenceState.choices, default=SilenceState.ANNOUNCED)
    started_at = models.DateTimeField(_("started"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    notified_at = models.DateTimeField(_("members told of the result"), null=True, blank=True)
    declared_in = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="silences_declared",
        verbose_name=_("meeting that announced the result"),
    )
    reason = models.CharField(_("reason why it was ended"), max_length=500, blank=True)

    objects = SilenceQuerySet.as_manager()

    class Meta:
        ordering = ["expires_at", "pk"]
        verbose_name = _("silence procedure")
        verbose_name_plural = _("silence procedures")
        constraints = [
            models.UniqueConstraint(fields=["term", "key"], name="silence_key_once_per_term"),
            models.UniqueConstraint(
                fields=["revision"], condition=~Q(state__in=FAILED), name="silence_one_that_stands_on_a_revision"
            ),
            models.CheckConstraint(condition=Q(state__in=SilenceState.values), name="silence_state_known"),
            models.CheckConstraint(condition=~Q(zone=""), name="silence_names_its_zone"),
            models.CheckConstraint(
                condition=Q(started_at=None) | Q(expires_at__gt=F("started_at")), name="silence_expires_after_its_start"
            ),
            models.CheckConstraint(
                condition=Q(state=SilenceState.ANNOUNCED, started_at=None)
                | Q(state=SilenceState.WITHDRAWN)
                | (~Q(state__in=(SilenceState.ANNOUNCED, SilenceState.WITHDRAWN)) & Q(started_at__isnull=False)),
                name="silence_started_unless_announced",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at=None) | (~Q(state__in=OPEN) & Q(ended_at__isnull=False)),
                name="silence_ended_unless_open",
            ),
            models.CheckConstraint(
                condition=~Q(state=SilenceState.BROKEN) | Q(ended_at__lt=F("expires_at")),
                name="silence_broken_before_it_expired",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ADOPTED) | Q(ended_at=F("expires_at")),
                name="silence_unbroken_until_it_expired",
            ),
            models.CheckConstraint(
                condition=Q(state__in=MADE_KNOWN) | Q(declared_in=None), name="silence_declared_once_unbroken"
            ),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(state="running"), name="silence_that_runs"),
        ]

    def __str__(self) -> str:
        return str(self.revision)

    def get_absolute_url(self) -> str:
        return reverse("meetings:silence", args=[self.pk])

    def state_at(self, now: dt.datetime) -> SilenceState:
        """Its state by the clock: from the instant on it is unbroken, though nobody has written that down yet."""
        if self.state == SilenceState.RUNNING and now >= self.expires_at:
            return SilenceState.UNBROKEN
        return SilenceState(self.state)

    def is_running(self, now: dt.datetime) -> bool:
        """Whether it can still be broken."""
        return self.state_at(now) is SilenceState.RUNNING

    @property
    def expires_there(self) -> dt.datetime:
        """The instant on the venue's clock."""
        return self.expires_at.astimezone(ZoneInfo(self.zone))


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def visible_to(self, actor: Actor) -> ObjectionQuerySet:
        """Those to silences that `actor` sees from inside the body; others learn that it was broken, not by whom."""
        return self.filter(objection_visible(actor))


class Objection(models.Model):
    """A delegation's objection or amendment, in writing. Never altered."""

    silence = models.ForeignKey(Silence, on_delete=models.CASCADE, related_name="objections")
    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, related_name="objections", verbose_name=_("delegation")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=ObjectionKind.choices)
    text = MultilingualField(_("text"), blank=False)
    at = models.DateTimeField(_("received"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("objection")
        verbose_name_plural = _("objections")
        constraints = [
            models.UniqueConstraint(fields=["silence", "delegation"], name="objection_once_a_delegation"),
            models.CheckConstraint(condition=Q(kind__in=ObjectionKind.values), name="objection_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.delegation}: {self.silence}"


class SilenceRule(models.Model):
    """“A silence lasts at least 72 hours”, of a house or of one body, from when to when."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="silence_rules", verbose_name=_("organization")
    )
    body = models.ForeignKey(
        Body,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="silence_rules",
        verbose_name=_("body, where it is not for all"),
    )
    minimum_hours = models.PositiveSmallIntegerField(_("hours at least"), default=72)
    strictness = models.CharField(
        _("how strictly"), max_length=8, choices=Strictness.choices, default=Strictness.REFUSE
    )
    source = MultilingualField(_("provision it rests on"))
    began = models.DateField(_("valid from"), null=True, blank=True)
    ended = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("rule for silence procedures")
        verbose_name_plural = _("rules for silence procedures")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "began"], condition=Q(body=None), name="silence_rule_of_house_once"
            ),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(body=None, began=None), name="silence_rule_of_house_first_once"
            ),
            models.UniqueConstraint(
                fields=["body", "began"], condition=Q(body__isnull=False), name="silence_rule_of_body_once"
            ),
            models.UniqueConstraint(
                fields=["body"], condition=Q(body__isnull=False, began=None), name="silence_rule_of_body_first_once"
            ),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(began=None) | Q(ended__gte=F("began")), name="silence_rule_in_order"
            ),
            models.CheckConstraint(condition=Q(strictness__in=Strictness.values), name="silence_rule_strictness_known"),
        ]

    def __str__(self) -> str:
        return str(_("Silence of at least %(hours)s hours") % {"hours": self.minimum_hours})

    def covers(self, day: dt.date) -> bool:
        """Whether it is in force on `day`, both ends included."""
        return (self.began is None or self.began <= day) and (self.ended is None or day <= self.ended)
