"""Silence procedures: put a text to silence, start it, break it, end it, and make the result known.

The instant decides, not the job: an objection that comes at it or later is refused whether or not anybody has written
down that the silence is over, and one that came before it breaks it even where it had to wait for a lock. Each step is
one conditional update of the row, so that of two at once only one is done.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from documents.models import Revision
from groups.models import Delegation, Term
from meetings.models import Meeting, Objection, Silence, SilenceRule
from meetings.notices.reasons import Untold
from meetings.operations.errors import RefusedError
from meetings.operations.silence_texts import MAY_BE_PUT, check_readable, check_text, issue_interim, locked_text
from meetings.operations.telling_silences import call_off, tell_of
from meetings.queries.silences import may_object, rule_for
from meetings.silences.permissions import may_lead_silence
from meetings.silences.states import ObjectionKind, SilenceState, Strictness
from portal import audit
from portal.actors import Actor


@transaction.atomic
def prepare(
    *,
    actor: Actor,
    now: datetime,
    term: Term,
    revision: Revision,
    expires_at: datetime,
    zone: str,
    announced_in: Meeting | None = None,
) -> Silence:
    """Record that a text is put to silence; it runs, and members are told, once it is started."""
    _check_leading(actor, term)
    if revision.document.body_id != term.body_id:
        raise RefusedError(_("This text belongs to another body."))
    check_text(revision, MAY_BE_PUT)
    if announced_in is not None and announced_in.entry.schedule.term.body_id != term.body_id:
        raise RefusedError(_("This meeting belongs to another body."))
    _check_length(term, now, expires_at, shorter=True)
    try:
        with transaction.atomic():
            made = Silence.objects.create(
                term=term,
                key=_free_key(term),
                revision=revision,
                announced_in=announced_in,
                expires_at=expires_at,
                zone=zone,
            )
    except IntegrityError as error:
        raise RefusedError(_("This text is under silence already, or was adopted so.")) from error
    audit.record(actor=actor, verb="put to silence", subject=made, at=now, after=_facts(made, actor))
    return made


def _free_key(term: Term) -> str:
    taken = set(Silence.objects.filter(term=term).values_list("key", flat=True))
    return next(key for number in range(1, len(taken) + 2) if (key := f"silence-{number}") not in taken)


@transaction.atomic
def start(*, actor: Actor, now: datetime, silence: Silence, shorter: bool = False) -> int:
    """Let it run and tell every member at once; gives how many were told. `shorter`: in spite of a rule that warns."""
    _check_leading(actor, silence.term)
    _check_length(silence.term, now, silence.expires_at, shorter=shorter)
    waiting = Silence.objects.filter(pk=silence.pk, state=SilenceState.ANNOUNCED, expires_at__gt=now)
    if not waiting.update(state=SilenceState.RUNNING, started_at=now):
        raise RefusedError(_("Somebody started or ended this silence meanwhile: look again."))
    silence.refresh_from_db()
    silence.revision = locked_text(silence)
    check_text(silence.revision, MAY_BE_PUT)
    check_readable(silence.revision, now.astimezone(silence.expires_there.tzinfo).date())
    issue_interim(actor=actor, now=now, revision=silence.revision)
    after = _facts(silence, actor)
    before = {**after, "state": str(SilenceState.ANNOUNCED)}
    audit.record(actor=actor, verb="silence started", subject=silence, at=now, before=before, after=after)
    return tell_of(silence, "silence_started", now=now)


@transaction.atomic
def object_to(
    *, actor: Actor, now: datetime, silence: Silence, delegation: Delegation, kind: str, text: dict[str, str]
) -> Objection:
    """Break the silence, at once and for everybody; RefusedError at its instant or later.

    `now` is when the objection came. Who objects to one that is broken already is put on record beside the first.
    """
    if delegation not in may_object(actor, silence, now.date()):
        raise RefusedError(_("Object for your own delegation, and where it is a member of the body."))
    if not any(words.strip() for words in text.values()):
        raise RefusedError(_("An objection is made in writing: say to what, and why, or what you propose instead."))
    running = Silence.objects.filter(pk=silence.pk, state=SilenceState.RUNNING, expires_at__gt=now)
    breaks = bool(running.update(state=SilenceState.BROKEN, ended_at=now, notified_at=now))
    silence.refresh_from_db()
    if not breaks:
        _check_still_open(silence, now)
    given, is_new = Objection.objects.get_or_create(
        silence=silence,
        delegation=delegation,
        defaults={"kind": ObjectionKind(kind), "text": text, "at": now, "recorded_by_id": actor.user_id},
    )
    if not is_new:
        raise RefusedError(_("Your delegation has objected already."))
    after = {"delegation": delegation.key, "kind": str(given.kind), "text": dict(text), "at": now.isoformat()}
    audit.record(actor=actor, verb="objected", subject=silence, at=now, after=after)
    if breaks:
        call_off(silence, Untold.SILENCE_BROKEN, now=now)
        tell_of(silence, "silence_broken", now=now)
    return given


def _check_still_open(silence: Silence, now: datetime) -> None:
    state = silence.state_at(now)
    if state == SilenceState.BROKEN and now < silence.expires_at:
        return
    if state == SilenceState.ANNOUNCED:
        raise RefusedError(_("This silence has not started."))
    if state == SilenceState.WITHDRAWN:
        raise RefusedError(_("The Chair has ended this silence: there is nothing to object to any more."))
    raise RefusedError(_("The silence has expired: an objection at its hour or later is too late."))


@transaction.atomic
def withdraw(*, actor: Actor, now: datetime, silence: Silence, reason: str) -> None:
    """The chair ends it before its hour: the text is not adopted, what waits to be told is called off."""
    _check_leading(actor, silence.term)
    if not reason.strip():
        raise RefusedError(_("Say why the silence is ended."))
    before = _facts(silence, actor)
    still = Silence.objects.filter(pk=silence.pk, state__in=(SilenceState.ANNOUNCED, SilenceState.RUNNING))
    still = still.exclude(state=SilenceState.RUNNING, expires_at__lte=now)
    given = {"state": SilenceState.WITHDRAWN, "ended_at": now, "reason": reason.strip()[:500]}
    if not still.update(**given):
        raise RefusedError(_("This silence is over: it cannot be ended any more."))
    silence.refresh_from_db()
    after = _facts(silence, actor)
    audit.record(
        actor=actor, verb="silence ended", subject=silence, at=now, before=before, after=after, reason=silence.reason
    )
    call_off(silence, Untold.SILENCE_ENDED, now=now)
    if silence.started_at is not None:
        tell_of(silence, "silence_withdrawn", now=now)
        Silence.objects.filter(pk=silence.pk).update(notified_at=now)


def shortfall(term: Term, now: datetime, expires_at: datetime) -> tuple[SilenceRule, str] | None:
    """The rule of the body that a silence from now on would not keep, and a sentence that says so."""
    rule = rule_for(term.body, now.date())
    if rule is None or (expires_at - now).total_seconds() >= rule.minimum_hours * 3600:
        return None
    says = ngettext(
        "A silence of this body lasts at least %(number)s hour.",
        "A silence of this body lasts at least %(number)s hours.",
        rule.minimum_hours,
    )
    return rule, says % {"number": rule.minimum_hours}


def _check_length(term: Term, now: datetime, expires_at: datetime, *, shorter: bool) -> None:
    if expires_at <= now:
        raise RefusedError(_("The hour has passed: expected one to come."))
    short = shortfall(term, now, expires_at)
    if short and (short[0].strictness == Strictness.REFUSE or not shorter):
        raise RefusedError(short[1])


def _check_leading(actor: Actor, term: Term) -> None:
    if not may_lead_silence(actor, term.body):
        raise RefusedError(
            _("Nobody but the Chair starts or ends a silence; the secretariat records it for the Chair.")
        )


def _facts(silence: Silence, actor: Actor) -> dict[str, Any]:
    """For the trail: acts of the chair and those recorded for the chair are told apart."""
    return {
        "state": str(silence.state),
        "text": str(silence.revision),
        "expires": silence.expires_at.isoformat(),
        "zone": silence.zone,
        "as": "chair" if silence.term.body_id in actor.chair_of else "secretariat for the chair",
    }
