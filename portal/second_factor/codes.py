"""Recovery codes: ten of them, 55 random bits each, in letters and digits that nobody takes for one another."""

from __future__ import annotations

import secrets

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


def make_codes(account: User) -> list[str]:
    """Ten new ones in the place of those before; what is returned is nowhere else."""
    made = [place + "".join(secrets.choice(SIGNS) for _ in range(LENGTH - 1)) for place in PLACES]
    RecoveryCode.objects.filter(account=account).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account=account, place=code[0], encoded=make_password(code)) for code in made
    )
    return ["-".join(code[at : at + 4] for at in range(0, LENGTH, 4)) for code in made]
