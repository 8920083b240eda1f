"""The venues of a house."""

from __future__ import annotations

from django.db.models import QuerySet

from meetings.models import Venue
from portal.folding import folded


def venues_of(organization: int) -> QuerySet[Venue]:
    """The seat before others, with their own days and office hours; to be read whole, in two queries."""
    venues = Venue.objects.filter(organization=organization).prefetch_related("office_hours")
    return folded(venues, "own_days")
