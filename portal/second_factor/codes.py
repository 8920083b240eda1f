"""Recovery codes: ten of them, 55 random bits each, in letters and digits that nobody takes for one another."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from portal.models import RecoveryCode, User

PLACES = "ABCDEFGHJK"
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_MISREAD = str.maketrans("OIL", "011")


def read(typed: str) -> str:
    """As it was made, however it was typed."""
    plain = "".join(typed.split()).replace("-", "").upper()
    return plain[:1] + plain[1:].translate(_MISREAD)


@dataclass(frozen=True, slots=True)
class NewCode:
    """One to be shown once, and what is kept of it."""

    plain: str
    encoded: str

    @property
    def shown(self) -> str:
        """In fours, as it is written down."""
        return "-".join(self.plain[at : at + 4] for at in range(0, LENGTH, 4))


def make_codes() -> list[NewCode]:
    """Ten, of which nothing is kept yet. Slow on purpose, so made before the transaction that keeps them."""
    made = [place + "".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1)) for place in PLACES]
    return [NewCode(code, make_password(code)) for code in made]


def keep(account: User, made: list[NewCode]) -> None:
    """In the place of those before."""
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, place=code.plain[0], encoded=code.encoded) for code in made
    )
