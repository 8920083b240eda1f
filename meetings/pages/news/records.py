"""Changes of bodies, officers, delegations, mandates and papers, line by line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping

from babel.lists import format_list
from django.utils.translation import gettext as _

from documents.enums import Distribution, RevisionState, TextState
from groups.changes.facts import Says, Step
from groups.enums import BodyState, HowBegan, MandateState, StandingKind, TermState
from groups.pages.dates import between, capitalized
from meetings.enums import ScheduleState
from meetings.pages.news.lines import Line, Names, Value, day, joined, label_of
from portal.lib.multilingual import Text
from portal.templatetags.plenary import language_name


def record_lines(topic: str, step: Step, names: Names) -> list[Line]:
    """What differs, each part with its old and new value."""
    return [line for line in _TOPICS[topic](step, names) if str(line.old) != str(line.new)]


def _schedule(step: Step, names: Names) -> list[Line]:
    """Where the schedule stands; to who could not read the draft, it is new."""
    old, new = step.old or {}, step.new or {}
    was, now = (label_of(ScheduleState, says["state"]) if "state" in says else "" for says in (old, new))
    lines = [Line(_("Status"), was, now)]
    if "version" in old or "version" in new:
        before, after = (_version(says.get("version"), names) for says in (old, new))
        lines.append(Line(_("Version"), before if step.old else "", after))
    return lines


def _version(number: list[int] | None, names: Names) -> str:
    if not number or not any(number):
        return ""
    revision, corrigendum = number
    parts = [_("rev. %(number)s") % {"number": revision}] if revision else []
    return " ".join(parts + ([_("corr. %(number)s") % {"number": corrigendum}] if corrigendum else []))


def _officer(step: Step, names: Names) -> list[Line]:
    old, new = step.old or {}, step.new or {}
    if "holders" not in old and "holders" not in new:
        return [Line(_("Post"), _post(old, names), _post(new, names))]
    vacant = _("vacant")
    was, now = (_holders(says.get("holders") or [], names) or vacant for says in (old, new))
    if step.new is None:
        return [Line(_("Post removed"), was, "")]
    return [Line(_("Holder"), was if step.old else "", now)]


def _post(says: Says, names: Names) -> Value:
    return names.text(says["post"][1]) if says.get("post") else ""


def _holders(holders: list[Says], names: Names) -> Value:
    return joined([_holder(holder, names) for holder in holders])


def _holder(holder: Says, names: Names) -> Value:
    """“Ana Ruiz (Peru), elected, since 15 January 2026”."""
    who: Value = holder["name"] or names.text(holder["delegation"]) or names.text(holder["office"])
    if holder["name"] and holder["delegation"]:
        who = f"{who} ({names.text(holder['delegation'])})"
    how = "" if holder["how"] == HowBegan.UNRECORDED else label_of(HowBegan, holder["how"])
    facts = ", ".join(part for part in (how, _between(holder["began"], holder["ended"])) if part)
    words = f"{who}, {facts}" if facts else str(who)
    return Text(words, who.language) if isinstance(who, Text) else words


def _between(began: list[str | None], ended: list[str | None]) -> str:
    first, last = (dt.date.fromisoformat(each[0]) if each[0] else None for each in (began, ended))
    return between(first, last, began[1] or "day", ended[1] or "day")


def _span(value: list[str | None] | None) -> str:
    return _between([value[0], value[2]], [value[1], value[3]]) if value else ""


def _member(step: Step, names: Names) -> list[Line]:
    old, new = step.old, step.new
    if old is None or new is None:
        says = old or new or {}
        words = ", ".join(
            part for part in (label_of(StandingKind, says.get("standing")), _span(says.get("span"))) if part
        )
        return [Line(_("Delegation"), words if new is None else "", words if old is None else "")]
    return [
        Line(_("Delegation"), names.text(old.get("delegation")), names.text(new.get("delegation"))),
        Line(_("Standing"), label_of(StandingKind, old.get("standing")), label_of(StandingKind, new.get("standing"))),
        Line(_("Time"), _span(old.get("span")), _span(new.get("span"))),
    ]


def _mandate(step: Step, names: Names) -> list[Line]:
    old, new = step.old or {}, step.new or {}
    return [
        Line(_("Mandate"), _cited(old, names), _cited(new, names)),
        Line(_("What it asks"), names.text(old.get("task")), names.text(new.get("task"))),
        Line(_("State"), label_of(MandateState, old.get("state")), label_of(MandateState, new.get("state"))),
        Line(_("Until"), _until(old, names), _until(new, names)),
    ]


def _cited(says: Says, names: Names) -> Value:
    symbol = says.get("symbol") or ""
    return symbol if isinstance(symbol, str) else names.text(symbol)


def _until(says: Says, names: Names) -> Value:
    until = says.get("until")
    return names.text(until) if isinstance(until, Mapping) else day(until, names.reader)


def _term(step: Step, names: Names) -> list[Line]:
    old, new = step.old or {}, step.new or {}
    return [
        Line(_("Term"), old.get("term") or "", new.get("term") or ""),
        Line(_("State"), label_of(TermState, old.get("state")), label_of(TermState, new.get("state"))),
        Line(_("Time"), _span(old.get("span")), _span(new.get("span"))),
    ]


def _body(step: Step, names: Names) -> list[Line]:
    old, new = step.old or {}, step.new or {}
    return [
        Line(_("Name"), names.text(old.get("name")), names.text(new.get("name"))),
        Line(_("Short name"), names.text(old.get("short_name")), names.text(new.get("short_name"))),
        Line(_("State"), label_of(BodyState, old.get("state")), label_of(BodyState, new.get("state"))),
        Line(_("Description"), names.text(old.get("description")), names.text(new.get("description"))),
    ]


def _document(step: Step, names: Names) -> list[Line]:
    """Revisions and languages as they come out; a paper that is new is told by what is out of it."""
    old, new = step.old or {}, step.new or {}
    lines = [
        Line(_("Title"), names.text(old.get("title")), names.text(new.get("title")) if step.old else ""),
        Line(
            _("Distribution"),
            label_of(Distribution, old.get("distribution")),
            label_of(Distribution, new.get("distribution")) if step.old else "",
        ),
    ]
    published = _published(old, new)
    for part in dict.fromkeys((*new, *old)):
        was, now = old.get(part) or {}, new.get(part) or {}
        if part in published:
            continue
        if part.startswith("revision "):
            label = (now or was)["symbol"] or _("Text")
            before, after = (label_of(RevisionState, says.get("state")) for says in (was, now))
            lines.append(Line(label, before, after or _("removed")))
        elif part.startswith("language "):
            symbol, language = (now or was)["symbol"], part.rpartition(" ")[2]
            before, after = (label_of(TextState, says.get("state")) for says in (was, now))
            label = capitalized(language_name(language))
            lines.append(Line(f"{symbol}, {label}" if symbol else label, before, after or _("removed")))
    return lines + _available(new, published, names)


def _published(old: Says, new: Says) -> list[str]:
    """The texts that came out."""
    fresh = (part for part in new if part.startswith("language ") and not old.get(part))
    return [part for part in fresh if (new[part] or {}).get("state") == TextState.AVAILABLE]


def _available(new: Says, parts: Iterable[str], names: Names) -> list[Line]:
    """One line for each revision: in which languages it is out."""
    languages: dict[str, list[str]] = {}
    for part in parts:
        languages.setdefault(new[part]["symbol"], []).append(language_name(part.rpartition(" ")[2]))
    return [
        Line(symbol or _("Text"), "", _("available in %(languages)s") % {"languages": _listed(several, names)})
        for symbol, several in languages.items()
    ]


def _listed(words: list[str], names: Names) -> str:
    return format_list(words, locale=names.reader.language)


_TOPICS: Mapping[str, Callable[[Step, Names], list[Line]]] = {
    "schedule": _schedule,
    "officer": _officer,
    "member": _member,
    "mandate": _mandate,
    "term": _term,
    "body": _body,
    "document": _document,
}
