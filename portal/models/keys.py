"""Keys of the reading API: what a program shows instead of signing in."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.enums import KeyScope


class ApiKey(models.Model):
    """A key of an account. Only its digest is kept, and its beginning, by which its owner knows it again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_keys")
    name = models.CharField(_("what it is for"), max_length=80)
    scope = models.CharField(_("what it opens"), max_length=8, choices=KeyScope.choices, default=KeyScope.PUBLIC)
    prefix = models.CharField(_("begins with"), max_length=16)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made"))
    expires_on = models.DateField(_("last day"), null=True, blank=True)
    used_on = models.DateField(_("last used"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("API key")
        verbose_name_plural = _("API keys")
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=KeyScope.values), name="api_key_scope_known"),
            models.CheckConstraint(condition=~Q(name=""), name="api_key_has_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
