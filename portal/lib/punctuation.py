"""Marks that a language sets in its own way."""


def colon(language: str) -> str:
    """After a label; French puts a space before it, at which no line breaks."""
    return "\u00a0:" if language.startswith("fr") else ":"


def semicolon(language: str) -> str:
    """Between the things of a list; in French as the colon."""
    return "\u00a0;" if language.startswith("fr") else ";"


def parted(language: str) -> str:
    """A semicolon with the space that follows it, to join the things of a list with."""
    return f"{semicolon(language)} "


def unbroken(words: str) -> str:
    """Words within which no line breaks, such as a date."""
    return words.replace(" ", "\u00a0")
