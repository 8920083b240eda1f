"""From text to symbols: one symbol that is the whole text, or all symbols in running text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from portal.lib.symbols.folding import fold
from portal.lib.symbols.grammar import LONE, PROSE, SUFFIX, Grammar
from portal.lib.symbols.model import Found, House, Kind, Session, Suffix, SuffixKind, Symbol
from portal.lib.symbols.tokens import plain_number, tokens_of

_Match = re.Match[str]

# What stands between a series and its number, where the house's own use is known.
_OAS_JOINTS = {"doc": ".", "INF": ". ", "RES": ". ", "DEC": ". ", "ACTA": " ", "SA": ".", "OD": "-"}
_OAS_KINDS = {
    "RES": Kind.RESOLUTION,
    "DEC": Kind.DECLARATION,
    "INF": Kind.NOTICE,
    "OD": Kind.ORDER_OF_BUSINESS,
    "ACTA": Kind.MINUTES,
    "SA": Kind.SUMMARY_RECORD,
}
_UN_KINDS = {"RES": Kind.RESOLUTION, "DEC": Kind.DECISION, "PV": Kind.MINUTES, "SR": Kind.SUMMARY_RECORD}
# Two-digit years: the Organization of American States was founded in 1948.
_FIRST_YEAR = 48


def _full_year(digits: str | None) -> int | None:
    if not digits:
        return None
    year = int(digits)
    if len(digits) == 4:
        return year
    return year + (1900 if year >= _FIRST_YEAR else 2000)


def _short_year(year: int) -> str:
    return f"{year % 100:02d}"


def _suffixes(text: str) -> tuple[Suffix, ...]:
    return tuple(
        Suffix(SuffixKind(word.lower()), int(number)) if word else Suffix(SuffixKind.SUMMARY)
        for word, number, _summary in SUFFIX.findall(text)
    )


def _organs(text: str) -> tuple[str, ...]:
    return tuple(part.upper() for part in re.split(r"[\s/]+", text) if part)


def _session(match: _Match) -> Session | None:
    if match["meeting"]:
        return Session(meeting=int(match["meeting"]))
    if match["numeral"]:
        kind = (match["session_kind"] or "").upper().replace("0", "O")
        return Session(numeral=match["numeral"].upper(), kind=kind)
    return None


def _print_session(session: Session, year: int | None) -> str:
    head = str(session.meeting) if session.meeting is not None else session.numeral
    kind = f"-{session.kind}" if session.kind else ""
    return f"{head}{kind}" + ("" if year is None else f"/{_short_year(year)}")


def _make_oas(match: _Match, series: str, joint: str, tail: str, year: int | None, session: Session | None) -> Symbol:
    organs = _organs(match["organs"])
    number = plain_number(match["number"])
    stem = "/".join((*organs, series)) + joint + number + tail
    key = "-".join([*tokens_of("/".join((*organs, series))), number, *tokens_of(tail)])
    return Symbol(
        house=House.OAS,
        kind=_OAS_KINDS.get(series, Kind.DOCUMENT),
        stem=stem,
        stem_key=key,
        organs=organs,
        series=series,
        number=number,
        year=year,
        session=session,
        suffixes=_suffixes(match["suffixes"]),
        reissued=len(match["stars"]),
        source=match.string[match.start() : match.end()],
    )


def _read_citation(match: _Match) -> Symbol:
    series = match["series"].upper()
    session = _session(match)
    year = _full_year(match["year"] or match["session_year"] or match["meeting_year"])
    if session is not None:
        tail = f" ({_print_session(session, year)})"
    else:
        tail = "" if year is None else f"/{_short_year(year)}"
    return _make_oas(match, series, _OAS_JOINTS[series], tail, year, session)


def _read_oas_document(match: _Match) -> Symbol:
    series = "doc" if match["series"].lower() == "doc" else match["series"].upper()
    year = _full_year(match["year"])
    assert year is not None  # the pattern has one
    joint = _OAS_JOINTS.get(series) or ("." if match["joint"].startswith(".") else "-")
    return _make_oas(match, series, joint, f"/{_short_year(year)}", year, None)


def _un_segment(segment: str) -> str:
    """One segment in the house's form: `217 A (III)`, `217(III)`, `1325 (2000)`, `C.3`, `Ser.A`."""
    compact = re.sub(r"\s*\.\s*", ".", segment.strip()).upper()
    compact = re.sub(r"(?<=\d)\s*([A-Z])?\s*\((?=[SE-]*[IVXLC]+\))", lambda m: f" {m[1]} (" if m[1] else "(", compact)
    compact = re.sub(r"\s*\((?=\d{4}\))", " (", compact)
    return re.sub(r"^SER\.", "Ser.", compact)


def _un_facts(segments: list[str]) -> tuple[tuple[str, ...], str, str, int | None, Session | None]:
    """Organs, series, number, year and session, as far as the segments tell them."""
    organs: list[str] = []
    for segment in segments:
        if segment.isdigit() or segment.startswith(("RES", "DEC", "L.", "PV", "SR", "INF")):
            break
        organs.append(segment)
    words = re.findall(r"[A-Z]+", re.sub(r"\([^)]*\)| [A-Z] ", "", "/".join(segments)).upper())
    series = words[-1] if len(words) > 1 else ""
    numbers = re.findall(r"\d+", segments[-1])
    year = next((int(s) for s in segments if re.fullmatch(r"(19|20)\d\d", s)), None)
    bracket = re.search(r"\((?:(\d{4})|[SE]*-?([IVXLC]+))\)$", segments[-1])
    if bracket:
        numbers = re.findall(r"\d+", segments[-1][: bracket.start()])
        year = int(bracket[1]) if bracket[1] else year
    session = Session(numeral=bracket[2]) if bracket and bracket[2] else None
    return tuple(organs), series, numbers[0] if numbers else "", year, session


def _read_un(match: _Match) -> Symbol | None:
    segments = [match["root"].upper(), *(_un_segment(part) for part in match["rest"].split("/")[1:])]
    suffixes: list[Suffix] = list(_suffixes(match["suffixes"]))
    while len(segments) > 2 and SUFFIX.fullmatch(segments[-1]):
        suffixes[:0] = _suffixes(segments.pop())
    stem = "/".join(segments)
    if not re.search(r"\d", stem):
        return None
    organs, series, number, year, session = _un_facts(segments)
    kind = next((_UN_KINDS[word] for word in re.findall(r"[A-Z]+", stem) if word in _UN_KINDS), Kind.DOCUMENT)
    return Symbol(
        house=House.UN,
        kind=kind,
        stem=stem,
        stem_key="-".join(tokens_of(stem)),
        organs=organs,
        series=series,
        number=number,
        year=year,
        session=session,
        suffixes=tuple(suffixes),
        reissued=len(match["stars"]),
        source=match.string[match.start() : match.end()],
    )


def _read_eclac_resolution(match: _Match) -> Symbol:
    number = plain_number(match["number"])
    if match["place"]:
        session = Session(place="PLEN", meeting=int(match["meeting"]))
        stem = f"{number}(PLEN.{session.meeting})"
    else:
        session = Session(numeral=match["numeral"].upper())
        stem = f"{number}({session.numeral})"
    return Symbol(
        house=House.UN,
        kind=Kind.RESOLUTION,
        stem=stem,
        stem_key="-".join(tokens_of(stem)),
        series="RES",
        number=number,
        session=session,
        source=match.string[match.start() : match.end()],
    )


def _read_press_reference(match: _Match) -> Symbol:
    letter, number, year = match["letter"].upper(), int(match["number"]), match["year"]
    return Symbol(
        house=House.OAS,
        kind=Kind.PRESS_REFERENCE,
        stem=f"{letter}-{number:03d}/{year}",
        stem_key=f"press-{letter.lower()}-{number:03d}-{year}",
        series=letter,
        number=str(number),
        year=_full_year(year),
        source=match.string[match.start() : match.end()],
    )


def _readers(grammar: Grammar) -> tuple[tuple[re.Pattern[str], Callable[[_Match], Symbol | None]], ...]:
    return (
        (grammar.un, _read_un),
        (grammar.citation, _read_citation),
        (grammar.oas_document, _read_oas_document),
        (grammar.eclac_resolution, _read_eclac_resolution),
        (grammar.press_reference, _read_press_reference),
    )


def _with_source(symbol: Symbol, source: str) -> Symbol:
    return replace(symbol, source=source)


@lru_cache(maxsize=4096)
def parse(text: str) -> Symbol | None:
    """The symbol that the text is, in whatever spelling; None if it is none that these houses use."""
    lone = " ".join(fold(text).text.split()).strip(" .,;:")
    if lone.startswith("(") and lone.endswith(")"):
        lone = lone[1:-1].strip()
    for pattern, read in _readers(LONE):
        match = pattern.fullmatch(lone)
        symbol = read(match) if match else None
        if symbol is not None:
            return _with_source(symbol, text.strip())
    return None


def _candidates(text: str) -> Iterator[tuple[int, int, Symbol]]:
    for pattern, read in _readers(PROSE):
        for match in pattern.finditer(text):
            symbol = read(match)
            if symbol is not None and _is_plain_enough(symbol):
                yield match.start(), match.end(), symbol


def _is_plain_enough(symbol: Symbol) -> bool:
    """`A/4` in running text is a size of paper: one bare number after the root is not taken for a symbol."""
    return symbol.house is House.OAS or bool(symbol.suffixes) or not re.fullmatch(r"[A-Z]+/\d{1,3}", symbol.stem)


def find_all(text: str) -> list[Found]:
    """All symbols in running text, in order, with their places in it."""
    folded = fold(text)
    found: list[Found] = []
    last = 0
    for start, end, symbol in sorted(_candidates(folded.text), key=lambda each: (each[0], -each[1])):
        if start < last:
            continue
        last = end
        first_place, last_place = folded.places[start], folded.places[end - 1] + 1
        found.append(Found(first_place, last_place, _with_source(symbol, text[first_place:last_place])))
    return found
