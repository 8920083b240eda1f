"""Numbers that lists print by themselves, as Word and HTML form them."""

from __future__ import annotations


def letters(number: int) -> str:
    """`a` to `z`, then `aa`, `bb`, as Word goes on."""
    if number < 1:
        return ""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def roman(number: int) -> str:
    """`i`, `ii`, `iii`."""
    values = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
    signs = []
    for value, sign in values:
        count, number = divmod(number, value)
        signs.append(sign * min(count, 50))
    return "".join(signs)


def printed(number: int, form: str) -> str:
    """A number in the form that a list has: Word's and HTML's names are both understood."""
    match form:
        case "lowerLetter" | "a" | "lower-alpha" | "lower-latin":
            return letters(number)
        case "upperLetter" | "A" | "upper-alpha" | "upper-latin":
            return letters(number).upper()
        case "lowerRoman" | "i" | "lower-roman":
            return roman(number)
        case "upperRoman" | "I" | "upper-roman":
            return roman(number).upper()
        case "decimalZero" | "decimal-leading-zero":
            return f"{number:02d}"
        case "ordinal":
            return f"{number}{'th' if 10 < number % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    return str(number)
