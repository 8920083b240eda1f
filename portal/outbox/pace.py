"""How fast the mail server is spoken to: a rate that all processes share, slower where it asks for that, and a rest
while it does not answer.

One row a server. Its times are numbers, so that one UPDATE counts and decides: exact with any number of senders.
"""

from datetime import timedelta

from django.conf import settings
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Greatest, Least

from portal.models import MailPace

AT_ONCE = 1.0
"""Seconds of mail that may go in one go after a quiet time."""
SLOW_FOR = timedelta(minutes=10).total_seconds()
SLOWER = 10.0
FIRST_REST, LONGEST_REST = 5.0, 300.0
FARTHEST = 60.0
"""Seconds. With one mail a second, and ten times slower than that, the next one may go in eleven."""


def server() -> str:
    """The mail server of the settings, by name and port."""
    return f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"


def take(at: float) -> float | None:
    """Take the right to send one mail: 0.0, or the seconds until there is one; None while the server rests."""
    row = MailPace.objects.filter(host=server())
    interval = 1.0 / settings.MAIL_PER_SECOND
    step = Case(When(slow_until__gt=at, then=Value(interval * SLOWER)), default=Value(interval))
    open_now = row.filter(closed_until__lte=at, free_at__lte=at + AT_ONCE)
    if open_now.update(free_at=Greatest(F("free_at"), Value(at)) + step):
        return 0.0
    pace = row.first()
    if pace is None:
        MailPace.objects.bulk_create([MailPace(host=server())], ignore_conflicts=True)
        return 0.01
    if _is_of_another_time(pace, at):
        row.filter(free_at=pace.free_at, closed_until=pace.closed_until).update(
            free_at=at, closed_until=0, slow_until=0
        )
        return 0.01
    if pace.closed_until > at:
        return None
    return max(0.01, pace.free_at - AT_ONCE - at)


def _is_of_another_time(pace: MailPace, at: float) -> bool:
    """Whether it was written by a clock that has been put back since: else it would stop all mail until that hour."""
    return pace.free_at > at + FARTHEST or pace.closed_until > at + LONGEST_REST or pace.slow_until > at + SLOW_FOR


def slow_down(at: float) -> None:
    """The server asked for less."""
    _row().update(slow_until=at + SLOW_FOR)


def close(at: float) -> None:
    """The server cannot be reached, or takes nothing from us: one mail tries again after a while, not all of them."""
    rest = Least(Value(LONGEST_REST), Value(FIRST_REST) * _two_to_the(F("failures")))
    _row().filter(closed_until__lte=at).update(closed_until=Value(at) + rest, failures=F("failures") + 1)


def reached() -> bool:
    """The server takes mail again; whether it did not before."""
    return MailPace.objects.filter(host=server(), failures__gt=0).update(failures=0, closed_until=0) > 0


def is_shut() -> bool:
    """Whether the last try found the server closed to us."""
    return MailPace.objects.filter(host=server(), failures__gt=0).exists()


def _two_to_the(exponent: F) -> Case:
    """Powers for the rests there are; after six failures it is the longest one anyway."""
    cases = [When(Q(failures=n), then=Value(float(2**n))) for n in range(6)]
    return Case(*cases, default=Value(float(2**6)))


def _row() -> "QuerySet[MailPace]":
    host = server()
    row = MailPace.objects.filter(host=host)
    if not row.exists():
        MailPace.objects.bulk_create([MailPace(host=host)], ignore_conflicts=True)
    return row
