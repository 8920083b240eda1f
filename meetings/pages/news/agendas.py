"""Changes of agendas and outcomes, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.changes.facts import Says, Step
from meetings.enums import ItemAction, ItemState, OutcomeKind
from meetings.pages.news.lines import Line, Names, Value, label_of
from portal.lib.multilingual import Text


def agenda_lines(step: Step, names: Names) -> list[Line]:
    """Items added, withdrawn and reworded; one that is published whole is told in one line."""
    if step.old is None:
        return [Line(_("Agenda"), "", _published(step.new or {}))]
    if step.new is None:
        return [Line(_("Agenda"), _published(step.old), _("withdrawn"))]
    lines = []
    for part, new in step.new.items():
        old = step.old.get(part)
        if part == "introduction":
            lines.append(Line(_("Introduction"), names.text(old), names.text(new)))
        else:
            lines += _item_lines(old, new, names)
    return lines


def _published(says: Says) -> str:
    count = sum(1 for part in says if part.startswith("item "))
    return ngettext("%(count)s item", "%(count)s items", count) % {"count": count}


def _item_lines(old: Says | None, new: Says | None, names: Names) -> list[Line]:
    if old is None and new is not None:
        return [Line(_("Agenda item added"), "", _whole(new, names)), *_papers([], new["papers"], names)]
    if new is None and old is not None:
        return [Line(_("Agenda item withdrawn"), _whole(old, names), "")]
    if old is None or new is None:
        return []
    lines = []
    label = _label(new)
    if any(old[name] != new[name] for name in ("text", "remark")):
        lines.append(Line(label, _text(old, names), _text(new, names)))
    if old["label"] != new["label"]:
        lines.append(Line(_("Number of “%(item)s”") % {"item": _text(new, names)}, old["label"], new["label"]))
    for name, choices in (("state", ItemState), ("action", ItemAction)):
        if old[name] != new[name]:
            lines.append(Line(label, label_of(choices, old[name]), label_of(choices, new[name])))
    if old["presenter"] != new["presenter"]:
        lines.append(Line(_("%(item)s, presented by") % {"item": label}, *_both("presenter", old, new, names)))
    return lines + _papers(old["papers"], new["papers"], names, label)


def _both(name: str, old: Says, new: Says, names: Names) -> tuple[Value, Value]:
    return names.text(old[name]), names.text(new[name])


def _label(item: Says) -> str:
    return _("Item %(number)s") % {"number": item["label"].rstrip(".")} if item["label"] else _("Agenda item")


def _text(item: Says, names: Names) -> Value:
    words, remark = names.text(item["text"]), names.text(item["remark"])
    if not str(remark):
        return words
    whole = f"{words} {remark}"
    return Text(whole, words.language) if isinstance(words, Text) else whole


def _whole(item: Says, names: Names) -> Value:
    words = _text(item, names)
    if not item["label"]:
        return words
    numbered = f"{item['label']} {words}"
    return Text(numbered, words.language) if isinstance(words, Text) else numbered


def _papers(old: list[Any], new: list[Any], names: Names, item: str = "") -> list[Line]:
    """Papers before an item that came or went, as far as the reader may know of them."""
    before, after = ([names.paper(document) for document, _revision in papers] for papers in (old, new))
    added = [paper for paper in after if paper and paper not in before]
    gone = [paper for paper in before if paper and paper not in after]
    label = _("Papers before %(item)s") % {"item": item[:1].lower() + item[1:]} if item else _("Papers before it")
    return [Line(label, ", ".join(gone), ", ".join(added))] if added or gone else []


def outcome_lines(step: Step, names: Names) -> list[Line]:
    """What the meeting concluded, as released."""
    old: Mapping[str, Any] = step.old or {}
    new: Mapping[str, Any] = step.new or {}
    lines = []
    for part in dict.fromkeys((*new, *old)):
        was, now = (_concluded(says.get(part), names) for says in (old, new))
        lines.append(Line(_("Outcome"), was, now))
    return lines


def _concluded(says: Says | None, names: Names) -> Value:
    if says is None:
        return ""
    words, kind = names.text(says["text"]), label_of(OutcomeKind, says["kind"])
    whole = f"{kind[:1].upper()}{kind[1:]}: {words}"
    return Text(whole, words.language) if isinstance(words, Text) else whole
