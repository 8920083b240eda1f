"""Silence procedures on pages: one of them, and rows of several on the pages of papers, groups and readers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from groups.pages.dates import capitalized
from meetings.enums import Delivery
from meetings.models import Meeting, Objection, Silence
from meetings.notices.message import Message
from meetings.notices.of_silences import silence_message
from meetings.pages.hours import Reader
from meetings.pages.rows import date_text
from meetings.queries.notices import Recipient
from meetings.silences.states import MADE_KNOWN, SilenceState
from meetings.silences.words import consent_words, expiry_words, instant_words, left_words, state_facts
from portal.actors import SYSTEM, Actor


def silence_row(silence: Silence, reader: Reader, now: dt.datetime) -> dict[str, Any]:
    """One line: the text, its state by the clock, the instant on both clocks, how long is left."""
    revision = silence.revision
    body = silence.term.body
    return {
        "title": revision.document.title,
        "symbol": revision.symbol or revision.document.symbol,
        "url": silence.get_absolute_url(),
        "body": body.short_name or body.name,
        "expires": instant_words(silence.expires_at, silence, reader),
        "until": expiry_words(silence, reader, now),
        "left": left_words(silence, now),
        "says": consent_words(silence.state_at(now)),
        "running": silence.is_running(now),
        **state_facts(silence, now),
    }


def silence_rows(silences: Iterable[Silence], reader: Reader, now: dt.datetime) -> list[dict[str, Any]]:
    """Lines of several."""
    return [silence_row(silence, reader, now) for silence in silences]


def silence_page(silence: Silence, reader: Reader, now: dt.datetime) -> dict[str, Any]:
    """What everybody sees who sees the silence."""
    revision = silence.revision
    return {
        "silence": silence,
        "row": silence_row(silence, reader, now),
        "heading": revision.document.title,
        "document_url": revision.document.get_absolute_url(),
        "objections": [objection_row(each, silence, reader) for each in silence.objections.all()],
        "history": [step for step in _history(silence, reader, now) if step["when"]],
        "facts": _facts(silence, reader),
    }


def objection_row(given: Objection, silence: Silence, reader: Reader) -> dict[str, Any]:
    """Who objected, when, and in which words."""
    return {
        "delegation": given.delegation.name,
        "kind": capitalized(given.get_kind_display()),
        "text": given.text,
        "at": instant_words(given.at, silence, reader),
        "beside": silence.ended_at is not None and given.at > silence.ended_at,
    }


def _history(silence: Silence, reader: Reader, now: dt.datetime) -> list[dict[str, str]]:
    state = silence.state_at(now)

    def moment(at: dt.datetime | None) -> str:
        return instant_words(at, silence, reader) if at else ""

    over = silence.expires_at if state is SilenceState.UNBROKEN or state in MADE_KNOWN else None
    return [
        {"what": _("Announced"), "when": _meeting_words(silence.announced_in, reader)},
        {"what": _("Started; members were told"), "when": moment(silence.started_at)},
        {"what": _("Broken"), "when": moment(silence.ended_at) if state is SilenceState.BROKEN else ""},
        {"what": _("Ended by the Chair"), "when": moment(silence.ended_at) if state is SilenceState.WITHDRAWN else ""},
        {"what": _("Expired unbroken: adopted"), "when": moment(over)},
        {"what": _("Members were told of the result"), "when": moment(silence.notified_at)},
        {"what": _("Result announced"), "when": _meeting_words(silence.declared_in, reader)},
        {
            "what": _("Issued with its number"),
            "when": silence.revision.symbol if state is SilenceState.ISSUED else "",
        },
    ]


def _meeting_words(meeting: Meeting | None, reader: Reader) -> str:
    return _("at the meeting of %(date)s") % {"date": date_text(meeting.entry, reader.language)} if meeting else ""


def _facts(silence: Silence, reader: Reader) -> list[dict[str, Any]]:
    document = silence.revision.document
    announced, body = silence.announced_in, silence.term.body
    return [
        {"label": _("Group"), "value": body.name, "url": silence.term.get_absolute_url()},
        {
            "label": _("Text"),
            "symbol": silence.revision.symbol or document.symbol,
            "value": document.title,
            "url": document.get_absolute_url(),
        },
        {
            "label": _("Announced at the meeting of"),
            "value": date_text(announced.entry, reader.language) if announced else "",
            "url": announced.get_absolute_url() if announced else "",
        },
        {"label": _("Who may object"), "value": _("Every member of the body, in writing, before this hour")},
        {"label": _("Reason"), "value": silence.reason},
    ]


def previews(silence: Silence, recipients: Sequence[Recipient], now: dt.datetime) -> list[dict[str, Any]]:
    """What each member would be told, in each language that one of them reads, with who they are."""
    usual = settings.LANGUAGE_CODE
    by_language: dict[str, list[Recipient]] = {}
    for each in recipients:
        by_language.setdefault(each.user.language or usual, []).append(each)
    return [
        {
            "language": language,
            "name": capitalized(get_language_info(language)["name_local"]),
            "message": _preview(silence, Reader(language), SYSTEM, now),
            "recipients": [_recipient(each) for each in found],
        }
        for language, found in sorted(by_language.items() or [(usual, [])])
    ]


def _preview(silence: Silence, reader: Reader, actor: Actor, now: dt.datetime) -> Message:
    with override(reader.language):
        return silence_message("silence_started", silence, reader, actor, now)


def _recipient(each: Recipient) -> dict[str, str]:
    how = {Delivery.AT_ONCE: "", Delivery.DIGEST: _("in one mail a day"), Delivery.NEVER: _("in the portal alone")}
    return {"name": str(each.user), "email": each.user.email, "how": how[each.delivery]}
