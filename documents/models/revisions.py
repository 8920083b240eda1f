"""Revisions of a document, and their versions in each language."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from documents.enums import UNISSUED, HowAgreed, RevisionState, TextState
from documents.models.documents import Document
from portal.actors import Actor
from portal.fields import MultilingualField, PrecisionField
from portal.narrowing import remembered


class RevisionQuerySet(models.QuerySet["Revision"]):
    @remembered
    def visible_to(self, actor: Actor) -> RevisionQuerySet:
        """Those whose document `actor` may read, unissued ones for officers and the secretariat alone."""
        # Asked revision by revision: SQLite would gather all readable papers first, which takes long in a large house.
        shown = self.filter(Exists(Document.objects.visible_to(actor).filter(pk=OuterRef("document_id"))))
        if actor.is_admin:
            return shown
        presiding = Q(document__body__in=actor.officer_of) | Q(
            document__body__organization__in=actor.secretariat_of | actor.editor_of
        )
        return shown.filter(~Q(state__in=UNISSUED) | presiding)


class Revision(models.Model):
    """A state of the text that carries its own symbol: the original, rev. 7, corr. 1, add. 1 or several at once."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveSmallIntegerField(_("rev."), default=0)
    corrigendum = models.PositiveSmallIntegerField(_("corr."), default=0)
    addendum = models.PositiveSmallIntegerField(_("add."), default=0)
    symbol = models.CharField(_("symbol as printed"), max_length=160, blank=True)
    symbol_key = models.CharField(_("normalised symbol"), max_length=160, unique=True, null=True, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=RevisionState.choices, default=RevisionState.REGISTERED)
    dated = models.DateField(_("date"), null=True, blank=True)
    dated_precision = PrecisionField(_("precision"))
    agreed_how = models.CharField(_("agreed"), max_length=12, choices=HowAgreed.choices, blank=True)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    agreed_precision = PrecisionField(_("precision"))
    note = MultilingualField(_("note"))

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number", "-corrigendum", "-addendum"]
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [
            models.UniqueConstraint(fields=["document", "number", "corrigendum", "addendum"], name="revision_once"),
            models.CheckConstraint(condition=Q(state__in=RevisionState.values), name="revision_state_known"),
            models.CheckConstraint(condition=~Q(symbol_key=""), name="revision_key_null_when_absent"),
        ]

    def __str__(self) -> str:
        return self.symbol or f"{self.document}"


class LanguageVersion(models.Model):
    """One language of a revision: published by itself, at its own time."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="versions")
    language = models.CharField(_("language"), max_length=8)
    state = models.CharField(_("state"), max_length=16, choices=TextState.choices, default=TextState.AVAILABLE)
    url = models.URLField(_("address"), max_length=500, blank=True)
    published_on = models.DateField(_("published"), null=True, blank=True)
    expected_on = models.DateField(_("expected"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        constraints = [models.UniqueConstraint(fields=["revision", "language"], name="language_version_once")]

    def __str__(self) -> str:
        return f"{self.revision} ({self.language})"
