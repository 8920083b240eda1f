"""What was removed on the desk and may still be put back: the bin."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.actors import Actor
from portal.fields import MultilingualField

KEPT = timedelta(days=90)


class RemovalQuerySet(models.QuerySet["Removal"]):
    def visible_to(self, actor: Actor) -> RemovalQuerySet:
        """Those of houses that `actor` serves as secretary, and of what houses share."""
        if actor.is_admin:
            return self.all()
        if not actor.secretariat_of:
            return self.none()
        mine = Q(shared=True) | Q(organization_id__in=actor.secretariat_of)
        return self.filter(mine | Q(shared=False, organization_id=None, actor=actor.user_id))

    def in_bin(self, now: datetime) -> RemovalQuerySet:
        """Not put back, and removed within ninety days."""
        return self.filter(put_back_at=None, at__gt=now - KEPT)


class Removal(models.Model):
    """A record that was removed, whole: its columns and those of all that went with it, by name.

    `organization_id` is the house that kept it, as a number: the house may be gone too. `shared` is what any house may
    keep; neither of both is for who runs the portal and who removed it.
    """

    kind = models.SlugField(_("kind"), max_length=40)
    subject_type = models.CharField(max_length=100)
    subject_id = models.PositiveBigIntegerField()
    called = MultilingualField(_("name"))
    organization_id = models.PositiveBigIntegerField(null=True)
    shared = models.BooleanField(default=False)
    at = models.DateTimeField(_("removed"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    rows: models.JSONField[Any, Any] = models.JSONField()
    put_back_at = models.DateTimeField(null=True)

    objects = RemovalQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("removed record")
        verbose_name_plural = _("removed records")
        indexes = [
            models.Index(fields=["-at", "-id"], condition=Q(put_back_at=None), name="removal_in_bin"),
            models.Index(fields=["subject_type", "subject_id"], name="removal_of_subject"),
        ]

    def __str__(self) -> str:
        return str(self.called)
