"""Who reads or acts, and in which capacity: small sets of ids that permissions ask, never the database again."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.models import User

NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A reader or doer. The stranger is one too (`ANONYMOUS`), so no rule ever meets None."""

    user_id: int | None = None
    name: str = ""
    is_admin: bool = False
    language: str | None = None
    zone: str | None = None
    secretariat_of: frozenset[int] = NOTHING
    """Organizations for whose secretariat they work."""
    editor_of: frozenset[int] = NOTHING
    """Organizations whose texts and translations they may edit."""
    member_of: frozenset[int] = NOTHING
    """Bodies in which a delegation of theirs is a member."""
    observer_of: frozenset[int] = NOTHING
    """Bodies in which a delegation of theirs is an observer."""
    officer_of: frozenset[int] = NOTHING
    """Bodies in which they hold a post now."""
    chair_of: frozenset[int] = NOTHING
    """Bodies which they chair now."""
    delegations: frozenset[int] = NOTHING
    """Delegations they belong to."""

    @property
    def is_anonymous(self) -> bool:
        """True for a stranger; the system itself is none."""
        return self.user_id is None and not self.is_admin


ANONYMOUS = Actor()
SYSTEM = Actor(name="Plenary", is_admin=True)
"""Commands and the worker: no account, every right."""

Resolver = Callable[[Sequence["User"]], Mapping[int, Actor]]


def _accounts_alone(users: Sequence["User"]) -> dict[int, Actor]:
    return {
        user.pk: Actor(
            user_id=user.pk,
            name=user.name or user.email,
            is_admin=user.is_superuser,
            language=user.language or None,
            zone=user.zone or None,
        )
        for user in users
    }


_resolver: Resolver = _accounts_alone


def register_resolver(resolver: Resolver) -> None:
    """Let a higher app say what accounts may do; the kernel, which imports none of them, only keeps the function."""
    global _resolver  # one resolver a process, set once while the apps load
    _resolver = resolver


def actors_of(users: Iterable["User"]) -> dict[int, Actor]:
    """The actors behind accounts, by their ids; an inactive account is a stranger."""
    users = list(users)
    active = [user for user in users if user.is_active]
    found = _resolver(active) if active else {}
    return {user.pk: found.get(user.pk, ANONYMOUS) for user in users}


def actor_of(user: "User") -> Actor:
    """The actor behind one account."""
    return actors_of([user])[user.pk]
