"""Entries of a schedule, and the instruments that they cite."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groups.models import Instrument, Mandate
from meetings.enums import OFF, Certainty, EntryKind, EntryStatus
from meetings.models.schedules import Schedule
from meetings.models.words import row_words
from meetings.permissions import entry_visible
from portal.actors import Actor
from portal.enums import Audience, Precision
from portal.fields import MultilingualField, within_years, years_kept
from portal.narrowing import remembered


class EntryQuerySet(models.QuerySet["Entry"]):
    @remembered
    def visible_to(self, actor: Actor) -> EntryQuerySet:
        """Those of visible schedules in an audience that `actor` is in."""
        return self.filter(entry_visible(actor))


class Entry(models.Model):
    """One row of a schedule: a meeting, deadline, period, distribution or recess; `key` is its lasting anchor."""

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="entries")
    key = models.SlugField(_("key"), max_length=80)
    kind = models.CharField(_("kind"), max_length=12, choices=EntryKind.choices)
    start = models.DateField(_("from"), null=True, blank=True, validators=[within_years])
    end = models.DateField(_("to"), null=True, blank=True, validators=[within_years])
    precision = models.CharField(_("precision"), max_length=8, choices=Precision.choices, blank=True)
    wording = MultilingualField(_("date as printed"))
    year_inferred = models.BooleanField(_("its year is not printed"), default=False)
    weekday_printed = models.PositiveSmallIntegerField(_("weekday printed (1 is Monday)"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=16, choices=EntryStatus.choices, default=EntryStatus.SCHEDULED)
    status_note = MultilingualField(_("about the status"))
    certainty = models.CharField(_("certainty"), max_length=12, choices=Certainty.choices, default=Certainty.CONFIRMED)
    text = MultilingualField(_("matter"))
    actor = MultilingualField(_("who acts"))
    changed_in = models.PositiveSmallIntegerField(_("changed in rev."), null=True, blank=True)
    corrected_in = models.PositiveSmallIntegerField(_("corrected in corr."), null=True, blank=True)
    withdrawn_in = models.PositiveSmallIntegerField(_("withdrawn in rev."), null=True, blank=True)
    trace_of = models.ForeignKey(
        "self",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="traces",
        verbose_name=_("entry that stood here before it was moved"),
    )
    listed = models.BooleanField(_("printed in the schedule"), default=True)
    audience = models.CharField(_("seen by"), max_length=12, choices=Audience.choices, default=Audience.STAFF)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(_("number of its last edit"), default=0, editable=False)
    sequence = models.PositiveIntegerField(_("changes that people must know of"), default=0, editable=False)
    told_at = models.DateTimeField(_("last change that a calendar shows"), default=timezone.now, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = [F("start").asc(nulls_last=True), "position", "pk"]
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.UniqueConstraint(fields=["schedule", "key"], name="entry_key_once_per_schedule"),
            models.CheckConstraint(
                condition=Q(start=None, end=None, precision="")
                | Q(start__isnull=False, end__isnull=False, precision__in=Precision.values, end__gte=F("start")),
                name="entry_dates_with_precision_in_order",
            ),
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="entry_kind_known"),
            models.CheckConstraint(condition=Q(status__in=EntryStatus.values), name="entry_status_known"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="entry_audience_known"),
            models.CheckConstraint(
                condition=Q(weekday_printed=None) | Q(weekday_printed__range=(1, 7)), name="entry_weekday_known"
            ),
            years_kept("entry_years", "start", "end"),
        ]
        indexes = [models.Index(fields=["start"], name="entry_start")]

    def __str__(self) -> str:
        return f"{self.key}: {self.text}"

    def get_absolute_url(self) -> str:
        """The meeting's own page, or the row in its schedule."""
        if self.kind == EntryKind.MEETING and hasattr(self, "meeting"):
            return self.meeting.get_absolute_url()
        term = self.schedule.term
        return f"{reverse('meetings:schedule', args=[term.body.slug, term.label])}#{self.key}"

    def in_words(self) -> str:
        """What people call it."""
        return row_words(self)

    @property
    def is_off(self) -> bool:
        """Postponed, cancelled or not held: struck on the page."""
        return self.status in OFF


class Citation(models.Model):
    """An instrument cited by an entry as its basis, spelt as the source spells it there."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="citations")
    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="citations", verbose_name=_("instrument")
    )
    mandate = models.ForeignKey(
        Mandate, on_delete=models.SET_NULL, null=True, blank=True, related_name="citations", verbose_name=_("mandate")
    )
    symbol = models.CharField(_("symbol as printed"), max_length=200, blank=True)
    lead = MultilingualField(_("printed before it"))
    with_title = models.BooleanField(_("printed with its title"), default=False)
    languages = models.JSONField(_("languages linked"), default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("citation")
        verbose_name_plural = _("citations")
        constraints = [models.UniqueConstraint(fields=["entry", "instrument"], name="citation_once_per_entry")]

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        """The symbol as this row spells it; the instrument's title where it has no symbol."""
        return self.symbol or self.instrument.symbol
