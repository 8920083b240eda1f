"""The words that authors of papers need, in the four languages.

Data and not gettext: a paper's language is not that of the reader's pages, and a paper must come out the same where no
catalogue is compiled. The words of the houses themselves (mastheads, contents) belong to the press.
"""

from meetings.papers.words import english, french, portuguese, spanish
from meetings.papers.words.model import Words

WORDS: dict[str, Words] = {
    "en": english.WORDS,
    "es": spanish.WORDS,
    "fr": french.WORDS,
    "pt": portuguese.WORDS,
}

__all__ = ["WORDS", "Words"]
