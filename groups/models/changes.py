"""What readers are told of a body, change by change, and how far each account has looked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from groups.models.bodies import Body
from portal.enums import Audience


class By(models.TextChoices):
    """In which capacity somebody made a change, as far as readers are told."""

    SECRETARIAT = "secretariat", _("the secretariat")
    OFFICER = "officer", _("an officer")
    PARTICIPANT = "participant", _("a participant")
    PORTAL = "portal", _("the portal")


class Change(models.Model):
    """A change that took effect on what some readers see: old and new, each for its own audience.

    `number` counts those of a body in the order in which they were committed, which ids do not promise. The rows that
    an adoption brought hang on the adoption, their `head`, and have no number.
    """

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveBigIntegerField(null=True)
    head = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="parts", db_index=False)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=12, choices=By.choices)
    topic = models.CharField(max_length=12)
    subject = models.PositiveBigIntegerField()
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    old_audience = models.CharField(max_length=12, choices=Audience.choices, blank=True)
    new_audience = models.CharField(max_length=12, choices=Audience.choices, blank=True)
    action = models.UUIDField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["body", "-at", "-id"], condition=Q(head=None), name="change_of_body_by_time"),
            # Few rows have a head, and an index of all that have none would mislead the planner of SQLite.
            models.Index(fields=["head"], condition=Q(head__isnull=False), name="change_part_of_head"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="change_number_once_per_body"),
            models.CheckConstraint(
                condition=Q(number=None, head__isnull=False) | Q(number__isnull=False, head=None),
                name="change_counted_or_part_of_one",
            ),
            models.CheckConstraint(
                condition=(Q(old=None) | ~Q(old_audience="")) & (Q(new=None) | ~Q(new_audience="")),
                name="change_side_with_its_audience",
            ),
            models.CheckConstraint(condition=~Q(old_audience="") | ~Q(new_audience=""), name="change_has_a_side"),
        ]

    def __str__(self) -> str:
        return f"{self.body_id}: {self.topic} {self.subject}"


class ChangeCount(models.Model):
    """The number of a body's last change. Its row is locked while one is added, so numbers follow commits."""

    body = models.OneToOneField(Body, on_delete=models.CASCADE, primary_key=True, related_name="change_count")
    last = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.body_id}: {self.last}"


class Seen(models.Model):
    """How far an account has looked at the changes of a body: kept here, so that every device knows."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="seen")
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="seen_by")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["account", "body"], name="seen_once_per_body")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.body_id}: {self.number}"
