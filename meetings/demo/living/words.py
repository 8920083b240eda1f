"""Texts in the four languages, as a file has them."""


def text(en: str, es: str, fr: str, pt: str) -> dict[str, str]:
    """One text."""
    return {"en": en, "es": es, "fr": fr, "pt": pt}
