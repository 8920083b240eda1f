"""Recovery codes: what opens an account in the place of the app that was lost with its telephone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RecoveryCode(models.Model):
    """One of a set; hashed as a password is, since it is as short as one."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="recovery_codes")
    place = models.CharField(max_length=1)
    """Its first sign, by which it is found: to try it against ten hashes would take ten times as long."""
    encoded = models.CharField(max_length=256)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        ordering = ["place"]
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")
        constraints = [models.UniqueConstraint(fields=["account", "place"], name="recovery_code_place_unique")]

    def __str__(self) -> str:
        return f"{self.place}…"
