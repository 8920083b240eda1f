"""The second factor: codes of an authenticator app after the password, and recovery codes for the day it is lost.

The seed of the app stands in django-otp's table, which also remembers the last code that was taken, so that each works
once whatever becomes of a cache. Recovery codes are ours: django-otp keeps its own as they are typed.
"""

from portal.second_factor.operations import (
    RefusedError,
    begin,
    confirm,
    device_of,
    prove,
    remove,
    renew_codes,
    reset,
    unconfirmed_of,
)
from portal.second_factor.required import PROVED, is_asked_of

__all__ = [
    "PROVED",
    "RefusedError",
    "begin",
    "confirm",
    "device_of",
    "is_asked_of",
    "prove",
    "remove",
    "renew_codes",
    "reset",
    "unconfirmed_of",
]
