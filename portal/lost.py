"""A database that went away: the error that says so, told from those that answer what was asked."""

from django.db import DatabaseError, InterfaceError, OperationalError


def is_lost(error: Exception) -> bool:
    """Whether the database was away when this was asked, so that the same may be asked again on a new connection.

    A server that dies in the midst of a question leaves no code behind: psycopg2 has the plain DatabaseError for that,
    not the OperationalError with which it meets a server that says goodbye, or is not there.
    """
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return type(error) is DatabaseError and getattr(error.__cause__, "pgcode", "") is None
