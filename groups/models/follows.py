"""Which bodies an account follows of its own choice; whom it serves it follows without a row."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models.bodies import Body


class Follow(models.Model):
    """A choice made for one body: to follow it, or, `muted`, not to be told of it though one serves in it.

    Without a row the rule decides: who represents a delegation in a body or holds a post of it follows it.
    """

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="followers", verbose_name=_("body"))
    muted = models.BooleanField(_("not followed"), default=False)
    since = models.DateTimeField(_("since"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("group followed")
        verbose_name_plural = _("groups followed")
        constraints = [models.UniqueConstraint(fields=["account", "body"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.account}: {self.body}"
