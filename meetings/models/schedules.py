"""Schedules of a term, their notes, the versions that were adopted, and the changes proposed to them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models import Term
from meetings.enums import ScheduleForm, ScheduleState
from meetings.permissions import schedule_visible
from portal.actors import Actor
from portal.fields import MultilingualField, PrecisionField
from portal.narrowing import remembered


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    @remembered
    def visible_to(self, actor: Actor) -> ScheduleQuerySet:
        """Those circulated, to who may know of the body; drafts to its officers and secretariat."""
        return self.filter(schedule_visible(actor))


class Schedule(models.Model):
    """The one schedule of a term. Its entries are the live rows; adopted versions are kept beside it, frozen."""

    term = models.OneToOneField(Term, on_delete=models.CASCADE, related_name="schedule", verbose_name=_("term"))
    title = MultilingualField(_("title"))
    span_wording = MultilingualField(_("span, as printed in the heading"))
    form = models.CharField(_("columns"), max_length=24, choices=ScheduleForm.choices, default=ScheduleForm.DATE_MATTER)
    state = models.CharField(_("state"), max_length=12, choices=ScheduleState.choices, default=ScheduleState.DRAFT)
    state_on = models.DateField(_("since"), null=True, blank=True)
    state_precision = PrecisionField(_("precision"))
    decided_at = models.ForeignKey(
        "meetings.Meeting",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="schedules_decided",
        verbose_name=_("decided at"),
    )
    revision = models.PositiveSmallIntegerField(_("rev."), default=0)
    corrigendum = models.PositiveSmallIntegerField(_("corr."), default=0)
    edit_count = models.PositiveIntegerField(_("edits so far"), default=0, editable=False)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ScheduleState.values), name="schedule_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.title or self.term}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:schedule", args=[self.term.body.slug, self.term.label])


class ScheduleNote(models.Model):
    """A note on the whole schedule, printed as a footnote of its title or below the table."""

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="notes")
    text = MultilingualField(_("note"), blank=False)
    on_title = models.BooleanField(_("footnote of the title"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return str(self.text)


class FrozenError(Exception):
    """An official act was about to be altered."""


class ScheduleVersion(models.Model):
    """A schedule as it was adopted: its whole content and the hash of it, never altered afterwards."""

    schedule = models.ForeignKey(Schedule, on_delete=models.PROTECT, related_name="versions")
    revision = models.PositiveSmallIntegerField(_("rev."), default=0)
    corrigendum = models.PositiveSmallIntegerField(_("corr."), default=0)
    adopted_on = models.DateField(_("adopted"), null=True, blank=True)
    adopted_at = models.ForeignKey(
        "meetings.Meeting", on_delete=models.PROTECT, null=True, blank=True, related_name="versions_adopted"
    )
    content = models.JSONField(_("content"))
    sha256 = models.CharField("SHA-256", max_length=64)
    frozen_at = models.DateTimeField(_("frozen"))

    class Meta:
        ordering = ["-revision", "-corrigendum"]
        verbose_name = _("adopted version")
        verbose_name_plural = _("adopted versions")
        constraints = [
            models.UniqueConstraint(fields=["schedule", "revision", "corrigendum"], name="schedule_version_once"),
        ]

    def __str__(self) -> str:
        corrigendum = f" corr. {self.corrigendum}" if self.corrigendum else ""
        return f"{self.schedule} rev. {self.revision}{corrigendum}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise FrozenError(_("An adopted version is never altered."))
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        term = self.schedule.term
        return reverse("meetings:version", args=[term.body.slug, term.label, self.slug])

    @property
    def slug(self) -> str:
        """How its address names it: “2”, or “2-corr-1”."""
        return f"{self.revision}-corr-{self.corrigendum}" if self.corrigendum else str(self.revision)


class DraftChangeQuerySet(models.QuerySet["DraftChange"]):
    def visible_to(self, actor: Actor) -> DraftChangeQuerySet:
        """Those of bodies whose officers or secretariat `actor` belongs to."""
        if actor.is_admin:
            return self.all()
        return self.filter(
            Q(schedule__term__body__in=actor.officer_of)
            | Q(schedule__term__body__organization__in=actor.secretariat_of | actor.editor_of)
        )


class DraftChange(models.Model):
    """A change proposed to a schedule in force; nobody else sees it until it is adopted."""

    class Kind(models.TextChoices):
        ADD = "add", _("added")
        CHANGE = "change", _("changed")
        WITHDRAW = "withdraw", _("withdrawn")

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="draft_changes")
    entry_key = models.SlugField(_("entry"), max_length=80)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    content = models.JSONField(_("what the entry would say"), default=dict, blank=True)
    reason = MultilingualField(_("reason"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField(_("proposed"))
    version = models.PositiveIntegerField(_("number of its last edit"), default=0, editable=False)

    objects = DraftChangeQuerySet.as_manager()

    class Meta:
        ordering = ["proposed_at", "pk"]
        verbose_name = _("proposed change")
        verbose_name_plural = _("proposed changes")
        constraints = [models.UniqueConstraint(fields=["schedule", "entry_key"], name="draft_change_once_per_entry")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.entry_key}"
