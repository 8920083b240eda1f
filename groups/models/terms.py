"""Terms: the spans for which a body is installed."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.enums import TermState
from groups.models.bodies import Body
from groups.permissions import within_audience
from portal.actors import Actor
from portal.fields import MultilingualField, PrecisionField, within_years, years_kept


class TermQuerySet(models.QuerySet["Term"]):
    def visible_to(self, actor: Actor) -> TermQuerySet:
        """Those of the bodies that `actor` may know of."""
        return self.filter(within_audience(actor, audience="body__audience"))


class Term(models.Model):
    """One term of a body, named as the body names it (“2012-2013”)."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="terms", verbose_name=_("body"))
    label = models.SlugField(_("term"), max_length=40)
    title = MultilingualField(_("title"))
    state = models.CharField(_("state"), max_length=12, choices=TermState.choices, default=TermState.ACTIVE)
    began = models.DateField(_("from"), null=True, blank=True, validators=[within_years])
    began_precision = PrecisionField(_("precision"))
    ended = models.DateField(_("to"), null=True, blank=True, validators=[within_years])
    ended_precision = PrecisionField(_("precision"))
    installed_on = models.DateField(_("installed"), null=True, blank=True, validators=[within_years])
    installation = MultilingualField(_("how it was installed"))
    reporting_began = models.DateField(_("reporting period from"), null=True, blank=True, validators=[within_years])
    reporting_ended = models.DateField(_("reporting period to"), null=True, blank=True, validators=[within_years])
    previous = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="next", verbose_name=_("previous term")
    )
    meetings_held = models.PositiveSmallIntegerField(_("meetings held, as reported"), null=True, blank=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["-began", "-label"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = [
            models.UniqueConstraint(fields=["body", "label"], name="term_label_once_per_body"),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(began=None) | Q(ended__gte=F("began")), name="term_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=Q(reporting_ended=None)
                | Q(reporting_began=None)
                | Q(reporting_ended__gte=F("reporting_began")),
                name="term_reporting_period_in_order",
            ),
            models.CheckConstraint(condition=Q(state__in=TermState.values), name="term_state_known"),
            years_kept("term_years", "began", "ended", "installed_on", "reporting_began", "reporting_ended"),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.label}"

    def get_absolute_url(self) -> str:
        return reverse("groups:term", args=[self.body.slug, self.label])
