"""How far a deadline may lie from what it is counted from."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.lib.deadlines import MOST, Unit

if TYPE_CHECKING:
    from meetings.models.deadlines import Deadline
    from meetings.models.rules import DeadlineRule

TOO_FAR = _("Expected at most three years: 36 months, 156 weeks, 1,100 days, 800 working days or 26,400 hours.")
WITHIN_REACH = reduce(or_, (Q(unit=str(unit), offset__range=(0, most)) for unit, most in MOST.items()))
"""What the database holds both rules and deadlines to."""


def check_offset(given: Deadline | DeadlineRule) -> None:
    """ValidationError where it counts farther than three years."""
    if given.unit in set(Unit) and given.offset is not None and given.offset > MOST[Unit(given.unit)]:
        raise ValidationError({"offset": TOO_FAR})
