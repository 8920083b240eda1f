"""What a row is, by its words: meeting, deadline, period, distribution, recess, other."""

from __future__ import annotations

import re

from meetings.imports.spaces import fold

_DEADLINE = re.compile(
    r"\bdeadlines?\b|\bclosing date\b|\bdue date\b|\bcut-?off date\b|\blast (?:day|date) (?:for|to)\b|"
    r"\bno later than\b|"
    r"\bis due\b|\bare due\b|\bexpiry of\b|"
    r"\bplazo\b|\bfecha (?:limite|tope)\b|\bvencimiento\b|\ba mas tardar\b|\bultimo dia\b|\bcierre (?:de|del) (?:la )?"
    r"(?:recepcion|inscripcion|presentacion|consulta)\b|\bfecha de cierre\b|"
    r"\bdate limite\b|\bdates limites\b|\bdelai\b|\becheance\b|\bau plus tard\b|\bdernier (?:jour|"
    r"delai)\b|\bcloture de\w*\b|"
    r"\bprazo\b|\bdata[ -]limite\b|\bdatas[ -]limite\b|\bo mais tardar\b|\bate o dia\b|\bultimo dia\b|"
    r"\bencerramento do prazo\b"
)
_DISTRIBUTION = re.compile(
    r"\b(?:re)?distribut(?:ion|ed|e|es)\b|\bcirculat(?:ion|ed|e|es)\b|\btransmi(?:ssion|ttal|tted)\b|"
    r"\bissu(?:ance|ed) of\b|\bdispatch\b|\b(?:to be )?sent (?:out )?to\b|"
    r"\bdistribu(?:cion|ira|ido|ida|idos)\b|\bcirculacion\b|\benvio\b|\bremision\b|"
    r"\bdiffusion\b|\bdistribu(?:e|ee|es|ees)\b|\benvoi\b|\bcommunication du\b|\btransmission\b|"
    r"\bdistribui(?:cao|do|da|dos)\b|\bcirculacao\b|\benvio\b|\bdivulgacao\b|\bremessa\b"
)
_RECESS = re.compile(
    r"\brecess\b|\bholidays?\b|\bno meetings?\b|\bclosed for\b|\bsummer break\b|\bwinter break\b|\bvacation\b|"
    r"\breceso\b|\bferiados?\b|\bvacaciones\b|\basueto\b|\bdias? festivos?\b|\bsin reuniones\b|"
    r"\bjours? feries?\b|\bvacances\b|\bconges?\b|\bintersession\b|\bpause\b|\btreve\b|\bsuspension des travaux\b|"
    r"\brecesso\b|\bferias\b|\bsem reunioes\b|\bpascuas?\b|\beaster\b"
)
_MEETING = re.compile(
    r"\bmeetings?\b|\bsessions?\b|\bsittings?\b|\bworkshops?\b|\bseminars?\b|\bconferences?\b|\bplenary\b|\bassembly\b|"
    r"\bhearings?\b|\bretreat\b|\bforum\b|\bsummit\b|\bdialogue\b|\bbriefing\b|\bround ?table\b|\bwebinar\b|\bpanel\b|"
    r"\breunion(?:es|s)?\b|\bsesion(?:es)?\b|\btaller(?:es)?\b|\bseminarios?\b|\bconferencias?\b|\bplenaria\b|\bforo\b|"
    r"\bcumbre\b|\baudiencias?\b|\bmesa redonda\b|\bencuentro\b|"
    r"\bseances?\b|\bateliers?\b|\bseminaires?\b|\bpleniere\b|\bsommet\b|\btable ronde\b|\brencontres?\b|\bcolloque\b|"
    r"\breunia?o(?:es)?\b|\breunioes\b|\bsess(?:ao|oes)\b|\boficinas?\b|\bplenario\b|\bcupula\b|\bencontros?\b"
)
# A body that is named with a span of days meets on them; it may also be named in what is done between meetings.
_BODY = re.compile(
    r"\b(?:sub-?)?(?:committee|commission|council|board|bureau|working (?:group|party)|task force|assembly|congress|"
    r"comite|comision|consejo|junta|grupo de trabajo|asamblea|congreso|"
    r"commission|conseil|groupe de travail|assemblee|congres|"
    r"comissao|conselho|assembleia|congresso)\b"
)
_PERIOD = re.compile(
    r"\bperiods?\b|\bpreparation\b|\bdrafting\b|\bpreparing\b|\bintersessional\b|\bwritten (?:comments|procedure)\b|"
    r"\bperiodos?\b|\bpreparacion\b|\bredaccion\b|\belaboracion\b|\bperiodes?\b|\belaboration\b|\bredaction\b|"
    r"\bpreparacao\b|\belaboracao\b|\bredacao\b|\bconsulta(?:s)? por escrito\b|\bphase\b|\bfase\b"
)
# Nouns of what is done over a span, with which a body is only said to do it.
_WORK = re.compile(
    r"\b(?:consultations?|review|mission|visits?|work|comments|consideration|campaign|study|survey|negotiations?|"
    r"consultas?|revision|mision|visitas?|observaciones|examen|estudio|encuesta|campana|"
    r"travaux|visites?|etude|enquete|campagne|revisao|missao|estudo|pesquisa|campanha)\b"
)


def has_deadline_words(text: str) -> bool:
    """Whether anything is said to be due."""
    return bool(_DEADLINE.search(fold(text)))


def has_meeting_words(text: str) -> bool:
    """Whether a meeting is named."""
    return bool(_MEETING.search(fold(text)))


def names_meeting(opening: str) -> bool:
    """Whether the first words of a line name a meeting, or a body that meets."""
    return has_meeting_words(opening) or bool(_BODY.search(fold(" ".join(opening.split()[:3]))))


def kind_in_prose(text: str) -> str:
    """The kind of a date inside prose."""
    folded = fold(text)
    if _DISTRIBUTION.search(folded):
        return "distribution"
    if _DEADLINE.search(folded) or re.search(r"\b(?:by|before|prior to|antes del?|avant le|ate|antes de)\b", folded):
        return "deadline"
    return "meeting" if _MEETING.search(folded) else "other"


def kind_of(text: str, *, timed: bool, several_days: bool, room: bool, items: bool, whole: bool = True) -> str:
    """The kind of a row: by the first words of its text, else by whether it has an hour, a room or several days.

    A body that is named meets on the days of a span, unless that span is a part of the year (not `whole` days).
    """
    folded = fold(text)
    first = re.split(r"(?<=[.;:])\s", folded, maxsplit=1)[0]
    opening = " ".join(first.split()[:9])
    if _first_of(_DEADLINE, opening, before=12) and not room:
        return "deadline"
    if _RECESS.search(opening) and not timed and not room and not items:
        return "recess"
    if _first_of(_DISTRIBUTION, opening, before=5) and not timed and not room and not items:
        return "distribution"
    if timed or room or items:
        return "meeting"
    if _DISTRIBUTION.search(first) and not _MEETING.search(opening):
        return "period" if several_days and _PERIOD.search(opening) else "distribution"
    if several_days:
        return "meeting" if _meets(opening) or (whole and _is_of_body(first)) else "period"
    if _DEADLINE.search(first) and not _MEETING.search(opening):
        return "deadline"
    return "meeting"


def _meets(opening: str) -> bool:
    """Whether a span of days is a meeting: it is named before any word of preparing."""
    meeting, period = _MEETING.search(opening), _PERIOD.search(opening)
    return bool(meeting and (period is None or meeting.start() < period.start()))


def _is_of_body(first: str) -> bool:
    """Whether a body is all that is named, and nothing that it does beside meeting."""
    return bool(_BODY.search(first)) and not (_PERIOD.search(first) or _WORK.search(first))


def _first_of(pattern: re.Pattern[str], opening: str, *, before: int) -> bool:
    """Whether the word is said within the first few words."""
    found = pattern.search(opening)
    return bool(found and len(opening[: found.start()].split()) < before)
