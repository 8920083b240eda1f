"""Which houses an account, a person or a delegation has to do with, and so whose secretariat answers for it."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from groups.models import Accreditation, Delegation, Invitation, Person, SecretariatAssignment, Standing, Tenure
from groups.permissions import may_edit
from portal.actors import Actor
from portal.models import User


def houses_of_delegation(delegation_id: int) -> set[int]:
    """Organizations in whose bodies the delegation stands or stood."""
    return set(Standing.objects.filter(delegation=delegation_id).values_list("body__organization", flat=True))


def may_accredit(actor: Actor, accreditation: Accreditation) -> bool:
    """For one body: its house's secretariat. Wherever the delegation stands: who serves all of those houses."""
    if actor.is_admin or accreditation.delegation_id is None:
        return actor.is_admin or bool(actor.secretariat_of)
    if accreditation.body is not None:
        return may_edit(actor, accreditation.body.organization_id)
    return bool(actor.secretariat_of) and houses_of_delegation(accreditation.delegation_id) <= actor.secretariat_of


def houses_of_accreditation(accreditation: Accreditation) -> set[int]:
    """The house of the body that it is for; else those where the delegation stands."""
    if accreditation.body is not None:
        return {accreditation.body.organization_id}
    return houses_of_delegation(accreditation.delegation_id)


def houses_of_person(person: Person) -> set[int]:
    """Organizations where the person holds or held a post, or represents a delegation that stands there."""
    posts = Tenure.objects.filter(person=person).values_list("post__term__body__organization", flat=True)
    accreditations = Accreditation.objects.filter(person=person, ended=None)
    named = accreditations.filter(body__isnull=False).values_list("body__organization", flat=True)
    everywhere = Delegation.objects.filter(accreditations__in=accreditations.filter(body=None))
    standing = Standing.objects.filter(delegation__in=everywhere).values_list("body__organization", flat=True)
    return {*posts, *named, *standing}


def houses_of_account(account: User) -> set[int]:
    """Organizations where the account has a right of its own, now or once."""
    served = SecretariatAssignment.objects.filter(user=account).values_list("organization", flat=True)
    person = Person.objects.filter(user=account).first()
    return set(served) | (houses_of_person(person) if person else set())


def persons_to_invite(actor: Actor) -> QuerySet[Person]:
    """Persons without an account whose posts and accreditations all lie in houses that `actor` serves."""
    free = Person.objects.filter(user=None)
    if actor.is_admin:
        return free
    mine = actor.secretariat_of
    foreign_posts = Tenure.objects.filter(person__isnull=False).exclude(post__term__body__organization__in=mine)
    foreign_standings = Standing.objects.exclude(body__organization__in=mine)
    foreign = Accreditation.objects.filter(
        Q(body__isnull=False) & ~Q(body__organization__in=mine)
        | Q(body=None, delegation__in=foreign_standings.values("delegation"))
    )
    return free.exclude(pk__in=foreign_posts.values("person")).exclude(pk__in=foreign.values("person"))


def accounts_of(houses: frozenset[int]) -> QuerySet[User]:
    """Accounts that have to do with `houses`: serving there, invited from there, or with a place in their bodies."""
    standing = Standing.objects.filter(body__organization__in=houses).values("delegation")
    accredited = Accreditation.objects.filter(
        Q(body__organization__in=houses) | Q(body=None, delegation__in=standing)
    ).values("person__user")
    posted = Tenure.objects.filter(post__term__body__organization__in=houses, person__user__isnull=False)
    return User.objects.filter(
        Q(pk__in=SecretariatAssignment.objects.filter(organization__in=houses).values("user"))
        | Q(pk__in=Invitation.objects.filter(organization__in=houses, accepted_by__isnull=False).values("accepted_by"))
        | Q(pk__in=accredited.filter(person__user__isnull=False))
        | Q(pk__in=posted.values("person__user"))
    )


def accounts_known_to(actor: Actor) -> QuerySet[User]:
    """Those the secretariat answers for; every one for who runs the portal."""
    return User.objects.all() if actor.is_admin else accounts_of(actor.secretariat_of)


def may_close(actor: Actor, account: User) -> bool:
    """Whether `actor` may close the account: never their own, an administrator's, or one with rights elsewhere."""
    if account.pk == actor.user_id:
        return False
    if actor.is_admin:
        return True
    if account.is_superuser or not accounts_of(actor.secretariat_of).filter(pk=account.pk).exists():
        return False
    return houses_of_account(account) <= actor.secretariat_of
