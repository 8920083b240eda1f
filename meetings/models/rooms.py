"""Rooms of a house, each in its own zone."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from groups.models import Organization
from meetings.models.calendars import Venue
from portal.fields import MultilingualField


class Room(models.Model):
    """A room where meetings are held; its zone is that of its venue where it is not the seat."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="rooms", verbose_name=_("organization")
    )
    key = models.SlugField(_("key"), max_length=60)
    name = MultilingualField(_("name"), blank=False)
    venue = models.ForeignKey(
        Venue, on_delete=models.PROTECT, null=True, blank=True, related_name="rooms", verbose_name=_("venue")
    )
    city = MultilingualField(_("city"))
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    capacity = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)
    booths = models.PositiveSmallIntegerField(_("booths for interpreters"), null=True, blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [models.UniqueConstraint(fields=["organization", "key"], name="room_key_once_per_organization")]

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return reverse("meetings:room", args=[self.organization.key, self.key])

    @property
    def venue_zone(self) -> str:
        """IANA name of the zone its hours are in: its own, its venue's, the seat's."""
        return self.zone or (self.venue.zone if self.venue else "") or self.organization.zone

    def clean(self) -> None:
        """A room elsewhere than at the seat has the hours of its venue, unless it says otherwise."""
        if self.venue and not self.zone and self.venue.zone != self.organization.zone:
            self.zone = self.venue.zone
