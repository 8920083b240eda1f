"""Sessions: what the cookie of a browser stands for, and where and when its account was last seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from portal.actors import Actor


class SessionQuerySet(models.QuerySet["Session"]):
    """Nobody sees the sessions of another account."""

    def visible_to(self, actor: Actor) -> SessionQuerySet:
        """The actor's own."""
        return self.filter(account_id=actor.user_id) if actor.user_id else self.none()


class Session(models.Model):
    """One browser that is known. Only a digest of its key is kept: who reads the table can take up none."""

    digest = models.CharField(max_length=64, unique=True)
    data = models.TextField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="sessions"
    )
    began_at = models.DateTimeField(gettext_lazy("signed in"))
    seen_at = models.DateTimeField(gettext_lazy("last seen"))
    idle = models.PositiveIntegerField(default=0)
    """Seconds that may pass without a page being asked for."""
    expires_at = models.DateTimeField(db_index=True)
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=45, blank=True)
    """Shortened: enough to tell one's office from a stranger's country, not to find a house."""

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_at", "-pk"]
        verbose_name = gettext_lazy("session")
        verbose_name_plural = gettext_lazy("sessions")

    def __str__(self) -> str:
        return self.device

    @property
    def device(self) -> str:
        """What a reader knows the browser again by."""
        if self.browser and self.system:
            return _("%(browser)s on %(system)s") % {"browser": self.browser, "system": self.system}
        return self.browser or self.system or _("A browser")

    @property
    def ended_idle(self) -> bool:
        """Whether, of its two ends, it was the silence that came first."""
        return bool(self.idle) and (self.expires_at - self.seen_at).total_seconds() >= self.idle - 1
