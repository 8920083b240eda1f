"""Finding papers by symbols in sloppy or partial spelling.

Store `search_key(printed)` beside the symbol; a query is found by `search_key LIKE '%' || term || '%'` for any term of
`search_terms(query)` (terms hold only a-z, 0-9 and hyphens, so nothing is to be escaped), ranked by `matches`.
"""

import re
from collections.abc import Callable

from portal.lib.symbols.reading import parse
from portal.lib.symbols.roman import from_roman
from portal.lib.symbols.tokens import tokens_of

# What follows the key of a paper in that of its revision: rev-4-corr-1-
_SUFFIXES = re.compile(r"(?:(?:rev|add|corr|amend|reissue)-\d+-|(?:rev|add|corr|amend|summary)-)+")
IN_PART = 4
"""The rank of a symbol of which a part only begins as asked."""
_YEAR_AT_END = re.compile(r"(?<=\d-)(?:19|20)(?=\d\d$)")
_LETTER_FOR_ZERO = re.compile(r"(?<=\d)o|\bo(?=\d)", re.IGNORECASE)


def normalise(text: str) -> str:
    """The key of a symbol, or the nearest thing to one for a part of a symbol or a text that is none."""
    symbol = parse(text)
    return symbol.key if symbol else "-".join(tokens_of(text))


def search_key(text: str) -> str:
    """What to store for a symbol (in any spelling): its key between hyphens, so that a term finds whole tokens."""
    return f"-{normalise(text)}-"


def search_terms(query: str) -> tuple[str, ...]:
    """The terms to look for in stored search keys, best first; none for a query that says too little."""
    plain = "-".join(tokens_of(query))
    terms = [normalise(query), plain, _YEAR_AT_END.sub("", plain), _session_alone(plain)]
    if _LETTER_FOR_ZERO.search(query):
        terms.append(normalise(_LETTER_FOR_ZERO.sub("0", query)))
    return tuple(dict.fromkeys(f"-{term}" for term in terms if term.isascii() and (len(term) > 1 or term.isdigit())))


def _session_alone(plain: str) -> str:
    """`xlix-0-19` is `xlix-o-19`: within a symbol the number before the session says so, alone nothing does."""
    numeral, _hyphen, rest = plain.partition("-")
    is_session = len(numeral) > 1 and from_roman(numeral) and (rest == "0" or rest.startswith("0-"))
    return f"{numeral}-o{rest[1:]}" if is_session else plain


def matches(query: str, symbol: str) -> int | None:
    """How well a query finds a symbol: 0 the same, 1 but for suffixes, 2 begins so, 3 holds it, 4 in part; None not."""
    return matcher(query)(normalise(symbol))


def matcher(query: str) -> Callable[[str], int | None]:
    """`matches` for one query and many keys, which costs no reading of symbols any more."""
    terms, wanted = search_terms(query), parse(query)
    base = f"-{wanted.key}-" if wanted else ""

    def matched(key: str) -> int | None:
        stored = f"-{key}-"
        ranks = [rank for term in terms if (rank := _rank(term, stored)) is not None]
        if not ranks:
            return None
        if 0 not in ranks and base and stored.startswith(base) and _SUFFIXES.fullmatch(stored[len(base) :]):
            return 1
        return min(ranks)

    return matched


def _rank(term: str, stored: str) -> int | None:
    if stored == f"{term}-":
        return 0
    if term not in stored:
        return None
    if f"{term}-" not in stored:
        return IN_PART
    return 2 if stored.startswith(f"{term}-") else 3
