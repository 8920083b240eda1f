"""A mail at the moment it is sent: whether it is still so, still wanted, and still the reader’s to know."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext, override

from meetings.deadlines.reading import standing_of
from meetings.enums import Delivery, Gone, NoticeKind
from meetings.models import Notice
from meetings.notices.facts import still_so
from meetings.notices.known import Known, foresee, known
from meetings.notices.message import Message
from meetings.notices.of_silences import check_silence
from meetings.notices.reading import Subject, UntoldError, due_facts, message_of
from meetings.notices.reasons import Untold
from meetings.notices.rendering import letter_of, links_of
from meetings.pages.hours import Reader
from meetings.transfer.entries import load_entries
from portal import outbox
from portal.actors import Actor
from portal.models import OutboxMessage, User

OF_MEETINGS = (
    NoticeKind.CONVENED,
    NoticeKind.CHANGED,
    NoticeKind.CALLED_OFF,
    NoticeKind.ORDER,
    NoticeKind.ELECTION,
)
LONGEST_DIGEST = 100
"""Notices told in one mail; of those beyond it says how many they are and where they stand."""


def compose(message: OutboxMessage, now: dt.datetime) -> outbox.Letter:
    """A notice or a reminder; Withdrawn with the reason where it is not to go out any more."""
    assert message.account is not None
    there = known(now)
    notice = there.notice(message.params["notice"])
    if notice is None:
        raise outbox.Withdrawn(Untold.TAKEN_BACK)
    if there.delivery(notice) == Delivery.NEVER:
        raise outbox.Withdrawn(Untold.UNWANTED)
    user: User = message.account
    actor = there.actor(user)
    _check(notice, actor, there, now)
    said = _said(notice, user, actor, there, now)
    return letter_of(said, user, actor, notice.kind)


def compose_digest(message: OutboxMessage, now: dt.datetime) -> outbox.Letter:
    """Everything of a day in one mail, but for what the reader may not know any more."""
    assert message.account is not None
    user: User = message.account
    day = dt.date.fromisoformat(message.params["day"])
    there = known(now)
    actor = there.actor(user)
    waiting = Notice.objects.filter(user=user, digest_on=day, channel=Delivery.DIGEST)
    found = (
        waiting.select_related("announcement", "entry", "user")
        .prefetch_related("announcement__words")
        .order_by("at", "pk")
    )
    told: list[Message] = []
    more = 0
    for notice in found:
        if len(told) == LONGEST_DIGEST:
            more += 1
            continue
        try:
            _check(notice, actor, there, now)
            told.append(_said(notice, user, actor, there, now))
        except outbox.Withdrawn:
            continue
    if not told:
        raise outbox.Withdrawn(Untold.NOTHING_LEFT)
    return _digest_letter(user, told, more)


def _digest_letter(user: User, told: list[Message], more: int) -> outbox.Letter:
    language = user.language or settings.LANGUAGE_CODE
    with override(language):
        subject = ngettext("%(number)s notice from your groups", "%(number)s notices from your groups", len(told))
        rows = [{"message": each, "address": settings.SITE_URL + each.url} for each in told]
        context = {
            "rows": rows,
            "subject": subject % {"number": len(told)},
            "more": more,
            "inbox": settings.SITE_URL + reverse("meetings:inbox"),
            "account": user,
            "language": language,
            "preferences": links_of(user, NoticeKind.PUBLISHED)["preferences"],
        }
        return outbox.Letter(
            subject=subject % {"number": len(told)},
            text=render_to_string("meetings/email/digest.txt", context),
            html=render_to_string("meetings/email/digest.html", context),
            headers={"List-Unsubscribe": f"<{context['preferences']}>", "Precedence": "bulk"},
            language=language,
        )


def _said(notice: Notice, user: User, actor: Actor, there: Known, now: dt.datetime) -> Message:
    zone = None if user.venue_hours else user.zone or None
    reader = Reader(user.language or settings.LANGUAGE_CODE, zone)
    with override(reader.language):
        try:
            return message_of(Subject.of_notice(notice), reader, actor, now, there.deadline)
        except UntoldError as untold:
            raise outbox.Withdrawn(untold.why) from untold


def _check(notice: Notice, actor: Actor, there: Known, now: dt.datetime) -> None:
    """Whether what the notice says is still so."""
    if notice.kind in OF_MEETINGS and notice.announcement and notice.entry:
        live = load_entries(notice.entry.schedule, [notice.entry.key]).get(notice.entry.key)
        if live is None or not still_so(live.content, notice.kind, notice.announcement.after):
            raise outbox.Withdrawn(Untold.MEETING_CHANGED)
    if notice.kind == NoticeKind.SILENCE:
        check_silence(notice, actor, now)
    if notice.kind in (NoticeKind.DEADLINE, NoticeKind.REMINDER):
        _check_deadline(notice, actor, there, now)


def _check_deadline(notice: Notice, actor: Actor, there: Known, now: dt.datetime) -> None:
    try:
        deadline = there.deadline(actor, notice.entry_id)
    except UntoldError as untold:
        raise outbox.Withdrawn(untold.why) from untold
    told = (notice.announcement.after if notice.announcement else notice.params).get("due")
    standing = standing_of(deadline)
    if isinstance(standing, Gone):
        if notice.event != standing:
            raise outbox.Withdrawn(Untold.DEADLINE_GONE)
        return
    due = standing
    if due_facts(due) != told:
        raise outbox.Withdrawn(Untold.DATE_CHANGED)
    if notice.kind != NoticeKind.REMINDER:
        return
    if not there.owes(notice.user, deadline):
        raise outbox.Withdrawn(Untold.ANSWERED)
    if notice.params.get("days", 0) >= 0 and due.is_late(now):
        raise outbox.Withdrawn(Untold.DEADLINE_PASSED)


outbox.register_kind("notice", compose, foresee)
outbox.register_kind("reminder", compose, foresee)
outbox.register_kind("digest", compose_digest)
