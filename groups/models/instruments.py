"""Instruments that give mandates: resolutions, declarations, decisions, rules; their provisions, texts and chains."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.enums import InstrumentKind, ProvisionKind, RelationKind
from groups.models.bodies import Body
from groups.models.sessions import Session
from portal.actors import Actor
from portal.fields import MultilingualField, PrecisionField


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    def visible_to(self, actor: Actor) -> InstrumentQuerySet:
        """All of them: what an organ has adopted is public."""
        return self.all()


class Instrument(models.Model):
    """An adopted text; its printed symbol is kept as the source spells it, its key is its identity."""

    slug = models.SlugField(_("address"), unique=True, max_length=160)
    kind = models.CharField(_("kind"), max_length=16, choices=InstrumentKind.choices)
    symbol = models.CharField(_("symbol as printed"), max_length=160, blank=True)
    symbol_key = models.CharField(_("normalised symbol"), max_length=160, unique=True, null=True, blank=True)
    title = MultilingualField(_("title"))
    organ = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="instruments", verbose_name=_("organ")
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, related_name="instruments", verbose_name=_("session")
    )
    adopted_on = models.DateField(_("adopted"), null=True, blank=True)
    adopted_precision = PrecisionField(_("precision"))
    place = MultilingualField(_("place"))
    note = MultilingualField(_("note"))

    objects = InstrumentQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("instrument")
        verbose_name_plural = _("instruments")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=InstrumentKind.values), name="instrument_kind_known"),
            models.CheckConstraint(condition=~Q(symbol_key=""), name="instrument_key_null_when_absent"),
        ]

    def __str__(self) -> str:
        return self.symbol or str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("groups:instrument", args=[self.slug])


class InstrumentAlias(models.Model):
    """Another symbol under which sources cite the same instrument, right or wrong."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="aliases")
    symbol = models.CharField(_("symbol as printed"), max_length=160)
    symbol_key = models.CharField(_("normalised symbol"), max_length=160, unique=True)
    note = MultilingualField(_("note"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("other symbol")
        verbose_name_plural = _("other symbols")

    def __str__(self) -> str:
        return self.symbol


class InstrumentText(models.Model):
    """The text in one language; without address where the source names the language and its link is lost."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=8)
    url = models.URLField(_("address"), max_length=500, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["instrument", "language"], name="instrument_text_once")]

    def __str__(self) -> str:
        return f"{self.instrument} ({self.language})"


class Provision(models.Model):
    """A paragraph, a range of paragraphs, an article or a chapter of an instrument."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="provisions")
    key = models.SlugField(_("key"), max_length=60)
    kind = models.CharField(_("kind"), max_length=16, choices=ProvisionKind.choices, default=ProvisionKind.OPERATIVE)
    first = models.PositiveSmallIntegerField(_("first"), null=True, blank=True)
    last = models.PositiveSmallIntegerField(_("last"), null=True, blank=True)
    point = models.CharField(_("point"), max_length=20, blank=True)
    heading = MultilingualField(_("heading it stands under"))
    quote = MultilingualField(_("text quoted"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        constraints = [
            models.UniqueConstraint(fields=["instrument", "key"], name="provision_key_once"),
            models.CheckConstraint(
                condition=Q(last=None) | Q(first__isnull=False, last__gte=models.F("first")), name="provision_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}, {self.numbers}"

    @property
    def numbers(self) -> str:
        """“18-22”, “5 (a)”, “58”: the numbers alone, the same in every language."""
        if self.first is None:
            return self.point
        span = f"{self.first}-{self.last}" if self.last and self.last != self.first else str(self.first)
        return f"{span} {self.point}".strip()


class InstrumentRelation(models.Model):
    """One link of a chain: what an instrument does to another one, or to a body."""

    instrument = models.ForeignKey(Instrument, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("relation"), max_length=16, choices=RelationKind.choices)
    other = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, null=True, blank=True, related_name="inverse_relations"
    )
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="instrument_relations")
    provision = models.ForeignKey(Provision, on_delete=models.PROTECT, null=True, blank=True, related_name="relations")
    note = MultilingualField(_("note"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False) | Q(body__isnull=False) | ~Q(note={}),
                name="instrument_relation_has_object",
            ),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=models.F("instrument")), name="instrument_relation_not_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.get_kind_display()} {self.other or self.body or ''}".strip()
