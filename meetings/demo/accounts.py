"""Accounts to try the portal with. Their password is no secret, so only `seed_demo` makes them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from groups.enums import AccreditationRole, SecretariatRole
from groups.models import Accreditation, Capacity, Delegation, Organization, Person, SecretariatAssignment
from meetings.demo.living.words import text
from portal.models import User

PASSWORD = "Plenary-demo-2026"
DOMAIN = "demo.plenary.example"


@dataclass(frozen=True)
class Account:
    """One account. `person` is a key; who has no post in the demo data represents the `delegation`."""

    role: str
    mailbox: str
    name: str
    language: str
    zone: str
    person: str = ""
    delegation: str = ""

    @property
    def email(self) -> str:
        return f"{self.mailbox}@{DOMAIN}"


SECRETARIAT = Account("secretariat", "secretariat", "Demo Secretariat", "en", "America/New_York")

ACCOUNTS = (
    SECRETARIAT,
    Account("chair", "chair", "Valentina Suárez Ferro", "es", "America/Montevideo", person="valentina-suarez"),
    Account("vice chair", "vice-chair", "Marcus Ellington-Reid", "en", "America/Jamaica", person="marcus-ellington"),
    Account("rapporteur", "rapporteur", "Élodie Tremblay-Roy", "fr", "America/Toronto", person="elodie-tremblay"),
    Account("delegate", "peru", "Rosa Huamán Salcedo", "es", "America/Lima", "rosa-huaman", "per"),
    Account("delegate", "brazil", "Thiago Albuquerque Nunes", "pt", "America/Sao_Paulo", "thiago-albuquerque", "bra"),
    Account("observer", "observer", "Ingrid Solheim", "en", "America/Panama", "ingrid-solheim", "pieo"),
)

TITLES = {
    "rosa-huaman": text(
        "Alternate Representative", "Representante Alterna", "Représentante suppléante", "Representante Alterna"
    ),
    "thiago-albuquerque": text(
        "Alternate Representative", "Representante Alterno", "Représentant suppléant", "Representante Alterno"
    ),
    "ingrid-solheim": text("Observer", "Observadora", "Observatrice", "Observadora"),
}
"""What the persons who hold no post in the demo data are."""


@transaction.atomic
def make_accounts() -> list[Account]:
    """Those that are missing; gives them."""
    known = set(User.objects.filter(email__in=[each.email for each in ACCOUNTS]).values_list("email", flat=True))
    missing = [each for each in ACCOUNTS if each.email not in known]
    for account in missing:
        _make(account)
    return missing


def existing_accounts() -> list[Account]:
    """The demo accounts of this portal that still open with the password told."""
    users = {user.email: user for user in User.objects.filter(email__in=[each.email for each in ACCOUNTS])}
    return [each for each in ACCOUNTS if each.email in users and users[each.email].is_active]


def _make(account: Account) -> None:
    user = User.objects.create_user(
        account.email, PASSWORD, name=account.name, language=account.language, zone=account.zone
    )
    if not account.person:
        SecretariatAssignment.objects.bulk_create(
            SecretariatAssignment(user=user, organization=organization, role=role)
            for organization in Organization.objects.all()
            for role in SecretariatRole.values
        )
        return
    person, created = Person.objects.get_or_create(key=account.person, defaults={"name": account.name})
    Person.objects.filter(pk=person.pk, user=None).update(user=user)
    if created:
        _represent(person, account)


def _represent(person: Person, account: Account) -> None:
    """Accredited wherever the delegation has a standing."""
    delegation = Delegation.objects.get(key=account.delegation)
    Capacity.objects.create(person=person, title=TITLES[account.person], delegation=delegation)
    role = AccreditationRole.OBSERVER if account.role == "observer" else AccreditationRole.DELEGATE
    Accreditation.objects.create(person=person, delegation=delegation, role=role)
