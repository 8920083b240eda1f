"""End a right or close an account: at once, and without touching what was done under it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groups import emails
from groups.models import Accreditation, SecretariatAssignment
from groups.operations.records import RefusedError
from groups.permissions import may_edit
from groups.queries.houses import may_accredit, may_close
from groups.records.facts import facts_of
from portal import audit
from portal.actors import Actor
from portal.models import User

REPRESENTS_NO_LONGER = gettext_lazy("You no longer represent this delegation:")
SERVES_NO_LONGER = gettext_lazy("You no longer serve in this secretariat:")
CLOSED = gettext_lazy("Your account is closed.")
OPENED = gettext_lazy("Your account is open again.")


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
def close_account(*, actor: Actor, now: datetime, account: User) -> None:
    """Nobody signs in to it any more, and who is signed in is a stranger at the next page; it is never deleted."""
    _switch(actor, now, account, is_active=False)


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
    emails.rights_changed(account=account, says=OPENED if is_active else CLOSED, about=verb, now=now)
