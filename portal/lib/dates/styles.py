"""The ways of writing: languages and styles."""

from enum import StrEnum

LANGUAGES = ("en", "es", "fr", "pt")


class Style(StrEnum):
    """Where a date or an hour is written."""

    PAGE = "page"
    OAS = "oas"
    OAS_MASTHEAD = "oas_masthead"
    UN = "un"


def known_language(language: str) -> str:
    """The base language (`pt-br` -> `pt`); English for one that is not among ours."""
    base = language.replace("_", "-").split("-")[0].lower()
    return base if base in LANGUAGES else "en"
