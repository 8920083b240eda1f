"""Persons, and the capacities they act in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.models.delegations import Delegation
from portal.fields import MultilingualField


class Person(models.Model):
    """Somebody who holds posts or represents a delegation; perhaps with an account."""

    key = models.SlugField(_("key"), unique=True, max_length=80)
    name = models.CharField(_("name as printed"), max_length=200)
    family_name = models.CharField(_("family name, for sorting"), max_length=120, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="person",
        verbose_name=_("account"),
    )

    class Meta:
        ordering = ["family_name", "name"]
        verbose_name = _("person")
        verbose_name_plural = _("persons")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="person_has_name")]

    def __str__(self) -> str:
        return self.name


class Capacity(models.Model):
    """What a person is for a while: “Ambassador, Permanent Representative of Peru to the OAS”."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="capacities")
    honorific = MultilingualField(_("honorific"))
    title = MultilingualField(_("title"), blank=False)
    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("delegation")
    )
    began = models.DateField(_("from"), null=True, blank=True)
    ended = models.DateField(_("to"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("capacity")
        verbose_name_plural = _("capacities")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended=None) | Q(began=None) | Q(ended__gte=F("began")), name="capacity_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)
