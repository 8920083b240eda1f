"""Notices on pages: a reader's inbox, and what the secretariat sends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_info, override, pgettext
from django.utils.translation import gettext as _

from groups.pages.dates import capitalized
from meetings.enums import AnnouncementState, Delivery, Gone
from meetings.models import Announcement, Notice, Schedule, Silence
from meetings.notices.message import Message
from meetings.notices.reading import Subject, UntoldError, due_from, message_of
from meetings.notices.wording import body_words, short_date
from meetings.pages.hours import Reader
from meetings.pages.rows import date_text
from meetings.pages.services import mail_words
from meetings.queries.notices import Recipient
from meetings.silences.words import event_words as silence_events
from portal.actors import SYSTEM
from portal.lib.dates import format_date
from portal.models import OutboxMessage

TONES = {AnnouncementState.WAITING: "draft", AnnouncementState.SENT: "done", AnnouncementState.DISCARDED: "stop"}


def event_words(event: str) -> str:
    """What happened, in a word or two."""
    words = {
        "convened": _("Convened"),
        "changed": _("Changed"),
        "postponed": _("Postponed"),
        "cancelled": pgettext("meeting", "Cancelled"),
        "not_held": _("Not held"),
        "no_quorum": _("No quorum"),
        "order_issued": _("Order of business"),
        "order_amended": _("Order of business amended"),
        "election": _("Election due"),
        "vacancy": _("Post vacant"),
        "ends": _("Term ends"),
        "outcomes": _("Outcomes released"),
        "record": _("Record issued"),
        "adopted": _("Work plan adopted"),
        "amended": _("Work plan amended"),
        "set": _("Deadline set"),
        "extended": _("Deadline extended"),
        "taken_back": _("Extension withdrawn"),
        **{gone.value: str(gone.label) for gone in Gone},
        "reminder": _("Reminder"),
        "due": _("Mandate due"),
        "assigned": _("Mandate assigned"),
        "published": _("Published"),
        "unconfirmed": _("Services to be confirmed"),
    }
    return {**words, **silence_events()}.get(event, event)


def announcement_row(given: Announcement, reader: Reader) -> dict[str, Any]:
    """One line of what was or is to be told."""
    entry = given.entry
    return {
        "event": event_words(given.event),
        "body": body_words(given.schedule, reader.language),
        "matter": entry.text if entry else "",
        "when": told_date(given, reader.language),
        "url": reverse("meetings:announcement", args=[given.pk]),
        "state": given.state,
        "state_label": given.get_state_display(),
        "tone": TONES[AnnouncementState(given.state)],
        "by": str(given.decided_by or given.created_by or ""),
        "at": format_date((given.decided_at or given.created_at).date(), reader.language),
    }


def told_date(given: Announcement, language: str) -> str:
    """The date that a notice tells, whatever holds by now; the row's own where it tells none."""
    if given.entry is None:
        return ""
    if due := due_from(given.after):
        return format_date(due.day, language)
    return short_date(given.after, language) or date_text(given.entry, language)


def announcement_groups(found: Iterable[Announcement], reader: Reader) -> list[dict[str, Any]]:
    """The lines of a page under the meeting, deadline or plan that they tell of, in the order of their first ones."""
    groups: dict[tuple[str, int], dict[str, Any]] = {}
    for given in found:
        entry = given.entry
        key = ("entry", entry.pk) if entry else ("schedule", given.schedule_id)
        body = given.schedule.term.body
        about = {"body": body_words(given.schedule, reader.language), "matter": entry.text if entry else body.name}
        dates = {name: getattr(entry, name) if entry else None for name in ("start", "end", "precision")}
        group = groups.setdefault(key, {**about, **dates, "rows": []})
        group["rows"].append(announcement_row(given, reader) | {"worded": bool(given.words.all())})
    return list(groups.values())


def previews(given: Announcement, recipients: Sequence[Recipient], now: dt.datetime) -> list[dict[str, Any]]:
    """The notice in each language that a recipient reads or that was worded, with who they are; in one if none is."""
    usual = settings.LANGUAGE_CODE
    by_language: dict[str, list[Recipient]] = {}
    for each in recipients:
        by_language.setdefault(each.user.language or usual, []).append(each)
    for words in given.words.all():
        by_language.setdefault(words.language, [])
    return [
        {
            "language": language,
            "name": capitalized(get_language_info(language)["name_local"]),
            "message": _preview(given, Reader(language), now),
            "recipients": [_recipient(each) for each in found],
        }
        for language, found in sorted(by_language.items() or [(usual, [])])
    ]


def _preview(given: Announcement, reader: Reader, now: dt.datetime) -> Message | None:
    """As who may see everything sees it: each reader's own zone and rights are added when it is sent."""
    with override(reader.language):
        try:
            return message_of(Subject.of_announcement(given), reader, SYSTEM, now)
        except UntoldError:
            return None


def _recipient(each: Recipient) -> dict[str, str]:
    how = {
        Delivery.AT_ONCE: "",
        Delivery.DIGEST: _("in one mail a day"),
        Delivery.NEVER: _("in the portal alone"),
    }
    return {"name": str(each.user), "email": each.user.email, "how": how[each.delivery]}


def told_rows(notices: Iterable[Notice], schedule: Schedule | Silence, reader: Reader) -> list[dict[str, Any]]:
    """How each copy reached its reader, or why it did not."""
    found = list(notices)
    mails = {
        each.dedupe_key: each
        for each in OutboxMessage.objects.filter(dedupe_key__in=[notice.dedupe_key for notice in found])
    }
    return [
        {
            "name": str(notice.user),
            "email": notice.user.email,
            "event": event_words(notice.event),
            "says": told_words(notice, mails.get(notice.dedupe_key), schedule, reader),
        }
        for notice in found
    ]


def told_words(notice: Notice, mail: OutboxMessage | None, schedule: Schedule | Silence, reader: Reader) -> str:
    """A sentence for staff."""
    if notice.channel == Delivery.NEVER:
        return _("Stands in the portal alone: the reader wants no mails of this kind.")
    if notice.channel == Delivery.DIGEST:
        if notice.digest_on is None:
            return _("Waits for the reader’s one mail a day.")
        return _("In the reader’s mail of %(day)s.") % {"day": format_date(notice.digest_on, reader.language)}
    if mail is None:
        return _("No mail was queued.")
    return mail_words(mail, schedule, reader)
