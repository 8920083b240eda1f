"""Which of the four languages a text is in, by its commonest words."""

from __future__ import annotations

import re
from collections import Counter

from meetings.imports.spaces import fold

_COMMON = {
    "en": "date time subject venue the of and to for in on by with meeting draft work room deadline "
    "january february march may june july "
    "august october december monday tuesday wednesday thursday friday session adoption a.m p.m",
    "es": "fecha hora tema asunto lugar el la los las del de en y para por con una reunion proyecto "
    "sala plazo enero febrero marzo mayo junio "
    "julio octubre diciembre lunes martes miercoles jueves viernes sesion aprobacion segun al",
    "fr": "heure objet lieu le la les des du de et en pour par avec une reunion projet salle delai "
    "janvier fevrier mars avril mai juin "
    "juillet aout octobre decembre lundi mardi mercredi jeudi vendredi seance session adoption au aux l d",
    "pt": "data assunto o a os as do da dos das de em e para por com uma reuniao projeto sala prazo "
    "janeiro fevereiro marco maio "
    "junho julho outubro dezembro segunda-feira terca-feira quarta-feira quinta-feira sexta-feira sessao aprovacao "
    "ao aos pelo pela nao apresentacao discussao",
}
_LETTERS = {"es": "ñ¿¡", "pt": "ãõ", "fr": "êèœùûîœ"}
_SETS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_NAMED = {
    "espanol": "es",
    "spanish": "es",
    "espagnol": "es",
    "espanhol": "es",
    "castellano": "es",
    "english": "en",
    "ingles": "en",
    "anglais": "en",
    "francais": "fr",
    "french": "fr",
    "frances": "fr",
    "portugues": "pt",
    "portuguese": "pt",
    "portugais": "pt",
    "es": "es",
    "en": "en",
    "fr": "fr",
    "pt": "pt",
}
_LINK = re.compile(r"[a-z]+")


def language_of(text: str, fallback: str = "en") -> str:
    """The likeliest language; `fallback` for a text that says nothing of it."""
    words = Counter(re.findall(r"[a-z.-]+", fold(text)))
    scores = {
        language: sum(number for word, number in words.items() if word.strip(".-") in known or word in known)
        + 2 * sum(text.lower().count(letter) for letter in _LETTERS.get(language, ""))
        for language, known in _SETS.items()
    }
    best = max(scores, key=lambda language: scores[language])
    return best if scores[best] else fallback


def linked_languages(text: str) -> list[str] | None:
    """The languages of a line of links such as `Español - English`; None for a line that is something else."""
    words = _LINK.findall(fold(text))
    if not words or any(word not in _NAMED for word in words):
        return None
    return list(dict.fromkeys(_NAMED[word] for word in words))
