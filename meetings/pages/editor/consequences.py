"""What follows from an act on a meeting, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from meetings.deadlines.words import until_words
from meetings.drafts.acts import Act
from meetings.operations.hanging import Reminded
from meetings.pages.editor.content import texts
from meetings.pages.editor.difference import side
from meetings.pages.editor.place import Place
from meetings.pages.editor.rows import date_words
from meetings.queries.consequences import Preview
from meetings.queries.hanging import DeadlineEffect
from meetings.queries.named import Named
from portal.lib.dates import Span, format_date, format_hour


def consequences_view(found: Preview, place: Place, named: Named, reminded: Mapping[str, Reminded]) -> dict[str, Any]:
    """For templates/meetings/editor/consequences.html."""
    language = place.language
    new = side(found.new, place, named)
    return {
        "refusal": found.refusal,
        "lacks": [sentence for _place, sentence in found.lacks],
        "short": _convening(found, language) if found.short else "",
        "old": side(found.old, place, named),
        "new": new,
        "facts": _facts(found, language),
        "deadlines": [_deadline(effect, language, reminded) for effect in found.deadlines],
        "papers": [effect.symbol or texts(effect.title).pick(language).text for effect in found.papers],
        "items": [
            {"key": effect.key, "label": effect.label, "text": texts(effect.text).pick(language).text}
            for effect in found.items
        ],
        "targets": [
            {
                "key": target.key,
                "label": " · ".join(
                    part for part in (_day(target.start, language), texts(target.text).pick(language).text) if part
                ),
            }
            for target in found.targets
        ],
        "hands_over": found.act in (Act.POSTPONE, Act.CANCEL, Act.NOT_HELD) and bool(found.items and found.targets),
        "undated": found.act is Act.POSTPONE
        and any(
            effect.basis == "rule" and not effect.fixed and effect.old and not effect.new for effect in found.deadlines
        ),
        "kept": found.act in (Act.CANCEL, Act.NOT_HELD) and any(each.old and not each.new for each in found.deadlines),
        "splits": found.act is Act.SPLIT,
    }


def _deadline(effect: DeadlineEffect, language: str, reminded: Mapping[str, Reminded]) -> dict[str, Any]:
    return {
        "key": effect.key,
        "text": texts(effect.text).pick(language).text,
        "old": _day(effect.old, language, effect.was),
        "new": _day(effect.new, language),
        "hour": format_hour(effect.at, language, closing=True) if effect.at and effect.at != effect.was else "",
        "value": effect.new.isoformat() if effect.new else "",
        "ruled": effect.basis != "fixed",
        "next": effect.basis == "next",
        "fixed": effect.fixed,
        "reminded": _reminded(reminded.get(effect.key), goes=effect.new is None),
    }


def _reminded(found: Reminded | None, *, goes: bool) -> str:
    """Who would be told of another date, and how; `goes`: or that there is none."""
    users = () if found is None else found.told if goes else found.users
    if found is None or not users:
        return ""
    names = ", ".join(map(str, users))
    if goes:
        words = _("Told of this date: %(names)s. If it is taken away, they are told by themselves ten minutes later.")
    elif found.by_notice:
        words = _("Reminded of this date: %(names)s. The notice of its new date, which waits for you, tells them.")
    else:
        words = _("Reminded of this date: %(names)s. If it moves, they are told by themselves ten minutes later.")
    return words % {"names": names}


def _convening(found: Preview, language: str) -> str:
    """By when a rule asks to convene it. That it is too late for that forbids nothing: meetings may be urgent."""
    if found.convening is None:
        return ""
    rule = found.convening.rule
    said = {
        "day": format_date(found.convening.until.day, language),
        "rule": rule.name.pick(language).text,
        "counted": until_words(rule, language),
    }
    if found.short:
        return _("The notice is shorter than “%(rule)s” asks: %(counted)s. The last day to convene was %(day)s.") % said
    return _("The last day to convene it is %(day)s, by “%(rule)s”: %(counted)s.") % said


def _facts(found: Preview, language: str) -> list[str]:
    facts = [] if found.short or not found.convening else [_convening(found, language)]
    if found.urgent:
        facts.append(_("The meeting begins within a day."))
    if found.told:
        facts.append(_("People were told of this meeting: a notice is due."))
    if found.leaves_trace:
        facts.append(_("The old date keeps a trace in the schedule."))
    calendar = {
        "update": _("Its calendar entry is updated: same entry, higher sequence."),
        "cancel": _("Its calendar entry is marked as cancelled."),
    }
    if found.calendar in calendar:
        facts.append(calendar[found.calendar])
    return facts


def _day(day: dt.date | None, language: str, at: dt.time | None = None) -> str:
    hour = f", {format_hour(at, language, closing=True)}" if at else ""
    return f"{date_words(Span(day), language)}{hour}" if day else ""
