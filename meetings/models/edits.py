"""The journal of edits to a schedule: what undo and redo go by, and every state that a row has had."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.schedules import Schedule


class ScheduleEdit(models.Model):
    """What one edit did to one row. Rows of one deed share their `group`; undo takes the deed back as a whole.

    `before` and `after` hold what was touched: “live”, the row that everyone reads, and “change”, the one proposed; of
    a deadline that goes, “followed”, the id of its rule.
    """

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="edits")
    at = models.DateTimeField(_("edited"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    group = models.UUIDField(_("deed"))
    entry_key = models.SlugField(_("entry"), max_length=80)
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    undone = models.BooleanField(_("undone"), default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("edit of a schedule")
        verbose_name_plural = _("edits of a schedule")
        indexes = [models.Index(fields=["schedule", "actor", "-id"], name="schedule_edit_of_actor")]

    def __str__(self) -> str:
        return f"{self.entry_key} {self.at:%Y-%m-%d %H:%M}"


class RowVersion(models.Model):
    """What a row of a schedule said after one write, by whomever and however.

    `content` is the row as its draft had it, None where it was withdrawn or gone. One without a `verb` is how it stood
    before the editor wrote to it: an import or the desk had made it so.
    """

    schedule = models.ForeignKey(Schedule, on_delete=models.CASCADE, related_name="row_versions")
    entry_key = models.SlugField(_("entry"), max_length=80)
    at = models.DateTimeField(_("edited"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    actor_name = models.CharField(max_length=200, blank=True)
    verb = models.CharField(max_length=60, blank=True)
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    content: models.JSONField[Any, Any] = models.JSONField(_("content"), null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("version of a row")
        verbose_name_plural = _("versions of a row")
        indexes = [models.Index(fields=["schedule", "entry_key", "-id"], name="row_version_of_row")]

    def __str__(self) -> str:
        return f"{self.entry_key} {self.at:%Y-%m-%d %H:%M}"
