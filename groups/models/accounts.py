"""What gives an account its rights: accreditation, service in a secretariat, and the invitation that opens it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from groups.enums import AccreditationRole, SecretariatRole
from groups.models.bodies import Body
from groups.models.delegations import Delegation
from groups.models.organizations import Organization
from groups.models.persons import Person


class Accreditation(models.Model):
    """A person represents a delegation, in one body or wherever the delegation has a standing."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="accreditations")
    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="accreditations", verbose_name=_("delegation")
    )
    body = models.ForeignKey(
        Body, on_delete=models.CASCADE, null=True, blank=True, related_name="accreditations", verbose_name=_("body")
    )
    role = models.CharField(
        _("role"), max_length=16, choices=AccreditationRole.choices, default=AccreditationRole.DELEGATE
    )
    began = models.DateField(_("from"), null=True, blank=True)
    ended = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("accreditation")
        verbose_name_plural = _("accreditations")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "delegation", "body"], condition=Q(ended=None), name="accreditation_once_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["person", "delegation"],
                condition=Q(ended=None, body=None),
                name="accreditation_everywhere_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(ended=None) | Q(began=None) | Q(ended__gte=F("began")),
                name="accreditation_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.delegation}"


class SecretariatAssignment(models.Model):
    """An account serves in the secretariat of an organization."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="secretariat_assignments")
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="secretariat", verbose_name=_("organization")
    )
    role = models.CharField(_("role"), max_length=12, choices=SecretariatRole.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "organization", "role"], name="secretariat_assignment_once")
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}, {self.organization}"


class Invitation(models.Model):
    """An offer of an account, sent by the secretariat; only the digest of its token is kept."""

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=200)
    language = models.CharField(_("language"), max_length=8, default="en")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="invitations")
    secretariat_role = models.CharField(
        _("role in the secretariat"), max_length=12, choices=SecretariatRole.choices, blank=True
    )
    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("delegation")
    )
    body = models.ForeignKey(Body, on_delete=models.CASCADE, null=True, blank=True, verbose_name=_("body"))
    accreditation_role = models.CharField(
        _("role in the delegation"), max_length=16, choices=AccreditationRole.choices, blank=True
    )
    person = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("person already recorded")
    )
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.CheckConstraint(
                condition=~Q(secretariat_role="") | Q(delegation__isnull=False), name="invitation_gives_a_role"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="invitation_expires_later"),
        ]

    def __str__(self) -> str:
        return self.email
