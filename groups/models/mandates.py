"""Mandates: provisions assigned to a body for a term."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.enums import MandateState
from groups.models.bodies import Body
from groups.models.instruments import Instrument, Provision
from groups.models.sessions import Session
from groups.models.terms import Term
from groups.permissions import within_audience
from portal.actors import Actor
from portal.fields import MultilingualField


class MandateQuerySet(models.QuerySet["Mandate"]):
    def visible_to(self, actor: Actor) -> MandateQuerySet:
        """Those of the bodies that `actor` may know of."""
        return self.filter(within_audience(actor, audience="term__body__audience", body="term__body"))


class Mandate(models.Model):
    """What one instrument, or some of its paragraphs, asks of a body in a term."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="mandates")
    key = models.SlugField(_("key"), max_length=160)
    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="mandates", verbose_name=_("instrument")
    )
    provision = models.ForeignKey(
        Provision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("paragraphs"),
    )
    citation = models.CharField(_("symbol as the plan prints it"), max_length=160, blank=True)
    wording = MultilingualField(_("paragraphs as the plan words them"))
    state = models.CharField(_("state"), max_length=16, choices=MandateState.choices, default=MandateState.ASSIGNED)
    given_by = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="mandates_given", verbose_name=_("given by")
    )
    given_on = models.DateField(_("given on"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    until_session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("before the session")
    )
    until_wording = MultilingualField(_("until, in words"))
    task = MultilingualField(_("what it asks"))
    quote = MultilingualField(_("clause quoted"))
    listed = models.BooleanField(_("listed among the mandates of the plan"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.UniqueConstraint(fields=["term", "key"], name="mandate_key_once_per_term"),
            models.CheckConstraint(condition=Q(state__in=MandateState.values), name="mandate_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.citation or self.instrument} ({self.term})"

    @property
    def printed(self) -> str:
        """The citation as this plan spells it."""
        return self.citation or self.instrument.symbol
