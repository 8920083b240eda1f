"""The audit trail: rows that are added, never changed. Triggers in the database refuse what the classes here miss."""

from typing import Any, NoReturn, TypeVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

Row = TypeVar("Row", bound=models.Model, covariant=True)


class AppendOnlyError(TypeError):
    """Somebody tried to change the past."""


class AppendOnlyQuerySet(models.QuerySet[Row]):
    """Reads and adds; the writes that would change a row raise."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError("The audit trail is append-only.")

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnlyError("The audit trail is append-only.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError("The audit trail is append-only.")


class AppendOnly(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only once."""
        if not self._state.adding:
            raise AppendOnlyError("The audit trail is append-only.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError("The audit trail is append-only.")


class AuditEventQuerySet(AppendOnlyQuerySet["AuditEvent"]):
    """Words for what is looked for in the trail."""

    def about(self, subject: models.Model) -> "AuditEventQuerySet":
        """What happened to one object, newest first."""
        return self.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk)).order_by("-id")


class AuditEvent(AppendOnly):
    """One change: who did what to which object, before and after. `action` groups the rows of one deed."""

    at = models.DateTimeField(db_index=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=40)
    subject_text = models.CharField(max_length=300)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    after = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    reason = models.CharField(max_length=500, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    action = models.UUIDField(db_index=True)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=["subject_type", "subject_id", "-id"], name="portal_audit_subject")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor_name} {self.verb} {self.subject_text}"


class AuditSeal(AppendOnly):
    """A hash over some rows of the trail, in order of id, and over the hash of the seal before: see `portal.seals`.

    It covers every row whose id is beyond those of the seal before and not beyond `last_id`.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    rows = models.PositiveIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)
    form = models.PositiveSmallIntegerField()
    """How rows were written as bytes: a later form leaves the seals of an earlier one as they are."""
    at = models.DateTimeField()

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.CheckConstraint(
                condition=Q(number=1, previous="") | (Q(number__gt=1) & ~Q(previous="")),
                name="portal_audit_seal_follows_another",
            ),
            models.CheckConstraint(
                condition=Q(rows__gte=1, rows__lte=F("last_id") - F("first_id") + 1),
                name="portal_audit_seal_counts_its_rows",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: rows {self.first_id}–{self.last_id}"
