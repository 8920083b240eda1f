"""Mails as tests spell them: in what people get, dates and hours hold together by no-break spaces."""


def spaced(text: str) -> str:
    """The same with plain spaces."""
    return text.replace("\u00a0", " ")
