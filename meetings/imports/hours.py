"""Hours as schedules print them: `2:30 p.m. – 5:30 p.m.`, `14 h 30 à 17 h 30`, `10-1`, `12:00 noon`, `24:00`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from meetings.imports.spaces import fold

_CLOCK = re.compile(
    r"(?<![\d/.,:$€])"
    r"(?:(?P<hour>2[0-4]|[01]?\d)"
    r"(?:\s?(?P<sign>:|\.|hs? ?(?=[0-5]\d(?! ?h\b)))(?P<minute>[0-5]\d)(?!\d)|"
    r"(?P<run>[0-5]\d)(?=(?:\s?-\s?\d{4})?\s?(?:hrs?|hours|horas|h)\b)|(?!\d|[.:]\d))"
    r"(?P<unit>\s?(?:min\b|horas?\b|heures?\b|hours?\b|o'clock|uhr\b|h(?:rs?|s)?\b\.?))?"
    r"(?: (?:de la|da|du|de l')\s?(?P<part>manana|tarde|noche|madrugada|manha|noite|matin|apres-midi|soir))?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?|\s?(?:del )?(?P<named>noon|midnight|mediodia|medianoche|midi|"
    r"minuit|meio-dia|meia-noite|m\b\.?))?(?![a-z]|\.[ao](?![\w.]))"
    r"|(?<!apres-)(?<!apres )\b(?P<word>noon|midnight|midday|mediodia|medianoche|midi|minuit|"
    r"meio[ -]dia|meia[ -]noite)\b)"
)
_JOINER = re.compile(
    r"\s*(?:-|a(?: las| la)?|to|until|till|through|hasta(?: las| la)?|al|as|ate(?: as| a)?|jusqu'a|y las|"
    r"e as)\s*(?:las |les |as |a )?"
)
_BETWEEN = re.compile(r"\b(?:between|entre)\b[\w ]{0,6}$")
_AND = re.compile(r"\s*(?:and|y(?: las)?|et|e(?: as)?)\s*")
# A part of the day gives no hour.
DAYPART = re.compile(
    r"(?:in the |por la |por el |de la |dans l'|le |pela |de |a |em )?(?:early |late |all |"
    r"mid-)?(?:morning|afternoon|evening|"
    r"a\.?m\.?|p\.?m\.?|all day|full day|day|manana|tarde|noche|todo el dia|matin|matinee|apres-midi|soir|soiree|"
    r"journee|manha|noite|dia todo|full-day|half day|half-day)",
)
_NOON = ("noon", "mediodia", "midi", "midday", "meio")


@dataclass(frozen=True, slots=True)
class Clock:
    """One hour where it is printed; minutes of the day, 1440 for a midnight that closes."""

    start: int
    end: int
    minutes: int
    half: str = ""
    # An integer alone, which is an hour only beside another.
    bare: bool = False
    # Written with a 0 before or above 12: no half of the day is missing.
    full: bool = False
    noon: bool = False
    midnight: bool = False
    # `12:00 p.m.`, of which houses do not agree whether it is noon.
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """From one hour to another, with its place; `guessed` where the half of the day is not printed."""

    start: int
    end: int
    opens: int
    closes: int | None
    guessed: bool = False
    doubtful: bool = False
    backwards: bool = False
    midnight: bool = False


def written(minutes: int) -> str:
    """`HH:MM`, up to 24:00."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def find_slots(text: str, *, lone_numbers: bool = False) -> list[Slot]:
    """The slots printed in `text`; `lone_numbers` reads `10-1` as hours, which only a cell of dates may mean."""
    folded = fold(text)
    clocks = [_clock(match) for match in _CLOCK.finditer(folded)]
    slots: list[Slot] = []
    place = 0
    while place < len(clocks):
        first = clocks[place]
        last = clocks[place + 1] if place + 1 < len(clocks) else None
        if last and _joined(folded, first, last) and (lone_numbers or not (first.bare and last.bare)):
            slots.append(_slot(first, last))
            place += 2
            continue
        if not first.bare:
            slots.append(_slot(first, None))
        place += 1
    return slots


def _joined(folded: str, first: Clock, last: Clock) -> bool:
    between = folded[first.end : last.start]
    if _JOINER.fullmatch(between):
        return True
    return bool(_AND.fullmatch(between) and _BETWEEN.search(folded[: first.start]))


def _clock(match: re.Match[str]) -> Clock:
    start, end = match.span()
    if match["word"]:
        noon = match["word"].startswith(_NOON)
        return Clock(start, end, 720 if noon else 0, noon=noon, midnight=not noon, full=True)
    hour, minute = int(match["hour"]), int(match["minute"] or match["run"] or 0)
    named, half = match["named"] or "", match["half"] or _half_of(match["part"])
    if named and hour == 12:
        noon = named.startswith(_NOON) or named.rstrip(".") == "m"
        return Clock(start, end, 720 + minute if noon else minute, noon=noon, midnight=not noon, full=True)
    doubtful = bool(half and hour == 12 and minute == 0)
    if half and hour <= 12:
        return Clock(start, end, hour % 12 * 60 + minute + (720 if half == "p" else 0), half, doubtful=doubtful)
    certain = bool(match["minute"] or match["run"] or match["unit"])
    if match["sign"] and match["sign"].strip() == "." and not match["unit"]:
        certain = (certain and len(match["hour"]) == 2) or hour > 12
    full = (
        hour > 12 or match["hour"].startswith("0") or bool(match["unit"]) or bool((match["sign"] or "").startswith("h"))
    )
    return Clock(start, end, hour * 60 + minute, bare=not certain and not half, full=full)


def _half_of(part: str | None) -> str:
    """`de la tarde` says p.m., `du matin` a.m."""
    if not part:
        return ""
    return "a" if part in ("manana", "madrugada", "manha", "matin") else "p"


def _slot(first: Clock, last: Clock | None) -> Slot:
    if last is None:
        opens, guessed = _opening(first)
        return Slot(first.start, first.end, opens, None, guessed, first.doubtful, midnight=first.midnight)
    opens, closes, guessed = _span(first, last)
    backwards = closes <= opens
    doubtful = first.doubtful or last.doubtful
    return Slot(first.start, last.end, opens, closes, guessed, doubtful, backwards)


def _opening(first: Clock) -> tuple[int, bool]:
    """`2:30` alone is in the afternoon, since no group meets at night; `08:00` and `14:30` say what they are."""
    if first.half or first.full or first.noon or first.midnight or first.minutes >= 7 * 60:
        return first.minutes, False
    return first.minutes + 720, True


def _span(first: Clock, last: Clock) -> tuple[int, int, bool]:
    opens, closes = first.minutes, last.minutes
    if last.midnight or (closes == 0 and opens > 0):
        closes = 1440
    if last.half and not first.half and not first.full and not first.noon:
        later = opens % 720 + 720
        opens = later if last.half == "p" and later < closes else opens % 720 if last.half == "a" else opens
        return opens, closes, False
    if first.half or first.full or first.noon or first.midnight:
        if closes <= opens and not last.half and not last.full and closes + 720 > opens and closes < 720:
            return opens, closes + 720, True
        return opens, closes, False
    if last.full or last.noon or last.half:
        return opens, closes, False
    if opens < 7 * 60:
        return opens + 720, closes + 720 if closes < 720 else closes, True
    return (opens, closes + 720, True) if closes <= opens else (opens, closes, False)
