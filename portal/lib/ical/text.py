"""Content lines: escaped, without control characters, folded at 75 octets."""

import re

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")
NOT_IN_A_NAME = re.compile(r"[\x00-\x20\x7f]")
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
WIDTH = 75
"""Octets in a line, without its end (RFC 5545, 3.1)."""


class BadValueError(ValueError):
    """A value that cannot stand in a calendar."""


def escaped(text: str) -> str:
    """The value of a TEXT property (RFC 5545, 3.3.11): line breaks of every kind become `\\n`, other controls go."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return CONTROL.sub("", lines).translate(ESCAPED)


def quoted(text: str) -> str:
    """The value of a parameter (RFC 5545, 3.2), which has no escapes: what cannot stand in it goes."""
    return '"' + " ".join(CONTROL.sub(" ", text).replace('"', "'").split()) + '"'


def name(text: str) -> str:
    """The value of a UID or URL, which has no escapes: BadValueError where it is empty or has a space or control."""
    if not text or NOT_IN_A_NAME.search(text):
        raise BadValueError(f"no address or identifier: {text!r}")
    return text


def folded(line: str) -> str:
    """The line with its end, broken so that no character is cut; BadValueError where it is no Unicode text."""
    try:
        octets = line.encode()
    except UnicodeEncodeError as error:
        raise BadValueError(f"no text: {line!r}") from error
    if len(octets) <= WIDTH:
        return f"{line}\r\n"
    parts, start, width = [], 0, WIDTH
    while start < len(octets):
        end = min(start + width, len(octets))
        while end < len(octets) and octets[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(octets[start:end].decode())
        start, width = end, WIDTH - 1
    return "\r\n ".join(parts) + "\r\n"
