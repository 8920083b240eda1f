"""What the installation knows of itself: whether mail is paused, when the clock last ticked."""

from django.db import models


class SystemState(models.Model):
    """A fact by its name; `version` lets several processes change it by compare-and-set."""

    key = models.CharField(max_length=60, primary_key=True)
    value = models.JSONField(default=dict)
    version = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return self.key
