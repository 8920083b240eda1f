"""Lists of whole numbers as people type them, “14, 7, 3, 1, 0”, and how many of something in the words of commands."""

import re


class NumbersError(ValueError):
    """What was typed is no list of numbers."""


def read_numbers(typed: str, *, most: int) -> tuple[int, ...]:
    """The numbers, each once, the largest first; NumbersError for anything else, or for one above `most`."""
    words = [word for word in re.split(r"[\s,;]+", typed.strip()) if word]
    if any(not (word.isascii() and word.isdigit() and len(word) <= len(str(most))) for word in words):
        raise NumbersError(typed)
    numbers = sorted({int(word) for word in words}, reverse=True)
    if numbers and numbers[0] > most:
        raise NumbersError(typed)
    return tuple(numbers)


def write_numbers(numbers: tuple[int, ...]) -> str:
    """As `read_numbers` reads them."""
    return ", ".join(str(number) for number in numbers)


def counted(number: int, one: str) -> str:
    """“1 row”, “2 rows”: for commands, which speak English."""
    return f"{number} {one}" if number == 1 else f"{number} {one}s"
