"""Who works at the meetings of a house or of one body: interpreters, the service for rooms, technicians."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.models import Body, Organization
from meetings.enums import ServiceKind
from meetings.models.rooms import Room
from portal.fields import MultilingualField
from portal.lib.multilingual import LANGUAGES


class Service(models.Model):
    """An address that is told of meetings, with no account behind it. No rooms or languages: it serves all of them."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="services", verbose_name=_("organization")
    )
    body = models.ForeignKey(
        Body,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="services",
        verbose_name=_("body, where it is not for all"),
    )
    key = models.SlugField(_("key"), max_length=60)
    kind = models.CharField(_("kind"), max_length=16, choices=ServiceKind.choices)
    name = MultilingualField(_("name"), blank=False)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(_("language of its mails"), max_length=2, default="en")
    rooms = models.ManyToManyField(
        Room, blank=True, related_name="services", verbose_name=_("rooms, where it does not serve all")
    )
    languages = models.JSONField(_("languages, where it does not serve all"), default=list, blank=True)
    began = models.DateField(_("valid from"), null=True, blank=True)
    ended = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        ordering = ["kind", "key", "pk"]
        verbose_name = _("service told of meetings")
        verbose_name_plural = _("services told of meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "key"], condition=Q(body=None), name="service_of_house_once"
            ),
            models.UniqueConstraint(
                fields=["body", "key"], condition=Q(body__isnull=False), name="service_of_body_once"
            ),
            models.CheckConstraint(condition=Q(kind__in=ServiceKind.values), name="service_kind_known"),
            models.CheckConstraint(condition=Q(language__in=LANGUAGES), name="service_language_known"),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(began=None) | Q(ended__gte=F("began")), name="service_in_order"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def covers(self, day: dt.date) -> bool:
        """Whether it serves on `day`, both ends included."""
        return (self.began is None or self.began <= day) and (self.ended is None or day <= self.ended)
