"""Accounts and invitations as the desk shows them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from groups.enums import NOT_HOLDING, HowBegan
from groups.models import Accreditation, Invitation, Person, SecretariatAssignment, Tenure
from groups.pages.dates import between, on
from groups.permissions import may_edit
from groups.queries.houses import may_accredit
from portal.actors import Actor
from portal.models import User


def account_row(account: User) -> dict[str, Any]:
    """One line of the list: who, and what gives the account its rights."""
    person = person_of(account)
    rights = [_service(each) for each in account.secretariat_assignments.all()]
    if person:
        rights += [_representation(each) for each in person.accreditations.all() if each.ended is None]
        rights += [str(each.post) for each in person.tenures.all() if each.ended is None]
    return {
        "name": str(account),
        "email": account.email,
        "url": reverse("people-account", args=[account.pk]),
        "is_active": account.is_active,
        "rights": rights,
    }


def person_of(account: User) -> Person | None:
    """The recorded person whose account this is."""
    return getattr(account, "person", None)


def _service(assignment: SecretariatAssignment) -> str:
    return f"{assignment.organization}: {assignment.get_role_display()}"


def _representation(accreditation: Accreditation) -> str:
    where = f", {accreditation.body}" if accreditation.body else ""
    return f"{accreditation.delegation} ({accreditation.get_role_display()}{where})"


def services(actor: Actor, account: User) -> list[dict[str, Any]]:
    """The secretariats served, each with the address that ends it where the actor may."""
    return [
        {
            "label": _service(each),
            "end_url": reverse("people-end-service", args=[each.pk]) if may_edit(actor, each.organization_id) else "",
        }
        for each in account.secretariat_assignments.all()
    ]


def accreditations(actor: Actor, person: Person, today: dt.date) -> list[dict[str, Any]]:
    """Delegations represented, past ones too."""
    rows = []
    for each in person.accreditations.all():
        keeps, over = may_accredit(actor, each), each.ended is not None and each.ended < today
        rows.append(
            {
                "label": _representation(each),
                "span": between(each.began, each.ended),
                "url": reverse("desk-record", args=["accreditation", each.pk]) if keeps else "",
                "end_url": reverse("people-end-accreditation", args=[each.pk]) if keeps and not over else "",
            }
        )
    return rows


def posts(person: Person) -> list[dict[str, Any]]:
    """Posts held, acted in or nominated for."""
    return [{"label": str(each.post), "span": _span(each)} for each in person.tenures.all()]


def _span(tenure: Tenure) -> str:
    how = tenure.get_how_began_display() if tenure.how_began in (*NOT_HOLDING, HowBegan.UNRECORDED) else ""
    return ", ".join(part for part in (how, between(tenure.began, tenure.ended)) if part)


def invitation_row(invitation: Invitation, now: dt.datetime) -> dict[str, Any]:
    """One invitation with its state in a word and a tone."""
    if invitation.accepted_at:
        state, label = "done", pgettext("invitation", "taken up")
    elif invitation.expires_at <= now:
        state, label = "stop", _("expired")
    else:
        state, label = "live", pgettext("invitation", "open")
    return {
        "name": invitation.name,
        "email": invitation.email,
        "offer": f"{invitation.organization}: {invitation.get_secretariat_role_display()}"
        if invitation.secretariat_role
        else f"{invitation.delegation} ({invitation.get_accreditation_role_display()})",
        "state": state,
        "state_label": label,
        "sent": on(invitation.created_at.date()),
        "until": on(invitation.expires_at.date()),
        "withdraw_url": "" if invitation.accepted_at else reverse("people-withdraw", args=[invitation.pk]),
    }
