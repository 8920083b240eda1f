"""The cast: one actor for each way of standing towards a body, as accounts with the rights that follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from groups.enums import AccreditationRole, Role, SecretariatRole, StandingKind
from groups.models import Body, Organization, Term
from groups.queries.accounts import actor_of_account, actors_of_accounts
from portal.actors import ANONYMOUS, Actor
from portal.models import User
from tests import make

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Cast:
    """A body with a term, and the accounts around it, by the part they play."""

    house: Organization
    body: Body
    term: Term
    accounts: dict[str, User]

    def actors(self) -> dict[str, Actor]:
        """The actor of each part, the stranger included."""
        found = actors_of_accounts(list(self.accounts.values()), NOW)
        return {"stranger": ANONYMOUS} | {part: found[account.pk] for part, account in self.accounts.items()}

    def actor(self, part: str) -> Actor:
        """The actor of one part, as of now."""
        return ANONYMOUS if part == "stranger" else actor_of_account(self.accounts[part], NOW)


def gather() -> Cast:
    """Make the cast around one public body with a current term."""
    house = make.organization()
    body = make.body(organization=house)
    term = make.term(body)
    accounts = {
        "observer": _delegate(body, StandingKind.OBSERVER, AccreditationRole.OBSERVER),
        "delegate": _delegate(body, StandingKind.MEMBER),
        "other_delegate": _delegate(make.body(), StandingKind.MEMBER),
        "former_delegate": _delegate(body, StandingKind.MEMBER, ended=date(2026, 2, 1)),
        "rapporteur": _officer(term, Role.RAPPORTEUR),
        "vice_chair": _officer(term, Role.VICE_CHAIR),
        "chair": _officer(term, Role.CHAIR),
        "former_chair": _officer(term, Role.CHAIR, ended=date(2026, 2, 1)),
        "editor": _staff(house, SecretariatRole.EDITOR),
        "secretary": _staff(house, SecretariatRole.SECRETARY),
        "other_secretary": _staff(make.organization(), SecretariatRole.SECRETARY),
        "admin": make.user(is_superuser=True),
    }
    return Cast(house, body, term, accounts)


def _delegate(body: Body, standing: str, role: str = AccreditationRole.DELEGATE, ended: date | None = None) -> User:
    account = make.user()
    state = make.delegation()
    make.standing(state, body, standing)
    make.accredited(account, state, role=role, ended=ended)
    return account


def _officer(term: Term, role: str, ended: date | None = None) -> User:
    account = make.user()
    make.tenure(make.post(term, role), make.person(user=account), ended=ended)
    return account


def _staff(house: Organization, role: str) -> User:
    account = make.user()
    make.serving(account, house, role)
    return account
