"""The page on which the secretariat words a notice: one part a language, and what placeholders stand for."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from groups.pages.dates import capitalized
from meetings.forms.notice_words import NoticeWordsForm
from meetings.models import Announcement
from meetings.notices.figures import PLACEHOLDERS
from meetings.notices.message import Message
from meetings.notices.reading import Subject, UntoldError, message_of
from meetings.pages.hours import Reader
from meetings.queries.notices import Recipient
from portal.actors import SYSTEM
from portal.lib.multilingual import LANGUAGES


def usual_message(given: Announcement, reader: Reader, now: dt.datetime) -> Message | None:
    """What would be said without own words, as who may see everything reads it; None where nothing is left to tell."""
    with override(reader.language):
        try:
            return message_of(replace(Subject.of_announcement(given), words={}), reader, SYSTEM, now)
        except UntoldError:
            return None


def figures_of(given: Announcement, reader: Reader, now: dt.datetime) -> dict[str, str]:
    """The placeholders of this notice, with what they stand for to one reader."""
    message = usual_message(given, reader, now)
    figures: Mapping[str, str] = message.figures if message else {}
    return {name: figures[name] for name in PLACEHOLDERS if figures.get(name)}


def parts_of(
    form: NoticeWordsForm, given: Announcement, recipients: Sequence[Recipient], now: dt.datetime
) -> list[dict[str, Any]]:
    """One part a language, those first that most readers have."""
    readers = Counter(each.user.language or settings.LANGUAGE_CODE for each in recipients)
    parts = []
    for language in sorted(LANGUAGES, key=lambda each: (-readers[each], LANGUAGES.index(each))):
        usual = usual_message(given, Reader(language), now)
        parts.append(
            {
                "language": language,
                "name": capitalized(get_language_info(language)["name_local"]),
                "readers": readers[language],
                "usual": usual.headline if usual else "",
                "subject": form[f"subject_{language}"],
                "sentence": form[f"sentence_{language}"],
            }
        )
    return parts


def placeholder_rows(figures: Mapping[str, str]) -> list[dict[str, str]]:
    """Each with its meaning and an example."""
    meanings = {
        "group": _("The group"),
        "date": _("The date"),
        "hour": _("The hour, with the reader’s own beside it"),
        "room": _("The room or place"),
        "days_left": _("Days left, when the notice is sent"),
    }
    return [{"name": f"{{{name}}}", "meaning": meanings[name], "example": example} for name, example in figures.items()]
