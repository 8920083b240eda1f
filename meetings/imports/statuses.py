"""What a row says of itself: tentative, postponed, cancelled, not held, without a quorum."""

from __future__ import annotations

import re
from dataclasses import dataclass

from meetings.imports.spaces import fold

_MOVED = (
    r"postponed|rescheduled|deferred|moved|brought forward|adjourned|aplazad[oa]s?|pospuest[oa]s?|postergad[oa]s?|"
    r"diferid[oa]s?|reprogramad[oa]s?|trasladad[oa]s?|report(?:e|ee|es|ees)|ajournee?s?|repousse(?:e|es)?|deplacee?s?|"
    r"differee?s?|adiad[oa]s?|postergad[oa]s?|remarcad[oa]s?|transferid[oa]s?"
)
_FROM = r"(?:from|originally|initially|desde|de la fecha|del|de|du|des|initialement|inicialmente|originalmente|do)"
_FROM_WORDS = re.compile(
    rf"\b(?:{_MOVED})\b[\s:,(]*{_FROM}\b"
    r"|\b(?:originally|initially|previously) (?:scheduled|planned|set|foreseen)"
    r"|\b(?:originalmente|inicialmente|previamente) (?:programad|prevista|previsto|convocad|fijad|marcad|agendad)[oa]?"
    r"|\b(?:initialement|precedemment) (?:prevue?|programmee?|fixee?)"
    r"|\bnew date\b|\bnueva fecha\b|\bnouvelle date\b|\bnova data\b"
)
_WORDS: tuple[tuple[str, str], ...] = (
    (
        "no_quorum",
        r"\b(?:no|lack of|without a?|for want of|absence of|inquorate|not quorate) ?quorum\b|\binquorate\b|"
        r"\bquorum (?:was )?not (?:reached|met)\b|"
        r"\b(?:sin|falta de|por falta de|ausencia de) quorum\b|\bno hubo quorum\b|\b(?:sans|faute de|"
        r"defaut de|absence de) "
        r"quorum\b|\bquorum non atteint\b|\b(?:sem|falta de|ausencia de) quorum\b|\bnao houve quorum\b",
    ),
    (
        "not_held",
        r"\b(?:was |were )?not held\b|\bdid not (?:take place|meet)\b|\bno (?:se )?(?:celebrad|realizad)[oa]s?\b|"
        r"\bno se (?:celebro|realizo|llevo a cabo|reunio)\b|\bno tuvo lugar\b|\bnon tenue?s?\b|\bn'a pas eu lieu\b|"
        r"\bn'a pas ete tenue\b|\bne s'est pas tenue\b|\bnao (?:foi )?realizad[oa]s?\b|\bnao se realizou\b|"
        r"\bnao (?:ocorreu|aconteceu|houve reuniao)\b",
    ),
    (
        "cancelled",
        r"\bcancell?ed\b|\bcancellation\b|\bcancelad[oa]s?\b|\banulad[oa]s?\b|\bannule(?:e|es|s)?\b|\bsupprimee?s?\b|"
        r"\bsuspendid[oa]s?\b|\bcalled off\b|\bwithdrawn\b",
    ),
    ("postponed", rf"\b(?:{_MOVED})\b"),
    (
        "tentative",
        r"\btentative(?:ly)?\b|\bprovisional(?:ly)?\b|\b(?:date )?to be (?:confirmed|determined|decided|"
        r"announced|fixed|"
        r"set|advised)\b|\bt\.?b\.?[acd]\b\.?|\bsubject to confirmation\b|\bunconfirmed\b|"
        r"\btentativ[oa]s?\b|\bpor (?:confirmar|determinar|definir|fijar|anunciar)(?:se)?\b|"
        r"\b(?:pendiente|sujet[oa] a) (?:de )?confirmacion\b|\bsin fecha\b|\bfecha abierta\b|"
        r"\ba (?:confirmer|determiner|definir|fixer|preciser|confirmar|determinar|fixar|anunciar|agendar|designar)\b|"
        r"\bprovisoires?\b|\bprovisori[oa]s?\b|\bsous reserve de confirmation\b|\bprevisionn?el(?:le)?\b|"
        r"\bsujeit[oa] a confirmacao\b|\bsem data\b|\bsans date\b|\bno date\b|\bdate open\b",
    ),
)
_PATTERNS = tuple((status, re.compile(pattern)) for status, pattern in _WORDS)
_NO_QUORUM = re.compile(r"[^.;]{0,25}\bquorum\b")
# Of a text, these are about papers and plans and not about the row.
_OF_PAPERS = re.compile(
    r"\b(?:provisional|tentative|provisoire|provisori[oa]|tentativ[oa]) (?:agenda|rules|list|programme|program|order|"
    r"version|report|draft|summary|schedule|calendar|work|text|measures|figures|budget)"
    r"|\b(?:agenda|programa|temario|lista|informe|proyecto|texto|reglamento|pauta|calendario|ordre du jour|rapport|"
    r"liste|texte|projet|regulamento|reglement|programme|orden del dia|ordem do dia|calendrier) (?:provisional|"
    r"provisoire|provisori[oa]|tentativ[oa]|previsionnel)"
)


@dataclass(frozen=True, slots=True)
class Status:
    """The status and where it is said; `arrived` for a row moved here from another date."""

    code: str
    start: int
    end: int
    arrived: bool = False


def find_status(text: str, *, whole: bool = False) -> Status | None:
    """The status that `text` states. In prose (not `whole`) only what stands at an edge or in brackets counts."""
    folded = fold(text)
    came = _FROM_WORDS.search(folded)
    inquorate = _inquorate(folded, whole=whole)
    if inquorate:
        return inquorate
    for code, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            if came and code == "postponed":
                continue
            if whole or _is_of_row(folded, match, code):
                return Status(code, match.start(), match.end())
    if came and (whole or _is_of_row(folded, came, "postponed")):
        return Status("", came.start(), came.end(), arrived=True)
    return None


def _inquorate(folded: str, *, whole: bool) -> Status | None:
    """`Cancelled for lack of a quorum` tells the cause, which is what is recorded."""
    for code, pattern in _PATTERNS:
        for match in pattern.finditer(folded) if code in ("cancelled", "not_held") else ():
            why = _NO_QUORUM.match(folded, match.end())
            if why and (whole or _is_of_row(folded, match, code)):
                return Status("no_quorum", match.start(), why.end())
    return None


def _is_of_row(folded: str, match: re.Match[str], code: str) -> bool:
    """A word at the start of the text, after a dash or in brackets is of the row; one inside a sentence is not."""
    if _OF_PAPERS.match(folded, match.start()) or _of_papers_ends(folded, match):
        return False
    before, after = folded[: match.start()].rstrip(), folded[match.end() :].lstrip()
    opened = not before or before[-1] in "([-:;.*\n,|" or before.endswith(("meeting", "reunion", "reuniao"))
    closed = not after or after[0] in ")]-:;.*\n,|"
    if code == "tentative":
        return opened and closed
    said = re.search(r"\b(?:was|were|is|has been|fue|ha sido|foi|a ete|est|sera)$", before)
    moved = re.match(
        r"(?:to|until|till|a|al|para|hasta|au|a la|ate|sine die|indefinitely|due|by|por|for|pour)\b", after
    )
    return opened or (closed and bool(said)) or (bool(said) and bool(moved))


def _of_papers_ends(folded: str, match: re.Match[str]) -> bool:
    return any(found.end() == match.end() for found in _OF_PAPERS.finditer(folded))
