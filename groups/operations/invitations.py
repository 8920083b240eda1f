"""Invitations: offered by the secretariat, taken up once, or withdrawn."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from groups import emails
from groups.models import Accreditation, Body, Delegation, Invitation, Organization, Person, SecretariatAssignment
from groups.operations.records import RefusedError
from groups.permissions import may_edit
from groups.queries.houses import may_accredit, persons_to_invite
from groups.records.facts import facts_of
from portal import audit
from portal.actors import Actor
from portal.models import User

HOLDS_FOR = timedelta(days=14)
SECRET = ("token_digest",)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What an invitation offers: a role in the secretariat of `organization`, or one in a delegation."""

    email: str
    name: str
    language: str
    organization: Organization
    secretariat_role: str = ""
    delegation: Delegation | None = None
    accreditation_role: str = ""
    body: Body | None = None
    person: Person | None = None


class NeedsSignInError(Exception):
    """An account with the invited address exists: only who signs in to it may take the invitation up."""


def digest_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def pending(token: str, now: datetime) -> Invitation | None:
    """The invitation behind a token, while it can be taken up."""
    open_ones = Invitation.objects.filter(accepted_at=None, expires_at__gt=now)
    return open_ones.select_related("organization", "delegation", "body").filter(token_digest=digest_of(token)).first()


@transaction.atomic
def invite(*, actor: Actor, now: datetime, offer: Offer) -> Invitation:
    """Write the invitation and queue its mail; an earlier one to the same address, still open, stops working."""
    _check(actor, offer)
    for earlier in Invitation.objects.filter(
        email=offer.email.strip().lower(), organization=offer.organization, accepted_at=None
    ):
        _remove(actor, now, earlier, reason="replaced")
    token = secrets.token_urlsafe(32)
    made = Invitation.objects.create(
        **{**vars(offer), "email": offer.email.strip().lower()},
        token_digest=digest_of(token),
        invited_by_id=actor.user_id,
        created_at=now,
        expires_at=now + HOLDS_FOR,
    )
    audit.record(actor=actor, verb="invited", subject=made, at=now, before=None, after=_facts(made))
    emails.invitation(invitation=made, token=token, now=now)
    return made


def _check(actor: Actor, offer: Offer) -> None:
    if not may_edit(actor, offer.organization.pk):
        raise RefusedError(_("Only the secretariat of the organization may invite to it."))
    if bool(offer.secretariat_role) == bool(offer.delegation):
        raise RefusedError(_("Offer either a role in the secretariat or a delegation."))
    if offer.delegation and not may_accredit(actor, Accreditation(delegation=offer.delegation, body=offer.body)):
        raise RefusedError(_("This delegation stands in bodies of other organizations too: name the body."))
    if offer.person and not persons_to_invite(actor).filter(pk=offer.person.pk).exists():
        raise RefusedError(_("This person has an account already, or a post in another organization."))


@transaction.atomic
def withdraw(*, actor: Actor, now: datetime, invitation: Invitation) -> None:
    """Take an invitation back that nobody has taken up; its link stops working."""
    if not may_edit(actor, invitation.organization_id):
        raise RefusedError(_("Only the secretariat of the organization may change this."))
    if not _remove(actor, now, invitation, reason="withdrawn"):
        raise RefusedError(_("It has been taken up already."))


def _remove(actor: Actor, now: datetime, invitation: Invitation, *, reason: str) -> bool:
    before, number = _facts(invitation), invitation.pk
    gone, _rows = Invitation.objects.filter(pk=number, accepted_at=None).delete()
    if gone:
        audit.record(actor=actor, verb="withdrawn", subject=invitation, at=now, before=before, after={}, reason=reason)
    return bool(gone)


@transaction.atomic
def accept(
    *,
    token: str,
    now: datetime,
    account: User | None = None,
    name: str = "",
    password: str = "",
    language: str = "",
    zone: str = "",
) -> User:
    """Take an invitation up once: with a new account, or with `account`, whose holder is signed in.

    Raises RefusedError for a token that no longer works, NeedsSignInError where the address has an account already.
    """
    invitation = pending(token, now)
    mine = Invitation.objects.filter(token_digest=digest_of(token), accepted_at=None, expires_at__gt=now)
    if invitation is None or not mine.update(accepted_at=now):
        raise RefusedError(_("This invitation no longer works."))
    user = account or _new_account(invitation, name=name, password=password, language=language, zone=zone)
    if user.email.lower() != invitation.email.lower():
        raise RefusedError(_("You are signed in with another address than the one that was invited."))
    actor = Actor(user_id=user.pk, name=user.name or user.email)
    if account is None:
        after = {"email": user.email, "name": user.name, "language": user.language, "zone": user.zone}
        audit.record(actor=actor, verb="created", subject=user, at=now, before=None, after=after)
    _give(actor, now, user, invitation)
    Invitation.objects.filter(pk=invitation.pk).update(accepted_by=user)
    before = _facts(invitation)
    invitation.refresh_from_db()
    audit.record(actor=actor, verb="accepted", subject=invitation, at=now, before=before, after=_facts(invitation))
    return user


def _new_account(invitation: Invitation, *, name: str, password: str, language: str, zone: str) -> User:
    if User.objects.filter(email__iexact=invitation.email).exists():
        raise NeedsSignInError
    return User.objects.create_user(
        invitation.email, password, name=name or invitation.name, language=language or invitation.language, zone=zone
    )


def _give(actor: Actor, now: datetime, user: User, invitation: Invitation) -> None:
    """The rights that the invitation offers."""
    if invitation.secretariat_role:
        made, is_new = SecretariatAssignment.objects.get_or_create(
            user=user, organization=invitation.organization, role=invitation.secretariat_role
        )
        _note(actor, now, made, is_new=is_new)
    if not invitation.delegation and not invitation.person_id:
        return
    person = _person_of(actor, now, user, invitation)
    if invitation.delegation:
        role = {"role": invitation.accreditation_role} if invitation.accreditation_role else {}
        accreditation, is_new = Accreditation.objects.get_or_create(
            person=person,
            delegation=invitation.delegation,
            body=invitation.body,
            ended=None,
            defaults={**role, "began": now.date()},
        )
        _note(actor, now, accreditation, is_new=is_new)


def _person_of(actor: Actor, now: datetime, user: User, invitation: Invitation) -> Person:
    """The account's person, the one already recorded, or a new one; never somebody else's."""
    own: Person | None = Person.objects.filter(user=user).first()
    if invitation.person_id is None or (own and own.pk == invitation.person_id):
        return own or _new_person(actor, now, user)
    recorded = Person.objects.get(pk=invitation.person_id)
    if own is not None or not Person.objects.filter(pk=recorded.pk, user=None).update(user=user):
        raise RefusedError(_("The person invited has another account. Ask the secretariat for a new invitation."))
    audit.record(actor=actor, verb="joined", subject=recorded, at=now, before={"user": None}, after={"user": str(user)})
    return recorded


def _new_person(actor: Actor, now: datetime, user: User) -> Person:
    key = slugify(user.name)[:70] or "person"
    if Person.objects.filter(key=key).exists():
        key = f"{key}-{user.pk}"
    made = Person.objects.create(key=key, name=user.name or user.email, user=user)
    _note(actor, now, made, is_new=True)
    return made


def _note(actor: Actor, now: datetime, record: Any, *, is_new: bool) -> None:
    if is_new:
        audit.record(actor=actor, verb="created", subject=record, at=now, before=None, after=facts_of(record))


def _facts(invitation: Invitation) -> dict[str, Any]:
    return {name: value for name, value in facts_of(invitation).items() if name not in SECRET}
