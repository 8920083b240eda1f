"""The catalogues are set as each language sets its texts: marks, quotation marks, days and months within a sentence."""

from __future__ import annotations

import re

import pytest

from portal.lib.dates import LANGUAGES
from tests.architecture.test_catalogues import pairs

OTHERS = LANGUAGES[1:]
# What is filled in, and what machines read.
PLACES = re.compile(r"%\(\w+\)[sd]|%%|<[^>]+>|https?://\S+|`[^`]*`")
CALENDAR = {
    "es": "lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto "
    "septiembre octubre noviembre diciembre",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août "
    "septembre octobre novembre décembre",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo janeiro fevereiro março "
    "abril maio junho julho agosto setembro outubro novembro dezembro",
}

pytestmark = pytest.mark.once


def texts(language: str) -> list[str]:
    return [PLACES.sub("x", text) for _message, words in pairs(language) for text in words]


def test_french_marks_have_a_space_that_does_not_break() -> None:
    """Before a colon, and within quotation marks: no line begins with one."""
    wrong = re.compile(r"(?: |(?<=\w))[:;?!](?=\s|$)|« |«(?=\w)| »|(?<=\w)»")
    assert [text for text in texts("fr") if wrong.search(text)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_apostrophes_and_quotation_marks_are_those_of_print(language: str) -> None:
    wrong = re.compile(r"(?<=\w)'(?=\w)|\"|\.\.\." + ("|[“”](?!:|en|Chair|})" if language == "fr" else "|[«»]"))
    braces = [text for text in texts(language) if "{" not in text]
    assert [text for text in braces if wrong.search(text)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_days_and_months_are_small_within_a_sentence(language: str) -> None:
    names = "|".join(name.capitalize() for name in CALENDAR[language].split())
    wrong = re.compile(rf"(?<=[\wà-ü,:(“ ] )(?:{names})\b")
    assert [text for text in texts(language) if wrong.search(text)] == []


@pytest.mark.parametrize(
    ("language", "word"),
    [("es", "cronograma"), ("pt", "cronograma"), ("pt", "correios"), ("pt", "o senhor"), ("fr", "la présidence")],
)
def test_one_thing_has_one_word(language: str, word: str) -> None:
    assert [text for text in texts(language) if word in text or word.capitalize() in text] == []
