"""Statements for the record: what a delegation asked to have reported, on which passage, in its own words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models.documents import Document
from documents.models.revisions import Revision
from groups.models import Delegation, Term
from groups.permissions import within_audience
from portal.actors import Actor
from portal.enums import Audience
from portal.fields import MultilingualField


class StatementQuerySet(models.QuerySet["Statement"]):
    def visible_to(self, actor: Actor) -> StatementQuerySet:
        """Those in the audience of both the body and the statement."""
        return self.filter(
            within_audience(actor, audience="term__body__audience", body="term__body"),
            within_audience(actor, audience="audience", body="term__body"),
        )


class Statement(models.Model):
    """A statement for the record, verbatim, under its delegation's name."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="statements")
    key = models.SlugField(_("key"), max_length=60)
    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, related_name="statements", verbose_name=_("delegation")
    )
    made_by = MultilingualField(_("made by, as printed"))
    report = models.ForeignKey(
        Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="statements", verbose_name=_("report")
    )
    on_revision = models.ForeignKey(
        Revision,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("on the revision"),
    )
    place = MultilingualField(_("place in the text"))
    passage = MultilingualField(_("passage, quoted"))
    introduction = MultilingualField(_("how the report introduces it"))
    text = MultilingualField(_("statement, verbatim"), blank=False)
    audience = models.CharField(_("seen by"), max_length=12, choices=Audience.choices, default=Audience.STAFF)
    position = models.PositiveSmallIntegerField(default=0)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("statement for the record")
        verbose_name_plural = _("statements for the record")
        constraints = [models.UniqueConstraint(fields=["term", "key"], name="statement_key_once_per_term")]

    def __str__(self) -> str:
        return f"{self.delegation}: {self.key}"
