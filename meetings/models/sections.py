"""Sections of a term's papers: their prose, and which recorded facts follow it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from groups.models import Listing, Term
from meetings.enums import Facts, PaperKind
from meetings.models.activities import ActivityTable
from portal.fields import MultilingualField


class PlanSection(models.Model):
    """A section of a work plan, report or communiqué. Prose is Markdown; numbers and dates come from the record."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="sections")
    paper = models.CharField(
        pgettext_lazy("official paper", "paper"), max_length=12, choices=PaperKind.choices, default=PaperKind.WORK_PLAN
    )
    key = models.SlugField(_("key"), max_length=60)
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="children")
    label = models.CharField(_("number as printed"), max_length=20, blank=True)
    heading = MultilingualField(_("heading"))
    prose = MultilingualField(_("text"))
    facts = models.CharField(_("facts that follow"), max_length=16, choices=Facts.choices, blank=True, default="")
    listing = models.ForeignKey(
        Listing, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("list")
    )
    table = models.ForeignKey(
        ActivityTable, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("table")
    )
    other_term = models.ForeignKey(
        Term, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("plan included")
    )
    after = MultilingualField(_("text after the facts"))
    annex = models.BooleanField(_("an annex"), default=False)
    landscape = models.BooleanField(_("on a landscape page"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.UniqueConstraint(fields=["term", "paper", "key"], name="section_key_once_per_paper"),
            models.CheckConstraint(condition=Q(paper__in=PaperKind.values), name="section_paper_known"),
            models.CheckConstraint(
                condition=~Q(facts=Facts.LISTING) | Q(listing__isnull=False), name="section_has_list"
            ),
            models.CheckConstraint(condition=~Q(facts=Facts.TABLE) | Q(table__isnull=False), name="section_has_table"),
            models.CheckConstraint(
                condition=~Q(facts=Facts.SUBPLAN) | Q(other_term__isnull=False), name="section_has_plan"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.heading}".strip() or self.key
