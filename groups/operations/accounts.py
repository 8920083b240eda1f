"""End a right or close an account: at once, and without touching what was done under it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups import emails
from groups.models import Accreditation, Person, SecretariatAssignment
from groups.operations.records import RefusedError
from groups.permissions import may_edit
from groups.queries.houses import accounts_known_to, may_accredit, may_close, persons_to_invite
from groups.records.facts import facts_of
from portal import audit, second_factor
from portal.actors import Actor
from portal.models import User
from portal.sessions import ending

REPRESENTS_NO_LONGER = gettext_lazy("You no longer represent this delegation:")
SERVES_NO_LONGER = gettext_lazy("You no longer serve in this secretariat:")
CLOSED = gettext_lazy("Your account is closed.")
OPENED = gettext_lazy("Your account is open again.")
SIGNED_OUT = gettext_lazy("You have been signed out everywhere. Your account is open: sign in again.")


@transaction.atomic
def end_accreditation(*, actor: Actor, now: datetime, accreditation: Accreditation) -> None:
    """From now on it gives no right. Its last day is yesterday; one that began today has never been, and goes."""
    if not may_accredit(actor, accreditation):
        raise RefusedError(_("Only the secretariat of the organization may change this."))
    yesterday = now.date() - timedelta(days=1)
    before, number = facts_of(accreditation), accreditation.pk
    if accreditation.began is not None and accreditation.began > yesterday:
        audit.record(actor=actor, verb="ended", subject=accreditation, at=now, before=before, after={})
        Accreditation.objects.filter(pk=number).delete()
    else:
        Accreditation.objects.filter(pk=number).update(ended=yesterday)
        accreditation.refresh_from_db()
        audit.record(
            actor=actor, verb="ended", subject=accreditation, at=now, before=before, after=facts_of(accreditation)
        )
    if account := accreditation.person.user:
        says = format_lazy("{} {}", REPRESENTS_NO_LONGER, accreditation.delegation)
        emails.rights_changed(account=account, says=says, about=f"accreditation:{number}", now=now)


@transaction.atomic
def end_service(*, actor: Actor, now: datetime, assignment: SecretariatAssignment) -> None:
    """The account serves no longer in the secretariat."""
    if not may_edit(actor, assignment.organization_id):
        raise RefusedError(_("Only the secretariat of the organization may change this."))
    number = assignment.pk
    audit.record(actor=actor, verb="ended", subject=assignment, at=now, before=facts_of(assignment), after={})
    assignment.delete()
    says = format_lazy("{} {}", SERVES_NO_LONGER, assignment.organization)
    emails.rights_changed(account=assignment.user, says=says, about=f"assignment:{number}", now=now)


@transaction.atomic
def join_person(*, actor: Actor, now: datetime, account: User, person: Person) -> None:
    """The account is that of a person already recorded, and has from now on what the person has."""
    known = accounts_known_to(actor).filter(pk=account.pk).exists()
    if not known or not persons_to_invite(actor).filter(pk=person.pk).exists():
        raise RefusedError(_("This person has an account already, or a post in another organization."))
    if Person.objects.filter(user=account).exists():
        raise RefusedError(_("This account belongs to another person already."))
    _write_user(actor, now, person, account)


@transaction.atomic
def part_person(*, actor: Actor, now: datetime, account: User, person: Person) -> None:
    """The account was joined to the wrong person: it has from now on nothing that the person has."""
    if not may_close(actor, account) or person.user_id != account.pk:
        raise RefusedError(_("This account is not yours to close: it is your own, or has rights elsewhere."))
    _write_user(actor, now, person, None)


def _write_user(actor: Actor, now: datetime, person: Person, account: User | None) -> None:
    before = {"user": str(person.user) if person.user else None}
    person.user = account
    person.save(update_fields=["user"])
    after = {"user": str(account) if account else None}
    audit.record(
        actor=actor, verb="joined" if account else "parted", subject=person, at=now, before=before, after=after
    )


@transaction.atomic
def close_account(*, actor: Actor, now: datetime, account: User) -> None:
    """Nobody signs in to it any more, and who is signed in is a stranger at the next page; it is never deleted."""
    _switch(actor, now, account, is_active=False)


@transaction.atomic
def end_sessions(*, actor: Actor, now: datetime, account: User) -> int:
    """Sign the account out everywhere; gives how many browsers that were."""
    if not may_close(actor, account):
        raise RefusedError(_("This account is not yours to close: it is your own, or has rights elsewhere."))
    number = ending.end_of_account(actor=actor, now=now, account=account)
    if number:
        emails.rights_changed(account=account, says=SIGNED_OUT, about="sessions", now=now)
    return number


@transaction.atomic
def reset_second_factor(*, actor: Actor, now: datetime, account: User) -> bool:
    """Take it away from somebody who lost it; they are signed out, and set up a new one after their password."""
    if not may_close(actor, account):
        raise RefusedError(_("This account is not yours to close: it is your own, or has rights elsewhere."))
    return second_factor.reset(actor=actor, now=now, account=account)


@transaction.atomic
def open_account(*, actor: Actor, now: datetime, account: User) -> None:
    """Open a closed account again."""
    _switch(actor, now, account, is_active=True)


def _switch(actor: Actor, now: datetime, account: User, *, is_active: bool) -> None:
    if not may_close(actor, account):
        raise RefusedError(_("This account is not yours to close: it is your own, or has rights elsewhere."))
    if not User.objects.filter(pk=account.pk, is_active=not is_active).update(is_active=is_active):
        return
    verb = "opened" if is_active else "closed"
    before, after = {"is_active": not is_active}, {"is_active": is_active}
    audit.record(actor=actor, verb=verb, subject=account, at=now, before=before, after=after)
    if not is_active:
        ending.end_of_account(actor=actor, now=now, account=account)
    emails.rights_changed(account=account, says=OPENED if is_active else CLOSED, about=verb, now=now)
