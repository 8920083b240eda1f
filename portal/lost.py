"""A database that gave no answer: errors that say so, told from those that answer what was asked."""

from __future__ import annotations

from enum import Enum

from django.db import DatabaseError, InterfaceError, OperationalError


class Unanswered(Enum):
    """Why there is no answer, so that the same may be asked again."""

    AWAY = "away"
    """Nobody is there, or nobody who could take more: a restart, a full disk, too many connections."""
    SLOW = "slow"
    """It took longer than it may, and was cut off."""
    BUSY = "busy"
    """Others wrote at the same time: the wait for them was cut off, or one of two gave way."""


SLOW_CODES = ("57014",)
BUSY_CODES = ("55P03", "40001", "40P01")
AWAY_CLASSES = ("08", "53", "57", "58")
"""SQLSTATE of PostgreSQL; the rest of what psycopg2 calls operational, such as a question too complex, is no outage."""
SQLITE = {
    5: Unanswered.BUSY,
    6: Unanswered.BUSY,
    8: Unanswered.AWAY,
    9: Unanswered.SLOW,
    10: Unanswered.AWAY,
    13: Unanswered.AWAY,
    14: Unanswered.AWAY,
}
"""Its primary codes; with 1, which it gives for a table that is not there too, it has answered."""


def why_unanswered(error: BaseException | None) -> Unanswered | None:
    """None where the database has answered, or was not asked.

    A server that dies in the midst of a question leaves no code behind: psycopg2 has the plain DatabaseError for that,
    not the OperationalError with which it meets a server that says goodbye, or is not there.
    """
    if isinstance(error, InterfaceError):
        return Unanswered.AWAY
    if isinstance(error, OperationalError):
        return _of_operation(error.__cause__)
    if type(error) is DatabaseError and getattr(error.__cause__, "pgcode", "") is None:
        return Unanswered.AWAY
    return None


def _of_operation(cause: BaseException | None) -> Unanswered | None:
    number = getattr(cause, "sqlite_errorcode", None)
    if number is not None:
        return SQLITE.get(number & 0xFF)
    code = getattr(cause, "pgcode", None)
    if code is None:
        return Unanswered.AWAY
    if code in SLOW_CODES:
        return Unanswered.SLOW
    if code in BUSY_CODES:
        return Unanswered.BUSY
    return Unanswered.AWAY if code[:2] in AWAY_CLASSES else None


def is_lost(error: Exception) -> bool:
    """Whether the database was away when this was asked, so that the same may be asked again on a new connection."""
    return why_unanswered(error) is Unanswered.AWAY
