"""Tables of activities: month grids and lists, with spans that may not be stated."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.models import Term
from meetings.enums import TableForm
from portal.fields import MultilingualField, PrecisionField


class ActivityTable(models.Model):
    """A table of a plan: a grid of months, or activities with their descriptions."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="activity_tables")
    key = models.SlugField(_("key"), max_length=60)
    form = models.CharField(_("form"), max_length=8, choices=TableForm.choices)
    label = MultilingualField(_("label, such as Table 2"))
    title = MultilingualField(_("title"))
    source = MultilingualField(_("source line"))
    note = MultilingualField(_("note"))
    began = models.DateField(_("first month"), null=True, blank=True)
    ended = models.DateField(_("last month"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("table of activities")
        verbose_name_plural = _("tables of activities")
        constraints = [
            models.UniqueConstraint(fields=["term", "key"], name="activity_table_key_once_per_term"),
            models.CheckConstraint(
                condition=Q(form=TableForm.LIST) | Q(began__isnull=False, ended__gte=F("began")),
                name="activity_grid_has_its_months",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.title}".strip()


class Activity(models.Model):
    """An activity of a plan. Where the source's marks are lost, `timing_stated` is false and no span is invented."""

    table = models.ForeignKey(ActivityTable, on_delete=models.CASCADE, related_name="activities")
    key = models.SlugField(_("key"), max_length=60)
    label = models.CharField(_("number as printed"), max_length=20, blank=True)
    name = MultilingualField(_("activity"), blank=False)
    description = MultilingualField(_("description"))
    condition = MultilingualField(_("condition"))
    recurrence = MultilingualField(_("recurrence"))
    timing_stated = models.BooleanField(_("its time is stated"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [models.UniqueConstraint(fields=["table", "key"], name="activity_key_once_per_table")]

    def __str__(self) -> str:
        return str(self.name)


class Span(models.Model):
    """A stretch of time that an activity takes."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="spans")
    start = models.DateField(_("from"))
    end = models.DateField(_("to"))
    precision = PrecisionField(_("precision"))
    basis = MultilingualField(_("what dates it"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["start", "pk"]
        verbose_name = _("span")
        verbose_name_plural = _("spans")
        constraints = [models.CheckConstraint(condition=Q(end__gte=F("start")), name="span_in_order")]

    def __str__(self) -> str:
        return f"{self.start} - {self.end}"
