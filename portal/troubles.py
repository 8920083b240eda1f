"""What whoever keeps the portal should know at once, in sentences for the head of the desk."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal import seals, worker
from portal.outbox.figures import LATE, closed, figures

SILENT = timedelta(minutes=5)
"""The worker says that it is alive every fifteen seconds."""
UNSEALED = timedelta(minutes=10)
"""New rows of the audit trail are sealed every minute, unless somebody has been writing all the time."""


def troubles(now: datetime) -> list[str]:
    """Nothing, as a rule."""
    found = figures(now)
    said = []
    if found["paused"]:
        said.append(_("Mail is paused: nothing leaves until it is released."))
    age = worker.heartbeat_age(now)
    if age is None or age > SILENT.total_seconds():
        said.append(_("Nobody sends mail or reminders: the worker does not run."))
    elif found["oldest"] is not None and found["oldest"] > LATE.total_seconds() and not found["paused"]:
        said.append(_("Mail is late: a message has been waiting for %(minutes)s minutes.") % _minutes(found["oldest"]))
    if found["waiting"] and (why := closed()):
        said.append(_("Mail waits. %(why)s") % {"why": why})
    if number := found["unconfirmed"]:
        text = ngettext(
            "%(number)s message may not have gone out: somebody should ask its reader.",
            "%(number)s messages may not have gone out: somebody should ask their readers.",
            number,
        )
        said.append(text % {"number": number})
    if (unsealed := seals.unsealed_seconds(now)) > UNSEALED.total_seconds():
        said.append(_("The audit trail has not been sealed for %(minutes)s minutes.") % _minutes(unsealed))
    if found["clock"]["alarm"]:
        said.append(_("The machine’s clock has leapt: no reminders are planned until it goes evenly."))
    return said


def _minutes(seconds: int) -> dict[str, int]:
    return {"minutes": seconds // 60}
