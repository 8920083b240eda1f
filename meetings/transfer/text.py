"""From bytes to JSON, refusing what no database or reader could hold."""

from __future__ import annotations

import json
from collections.abc import Iterator
from math import isfinite
from typing import Any, NoReturn

from meetings.transfer.errors import BadFileError, Fault, TransferError

DEEPEST = 100
"""More than any record needs, and far less than what the interpreter can recurse."""
NESTED = "The file is nested too deeply to be a group's record."


class _DoubledError(ValueError):
    pass


def parse(content: bytes) -> Any:
    """The JSON in a file; TransferError where it is none."""
    try:
        text = content.decode("utf-8-sig")
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)
        faults = list(_unheld(data, "$"))
    except UnicodeDecodeError as error:
        raise TransferError(f"The file is not UTF-8 text: its byte {error.start} cannot be read.") from error
    except json.JSONDecodeError as error:
        raise TransferError(
            f"The file is not JSON: {error.msg} in line {error.lineno}, column {error.colno}."
        ) from error
    except _DoubledError as error:
        raise TransferError(f"The file is not sound JSON: {error}.") from error
    except RecursionError as error:
        raise TransferError(NESTED) from error
    except ValueError as error:
        raise TransferError(f"The file holds a number that cannot be read: {error}.") from error
    if faults:
        raise BadFileError(faults)
    return data


def write(data: Any) -> str:
    """The canonical text: two spaces of indent, a final newline."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        doubled = next(name for name in names if names.count(name) > 1)
        raise _DoubledError(f"“{doubled}” stands twice in one object")
    return found


def _refuse(constant: str) -> NoReturn:
    raise _DoubledError(f"{constant} is no number of JSON")


def _unheld(data: Any, place: str, depth: int = 0) -> Iterator[Fault]:
    """Faults for what cannot be kept or printed: NUL, infinity, half a surrogate pair; refuses bottomless nesting."""
    if depth > DEEPEST:
        raise TransferError(NESTED)
    if isinstance(data, str):
        if "\x00" in data or any("\ud800" <= character <= "\udfff" for character in data):
            yield Fault(place, "expected text without NUL characters and lone surrogates")
    elif isinstance(data, float) and not isfinite(data):
        yield Fault(place, "expected a number that fits")
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from _unheld(name, place, depth + 1)
            yield from _unheld(value, f"{place}.{name}", depth + 1)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _unheld(value, f"{place}[{index}]", depth + 1)
