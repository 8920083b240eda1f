"""Attendance by delegation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from groups.models import Delegation
from meetings.enums import AttendanceKind
from meetings.models.meetings import Meeting
from portal.fields import MultilingualField


class Attendance(models.Model):
    """A delegation was at a meeting, or was invited to it, in what capacity."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, related_name="attendances", verbose_name=_("delegation")
    )
    kind = models.CharField(
        _("attendance"), max_length=12, choices=AttendanceKind.choices, default=AttendanceKind.PRESENT
    )
    represented_by = MultilingualField(_("represented by"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "delegation", "kind"], name="attendance_once_per_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.delegation}: {self.get_kind_display()}"
