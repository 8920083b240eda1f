"""Accounts of who was at a meeting, by the attendance of their delegations."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from groups.models import Accreditation, Follow
from meetings.enums import AttendanceKind
from meetings.models import Attendance, Entry
from meetings.queries.owing import running
from portal.models import User

THERE = (AttendanceKind.PRESENT, AttendanceKind.PRESENTER)


def present_at(entry: Entry) -> QuerySet[User]:
    """Active accounts that on that day represented, in its body or everywhere, a delegation that was there.

    Who chose not to follow the body is left alone.
    """
    if entry.start is None:
        return User.objects.none()
    body = entry.schedule.term.body_id
    there = Attendance.objects.filter(meeting__entry=entry, kind__in=THERE).values("delegation")
    sent = Accreditation.objects.filter(running(entry.start), Q(body=None) | Q(body=body), delegation__in=there)
    muted = Follow.objects.filter(body=body, muted=True).values("account")
    found = User.objects.filter(pk__in=sent.values("person__user"), is_active=True).exclude(pk__in=muted)
    return found.order_by("pk")
