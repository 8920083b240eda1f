"""A mail at the moment it is sent: whether it is still so, still wanted, and still the reader’s to know."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import ngettext, override

from meetings.deadlines.reading import due_of
from meetings.enums import Delivery, NoticeKind
from meetings.models import Deadline, Notice
from meetings.notices.facts import still_so
from meetings.notices.message import Message
from meetings.notices.reading import Subject, UntoldError, deadline_seen, due_facts, message_of
from meetings.notices.rendering import letter_of, links_of
from meetings.pages.hours import Reader
from meetings.queries.notices import delivery_of
from meetings.queries.owing import debts_of, people_of
from meetings.transfer.entries import load_entries
from portal import outbox
from portal.actors import Actor, actor_of
from portal.models import OutboxMessage, User

OF_MEETINGS = (
    NoticeKind.CONVENED,
    NoticeKind.CHANGED,
    NoticeKind.CALLED_OFF,
    NoticeKind.ORDER,
    NoticeKind.ELECTION,
)
LONGEST_DIGEST = 100


def compose(message: OutboxMessage, now: dt.datetime) -> outbox.Letter:
    """A notice or a reminder; Withdrawn with the reason where it is not to go out any more."""
    notice = _notice(message)
    if delivery_of(notice.user, notice.kind) == Delivery.NEVER:
        raise outbox.Withdrawn("The reader wants no mails of this kind.")
    actor = actor_of(notice.user)
    _check(notice, actor, now)
    said = _said(notice, actor, now)
    return letter_of(said, notice.user, actor, notice.kind)


def compose_digest(message: OutboxMessage, now: dt.datetime) -> outbox.Letter:
    """Everything of a day in one mail, but for what the reader may not know any more."""
    assert message.account is not None
    user: User = message.account
    day = dt.date.fromisoformat(message.params["day"])
    actor = actor_of(user)
    waiting = Notice.objects.filter(user=user, digest_on=day, channel=Delivery.DIGEST)
    found = (
        waiting.select_related("announcement", "entry", "user")
        .prefetch_related("announcement__words")
        .order_by("at", "pk")
    )
    told = []
    for notice in found[:LONGEST_DIGEST]:
        try:
            _check(notice, actor, now)
            told.append(_said(notice, actor, now))
        except outbox.Withdrawn:
            continue
    if not told:
        raise outbox.Withdrawn("Nothing is left to tell.")
    return _digest_letter(user, told)


def _digest_letter(user: User, told: list[Message]) -> outbox.Letter:
    language = user.language or settings.LANGUAGE_CODE
    with override(language):
        subject = ngettext("%(number)s notice from your groups", "%(number)s notices from your groups", len(told))
        rows = [{"message": each, "address": settings.SITE_URL + each.url} for each in told]
        context = {
            "rows": rows,
            "subject": subject % {"number": len(told)},
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


def _notice(message: OutboxMessage) -> Notice:
    found = Notice.objects.select_related("user", "announcement__schedule", "entry__schedule__term__body")
    notice = found.filter(pk=message.params["notice"]).first()
    if notice is None:
        raise outbox.Withdrawn("The notice was taken back.")
    return notice


def _said(notice: Notice, actor: Actor, now: dt.datetime) -> Message:
    user = notice.user
    zone = None if user.venue_hours else user.zone or None
    reader = Reader(user.language or settings.LANGUAGE_CODE, zone)
    with override(reader.language):
        try:
            return message_of(Subject.of_notice(notice), reader, actor, now)
        except UntoldError as untold:
            raise outbox.Withdrawn(str(untold)) from untold


def _check(notice: Notice, actor: Actor, now: dt.datetime) -> None:
    """Whether what the notice says is still so."""
    if notice.kind in OF_MEETINGS and notice.announcement and notice.entry:
        live = load_entries(notice.entry.schedule, [notice.entry.key]).get(notice.entry.key)
        if live is None or not still_so(live.content, notice.kind, notice.announcement.after):
            raise outbox.Withdrawn("The meeting has changed again since.")
    if notice.kind in (NoticeKind.DEADLINE, NoticeKind.REMINDER):
        _check_deadline(notice, actor, now)


def _check_deadline(notice: Notice, actor: Actor, now: dt.datetime) -> None:
    try:
        deadline = deadline_seen(actor, notice.entry_id)
    except UntoldError as untold:
        raise outbox.Withdrawn(str(untold)) from untold
    told = (notice.announcement.after if notice.announcement else notice.params).get("due")
    due = due_of(deadline)
    if due is None or due_facts(due) != told:
        raise outbox.Withdrawn("The date of the deadline has changed since.")
    if deadline.entry.is_off:
        raise outbox.Withdrawn("The deadline does not stand any more.")
    if notice.kind == NoticeKind.REMINDER:
        _check_owing(deadline, notice, now)


def _check_owing(deadline: Deadline, notice: Notice, now: dt.datetime) -> None:
    debts = debts_of(deadline, now.date())
    owing = people_of(debts.owing, deadline, now.date())
    if not any(notice.user in users for users in owing.values()):
        raise outbox.Withdrawn("Whoever the reader answers for has answered, or is not asked any more.")
    if notice.params.get("days", 0) >= 0 and debts.due and debts.due.is_late(now):
        raise outbox.Withdrawn("The deadline has passed.")


outbox.register_kind("notice", compose)
outbox.register_kind("reminder", compose)
outbox.register_kind("digest", compose_digest)
