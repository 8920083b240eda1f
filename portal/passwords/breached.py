"""Passwords that were found in breaches, and would be long enough to be taken here: `bin/passwords` makes the file.

Each is kept as the first octets of a digest, in order. One in twenty-five million that is none of them is refused too.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

FILE = Path(__file__).with_name("breached.bin")
SHORTEST = 12
WIDTH = 5


def digest_of(password: str) -> bytes:
    """What is kept of one; in whatever case it is written."""
    return hashlib.sha256(password.casefold().encode("utf-8", "surrogatepass")).digest()[:WIDTH]


@cache
def _digests() -> bytes:
    return FILE.read_bytes()


def count() -> int:
    """How many there are."""
    return len(_digests()) // WIDTH


def is_breached(password: str) -> bool:
    """Whether it is one of them."""
    sought, kept = digest_of(password), _digests()
    low, high = 0, count()
    while low < high:
        middle = (low + high) // 2
        if kept[middle * WIDTH : (middle + 1) * WIDTH] < sought:
            low = middle + 1
        else:
            high = middle
    return kept[low * WIDTH : (low + 1) * WIDTH] == sought


class BreachedPasswordValidator:
    """For settings.AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse one that others have had."""
        if is_breached(password):
            raise ValidationError(_("This password is in lists that attackers try first."), code="password_breached")

    def get_help_text(self) -> str:
        """What the form says."""
        return _("Your password can’t be one that was found in a breach.")
