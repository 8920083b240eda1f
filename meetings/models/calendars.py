"""Venues with the calendars they keep: public holidays of a country, days of their own, hours of the house."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.models import Organization
from meetings.calendars.public import countries, subdivisions
from meetings.enums import OwnDayKind, Weekday
from portal.fields import MultilingualField


class Venue(models.Model):
    """Where a house meets. Its days off are the public holidays of its country and part of it, and its own days."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="venues", verbose_name=_("organization")
    )
    key = models.SlugField(_("key"), max_length=60)
    name = MultilingualField(_("name"), blank=False)
    zone = models.CharField(_("time zone"), max_length=64)
    country = models.CharField(_("country whose public holidays it keeps, such as US"), max_length=2, blank=True)
    subdivision = models.CharField(_("part of the country, such as DC"), max_length=6, blank=True)
    seat = models.BooleanField(_("the seat of the organization"), default=False)

    class Meta:
        ordering = ["-seat", "key"]
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        constraints = [
            models.UniqueConstraint(fields=["organization", "key"], name="venue_key_once_per_organization"),
            models.UniqueConstraint(fields=["organization"], condition=Q(seat=True), name="venue_one_seat"),
            models.CheckConstraint(condition=Q(subdivision="") | ~Q(country=""), name="venue_part_of_a_country"),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        """Only countries and parts whose holidays are known: the others would silently have none."""
        if self.country and self.country not in countries():
            raise ValidationError({"country": _("No public holidays are known for this; expected a code such as US.")})
        if self.subdivision and self.subdivision not in subdivisions(self.country):
            raise ValidationError({"subdivision": _("The country has no part of this code; expected one such as DC.")})


class OwnDay(models.Model):
    """A day, or days, on which a venue differs from its country's calendar."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="own_days", verbose_name=_("venue"))
    start = models.DateField(_("from"))
    end = models.DateField(_("to"))
    kind = models.CharField(_("kind"), max_length=8, choices=OwnDayKind.choices, default=OwnDayKind.HOLIDAY)
    name = MultilingualField(_("name"))

    class Meta:
        ordering = ["start", "pk"]
        verbose_name = _("day of its own")
        verbose_name_plural = _("days of its own")
        constraints = [
            models.UniqueConstraint(fields=["venue", "start", "kind"], name="own_day_once"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="own_day_in_order"),
            models.CheckConstraint(condition=Q(kind__in=OwnDayKind.values), name="own_day_kind_known"),
        ]

    def __str__(self) -> str:
        days = f"{self.start}" if self.start == self.end else f"{self.start} - {self.end}"
        return f"{days}: {self.name or self.get_kind_display()}"


class OfficeHours(models.Model):
    """A stretch of a weekday in which the house is open for meetings, in the venue's hours."""

    venue = models.ForeignKey(Venue, on_delete=models.CASCADE, related_name="office_hours", verbose_name=_("venue"))
    weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday.choices)
    start = models.TimeField(_("from"))
    end = models.TimeField(_("to"))

    class Meta:
        ordering = ["weekday", "start"]
        verbose_name = _("office hours")
        verbose_name_plural = _("office hours")
        constraints = [
            models.UniqueConstraint(fields=["venue", "weekday", "start"], name="office_hours_once"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="office_hours_in_order"),
            models.CheckConstraint(condition=Q(weekday__in=Weekday.values), name="office_hours_weekday_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.start:%H:%M} - {self.end:%H:%M}"
