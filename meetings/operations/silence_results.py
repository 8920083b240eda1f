"""How a silence comes out: written down by the clock, told to members at once, announced by a meeting, numbered."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.models import Meeting, Silence
from meetings.notices.reasons import Untold
from meetings.operations.errors import RefusedError
from meetings.operations.silence_texts import MAY_BE_ADOPTED, adopt, check_text, give_number, locked_text
from meetings.operations.telling_silences import call_off, tell_of
from meetings.queries.silences import meetings_declaring
from meetings.silences.permissions import may_lead_silence
from meetings.silences.states import MADE_KNOWN, SilenceState
from portal import audit, clock
from portal.actors import SYSTEM, Actor

GRACE = timedelta(seconds=30)
"""An objection that came in time may still wait for its turn to write, twenty seconds at most: nothing is over yet."""


def settle(now: datetime) -> int:
    """Write down what has come out unbroken, and tell members; gives how many. Nothing while the clock is in doubt."""
    if not clock.guard(now):
        return 0
    over = Silence.objects.filter(state=SilenceState.RUNNING, expires_at__lte=now - GRACE)
    return sum(conclude(pk, now) for pk in over.order_by("expires_at", "pk").values_list("pk", flat=True))


@transaction.atomic
def conclude(pk: int, now: datetime) -> bool:
    """Write it down of one, once: whoever comes second finds nothing to do."""
    over = Silence.objects.filter(pk=pk, state=SilenceState.RUNNING, expires_at__lte=now)
    silence = over.select_related("term__body__organization", "revision__document").first()
    if silence is None:
        return False
    given = {"state": SilenceState.UNBROKEN, "ended_at": silence.expires_at, "notified_at": now}
    if not over.update(**given):
        return False
    before = {"state": str(SilenceState.RUNNING)}
    silence.refresh_from_db()
    after = {"state": str(SilenceState.UNBROKEN), "at": silence.expires_at.isoformat()}
    audit.record(actor=SYSTEM, verb="silence unbroken", subject=silence, at=now, before=before, after=after)
    call_off(silence, Untold.SILENCE_EXPIRED, now=now)
    tell_of(silence, "silence_unbroken", now=now)
    return True


@transaction.atomic
def declare(*, actor: Actor, now: datetime, silence: Silence, meeting: Meeting, symbol: str = "") -> None:
    """The next meeting announces that the text is adopted; only then is it given its number, perhaps later."""
    _check(actor, silence, _("Nobody but the Chair announces the result; the secretariat records it for the Chair."))
    if now < silence.expires_at + GRACE:
        raise RefusedError(
            _("The silence has not expired, or only just: an objection may still come in. Wait a minute.")
        )
    conclude(silence.pk, now)
    if meeting not in meetings_declaring(silence, now.astimezone(silence.expires_there.tzinfo).date()):
        raise RefusedError(_("Expected a meeting of the body that was held after the silence expired."))
    waiting = Silence.objects.filter(pk=silence.pk, state=SilenceState.UNBROKEN)
    if not waiting.update(state=SilenceState.DECLARED, declared_in=meeting):
        raise RefusedError(_("Only a silence that was not broken is announced, and once."))
    silence.refresh_from_db()
    silence.revision = locked_text(silence)
    check_text(silence.revision, MAY_BE_ADOPTED)
    adopt(actor=actor, now=now, silence=silence)
    before, after = {"state": str(SilenceState.UNBROKEN)}, {"state": str(silence.state), "meeting": str(meeting)}
    audit.record(actor=actor, verb="silence announced", subject=silence, at=now, before=before, after=after)
    if symbol.strip():
        number(actor=actor, now=now, silence=silence, symbol=symbol)


@transaction.atomic
def number(*, actor: Actor, now: datetime, silence: Silence, symbol: str) -> None:
    """Issue the adopted text with its number; statements and reservations on it go along."""
    _check(actor, silence, _("Only the secretariat, or the Chair, gives the number."))
    if silence.state not in MADE_KNOWN:
        raise RefusedError(_("The number is given only when a meeting has announced the result."))
    waiting = Silence.objects.filter(pk=silence.pk, state=SilenceState.DECLARED)
    if not waiting.update(state=SilenceState.ISSUED):
        raise RefusedError(_("The text has its number already."))
    silence.refresh_from_db()
    silence.revision = locked_text(silence)
    give_number(actor=actor, now=now, revision=silence.revision, symbol=symbol)
    before = {"state": str(SilenceState.DECLARED)}
    after = {"state": str(silence.state), "symbol": silence.revision.symbol}
    audit.record(actor=actor, verb="silence issued", subject=silence, at=now, before=before, after=after)


def _check(actor: Actor, silence: Silence, says: str) -> None:
    if not may_lead_silence(actor, silence.term.body):
        raise RefusedError(says)
