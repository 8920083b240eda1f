"""Resolutions, declarations and rules of procedure that a row cites; paragraphs and documents are no mandates."""

from __future__ import annotations

import re
from dataclasses import dataclass

from meetings.imports.spaces import fold, squeeze
from portal.lib.symbols import Kind, find_all

_KINDS = (Kind.RESOLUTION, Kind.DECLARATION)
_NUMBERED = re.compile(
    r"\b(?:resolutions?|resolucion(?:es)?|resolucao|resolucoes|declaracion|declaracao|declaration|decision|decisao)\s+"
    r"(?:(?:CMC|GMC|CCM)\s+)?(?:n(?:\.?os?|umero)?\.?\s*)?(?:[A-Z]{1,6}/)?\d{1,4}(?:/\d{1,4}|/[A-Z]{2,4}\.\d{1,3})?(?:\s?\([^)]{1,20}\))?"
    r"(?<=[\d)])(?![\w/])",
    re.IGNORECASE,
)
# The World Health Organization, the African Union and the European Union write theirs so.
_OTHERS = re.compile(
    r"\b(?:WHA\d{1,3}(?:\.\d{1,3}|\(\d{1,3}\))|EB\d{1,3}\.R\d{1,3}|EB\d{1,3}\(\d{1,3}\)|CD\d{1,3}\.R\d{1,3}"
    r"|CSP\d{1,3}\.R\d{1,3}|(?:Assembly/AU|EX\.CL|Ext/Assembly/AU)/(?:Dec|Decl|Res)\.\s?\d{1,4}\s?\([IVXLC]+\)"
    r"|CM/(?:Res|Dec)\.\s?\d{1,4}\s?\([IVXLC]+\)|P\d_TA\(\d{4}\)\d{4})(?!\w)"
)
_RULES = re.compile(
    r"(?:general |interim |provisional )?rules of procedure|reglamento(?: interno| interior| provisional| general)?\b"
    r"|reglement(?: interieur| provisoire)?\b|regulamento(?: interno| geral)?\b|regimento(?: interno)?\b"
)
_GOES_ON = re.compile(
    r"(?:\s+(?:of|for|the|and|de|del|des|du|da|do|das|dos|la|las|los|le|les|el|y|et|e|para|pour|regular|special|"
    r"meetings?|sessions?|conferences?|reuniones|reunions|reunioes|ordinarias|extraordinarias|ordinaires|"
    r"extraordinaires|sesiones|seances)(?!\w)|\s+(?:l'|d')(?=\w)|\s+[A-ZÁÉÍÓÚÂÊÔÃÕÇ][\w’'-]*|(?<=['’])[A-ZÉ][\w’'-]*|\s*\([A-Z]{2,10}\))*"
)
_BASIS = re.compile(
    r"(?:articles?|rules?|art\.|articulos?|artigos?|regla|regra|pursuant to|in accordance with|under|conforme|"
    r"de acuerdo con|segun|de conformidad con|conformement|en vertu|nos termos|de acordo com)\b[^.;]{0,60}$"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as printed, at its place."""

    start: int
    end: int
    text: str


def find_citations(text: str, *, column: bool = False) -> list[Cited]:
    """The mandates cited in `text`; in a `column` of mandates rules need no word that makes them a basis."""
    found = [
        Cited(each.start, each.end, squeeze(text[each.start : each.end]))
        for each in find_all(text)
        if each.symbol.kind in _KINDS
    ]
    # Documents are taken too, so that no number inside their symbols is read as a resolution's.
    taken = [(each.start, each.end) for each in find_all(text)]
    for pattern in (_OTHERS, _NUMBERED):
        source = text if pattern is _OTHERS else fold(text)
        for match in pattern.finditer(source):
            if not _overlaps(match.span(), taken):
                start, end = match.start(), _with_letter(text, match)
                found.append(Cited(start, end, squeeze(text[start:end])))
                taken.append((start, end))
    found += [each for each in _rules(text, column=column) if not _overlaps((each.start, each.end), taken)]
    return sorted(found, key=lambda each: each.start)


def _with_letter(text: str, match: re.Match[str]) -> int:
    """Where a citation ends whose number has a letter: `resolution 75/290 A`."""
    letter = re.compile(r"\s[A-Z](?!\w)").match(text, match.end()) if "/" in match[0] else None
    return letter.end() if letter else match.end()


def _rules(text: str, *, column: bool) -> list[Cited]:
    folded = fold(text)
    found = []
    for match in _RULES.finditer(folded):
        if not text[match.start()].isupper():
            continue
        goes_on = _GOES_ON.match(text, match.end())
        end = goes_on.end() if goes_on else match.end()
        name = text[match.start() : end]
        if not column and not (_BASIS.search(folded[: match.start()]) and end > match.end()):
            continue
        trailing = re.search(r"\s+(?:of|for|the|and|de|del|des|du|da|do|la|las|los|le|les|el|y|et|e|para|pour)$", name)
        end -= len(trailing[0]) if trailing else 0
        found.append(Cited(match.start(), end, squeeze(text[match.start() : end])))
    return found


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)
