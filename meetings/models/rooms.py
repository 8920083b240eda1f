"""Rooms of a house, each in its own zone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models import Organization
from portal.fields import MultilingualField


class Room(models.Model):
    """A room where meetings are held; its zone is that of its venue where it is not the seat."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="rooms", verbose_name=_("organization")
    )
    key = models.SlugField(_("key"), max_length=60)
    name = MultilingualField(_("name"), blank=False)
    city = MultilingualField(_("city"))
    zone = models.CharField(_("time zone"), max_length=64, blank=True)
    capacity = models.PositiveSmallIntegerField(_("seats"), null=True, blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [models.UniqueConstraint(fields=["organization", "key"], name="room_key_once_per_organization")]

    def __str__(self) -> str:
        return str(self.name)
