"""Bodies of every kind, their parents of equal rank, and their names over time."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.enums import BodyKind, BodyState, HouseStyle, PaperSize, Participation
from groups.models.organizations import Organization
from groups.permissions import within_audience
from portal.actors import Actor
from portal.enums import Audience
from portal.fields import MultilingualField, PrecisionField
from portal.lib.multilingual import Multilingual


class BodyQuerySet(models.QuerySet["Body"]):
    def visible_to(self, actor: Actor) -> BodyQuerySet:
        """Those that `actor` may know of."""
        return self.filter(within_audience(actor, body="pk", organization="organization"))


class Body(models.Model):
    """An organ, conference, committee, group or subgroup: whatever meets, elects and reports."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="bodies", verbose_name=_("organization")
    )
    slug = models.SlugField(_("address"), unique=True, max_length=80)
    kind = models.CharField(_("kind"), max_length=20, choices=BodyKind.choices)
    name = MultilingualField(_("name"), blank=False)
    short_name = MultilingualField(_("short name"))
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    name_settled = models.BooleanField(_("name adopted"), default=True)
    named_on = models.DateField(_("bears this name since"), null=True, blank=True)
    named_precision = PrecisionField(_("precision"))
    description = MultilingualField(_("description"))
    state = models.CharField(_("state"), max_length=16, choices=BodyState.choices, default=BodyState.ACTIVE)
    audience = models.CharField(_("seen by"), max_length=12, choices=Audience.choices, default=Audience.STAFF)
    participation = models.CharField(
        _("participation"), max_length=12, choices=Participation.choices, default=Participation.ALL
    )
    limited_duration = models.BooleanField(_("of limited duration"), default=False)
    established_on = models.DateField(_("established"), null=True, blank=True)
    established_precision = PrecisionField(_("precision"))
    ended_on = models.DateField(_("ended"), null=True, blank=True)
    secretariat = MultilingualField(_("secretariat"))
    limited_is_public = models.BooleanField(_("its LIMITED papers are public"), default=False)
    closed_is_listed = models.BooleanField(_("what is closed or restricted is listed by title"), default=False)
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    house_style = models.CharField(_("house style"), max_length=8, choices=HouseStyle.choices, blank=True)
    paper = models.CharField(_("paper"), max_length=8, choices=PaperSize.choices, blank=True)
    website = models.URLField(_("website"), blank=True, max_length=500)
    parents = models.ManyToManyField(
        "self", through="Parentage", symmetrical=False, related_name="children", verbose_name=_("parents")
    )

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = [
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="body_audience_known"),
            models.CheckConstraint(condition=Q(kind__in=BodyKind.values), name="body_kind_known"),
            models.CheckConstraint(condition=Q(state__in=BodyState.values), name="body_state_known"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(established_on=None) | Q(ended_on__gte=F("established_on")),
                name="body_ends_after_it_was_established",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("groups:body", args=[self.slug])

    @property
    def venue_zone(self) -> str:
        """IANA name of the zone its hours are in."""
        return self.zone or self.organization.zone

    @property
    def style(self) -> str:
        return self.house_style or self.organization.house_style

    @property
    def paper_size(self) -> str:
        return self.paper or self.organization.paper

    def name_at(self, day: date) -> Multilingual:
        """The name it bore on `day`; its present one where no former name covers it."""
        for former in self.former_names.all():
            if (former.began is None or former.began <= day) and (former.ended is None or day <= former.ended):
                return former.name
        return self.name


class Parentage(models.Model):
    """One parent of a body; several stand in equal rank, in the order printed."""

    child = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="parentages")
    parent = models.ForeignKey(
        Body, on_delete=models.PROTECT, related_name="child_parentages", verbose_name=_("parent body")
    )
    position = models.PositiveSmallIntegerField(default=0)
    began = models.DateField(_("from"), null=True, blank=True)
    ended = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["child", "parent"], name="parentage_once"),
            models.CheckConstraint(condition=~Q(child=F("parent")), name="parentage_not_of_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.child} < {self.parent}"


class FormerName(models.Model):
    """A name that a body bore before its present one."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="former_names")
    name = MultilingualField(_("name"), blank=False)
    began = models.DateField(_("from"), null=True, blank=True)
    began_precision = PrecisionField(_("precision"))
    ended = models.DateField(_("to"), null=True, blank=True)
    ended_precision = PrecisionField(_("precision"))
    note = MultilingualField(_("note"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended=None) | Q(began=None) | Q(ended__gte=F("began")), name="former_name_ends_after_began"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
