"""Which texts followers were told of: each of them once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from documents.models import LanguageVersion


class Publication(models.Model):
    """That a text came out and its followers were told, whoever they were on that day."""

    version = models.OneToOneField(LanguageVersion, on_delete=models.CASCADE, related_name="publication")
    at = models.DateTimeField(_("told"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("text that was told of")
        verbose_name_plural = _("texts that were told of")

    def __str__(self) -> str:
        return str(self.version)
