"""The outbox: one row a message and recipient, written with the change it tells of, sent after."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.enums import OutboxState


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    """Words for what the sender looks for."""

    def due(self, now: datetime) -> "OutboxQuerySet":
        """Waiting and of age; or claimed by a sender that has not come back."""
        return self.filter(
            Q(state=OutboxState.PENDING, next_attempt_at__lte=now) | Q(state=OutboxState.CLAIMED, lease_until__lt=now)
        ).order_by("next_attempt_at", "id")


class OutboxMessage(models.Model):
    """A message to one recipient, without its words once it is sent. `dedupe_key` makes a second one impossible."""

    recipient = models.EmailField(_("recipient"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=300)
    text = models.TextField(_("text"))
    html = models.TextField(_("HTML"), blank=True)
    headers = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=10, choices=OutboxState.choices, default=OutboxState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    token = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(fields=["next_attempt_at"], name="portal_outbox_pending", condition=Q(state="pending")),
            models.Index(fields=["lease_until"], name="portal_outbox_claimed", condition=Q(state="claimed")),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OutboxState.values), name="portal_outbox_state_known"),
            models.CheckConstraint(
                condition=(
                    Q(state="claimed", lease_until__isnull=False, token__isnull=False)
                    | (~Q(state="claimed") & Q(lease_until__isnull=True, token__isnull=True))
                ),
                name="portal_outbox_claim_has_lease",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at__isnull=True)),
                name="portal_outbox_sent_has_time",
            ),
            models.CheckConstraint(condition=Q(next_attempt_at__gte=F("created_at")), name="portal_outbox_order"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} -> {self.recipient}"
