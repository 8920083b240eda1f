"""What is inconsistent in symbols as the source spells them. It explains and suggests; it refuses nothing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from portal.lib.symbols.model import House, Kind, Symbol
from portal.lib.symbols.reading import find_all, parse
from portal.lib.symbols.roman import to_roman
from portal.lib.symbols.sessions import SESSIONS

_Sessions = Mapping[tuple[str, str], Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say about one spelling; the caller words `code` with `params`.

    Codes: session_year, session_unknown, session_missing, numeral_malformed, year_missing, zero_for_letter,
    missing_hyphen, number_sign, dash, letter_case, spacing, two_sessions, unreadable.
    """

    code: str
    source: str
    suggestion: str | None = None
    params: Mapping[str, str | int] = field(default_factory=dict)


def lint(symbols: str | Iterable[str | Symbol], sessions: _Sessions = SESSIONS) -> list[Remark]:
    """Remarks on the symbols in a running text, or on symbols given one by one, in their order."""
    if isinstance(symbols, str):
        read: list[Symbol | str] = [found.symbol for found in find_all(symbols)]
    else:
        read = [(parse(each) or each) if isinstance(each, str) else each for each in symbols]
    remarks: list[Remark] = []
    for each in read:
        if isinstance(each, str):
            remarks.append(Remark("unreadable", each))
        else:
            remarks += [*_spelling(each), *_session(each, sessions)]
    remarks += _two_sessions([each for each in read if isinstance(each, Symbol)])
    return list(_distinct(remarks))


def _distinct(remarks: list[Remark]) -> Iterator[Remark]:
    seen: set[tuple[str, str, str | None]] = set()
    for remark in remarks:
        identity = (remark.code, remark.source, remark.suggestion)
        if identity not in seen:
            seen.add(identity)
            yield remark


def _spelling(symbol: Symbol) -> Iterator[Remark]:
    source, printed = symbol.source, symbol.printed
    if not source or source == printed:
        return
    codes = []
    if symbol.session and symbol.session.kind:
        after_numeral = re.search(rf"{symbol.session.numeral}(\W*)([OoEe0])", source, re.IGNORECASE)
        if after_numeral and after_numeral[2] == "0":
            codes.append("zero_for_letter")
        if after_numeral and not after_numeral[1].strip():
            codes.append("missing_hyphen")
    if re.search(r"[º°№]|\bNo\b", source, re.IGNORECASE):
        codes.append("number_sign")
    if re.search(r"[‐‑‒–—−]", source):
        codes.append("dash")
    if _letters(source) != _letters(printed) and _letters(source).lower() == _letters(printed).lower():
        codes.append("letter_case")
    if "number_sign" not in codes and _blanks(source) != _blanks(printed):
        codes.append("spacing")
    for code in codes:
        yield Remark(code, source, printed, {"symbol": printed})


def _letters(text: str) -> str:
    return re.sub(r"[^A-Za-z]", "", text)


def _blanks(text: str) -> list[int]:
    """After how many letters and digits the blanks stand; a hard space is as good as a soft one."""
    return [len(re.sub(r"[\W_]", "", text[: gap.start()])) for gap in re.finditer(r"\s+", text)]


def _session(symbol: Symbol, sessions: _Sessions) -> Iterator[Remark]:
    if symbol.house is not House.OAS or symbol.kind not in (Kind.RESOLUTION, Kind.DECLARATION):
        return
    source, session = symbol.source or symbol.printed, symbol.session
    if symbol.year is None:
        yield Remark("year_missing", source, _with_year(symbol, sessions), {"symbol": symbol.printed})
    if session is None:
        if symbol.year is None:
            yield Remark("session_missing", source, None, {"symbol": symbol.printed})
        return
    if not session.numeral:
        return
    if session.ordinal is None:
        yield Remark("numeral_malformed", source, None, {"symbol": symbol.printed, "session": session.numeral})
        return
    table = sessions.get((symbol.organs[0], session.kind))
    if table is None or symbol.year is None:
        return
    held = table.get(session.ordinal)
    params: dict[str, str | int] = {"symbol": symbol.printed, "session": session.numeral, "year": symbol.year}
    if held is None:
        yield Remark("session_unknown", source, None, params)
    elif held != symbol.year:
        expected = next((to_roman(ordinal) for ordinal, year in table.items() if year == symbol.year), "")
        suggestion = symbol.printed.replace(f"({session.numeral}-", f"({expected}-") if expected else None
        yield Remark("session_year", source, suggestion, params | {"session_year": held, "year_session": expected})


def _with_year(symbol: Symbol, sessions: _Sessions) -> str | None:
    session = symbol.session
    if session is None or session.ordinal is None:
        return None
    year = sessions.get((symbol.organs[0], session.kind), {}).get(session.ordinal)
    return None if year is None else symbol.printed.replace(")", f"/{year % 100:02d})", 1)


def _two_sessions(symbols: list[Symbol]) -> Iterator[Remark]:
    """One number with two sessions. Numbers of the General Assembly's regular sessions run on, so one is wrong."""
    spellings: dict[tuple[str, ...], dict[str, Symbol]] = defaultdict(dict)
    for symbol in symbols:
        if symbol.session and symbol.session.kind == "O":
            spellings[(*symbol.organs, symbol.series, symbol.number)].setdefault(symbol.stem_key, symbol)
    for same_number in spellings.values():
        if len(same_number) > 1:
            printed = [symbol.base.printed for symbol in same_number.values()]
            for symbol in same_number.values():
                others = "; ".join(other for other in printed if other != symbol.base.printed)
                source = symbol.source or symbol.printed
                yield Remark("two_sessions", source, None, {"symbol": symbol.printed, "others": others})
