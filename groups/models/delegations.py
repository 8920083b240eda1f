"""Delegations of states and organizations, and their standing in a body."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.enums import DelegationKind, StandingKind
from groups.models.bodies import Body
from portal.fields import MultilingualField


class Delegation(models.Model):
    """A state or organization that sends persons; never the persons themselves."""

    key = models.SlugField(_("key"), unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=DelegationKind.choices, default=DelegationKind.STATE)
    name = MultilingualField(_("name"), blank=False)
    official_name = MultilingualField(_("official name"))
    acronym = MultilingualField(_("acronym"))
    alpha3 = models.CharField(_("ISO 3166 code"), max_length=3, blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        constraints = [
            models.UniqueConstraint(fields=["alpha3"], condition=~Q(alpha3=""), name="delegation_alpha3_once"),
            models.CheckConstraint(condition=Q(kind__in=DelegationKind.values), name="delegation_kind_known"),
        ]

    def __str__(self) -> str:
        return str(self.name)


class Standing(models.Model):
    """What a delegation is in a body, from when to when."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="standings")
    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, related_name="standings", verbose_name=_("delegation")
    )
    standing = models.CharField(_("standing"), max_length=16, choices=StandingKind.choices, default=StandingKind.MEMBER)
    note = MultilingualField(_("note"))
    began = models.DateField(_("from"), null=True, blank=True)
    ended = models.DateField(_("to"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "delegation", "standing"], condition=Q(ended=None), name="standing_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(began=None) | Q(ended__gte=F("began")), name="standing_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegation}: {self.get_standing_display()}"


class StandingCount(models.Model):
    """How many have a standing where the source gives a number and no list (“26 member states support”)."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="standing_counts")
    standing = models.CharField(_("standing"), max_length=16, choices=StandingKind.choices)
    number = models.PositiveSmallIntegerField(_("number"))
    as_of = models.DateField(_("as of"), null=True, blank=True)
    wording = MultilingualField(_("wording"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["body", "standing", "as_of"], name="standing_count_once")]

    def __str__(self) -> str:
        return f"{self.number} ({self.get_standing_display()})"
