"""Clashes are weighed and the change is written by one at a time in a house."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from groups.models import Organization
from meetings.models import Schedule
from meetings.operations.errors import RefusedError
from portal.lost import Unanswered, why_unanswered


@contextmanager
def weighing(schedule: Schedule) -> Iterator[None]:
    """A transaction in which whoever weighs clashes sees all that was placed before, and nobody else places anything.

    The house is locked before any of its schedules, always in this order. RefusedError where the turn does not come.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(transaction.atomic())
            # “No key”: rows that only refer to the house are written meanwhile.
            Organization.objects.select_for_update(no_key=True).get(pk=schedule.term.body.organization_id)
        except OperationalError as error:
            if why_unanswered(error) is not Unanswered.BUSY:
                raise
            raise RefusedError(
                _("Others are placing meetings just now. Your change was not saved: save it again.")
            ) from error
        yield
