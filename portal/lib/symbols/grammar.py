"""The patterns of symbols, over folded text.

Each exists twice: *prose* is strict about capitals and slashes, so that running text is not read as symbols; *lone* is
for a text that is a symbol as a whole, in whatever case and with spaces for slashes. Repetitions are bounded, so that a
hostile text costs no more than its length.
"""

import re
from dataclasses import dataclass

# fmt: off
UN_ROOTS = (
    "A", "E", "S", "T", "ST", "LC", "DP", "TD", "ID", "GC", "DC", "CD", "NPT", "BWC", "CRC", "CEDAW", "CCPR",
    "CAT", "CERD", "CMW", "CRPD", "CED", "HRI", "HSP", "ICEF", "WFP", "UNEP", "UNW", "FCCC", "CBD", "ECE",
    "ISBA", "SPLOS", "JIU", "CEB",
)
# fmt: on

_NUMBER_SIGN = r"(?:(?i:n)(?:º|(?i:os?))\.?\s?)?"
_SUFFIX_WORD = r"(?i:rev|add|corr|amend)"
OAS_SUFFIXES = rf"(?P<suffixes>(?:\s?/?\s?{_SUFFIX_WORD}(?:\.\s?|\s)?\d{{1,3}}(?!\d))*)"
_STARS = r"(?P<stars>\*{0,3})"
_END = r"(?!/?\w)"

_SESSION = (
    r"(?:(?P<numeral>[IVXLCDM]+)\s?(?P<hyphen>-?)\s?(?P<session_kind>[OE0])?\s?(?:/\s?(?P<session_year>\d{4}|\d{2}))?"
    r"|(?P<meeting>\d{1,5})\s?/\s?(?P<meeting_year>\d{4}|\d{2}))"
)
_ORGAN = r"[A-Z]{2,12}(?:[.-](?:[IVXLC]{1,6}|\d{1,3}))?"


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns for one way of reading."""

    citation: re.Pattern[str]
    oas_document: re.Pattern[str]
    un: re.Pattern[str]
    eclac_resolution: re.Pattern[str]
    press_reference: re.Pattern[str]


def _citation(slash: str) -> str:
    return (
        rf"(?P<organs>{_ORGAN}(?:{slash}{_ORGAN}){{0,6}}){slash}(?P<series>(?i:RES|DEC))(?:\.\s?|\s){_NUMBER_SIGN}"
        rf"(?P<number>\d{{1,5}})(?!\d)(?:\s?/\s?(?P<year>\d{{4}}|\d{{2}})(?!\d)|\s?\(\s?{_SESSION}\s?\))?"
        rf"{OAS_SUFFIXES}{_STARS}{_END}"
    )


def _oas_document(slash: str, gap: str) -> str:
    return (
        rf"(?P<organs>{_ORGAN}(?:{slash}{_ORGAN}){{0,6}}){slash}(?P<series>(?i:doc)|[A-Z]{{1,10}})"
        rf"(?P<joint>\.\s?|\s?-\s?|{gap}){_NUMBER_SIGN}(?P<number>\d{{1,5}})\s?/\s?(?P<year>\d{{4}}|\d{{2}})(?!\d)"
        rf"{OAS_SUFFIXES}{_STARS}{_END}"
    )


def _un(slash: str, *, lone: bool) -> str:
    roots = "|".join(sorted(UN_ROOTS, key=len, reverse=True))
    word = (
        r"[A-Za-z]{1,12}(?:\.\s?[A-Za-z0-9]{1,8})*(?:-[A-Z0-9]{1,4})*"
        if lone
        else (r"(?:[A-Z]{1,12}|(?i:rev|add|corr|amend)|Ser|Summary)(?:\.[A-Za-z0-9]{1,8})*(?:-[A-Z0-9]{1,4})*")
    )
    number = r"\d{1,5}(?:-[A-Z]{1,2})?(?![A-Za-z0-9])"
    bracket = r"(?:\([A-Z0-9][A-Z0-9./-]{0,15}\))?"
    # Only a resolution of a plain number has a bracket after a space: `S/RES/1325 (2000)`, `A/RES/217 A (III)`.
    spaced = r"RES/\d{1,4}\s?(?:[A-Z]\s?)?\((?:\d{4}|[SE-]*[IVXLC]+)\)"
    return (
        rf"(?P<root>{roots})(?P<rest>(?:{slash}(?:{spaced}|{word}{bracket}|{number}{bracket})){{1,10}})"
        rf"(?P<suffixes>(?:\s{_SUFFIX_WORD}\.?\s?\d{{1,3}}(?!\d))*){_STARS}{_END}"
    )


def _eclac_resolution(*, lone: bool) -> str:
    number, gap = (r"\d{1,4}", r"\s?") if lone else (r"\d{3,4}", "")
    return (
        rf"(?P<number>{number})(?:\s?\(\s?(?P<place>PLEN)\.\s?(?P<meeting>\d{{1,3}})\s?\)"
        rf"|{gap}\(\s?(?P<numeral>[IVXLCDM]+)\s?\)){_END}"
    )


_PRESS = rf"(?P<letter>AVI|[ACDEFP])-(?P<number>\d{{1,4}})/(?P<year>\d{{2}}){_END}"
_START = r"(?<![\w/.\-])"

PROSE = Grammar(
    citation=re.compile(_START + _citation(r"\s?/\s?")),
    oas_document=re.compile(_START + _oas_document("/", r"(?<=ACTA)\s|(?<=doc)\s|(?<=INF)\s")),
    un=re.compile(_START + _un("/", lone=False)),
    eclac_resolution=re.compile(_START + _eclac_resolution(lone=False)),
    press_reference=re.compile(_START + _PRESS),
)
LONE = Grammar(
    citation=re.compile(_citation(r"(?:\s?/\s?|\s)"), re.IGNORECASE),
    oas_document=re.compile(_oas_document(r"(?:\s?/\s?|\s)", r"\s"), re.IGNORECASE),
    un=re.compile(_un(r"\s?/\s?", lone=True), re.IGNORECASE),
    eclac_resolution=re.compile(_eclac_resolution(lone=True), re.IGNORECASE),
    press_reference=re.compile(_PRESS, re.IGNORECASE),
)
SUFFIX = re.compile(r"(rev|add|corr|amend)(?:\.\s?|\s)?(\d{1,3})|(summary)", re.IGNORECASE)
