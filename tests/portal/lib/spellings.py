"""Symbols for property-based tests: canonical ones, and the sloppy ways in which people write them."""

from hypothesis import strategies as st

from portal.lib.symbols.roman import to_roman

_numbers = st.integers(1, 9999)
_years = st.integers(0, 99).map(lambda year: f"{year:02d}")
_oas_organs = st.sampled_from(["AG", "CP", "CIDI", "CP/CAJP", "CAJP/GT", "CP/CAJP/GT", "CEPCIDI", "CIM"])
_oas_series = st.sampled_from(["/doc.", "/INF. ", "/OD-", "/ACTA ", "/SA.", "/TM-", "/DDD-", "/CAJP-"])
_words = st.sampled_from(["rev", "add", "corr", "amend"])
_suffixes = st.lists(st.tuples(_words, st.integers(1, 20)), max_size=3)


def _oas_tail(suffixes: list[tuple[str, int]]) -> str:
    return "".join(f" {word}. {number}" for word, number in suffixes)


def _un_tail(suffixes: list[tuple[str, int]]) -> str:
    return "".join(f"/{word.title()}.{number}" for word, number in suffixes)


citations = st.builds(
    lambda organ, series, number, session, kind, year: (
        f"{organ}/{series}. {number} ({to_roman(session)}-{kind}/{year})"
    ),
    st.sampled_from(["AG", "CIDI", "CEPCIDI"]),
    st.sampled_from(["RES", "DEC"]),
    _numbers,
    st.integers(1, 89),
    st.sampled_from("OE"),
    _years,
)
council_resolutions = st.builds(lambda n, meeting, year: f"CP/RES. {n} ({meeting}/{year})", _numbers, _numbers, _years)
oas_documents = st.builds(
    lambda organ, series, number, year, tail: f"{organ}{series}{number}/{year}{_oas_tail(tail)}",
    _oas_organs,
    _oas_series,
    _numbers,
    _years,
    _suffixes,
)
un_documents = st.builds(
    lambda head, number, tail: f"{head}{number}{_un_tail(tail)}",
    st.sampled_from(["A/RES/70/", "A/C.3/75/L.", "E/CN.4/2004/", "LC/MDS.4/", "LC/L.", "A/CONF.219/L.", "S/PV."]),
    _numbers,
    _suffixes,
)
press_references = st.builds(lambda number, year: f"E-{number:03d}/{year}", st.integers(1, 999), _years)
oas_symbols = st.one_of(citations, council_resolutions, oas_documents)
all_symbols = st.one_of(oas_symbols, un_documents, press_references)


@st.composite
def sloppy(draw: st.DrawFn, symbols: st.SearchStrategy[str]) -> tuple[str, str]:
    """A canonical symbol, and the same symbol as somebody might type it."""
    printed = draw(symbols)
    text = printed
    if draw(st.booleans()):
        text = text.replace("-O/", draw(st.sampled_from(["-0/", "O/", "0/", " - O / ", "-o/"])))
    if draw(st.booleans()):
        text = text.replace("-", draw(st.sampled_from("‐‑–—−")))
    if draw(st.booleans()):
        text = text.replace(". ", draw(st.sampled_from([".", ".\u00a0", ".\u2009"])))
    if draw(st.booleans()):
        text = text.replace(" ", draw(st.sampled_from(["\u00a0", "  ", "\u202f", "\n"])))
    if draw(st.booleans()):
        text = text.replace("RES. ", draw(st.sampled_from(["RES. Nº ", "RES. No. ", "RES. № ", "Res.", "RES "])))
    if draw(st.booleans()):
        text = draw(st.sampled_from([str.lower, str.upper, str.swapcase]))(text)
    if draw(st.booleans()):
        text = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() or c in "/()" else c for c in text)
    return printed, draw(st.sampled_from(["{}", " {} ", "({})", "{}."])).format(text)
