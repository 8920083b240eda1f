"""Documents as works: one identity for all revisions and languages."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from documents.enums import Distribution, DocumentKind, DocumentRelationKind
from documents.permissions import knowable, readable
from groups.models import Body, Delegation, Person, Term
from portal.actors import Actor
from portal.fields import MultilingualField, PrecisionField
from portal.narrowing import remembered


class Series(models.Model):
    """A run of symbols that a body gives its papers: CAJP/GT/TM."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="series", verbose_name=_("body"))
    key = models.SlugField(_("key"), unique=True, max_length=80)
    prefix = models.CharField(_("prefix as printed"), max_length=80)
    collection = models.CharField(_("collection, such as OEA/Ser.G"), max_length=40, blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("series")
        verbose_name_plural = _("series")

    def __str__(self) -> str:
        return self.prefix


class DocumentQuerySet(models.QuerySet["Document"]):
    @remembered
    def visible_to(self, actor: Actor) -> DocumentQuerySet:
        """Those that `actor` may read."""
        return self.filter(readable(actor))

    @remembered
    def known_to(self, actor: Actor) -> DocumentQuerySet:
        """Those that `actor` may know of by title, though perhaps not read."""
        return self.filter(knowable(actor))


class Document(models.Model):
    """A paper as a work; its symbol (without suffix) names every revision and language of it."""

    slug = models.SlugField(_("address"), unique=True, max_length=160)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="documents", verbose_name=_("body"))
    term = models.ForeignKey(
        Term, on_delete=models.SET_NULL, null=True, blank=True, related_name="documents", verbose_name=_("term")
    )
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, null=True, blank=True, related_name="documents", verbose_name=_("series")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind.choices)
    symbol = models.CharField(_("symbol as printed"), max_length=160, blank=True)
    symbol_key = models.CharField(_("normalised symbol"), max_length=160, unique=True, null=True, blank=True)
    title = MultilingualField(_("title"), blank=False)
    subtitle = MultilingualField(_("subtitle"))
    occasion = MultilingualField(_("occasion it was made for"))
    occasion_place = MultilingualField(_("place and date of the occasion"))
    original_language = models.CharField(_("original language"), max_length=8, blank=True)
    language_of_source = models.CharField(_("language of the text held"), max_length=8, blank=True)
    distribution = models.CharField(
        _("distribution"), max_length=12, choices=Distribution.choices, default=Distribution.RESTRICTED
    )
    distribution_printed = models.BooleanField(_("its distribution is printed on it"), default=False)
    dated = models.DateField(_("date"), null=True, blank=True)
    dated_precision = PrecisionField(_("precision"))
    job_number = models.CharField(_("job number"), max_length=40, blank=True)
    author = MultilingualField(_("author, as printed"))
    author_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("author body")
    )
    author_delegation = models.ForeignKey(
        Delegation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("author delegation"),
    )
    author_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("author person")
    )
    submitted_to = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("submitted to")
    )
    note = MultilingualField(_("note"))
    position = models.PositiveSmallIntegerField(default=0)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.CheckConstraint(
                condition=Q(distribution__in=Distribution.values), name="document_distribution_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind_known"),
            models.CheckConstraint(condition=~Q(symbol_key=""), name="document_key_null_when_absent"),
            models.CheckConstraint(
                condition=Q(symbol="", symbol_key=None) | (~Q(symbol="") & Q(symbol_key__isnull=False)),
                name="document_symbol_with_its_key",
            ),
        ]

    def __str__(self) -> str:
        return self.symbol or str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("documents:document", args=[self.slug])


class DocumentRelation(models.Model):
    """What one document is to another one."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("relation"), max_length=20, choices=DocumentRelationKind.choices)
    other = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="inverse_relations")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "kind", "other"], name="document_relation_once"),
            models.CheckConstraint(condition=~Q(document=models.F("other")), name="document_relation_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.get_kind_display()} {self.other}"
