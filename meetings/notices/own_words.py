"""The secretariat's own words in a notice: in the place of its subject, and as a sentence before its facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from meetings.models import Announcement
from meetings.notices.figures import PLACEHOLDERS
from meetings.notices.message import Message, OwnWords
from portal.lib.placeholders import filled, unclosed, unknown


def words_of(given: Announcement) -> dict[str, OwnWords]:
    """By language."""
    return {each.language: OwnWords(each.subject, each.sentence) for each in given.words.all()}


def with_own_words(message: Message, own: OwnWords | None) -> Message:
    """The message in these words; what they leave open, or cannot say of this event any more, is said as usual."""
    if own is None:
        return message
    subject, sentence = (filled(text, message.figures) for text in (own.subject, own.sentence))
    return replace(
        message,
        headline=subject or message.headline,
        own=sentence,
        unsaid=bool(own.subject and not subject) or bool(own.sentence and not sentence),
    )


def fault_of(text: str, figures: Mapping[str, str]) -> str:
    """What is wrong with the placeholders of a text, in a sentence that names those that there are; else empty."""
    allowed = [name for name in PLACEHOLDERS if figures.get(name)]
    names = ", ".join(f"{{{name}}}" for name in allowed)
    if unclosed(text):
        return _("A brace is not closed, or not opened. Placeholders of this notice: %(names)s.") % {"names": names}
    if found := unknown(text, allowed):
        said = {"found": ", ".join(found), "names": names}
        return _("%(found)s cannot be filled in. Placeholders of this notice: %(names)s.") % said
    return ""
