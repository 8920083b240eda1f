"""Roman numerals of sessions."""

import re

_VALUES = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_WELL_FORMED = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")


def to_roman(number: int) -> str:
    """`42` -> `XLII`."""
    if not 0 < number < 4000:
        raise ValueError(f"no Roman numeral for {number}")
    letters = []
    for value, sign in _VALUES:
        count, number = divmod(number, value)
        letters.append(sign * count)
    return "".join(letters)


def from_roman(numeral: str) -> int | None:
    """`xlii` -> `42`; None for what is not a well-formed numeral (`XLIIII`)."""
    rest = numeral.upper()
    if not rest or not _WELL_FORMED.fullmatch(rest):
        return None
    total = 0
    for value, sign in _VALUES:
        while rest.startswith(sign):
            total += value
            rest = rest[len(sign) :]
    return total
