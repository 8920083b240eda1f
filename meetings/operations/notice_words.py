"""Give a notice that waits the secretariat's own words, for readers of each language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from groups.permissions import may_edit
from meetings.enums import AnnouncementState
from meetings.models import Announcement, AnnouncementWords
from meetings.notices.message import OwnWords
from meetings.notices.own_words import fault_of, words_of
from meetings.operations.errors import Fault, InvalidError, RefusedError
from portal import audit
from portal.actors import Actor
from portal.lib.multilingual import LANGUAGES


@transaction.atomic
def word(
    *,
    actor: Actor,
    now: datetime,
    announcement: Announcement,
    words: Mapping[str, OwnWords],
    figures: Mapping[str, str],
    seen: str,
) -> None:
    """Keep the words of every language; what is empty is said as usual.

    `figures` is what placeholders stand for in this notice, `seen` the seal of what was to be seen when it was written.
    InvalidError names each text with a placeholder that cannot be filled in.
    """
    if not may_edit(actor, announcement.schedule.term.body.organization_id):
        raise RefusedError(_("Only the secretariat words notices."))
    waiting = Announcement.objects.filter(pk=announcement.pk, state=AnnouncementState.WAITING)
    given = waiting.select_for_update(of=("self",)).first()
    if given is None:
        raise RefusedError(_("This notice waits no more: its words stay as they are."))
    if seal_of(given) != seen:
        raise RefusedError(_("Somebody changed this notice meanwhile: look at it again, then save once more."))
    wanted = {language: each for language, each in _tidy(words).items() if each.subject or each.sentence}
    _check(wanted, figures)
    before = words_of(given)
    given.words.all().delete()
    AnnouncementWords.objects.bulk_create(
        AnnouncementWords(announcement=given, language=language, **asdict(each)) for language, each in wanted.items()
    )
    audit.record(
        actor=actor,
        verb="notice worded",
        subject=announcement.entry or announcement.schedule,
        at=now,
        before=_facts(before),
        after=_facts(wanted),
    )


def seal_of(given: Announcement) -> str:
    """A word for exactly what the notice says now: whoever sends or words it has seen this."""
    said = [given.event, given.before, given.after, given.reason, _facts(words_of(given))]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _tidy(words: Mapping[str, OwnWords]) -> dict[str, OwnWords]:
    """Each text on one line."""
    return {
        language: OwnWords(*(" ".join(text.split()) for text in (words[language].subject, words[language].sentence)))
        for language in LANGUAGES
        if language in words
    }


def _check(words: Mapping[str, OwnWords], figures: Mapping[str, str]) -> None:
    faults = [
        Fault(f"{name}_{language}", says)
        for language, each in words.items()
        for name, text in asdict(each).items()
        if (says := fault_of(text, figures))
    ]
    if faults:
        raise InvalidError(faults)


def _facts(words: Mapping[str, OwnWords]) -> dict[str, dict[str, str]]:
    return {language: asdict(words[language]) for language in sorted(words)}
