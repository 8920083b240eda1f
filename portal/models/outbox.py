"""The outbox: one row a message and recipient, written with the change it tells of, sent after."""

from datetime import datetime, timedelta
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.enums import OutboxState
from portal.models.audit import AppendOnlyError

LETTER = "letter"
"""The kind of a message whose words were written when it was queued."""


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    """Words for what the sender looks for."""

    def due(self, now: datetime) -> "OutboxQuerySet":
        """Waiting, and of age."""
        return self.filter(state=OutboxState.PENDING, next_attempt_at__lte=now).order_by("next_attempt_at", "id")

    def stranded(self, now: datetime) -> "OutboxQuerySet":
        """Claimed by a sender that has not come back within its lease, or by a clock that has been put back since."""
        longest = timedelta(seconds=2 * settings.OUTBOX_LEASE)
        over = Q(lease_until__lt=now) | Q(lease_until__gt=now + longest)
        return self.filter(over, state=OutboxState.CLAIMED)

    def of_another_time(self, now: datetime) -> "OutboxQuerySet":
        """Queued by a clock that has been put back since, and waiting for no hour of their own."""
        at_once = Q(next_attempt_at=F("created_at")) | Q(attempts__gt=0)
        later = now + timedelta(minutes=5)
        return self.filter(at_once, state=OutboxState.PENDING, next_attempt_at__gt=later, created_at__gt=later)

    def late(self, now: datetime) -> "OutboxQuerySet":
        """Waiting still, when there is no more use in sending it."""
        return self.filter(state=OutboxState.PENDING, expires_at__lte=now)

    def unsettled(self) -> "OutboxQuerySet":
        """Not out yet, and neither given up nor called off."""
        return self.filter(state__in=[OutboxState.PENDING, OutboxState.CLAIMED])


class OutboxMessage(models.Model):
    """A message to one recipient. `dedupe_key` makes a second one impossible.

    `why` it stands as it does is a code with its facts, `reason` the words of somebody who decided it.
    A letter carries its words until it is sent. Every other kind carries none: `params` holds ids, never restricted
    text, and the words are composed when it is sent, from what is true and allowed then.
    """

    kind = models.CharField(max_length=60, default=LETTER)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recipient = models.EmailField(_("recipient"))
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    about = models.CharField(max_length=120, blank=True)
    params = models.JSONField(default=dict)
    subject = models.CharField(_("subject"), max_length=300, blank=True)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    headers = models.JSONField(default=dict)
    dedupe_key = models.CharField(max_length=200, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=12, choices=OutboxState.choices, default=OutboxState.PENDING)
    why = models.CharField(max_length=40, default="", db_default="", blank=True)
    facts = models.JSONField(default=dict, db_default={}, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    refusals = models.PositiveSmallIntegerField(default=0)
    doubts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    token = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_code = models.PositiveSmallIntegerField(null=True)
    last_error = models.CharField(max_length=500, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        indexes = [
            models.Index(fields=["next_attempt_at"], name="portal_outbox_pending", condition=Q(state="pending")),
            models.Index(fields=["lease_until"], name="portal_outbox_claimed", condition=Q(state="claimed")),
            models.Index(fields=["about", "kind"], name="portal_outbox_about", condition=~Q(about="")),
            models.Index(
                fields=["state", "id"],
                name="portal_outbox_watched",
                condition=Q(state__in=["failed", "unconfirmed", "held"]),
            ),
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
            models.CheckConstraint(
                condition=Q(kind=LETTER) | Q(text="", html="", subject=""),
                name="portal_outbox_kinds_carry_no_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject or self.kind} -> {self.recipient}"

    @property
    def tone(self) -> str:
        """The shape of its state on a page."""
        tones = {"sent": "done", "failed": "stop", "unconfirmed": "change", "held": "change", "cancelled": "stop"}
        return tones.get(self.state, "plain")

    @property
    def was_given_up(self) -> bool:
        """Whether only a person can send it on."""
        return self.state in {OutboxState.FAILED, OutboxState.UNCONFIRMED}

    @property
    def is_letter(self) -> bool:
        """Whether its words were written when it was queued."""
        return self.kind == LETTER


class OutboxAttempt(models.Model):
    """One try to send a message, added when it is over; a trigger in the database refuses to change one."""

    message = models.ForeignKey(OutboxMessage, models.CASCADE, related_name="tries")
    n = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    phase = models.CharField(max_length=12)
    code = models.PositiveSmallIntegerField(null=True)
    text = models.CharField(max_length=500, blank=True)
    worker = models.CharField(max_length=100)

    class Meta:
        ordering = ("message", "n")
        constraints = [models.UniqueConstraint(fields=["message", "n"], name="portal_outbox_attempt_once")]

    def __str__(self) -> str:
        return f"{self.message_id}/{self.n}: {self.phase}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only once."""
        if not self._state.adding:
            raise AppendOnlyError("What was tried stays as it was.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError("What was tried stays as it was.")


class MailPace(models.Model):
    """How fast one mail server may be spoken to; times are seconds since 1970, so that one UPDATE can count."""

    host = models.CharField(max_length=200, primary_key=True)
    free_at = models.FloatField(default=0)
    slow_until = models.FloatField(default=0)
    closed_until = models.FloatField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.host


class OutboxHold(models.Model):
    """A matter of which no mail leaves until somebody lets it go, neither what waits nor what is queued later."""

    about = models.CharField(max_length=120, unique=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    since = models.DateTimeField(_("held since"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["since", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(about=""), name="portal_outbox_hold_names_its_matter")]

    def __str__(self) -> str:
        return self.about
