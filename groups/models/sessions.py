"""Sessions of organs: what resolutions are numbered by and what some deadlines wait for."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.enums import SessionKind
from groups.models.bodies import Body
from portal.fields import MultilingualField, PrecisionField


class Session(models.Model):
    """One session of an organ: the forty-second regular session of the General Assembly."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="sessions", verbose_name=_("body"))
    key = models.SlugField(_("key"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=SessionKind.choices, default=SessionKind.REGULAR)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    name = MultilingualField(_("name"), blank=False)
    began = models.DateField(_("from"), null=True, blank=True)
    began_precision = PrecisionField(_("precision"))
    ended = models.DateField(_("to"), null=True, blank=True)
    ended_precision = PrecisionField(_("precision"))
    place = MultilingualField(_("place"))

    class Meta:
        ordering = ["began", "number"]
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["body", "kind", "number"], condition=Q(number__isnull=False), name="session_number_once"
            ),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(began=None) | Q(ended__gte=F("began")), name="session_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)
