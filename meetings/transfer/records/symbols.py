"""The key of a symbol, which is never in the file: it follows from the symbol as printed."""

from collections.abc import Mapping
from typing import Any

from portal.lib.symbols import normalise

LONGEST = 160


def symbol_key(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The parsed symbol's key; for what the parser does not know, its letters and digits."""
    symbol = values["symbol"]
    if not symbol:
        return {"symbol_key": None}
    key = normalise(symbol)
    if not key or len(key) > LONGEST:
        raise ValueError(f"expected a symbol with letters or digits, {LONGEST} at most, got {symbol!r}")
    return {"symbol_key": key}
