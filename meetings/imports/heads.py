"""The date, hours, room and status of a row, from the cells or lines that say when and where it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from meetings.imports import places
from meetings.imports.calendar_words import FULL_WEEKDAYS, WEEKDAYS
from meetings.imports.closing import closing_before, find_closing
from meetings.imports.date_grammar import find_dates
from meetings.imports.date_parts import Point, Printed
from meetings.imports.hours import Slot, find_slots
from meetings.imports.spaces import blank, fold, squeeze
from meetings.imports.statuses import find_status
from meetings.imports.zones import find_zone
from portal.lib.dates import Precision

_FILLER_WORDS = (
    "from at a as la las le el los on in of the de del do da das du des hour hours hrs hr horas hora heure "
    "heures h hs time date dates fecha fechas data datas and y et e to al au ao until dia dias day jour "
    "starting beginning partir les o lugar place venue room sala lieu local horario when where cuando entre "
    "between daily diario diariamente both each cada chaque"
)
_FILLERS = frozenset(_FILLER_WORDS.split())
_FIELD = re.compile(
    r"^\s*(?:dates?|fechas?|datas?|times?|hours?|horas?|heures?|horario|horaire|venue|place|room|location|lugar|lieu|local|"
    r"sala|salle|when|where)\s*:\s*",
    re.MULTILINE,
)
_DAYS = re.compile(
    r"\s*(?:(?:del?|du|from|le|el)\s+)?(?:(?P<weekday>[a-z]{3,}(?:-feira)?)\.?,?\s+)?(?P<first>\d{1,2})(?:st|nd|rd|th|er|o)?(?![\d:./h])"
    r"(?:\s*(?:-|to|al?|au|ao|and|y|et|e)\s*(?:el |le )?"
    r"(?:(?P<until>[a-z]{3,}(?:-feira)?)\.?,?\s+)?(?P<last>\d{1,2})(?![\d:.h]))?"
    r"(?!\s?(?:[ap]\.?\s?m\b|h\b))"
)
_YEARS = re.compile(
    r"\s*(?:[a-z][a-z' -]{0,30}[ -])?(?P<first>(?:19|20)\d\d)(?:\s*(?:-|/|to|al?|a)\s*(?P<last>(?:19|"
    r"20)\d\d))?\s*\.?\s*"
)
DUE_WORDS = (
    r"(?:by|before|prior to|no later than|not later than|until|a mas tardar(?: el)?|hasta(?: el)?|antes del?|"
    r"au plus tard(?: le)?|avant(?: le)?|jusqu'au|ate(?: o dia)?|o mais tardar(?: em)?|deadline:?|closing date:?|"
    r"plazo:?|fecha limite:?|date limite ?:?|prazo:?|data[- ]limite:?)"
)
_DUE = re.compile(rf"\b{DUE_WORDS}\s*(?:the |el |le |o dia |em )?$")
_LABELS = re.compile(r"[ \t]*(?:[:)\]–—\n]|- )")
_PLACE_FIELD = re.compile(r"^\s*(?:venue|place|room|location|lugar|lieu|local|sala|salle)\s*:\s*")
_UNDATED = re.compile(
    r"\b(?:undated|no date|date open|date to be|to be (?:determined|confirmed|decided|announced|fixed|scheduled|set)|"
    r"t\.?b\.?[acd]\b|por (?:determinar|confirmar|definir|fijar|anunciar)|sin fecha|a (?:determiner|confirmer|definir|"
    r"fixer|preciser|determinar|confirmar|fixar|agendar)|sans date|sem data|date a |s/f)"
)


def is_undated(text: str) -> bool:
    """Whether all that is said is that it is to be confirmed."""
    return bool(_UNDATED.fullmatch(fold(text).strip(" ().")))


@dataclass(slots=True)
class Place:
    """A room where it stands in the head."""

    at: int
    text: str


@dataclass(slots=True)
class Head:
    """What a head says; `rest` is what none of it explains, `left` the place from where prose begins."""

    text: str = ""
    dates: list[Printed] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)
    rooms: list[Place] = field(default_factory=list)
    city: str = ""
    zone: str = ""
    status: str = ""
    said: str = ""
    arrived: bool = False
    elsewhere: list[Printed] = field(default_factory=list)
    weekday: int | None = None
    rest: list[str] = field(default_factory=list)
    undated: bool = False
    # Whether the date is the last on which something may be done.
    due: bool = False
    # The end of a working day, in words: `close of business`.
    closing: str = ""

    @property
    def empty(self) -> bool:
        """Whether it says nothing of when."""
        return not (self.dates or self.slots or self.undated)

    @property
    def plain(self) -> bool:
        """Whether all of it is understood."""
        return not self.rest


def read_head(texts: Iterable[str], *, known_rooms: frozenset[str] = frozenset(), month: Point | None = None) -> Head:
    """The head that the lines of a cell are; under the heading of a `month`, a number is one of its days."""
    text = "\n".join(texts)
    head = Head(text)
    found = find_dates(text) or _years_of(text) or (_days_of(text, month) if month else [])
    _read_status(head, text, found)
    taken = [(each.start, each.end) for each in (*head.dates, *head.elsewhere)]
    if head.said:
        start = text.index(head.said)
        taken.append((start, start + len(head.said)))
    rest = _read_due(head, _read_closing(head, blank(text, taken)))
    rest = _read_zone(head, rest)
    head.slots = find_slots(rest, lone_numbers=True)
    rest = blank(rest, [(slot.start, slot.end) for slot in head.slots])
    head.due = head.due or bool(head.closing and head.dates and not head.slots)
    head.undated = not head.dates and bool(_UNDATED.search(fold(text)))
    _read_rest(head, rest, known_rooms)
    return head


def _years_of(text: str) -> list[Printed]:
    """`2021`, `2021-2022`, `late 2021`, where a year is all there is."""
    match = _YEARS.fullmatch(fold(text))
    if match is None:
        return []
    last = Point(year=int(match["last"])) if match["last"] else None
    start = match.start("first")
    end = match.end("last") if last else match.end("first")
    return [Printed(start, end, Point(year=int(match["first"])), last, Precision.YEAR)]


def _days_of(text: str, month: Point) -> list[Printed]:
    """`19`, `Wed 19`, `19-20 (Wed-Thu)` under `September 2012`."""
    match = _DAYS.match(fold(text))
    if match is None or not 1 <= int(match["first"]) <= 31:
        return []
    if any(match[name] not in (None, *WEEKDAYS) for name in ("weekday", "until")):
        return []
    first = replace(month, day=int(match["first"]), weekday=WEEKDAYS.get(match["weekday"] or ""))
    until = WEEKDAYS.get(match["until"] or "")
    last = replace(month, day=int(match["last"]), weekday=until) if match["last"] else None
    if last and not first.day < (last.day or 0) <= 31:  # type: ignore[operator]
        return []
    return [Printed(match.start(), match.end(), first, last, Precision.DAY)]


def _read_status(head: Head, text: str, found: list[Printed]) -> None:
    """Of the dates beside a status, the one before it is the row's: `5 March (postponed to 7 May)`."""
    status = find_status(text, whole=True)
    if status is None:
        head.dates = found
        return
    head.status, head.arrived = status.code, status.arrived
    before = [each for each in found if each.end <= status.start]
    after = [each for each in found if each.end > status.end]
    # `POSTPONED: 5 March` labels the row at its printed date; `postponed to 5 March` names the new one.
    labels = status.code == "postponed" and not before and _LABELS.match(text, status.end)
    moving = status.arrived or (status.code == "postponed" and not labels)
    if moving and before:
        head.dates, head.elsewhere = before, after
    elif status.arrived and len(after) > 1:
        head.dates, head.elsewhere = after[1:], after[:1]
    elif status.arrived and after and after[0].last:
        # `Postponed from 5 March to 12 March` reads like a span and is none.
        head.dates = [replace(after[0], first=after[0].last, last=None)]
    elif moving and after:
        # Only the new date is printed: the row is at it.
        head.dates, head.status, head.arrived = after, "", True
    else:
        head.dates = [each for each in found if each.end <= status.start or each.end > status.end]
    end = status.end
    if moving and head.elsewhere:
        end = max(end, head.elsewhere[-1].end)
    closing = re.match(r"[^\n()]*?(?=[)\]\n]|$)", text[end:])
    if moving and closing and not find_slots(closing[0]):
        end += len(closing[0])
    head.said = text[status.start : end]


def _read_closing(head: Head, rest: str) -> str:
    """`Close of business on 9 October`: the day is the last for something, at no hour of the clock."""
    span = find_closing(rest)
    if span is None:
        return rest
    head.closing = squeeze(rest[slice(*span)])
    return blank(rest, [(span[0], span[0] + closing_before(rest[span[0] :]))])


def _read_due(head: Head, rest: str) -> str:
    """`By 8 October`: the words before a date that make it a deadline."""
    if not head.dates:
        return rest
    due = _DUE.search(fold(rest[: head.dates[0].start]))
    if due is None:
        return rest
    head.due = True
    return blank(rest, [due.span()])


def _read_zone(head: Head, rest: str) -> str:
    zone = find_zone(rest)
    if zone is None:
        return rest
    head.zone = squeeze(rest[zone[0] : zone[1]])
    return blank(rest, [zone])


def _read_rest(head: Head, rest: str, known_rooms: frozenset[str]) -> None:
    """Rooms, cities and weekdays in what is left; the remainder stays as text."""
    place = 0
    for line in rest.split("\n"):
        unread = [
            (at, at + len(piece))
            for at, piece in _pieces(line)
            if not _read_piece(head, place + at, piece, known_rooms)
        ]
        if unread:
            head.rest.append(squeeze(line[unread[0][0] : unread[-1][1] + 1]).strip(" ,;:|·"))
        place += len(line) + 1


def _pieces(line: str) -> list[tuple[int, str]]:
    """A line whole where it is a room, else cut at wide gaps, commas and dashes that hours or dates left behind."""
    bare = _bare(line)
    if not bare:
        return []
    if _PLACE_FIELD.match(fold(bare)):
        return [(line.index(bare), bare)]
    if places.is_room(bare) and not re.search(r"\s{3,}", bare):
        return [(line.index(bare), bare)]
    found = []
    for match in re.finditer(r"[^,;|(){}\[\]]+?(?=\s{3,}|[,;|(){}\[\]]|\s[–—-]\s|$)", line):
        piece = _bare(match[0]).strip(".")
        if piece:
            found.append((match.start() + match[0].index(piece), piece))
    return found


def _bare(text: str) -> str:
    """Without the signs that hours and dates leave behind, but for brackets that are closed."""
    bare = text.strip(" ,;:–—-/|·")
    if bare.count("(") != bare.count(")") or (bare.startswith("(") and bare.endswith(")")):
        bare = bare.strip(" ,;:–—-()/|·")
    return bare


def _read_piece(head: Head, at: int, piece: str, known_rooms: frozenset[str]) -> bool:
    """Whether the piece is understood."""
    folded = fold(piece)
    named = _PLACE_FIELD.match(folded)
    value = piece[named.end() :] if named else piece
    room, city = places.without_city(value)
    if places.is_room(room) or fold(squeeze(room)) in known_rooms or (named and room and not places.is_city(room)):
        head.rooms.append(Place(at, squeeze(room)))
        head.city = head.city or city
        return True
    if places.is_city(value):
        head.city = ", ".join(filter(None, (head.city, squeeze(value))))
        return True
    words = re.findall(r"[a-z0-9'-]+", _FIELD.sub("", folded))
    for word in words:
        if word.strip("-") in FULL_WEEKDAYS or (word in WEEKDAYS and len(words) == 1):
            head.weekday = WEEKDAYS[word]
    unknown = [word for word in words if word not in _FILLERS and word not in FULL_WEEKDAYS and not _is_weekday(words)]
    return not unknown or (head.undated and bool(_UNDATED.search(folded)))


def _is_weekday(words: list[str]) -> bool:
    return len(words) == 1 and words[0] in WEEKDAYS
