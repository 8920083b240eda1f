"""Symbols of official papers and citations of resolutions, as identities.

A symbol is written in many ways and is one thing: `AG/RES. 2699 (XLIIO/12)` and `AG/RES. 2699 (XLII-O/12)` have
one key.
The printed form follows the house; the source's own spelling is kept in `Symbol.source` and judged by `lint`.
"""

from portal.lib.symbols.lint import Remark, lint
from portal.lib.symbols.model import Found, House, Kind, Session, Suffix, SuffixKind, Symbol
from portal.lib.symbols.reading import find_all, parse
from portal.lib.symbols.search import IN_PART, matcher, matches, normalise, search_key, search_terms
from portal.lib.symbols.sessions import GENERAL_ASSEMBLY_SESSIONS, SESSIONS

__all__ = [
    "GENERAL_ASSEMBLY_SESSIONS",
    "IN_PART",
    "SESSIONS",
    "Found",
    "House",
    "Kind",
    "Remark",
    "Session",
    "Suffix",
    "SuffixKind",
    "Symbol",
    "find_all",
    "lint",
    "matcher",
    "matches",
    "normalise",
    "parse",
    "search_key",
    "search_terms",
]
