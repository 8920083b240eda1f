"""Lines of the matter that begin with an hour or name the room: sittings of one meeting, or meetings of their own."""

from __future__ import annotations

import re
from dataclasses import replace

from meetings.imports import places
from meetings.imports.drafts import Draft
from meetings.imports.heads import read_head
from meetings.imports.hours import find_slots
from meetings.imports.kinds import has_deadline_words, names_meeting
from meetings.imports.labels import split_label
from meetings.imports.leads import is_when, when_and_matter
from meetings.imports.spaces import blank, fold, squeeze
from meetings.imports.stream import Line

_ROOM_FIELD = re.compile(r"(?:meeting )?(?:venue|place|room|location|lugar|sala|salle|lieu|local)\s*:\s*")
_PARTING = re.compile(r"[,;]\s+|\s[–—-]\s+|\s+\((?=[^()]+\)\.?$)")
_NAMED_ROOM = re.compile(
    r"(?<=[.;,])\s+(?i:meeting room|venue|place|room|location|lugar|sala|salle|lieu|local)\s?:\s+"
    r"(?P<room>[^;\n]{3,90}?)(?=;|\.\s|\.?$)\.?"
)
_OPENS = re.compile(r"(?:(?:das|des?|desde|from|at|entre|between|a partir d[ae]s?)\s+(?:las?\s+)?|a\s+las?\s+)?")
_Timed = tuple[Line, Line]


def spread(draft: Draft) -> list[Draft]:
    """The draft with hours and rooms taken from its matter; several drafts where the lines are several meetings."""
    _take_rooms(draft)
    before: list[Line] = []
    groups: list[tuple[Line, list[Line]]] = []
    for line in draft.matter:
        timed = _timed(line)
        if timed:
            groups.append((timed[0], [timed[1]] if timed[1].text else []))
        elif groups:
            groups[-1][1].append(line)
        else:
            before.append(line)
    if not groups:
        return [draft]
    due = [group for group in groups if group[1] and has_deadline_words(" ".join(group[1][0].text.split()[:6]))]
    apart = [_one_meeting(draft, when, lines) for when, lines in due] if len(due) < len(groups) else []
    groups = [group for group in groups if not apart or group not in due]
    if len(groups) > 1 and not before and _are_meetings([lines for _when, lines in groups]):
        return [*(_one_meeting(draft, when, lines) for when, lines in groups), *apart]
    if (
        before
        and len(read_head([line.text for line in draft.when]).slots) == 1
        and _are_meetings([before, *_matters(groups)])
    ):
        others = [_one_meeting(draft, when, lines) for when, lines in groups]
        draft.matter = before
        _take_rooms(draft)
        return [draft, *others, *apart]
    draft.when += [when for when, _lines in groups]
    draft.matter = [*before, *(line for _when, lines in groups for line in lines)]
    return [draft, *apart]


def _timed(line: Line) -> _Timed | None:
    label, text = split_label(line.text)
    if label:
        return None
    slots = find_slots(text)
    if not slots or not _OPENS.fullmatch(fold(text[: slots[0].start])):
        return None
    when, matter = when_and_matter(text)
    matter, room = _without_room(matter)
    label = line.label if line.label else None
    return replace(line, text=f"{when}, {room}" if room else when, label=None), replace(line, text=matter, label=label)


def _are_meetings(groups: list[list[Line]]) -> bool:
    """Whether every group names a meeting, each another."""
    names = [squeeze(lines[0].text) if lines else "" for lines in groups]
    named = [bool(name) and names_meeting(" ".join(name.split()[:6])) for name in names]
    return all(named) and len({fold(name) for name in names}) == len(names)


def _matters(groups: list[tuple[Line, list[Line]]]) -> list[list[Line]]:
    return [lines for _when, lines in groups]


def _one_meeting(draft: Draft, when: Line, lines: list[Line]) -> Draft:
    dates = [_without_hours(line) for line in draft.when if read_head([line.text], month=draft.month).dates]
    part = replace(draft, when=[*dates, when], matter=lines, inferred=[], warnings=[])
    part.source = (min(when.source, draft.source[0]) if not dates else when.source, when.source)
    part.reach(lines)
    return part


def _without_hours(line: Line) -> Line:
    slots = find_slots(line.text)
    return replace(line, text=blank(line.text, [(slot.start, slot.end) for slot in slots])) if slots else line


def _take_rooms(draft: Draft) -> None:
    """A line of the matter that is a room and nothing else, where the row names none."""
    if read_head([line.text for line in draft.when]).rooms:
        return
    kept = []
    for line in draft.matter:
        text = squeeze(line.text)
        field = _ROOM_FIELD.match(fold(text))
        alone = line.label is None and places.is_room(text) and _is_all_room(text)
        if field or alone:
            draft.when.append(replace(line, text=f"Room: {text[field.end() :] if field else text}"))
        else:
            kept.append(line)
    if kept and len(kept) == len(draft.matter) and all(map(_is_item, kept[1:])):
        kept = [_when_at_end(draft, kept[0]), *kept[1:]]
    draft.matter = kept


def _is_item(line: Line) -> bool:
    return line.label is not None or split_label(line.text)[0] is not None


def _when_at_end(draft: Draft, line: Line) -> Line:
    """`First session, 2:30 p.m., Salle XIX`: hour and room go where these are."""
    if _is_item(line):
        return line
    if not read_head([each.text for each in draft.when]).slots:
        for comma in _PARTING.finditer(line.text):
            rest = line.text[comma.end() :].rstrip(" .)")
            if find_slots(rest) and is_when(rest):
                draft.when.append(replace(line, text=rest))
                return replace(line, text=line.text[: comma.start()])
    text, room = _without_room(line.text)
    if room:
        draft.when.append(replace(line, text=f"Room: {room}"))
    return replace(line, text=text)


def _without_room(text: str) -> tuple[str, str]:
    named = _NAMED_ROOM.search(text)
    if named and (room := named["room"].rstrip(" .;")):
        return squeeze(f"{text[: named.start()]} {text[named.end() :]}"), room
    for comma in _PARTING.finditer(text):
        rest = text[comma.end() :].rstrip(" .)")
        if _is_all_room(rest) and comma.start() > 3:
            return text[: comma.start()], rest
    return text, ""


def _is_all_room(text: str) -> bool:
    bare = text.strip("() ")
    room, _city = places.without_city(bare)
    span = places.find_room(room)
    return bool(span and span[0] == 0 and len(room) - span[1] < 2)
