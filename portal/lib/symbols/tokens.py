"""The tokens of which keys are made: runs of letters and runs of digits, in lower case."""

import re
import unicodedata

from portal.lib.symbols.folding import fold
from portal.lib.symbols.roman import from_roman

_RUN = re.compile(r"[a-z]+|\d+")
_NUMBER_SIGN = re.compile(r"\bn(?:º|os?\b)\.?(?=\s?\d)|º", re.IGNORECASE)


def plain_number(digits: str) -> str:
    """A number without leading zeros."""
    return str(int(digits))


def tokens_of(text: str) -> list[str]:
    """`GT/TM-24/05 Rev.7` -> `gt tm 24 05 rev 7`; number signs are dropped, a session is split `xlii o 12`."""
    folded = _NUMBER_SIGN.sub(" ", fold(text).text)
    decomposed = unicodedata.normalize("NFKD", folded).lower()
    return _split_sessions(_RUN.findall("".join(c for c in decomposed if not unicodedata.combining(c))))


def _split_sessions(runs: list[str]) -> list[str]:
    """After a number, `xliio` is a numeral and the letter O, and a lone 0 after a numeral is the letter O."""
    tokens: list[str] = []
    for run in runs:
        before = tokens[-1] if tokens else ""
        if run == "0" and len(tokens) > 1 and from_roman(before) and tokens[-2].isdigit():
            tokens.append("o")
        elif before.isdigit() and len(run) > 1 and run[-1] in "oe" and from_roman(run[:-1]):
            tokens += [run[:-1], run[-1]]
        else:
            tokens.append(run)
    return tokens
