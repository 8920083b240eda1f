"""Lines of running text that begin a row: a date, then perhaps hours and a room, then the matter."""

from __future__ import annotations

import re

from meetings.imports import places
from meetings.imports.calendar_words import WEEKDAYS
from meetings.imports.closing import closing_before, find_closing
from meetings.imports.date_grammar import Grammar
from meetings.imports.heads import DUE_WORDS, read_head
from meetings.imports.hours import DAYPART, find_slots
from meetings.imports.kinds import has_deadline_words, has_meeting_words, kind_in_prose
from meetings.imports.labels import split_label
from meetings.imports.spaces import fold
from meetings.imports.statuses import find_status
from meetings.imports.zones import find_zone

_FIELD = re.compile(
    r"\s*(?:dates?|fechas?|datas?|when|cuando|quand|quando|dia|day|jour|date and time|fecha y hora|data e hora|"
    r"date et heure)\s*:\s*"
)
_DUE = re.compile(DUE_WORDS + r"\s+(?:the |el |le |o dia |em )?")
# `first week of March`: no day is named, and none is invented.
_VAGUE = re.compile(
    r"(?:(?:the )?week (?:of|from|beginning|starting|commencing)(?: the)? |w/[cb] |"
    r"semana (?:del?|do dia|iniciada el) |semaine du |(?:1[ao]|2[ao]|1st|2nd|primera|segunda|primeira|first|second)\.? "
    r"(?:quin[zc]ena|fortnight) (?:de|of) |(?:1re|2e|premiere|deuxieme|seconde) quinzaine (?:de |d')|"
    r"(?:the )?(?:first|second|third|fourth|last|1st|2nd|3rd|4th) week (?:of|in) |(?:in )?(?:early|mid|late)[ -]|"
    r"(?:the )?(?:beginning|middle|end) of |(?:primera|segunda|tercera|cuarta|ultima|[1-4][ao])\.? semana de |"
    r"(?:a )?(?:principios|comienzos|mediados|fines|finales) de |(?:premiere|deuxieme|troisieme|derniere|"
    r"1re|2e|3e) semaine "
    r"(?:de |d')|(?:debut|mi|fin)[ -](?:de )?|(?:primeira|segunda|terceira|quarta|ultima|[1-4][ao])\.? semana de |"
    r"(?:no )?(?:inicio|meados|final|fim) de |em meados de )"
)
_DAYS = re.compile(r"(?:los |nos |les |the )?(?:dias?|days?|jours?) (?=\d)")
_PREFIX = re.compile(r"(?:from|between|del|desde|entre|du|de|le|el|on|no dia|em|in|en)\s+")
# Prose begins so too: only a sign after the date then tells a row.
_PROSE = re.compile(r"(?:le|el|on|in|en|no dia|em)\s+")
_PLACE_OR_TIME = re.compile(
    r"(?:times?|hours?|horas?|heures?|horarios?|horaires?|meeting room|venues?|places?|rooms?|locations?|"
    r"lugar|lieu|local|"
    r"sala|salle|where)\s*:\s*"
)
_YEAR = re.compile(r"(?:19|20)\d\d(?=\s*(?:$|[:–—|-]\s))")
_UNDATED = re.compile(
    r"(?:date |fecha |data )?(?:to be (?:determined|confirmed|decided|announced|fixed|scheduled)|t\.?b\.?[acd]\b\.?|"
    r"por (?:determinar|confirmar|definir|fijar|anunciar)|a (?:determiner|confirmer|definir|fixer|preciser|determinar|"
    r"confirmar|fixar|agendar)|sin fecha|sans date|sem data|undated|no date)"
)
_GAP = re.compile(r"[\s,;]+|(?:at|from|a las?|a|as|das|de|las|le|on|and|y|et|e|&|/)(?=[\s\d(])\s*")
_SEPARATOR = re.compile(r"\s*(?:[:|–—.-]+)\s+|\s*[:|–—]\s*$|\s*\.\s*$")
_AFTER_STATUS = re.compile(r"([^\W\d][^\d:;,.()\n]{3,24}?)\s*(?::|\s[–—-])\s+")
_SHORT_NAME = 4
_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{1,90})[)\]]")


def find_lead(text: str) -> tuple[str, str] | None:
    """When and where, and the matter after it; None for a line that begins no row."""
    body = text.strip()
    listed = False
    field = _FIELD.match(fold(body))
    if field:
        body = body[field.end() :]
    elif moved := _moved_before(body):
        return moved
    elif said := _status_before(body):
        lead = find_lead(body[said:])
        return (f"{body[:said]}{lead[0]}", lead[1]) if lead else None
    else:
        label, rest = split_label(body)
        listed = label == ""
        body = rest if label is not None and (_dated(rest) or _UNDATED.match(fold(rest))) else body
    end = _dated(body)
    if not end:
        return None
    place, parted = _after_date(body, end)
    # In a list, a sentence that begins with its date is a row.
    listed = listed and bool(re.match(r"\s*[,:;–—|]", body[place:]))
    when, matter = body[:place].rstrip(" ,;:–—-|("), body[place:].strip().lstrip(",;:|–— ")
    if not listed and _PROSE.match(fold(body)) and matter and not (parted and re.search(r"[:–—|-]\s*$", body[:place])):
        return None
    if matter and not field and not listed and not _starts_matter(body, matter, parted):
        return None
    return when, matter


def _moved_before(body: str) -> tuple[str, str] | None:
    """`Postponed from 12 August to 9 September: the matter`, which begins with what befell the row."""
    status = find_status(body, whole=True)
    _label, bare = split_label(body)
    if status is None or status.start != len(body) - len(bare) or not (status.arrived or status.code == "postponed"):
        return None
    parting = re.compile(r"\s*:\s+|\s+[–—-]\s+(?=[^\W\d])").search(body, status.end)
    when = body[len(body) - len(bare) : parting.start()] if parting else ""
    head = read_head([when]) if parting else None
    if parting is None or head is None or not head.dates or head.rest:
        return None
    return when, body[parting.end() :].strip()


def _status_before(body: str) -> int:
    """Where the status ends that stands before the date: `POSTPONED: 14 April 2026`; 0 for none."""
    parting = _AFTER_STATUS.match(body)
    status = find_status(parting[1], whole=True) if parting else None
    if parting is None or status is None or status.code == "tentative" or status.end - status.start < len(parting[1]):
        return 0
    return parting.end()


def find_tail(text: str) -> tuple[str, str] | None:
    """The other way round: `First meeting: 19 September 2012, 14:30`."""
    body = text.strip()
    for parting in re.finditer(r"\s*[:(|]\s*|\s+[–—-]\s+|,\s+|\s{2,}", body):
        when, matter = body[parting.end() :], body[: parting.start()]
        when = when.rstrip(" )") if "(" not in when else when
        if not matter or len(matter) > 200:
            continue
        lead = find_lead(when)
        if lead is not None and lead[1] and len(matter.split()) <= _SHORT_NAME and has_meeting_words(matter):
            return lead[0], f"{matter}: {lead[1]}"
        if lead is not None and not lead[1] and any(each.isalpha() for each in matter):
            earlier = find_tail_hours(matter)
            return (f"{earlier[0]}, {lead[0]}", earlier[1]) if earlier else (lead[0], matter)
    return None


def find_tail_hours(text: str) -> tuple[str, str] | None:
    """Nothing stands between the matter and the date but a weekday: `First meeting, Tuesday, 5 March`."""
    match = re.search(r",\s*([^\W\d]+(?:-feira)?)$", text)
    if match is None or fold(match[1]) not in WEEKDAYS:
        return None
    return match[1], text[: match.start()]


def when_and_matter(text: str) -> tuple[str, str]:
    """A line that begins with an hour: the hour with zone and room, and what is then."""
    place, _parted = _after_date(text, 0)
    return text[:place].rstrip(" ,;:–—-|("), text[place:].strip()


def is_when(text: str) -> bool:
    """Whether a line below a date only goes on to say when and where: hours, a weekday, a room."""
    body = text.strip()
    field = _PLACE_OR_TIME.match(fold(body))
    if field and field.end() < len(body):
        return True
    if not body or split_label(body)[0] is not None:
        return False
    place, _parted = _after_date(body, 0)
    return place > 0 and not body[place:].strip(" .,;)")


def _dated(body: str) -> int:
    """Where the date ends with which the text begins; 0 for none."""
    folded = fold(body)
    undated = _UNDATED.match(folded)
    if undated:
        return undated.end()
    opened = _DUE.match(folded) or _VAGUE.match(folded) or _DAYS.match(folded)
    begins = closing_before(body) or (opened.end() if opened else 0)
    if begins:
        read = Grammar(body[begins:]).read(0)
        return begins + read[0].end if read and read[0].start == 0 else 0
    prefix = _PREFIX.match(folded)
    if prefix and _PROSE.match(folded):
        read = Grammar(body[prefix.end() :]).read(0)
        return prefix.end() + read[0].end if read and read[0].start == 0 else 0
    if prefix:
        read = Grammar(body).read(0)
        return read[0].end if read and read[0].start == 0 else 0
    year = _YEAR.match(folded)
    if year:
        return year.end()
    if folded.startswith("("):
        return 0
    read = Grammar(body).read(0)
    if read is None or read[0].start > 0:
        return 0
    return read[0].end


def _after_date(body: str, place: int) -> tuple[int, bool]:
    """How far hours, zone, room, weekday and status go, and whether a sign parts them from the matter."""
    parted = False
    while place < len(body):
        separator = _SEPARATOR.match(body, place)
        step = separator.end() if separator else place
        gap = _GAP.match(fold(body), step)
        while gap and gap.end() > step:
            step = gap.end()
            gap = _GAP.match(fold(body), step)
        ended = _part(body, step)
        if ended > step:
            place, parted = ended, False
            continue
        if separator:
            return separator.end(), True
        return place, parted
    return place, parted


def _part(body: str, place: int) -> int:
    """Where the hour, zone, weekday, status or room that begins at `place` ends; `place` for none."""
    rest = body[place:]
    bracket = _BRACKET.match(rest)
    if bracket:
        return place + bracket.end() if _explained(bracket[1]) else place
    slots = find_slots(rest, lone_numbers=True)
    if slots and slots[0].start == 0:
        return place + slots[0].end
    zone = find_zone(rest)
    if zone and zone[0] == 0:
        return place + zone[1]
    closing = find_closing(rest)
    if closing and closing[0] == 0:
        return place + closing[1]
    daypart = DAYPART.match(fold(rest))
    if daypart and re.match(r"\s*(?:[:;,|(–—]|-\s|$)", rest[daypart.end() :]):
        return place + daypart.end()
    word = re.match(r"[A-Za-zÀ-ÿ]+(?:-feira)?", rest)
    if word and fold(word[0]) in WEEKDAYS and len(word[0]) > 4:
        return place + word.end()
    return _status_or_room(rest, place)


def _explained(text: str) -> bool:
    """Whether all that stands in brackets says when, where or whether."""
    head = read_head([text])
    return not head.rest or bool(DAYPART.fullmatch(fold(text)))


def _status_or_room(rest: str, place: int) -> int:
    piece = re.match(r"[^:;|(),\n]+?(?=\s[–—-]\s|[:;|(),\n]|(?<!\bNo)\.\s|\.?$)", rest)
    if piece is None:
        return place
    text = piece[0]
    names_meeting = len(text) == len(rest) and has_meeting_words(text)
    if (places.is_virtual(text) and not names_meeting) or (places.is_city(text) and len(text) > 3):
        return place + len(text)
    if places.is_room(text) and (span := places.find_room(text)) and span[0] == 0 and len(text) - span[1] < 3:
        return place + len(text)
    status = find_status(text)
    if status and status.start == 0 and len(text.split()) <= 9:
        return place + len(text)
    return place


def _starts_matter(body: str, matter: str, parted: bool) -> bool:
    """Prose that merely begins with a date goes on in small letters: `6 September 2012 was the day`."""
    if parted or split_label(matter)[0] is not None or not matter[0].isalpha() or matter[0].isupper():
        return True
    opening = " ".join(matter.split()[:3])
    return has_meeting_words(opening) or has_deadline_words(opening) or kind_in_prose(opening) != "other"
