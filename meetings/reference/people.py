"""Accounts with their persons, and what these are accredited to."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password

from groups.enums import AccreditationRole, SecretariatRole
from groups.models import Accreditation, Person, SecretariatAssignment
from meetings.reference import words
from meetings.reference.plan import Plan, add
from portal.models import User

PASSWORD = "Plenary-reference-2026"
"""No secret: such a house is not for real use."""
DOMAIN = "reference.plenary.example"
SECRETARIES = 2


def build(plan: Plan) -> None:
    """The first accounts serve the houses; the others represent delegations in one group or several."""
    password = make_password(PASSWORD)  # once: thousands of slow hashes would take minutes
    plan.users = add(User, (_user(plan, number, password) for number in range(plan.scale.users)))
    plan.persons = add(
        Person,
        (
            Person(key=f"ref-person-{number}", name=user.name, family_name=user.name.split(" ", 1)[1], user=user)
            for number, user in enumerate(plan.users, 1)
        ),
    )
    serving = min(len(plan.houses) * SECRETARIES, len(plan.users) // 4)
    add(
        SecretariatAssignment,
        (
            SecretariatAssignment(
                user=user, organization=plan.houses[number % len(plan.houses)], role=SecretariatRole.SECRETARY
            )
            for number, user in enumerate(plan.users[:serving])
        ),
    )
    add(Accreditation, (each for person in plan.persons[serving:] for each in _accreditations(plan, person)))


def _user(plan: Plan, number: int, password: str) -> User:
    given, family, second = (
        plan.chance.choice(names) for names in (words.GIVEN.split(), words.FAMILY.split(), words.FAMILY.split())
    )
    return User(
        email=f"account-{number + 1}@{DOMAIN}",
        name=f"{given} {family} {second}",
        password=password,
        language=("en", "es", "fr", "pt")[number % 4],
        zone=words.HOUSES[number % len(words.HOUSES)][4],
    )


def _accreditations(plan: Plan, person: Person) -> list[Accreditation]:
    groups = plan.some(plan.groups, 1, 3)
    delegation = plan.chance.choice(plan.members[groups[0].pk])
    return [
        Accreditation(person=person, delegation=delegation, body=group, role=AccreditationRole.DELEGATE)
        for group in groups
        if delegation in plan.members[group.pk]
    ]
