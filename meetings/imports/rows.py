"""Drafts whose dates are settled become rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise

from meetings.imports.agenda import Agenda, read_agenda
from meetings.imports.calendar_days import days_of
from meetings.imports.citations import find_citations
from meetings.imports.closing import find_closing
from meetings.imports.columns import ROOM, role_of_heading
from meetings.imports.date_parts import Point, Printed
from meetings.imports.drafts import Draft
from meetings.imports.heads import Head
from meetings.imports.hours import DAYPART, Slot, find_slots, written
from meetings.imports.kinds import kind_of
from meetings.imports.labels import Item
from meetings.imports.mandate_cells import read_mandates
from meetings.imports.places import is_virtual
from meetings.imports.remarks import remark
from meetings.imports.result import Row, Sitting
from meetings.imports.sitting_rooms import read_rooms
from meetings.imports.spaces import fold, squeeze
from meetings.imports.statuses import find_status
from meetings.imports.zones import find_zone
from portal.lib.dates import format_date, weekday_name

_LONGEST = dt.timedelta(days=20)
# A line of fewer words may be broken in the middle of its sentence.
_FEWEST_WORDS = 2


def row_of(draft: Draft, language: str) -> Row:
    """The row that a draft is."""
    head = draft.head
    agenda = read_agenda(draft.matter)
    line = draft.source[0]
    prose = [*agenda.prose, *_others(draft)]
    text = squeeze(" ".join(agenda.prose))
    row = Row("meeting", source=draft.source, inferred=list(draft.inferred), items=agenda.items)
    row.start, row.end, row.precision = draft.start, draft.end, draft.precision
    _read_status(row, draft, agenda)
    several = bool(row.start and row.end and row.end > row.start)
    row.kind = kind_of(
        _naming(agenda, head),
        timed=bool(head.slots),
        several_days=several,
        room=bool(head.rooms),
        items=bool(agenda.items if agenda.prose else agenda.items[1:]),
        whole=row.precision == "day",
    )
    if (head.due or _ends_its_day(head)) and not head.rooms:
        row.kind = "deadline"
    row.zone = head.zone
    _read_hours(row, draft, text)
    _read_mandates(row, draft, agenda)
    _read_rest(row, head, prose, line)
    if row.kind == "meeting" and not row.sittings:
        _keep_hours(row, head, prose)
    row.text = squeeze(" ".join(prose))
    _check_closing(row, head, line)
    _read_wording(row, draft, language)
    return row


def _others(draft: Draft) -> list[str]:
    """Cells of other columns, each after its heading."""
    return [f"{name}: {squeeze(line.text)}" if name else squeeze(line.text) for name, line in draft.others if line.text]


def _naming(agenda: Agenda, head: Head) -> str:
    """The text that names the row; of several lines below an hour, the first."""
    if head.slots and agenda.prose and len(agenda.prose[0].split()) > _FEWEST_WORDS:
        return agenda.prose[0]
    text = squeeze(" ".join(agenda.prose))
    return text or (agenda.items[0].text if len(agenda.items) == 1 else "") or " ".join(head.rest)


def _read_status(row: Row, draft: Draft, agenda: Agenda) -> None:
    head = draft.head
    row.status = head.status
    if head.said and not head.undated:
        row.said = squeeze(head.said)
        row.warnings.append(remark("status", draft.source[0], text=row.said))
    for line in draft.status:
        found = find_status(line.text, whole=True)
        row.status = row.status or (found.code if found else "")
        row.warnings.append(remark("status", line.source, text=squeeze(line.text)))
    for name, line in draft.others:
        whole = find_status(line.text, whole=True) if not row.status and role_of_heading(name) != ROOM else None
        if whole and whole.end - whole.start >= len(line.text.strip(" ().*")):
            row.status = whole.code
    if not row.status and not head.arrived:
        said = [*agenda.prose, *(_text_of(item) for item in agenda.items if not item.label and not item.items)]
        found_in = [found for text in said if (found := find_status(text))]
        if found_in:
            row.status = found_in[0].code
    if row.start is None and row.status == "":
        row.status = "tentative"


def _text_of(item: Item) -> str:
    return item.text


def _read_hours(row: Row, draft: Draft, text: str) -> None:
    head, line = draft.head, draft.source[0]
    for slot in head.slots:
        printed = squeeze(_shown(head, slot))
        if slot.doubtful:
            row.warnings.append(remark("noon", line, text=printed, hour=_hours(slot)))
        if slot.backwards:
            row.warnings.append(remark("hours", line, about="backwards", text=printed))
        if slot.guessed and "hour" not in row.inferred:
            row.inferred.append("hour")
    if row.kind != "meeting":
        slots = head.slots or find_slots(text)[:1]
        row.at = _due_at(slots[0]) if slots and row.kind == "deadline" else None
        if row.at is None and head.slots:
            row.at = written(head.slots[0].opens)
        for said in (text, *_others(draft)):
            zone = find_zone(said) if slots and not row.zone else None
            row.zone = squeeze(said[zone[0] : zone[1]]) if zone else row.zone
        row.room = " / ".join(dict.fromkeys(place.text for place in head.rooms))
        return
    row.sittings = _sittings(row, draft)
    read_rooms(row, head)


def _ends_its_day(head: Head) -> bool:
    """23:59 is when something is due; no meeting begins then."""
    return bool(head.slots) and all(slot.opens == 1439 for slot in head.slots)


def _due_at(slot: Slot) -> str:
    """The hour by which something is due; a midnight so named is the end of its day."""
    return "24:00" if slot.midnight and not slot.opens else written(slot.closes or slot.opens)


def _shown(head: Head, slot: Slot) -> str:
    return head.text[slot.start : slot.end]


def _hours(slot: Slot) -> str:
    return written(slot.opens) + (f"–{written(slot.closes)}" if slot.closes is not None else "")


def _sittings(row: Row, draft: Draft) -> list[Sitting]:
    """Every slot on its own day; below a span of days, on each of them."""
    if row.start is None or row.end is None or row.precision != "day":
        return []
    sittings = []
    for slot in draft.head.slots:
        closes = None if slot.closes is None or slot.backwards else written(slot.closes)
        for day in _days_for(slot, row, draft):
            sittings.append(Sitting(day, written(slot.opens), closes))
    return sorted(sittings, key=lambda sitting: sitting.date)


def _days_for(slot: Slot, row: Row, draft: Draft) -> list[dt.date]:
    assert row.start is not None
    assert row.end is not None
    dates = draft.head.dates
    if len(dates) > 1:
        own = [each for each in dates if each.end <= slot.start] or dates[:1]
        days = days_of(own[-1], "dmy", row.start.year)
        if days and row.start <= days[0] <= row.end:
            return _between(*days)
    if dates and dates[0].others:
        listed = (
            days_of(_single(dates[0], point), "dmy", row.start.year) for point in (dates[0].first, *dates[0].others)
        )
        return [days[0] for days in listed if days]
    return _between(row.start, row.end)


def _single(printed: Printed, point: Point) -> Printed:
    """One day of a list."""
    return replace(printed, first=point.completed_by(printed.first), last=None, scattered=False, others=())


def _between(first: dt.date, last: dt.date) -> list[dt.date]:
    """The days of a span; weekends inside a span of working days are left out."""
    if last - first > _LONGEST:
        return [first]
    days = [first + dt.timedelta(days=number) for number in range((last - first).days + 1)]
    if first.weekday() < 5 and last.weekday() < 5:
        return [day for day in days if day.weekday() < 5]
    return days


def _read_mandates(row: Row, draft: Draft, agenda: Agenda) -> None:
    cell = read_mandates(draft.mandates)
    row.languages = cell.languages
    texts = [*agenda.prose, *_all_texts(agenda.items), *_others(draft)]
    in_prose = [each.text for text in texts for each in find_citations(text)]
    row.mandates = list(dict.fromkeys([*cell.cited, *in_prose]))
    row.warnings += [remark("languages", line, text=text) for line, text in cell.links]
    row.warnings += [remark("mandate", line, text=text) for line, text in cell.rest]


def _all_texts(items: list[Item]) -> list[str]:
    return [text for item in items for text in (item.text, *_all_texts(item.items))]


def _read_rest(row: Row, head: Head, prose: list[str], line: int) -> None:
    """What the head says beyond date, hours and room stays in the text, and is marked."""
    row.city = head.city
    if head.city:
        row.warnings.append(remark("room", line, text=head.city))
    if head.closing:
        prose.append(head.closing)
    for rest in head.rest:
        from_day = DAYPART.fullmatch(fold(rest))
        if from_day:
            row.warnings.append(remark("hour", line, about="daypart", text=rest))
            continue
        prose.append(rest)
        if not is_virtual(rest):
            row.warnings.append(remark("unread", line, text=rest))


def _check_closing(row: Row, head: Head, line: int) -> None:
    """The end of a working day is in the text, and no hour of the clock is printed."""
    span = find_closing(row.text)
    if row.kind == "deadline" and row.at is None and span and not head.slots:
        row.warnings.append(remark("hour", line, about="daypart", text=row.text[slice(*span)]))


def _keep_hours(row: Row, head: Head, prose: list[str]) -> None:
    """An hour without its day is no sitting; a row without a date is marked already."""
    for slot in head.slots:
        printed = squeeze(_shown(head, slot))
        prose.append(printed)
        if row.start is not None:
            row.warnings.append(remark("unread", row.source[0], text=printed))


def _read_wording(row: Row, draft: Draft, language: str) -> None:
    """The date as printed, and what is to be said of it."""
    head, line = draft.head, draft.source[0]
    printed = draft.printed
    if printed is None:
        if row.start is None:
            row.warnings.append(remark("undated", line))
        row.wording = squeeze(head.text) if head.undated else ""
        return
    row.wording = squeeze(head.text[printed.start : printed.end])
    if row.start is None:
        code = "date" if printed.prints_year else "year"
        row.warnings.append(remark(code, line, text=row.wording))
        row.text = squeeze(f"{row.text} {row.wording}")
        return
    for code, about in draft.warnings:
        date = format_date(row.start, language)
        row.warnings.append(remark(code, line, about=about, text=row.wording, date=date))
    _check_weekdays(row, draft, language)


def _check_weekdays(row: Row, draft: Draft, language: str) -> None:
    printed = draft.printed
    if printed is None or row.start is None or row.end is None or row.precision != "day":
        return
    first = printed.first.weekday if printed.first.weekday is not None else draft.head.weekday
    row.weekday = first
    last = printed.last.weekday if printed.last else None
    for weekday, day in ((first, row.start), (last, row.end)):
        if weekday is None or day is None or weekday == day.weekday():
            continue
        monday = day - dt.timedelta(days=day.weekday())
        row.warnings.append(
            remark(
                "weekday",
                draft.source[0],
                printed=weekday_name(monday + dt.timedelta(days=weekday), language),
                date=format_date(day, language),
                actual=weekday_name(day, language),
            )
        )


def scattered(draft: Draft) -> list[Draft]:
    """`5 and 12 March` is two rows with one matter."""
    printed = draft.printed
    if printed is None or not printed.scattered or draft.start is None or draft.end is None:
        return [draft]
    found = []
    for point in (printed.first, *printed.others):
        one = _single(printed, point)
        days = days_of(one, "dmy", draft.start.year)
        if days:
            copy = replace(draft, head=replace(draft.head, dates=[one]), inferred=list(draft.inferred), warnings=[])
            copy.start, copy.end = days
            found.append(copy)
    return found if all(one.start <= two.start for one, two in pairwise(found) if one.start and two.start) else [draft]
