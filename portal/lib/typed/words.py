"""The words that a typed date may hold in English, Spanish, French and Portuguese, folded: lower case, no accents."""

from __future__ import annotations


def _numbered(lines: str) -> dict[str, int]:
    """Each line lists the spellings of one number, from 1."""
    return {word: number for number, line in enumerate(lines.strip().splitlines(), 1) for word in line.split()}


MONTHS = _numbered("""
    january jan enero ene janvier janv janeiro
    february feb febrero fevrier fevr fev fevereiro
    march mar marzo mars marco
    april apr abril abr avril avr
    may mayo mai maio
    june jun junio juin junho
    july jul julio juillet juil julho
    august aug agosto ago aout
    september sept sep septiembre setiembre septembre setembro set
    october oct octubre octobre outubro out
    november nov noviembre novembre novembro
    december dec diciembre dic decembre dezembro dez
""")
# In numeric dates only: `26.III.2013`.
ROMAN = {name: number for number, name in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii"), 1)}
ROMAN |= {name: number for number, name in enumerate(("ix", "x", "xi", "xii"), 9)}
WEEKDAYS = _numbered("""
    monday mon lunes lun lundi segunda seg
    tuesday tues tue martes mar mardi terca ter
    wednesday wed miercoles mie mercredi mer quarta qua
    thursday thurs thur thu jueves jue jeudi jeu quinta qui
    friday fri viernes vie vendredi ven sexta sex
    saturday sat sabado sab samedi sam
    sunday sun domingo dom dimanche dim
""")
ORDINALS = _numbered("""
    first primer primero primera premier premiere primeiro primeira i
    second segundo segunda deuxieme seconde ii
    third tercer tercero tercera troisieme terceiro terceira iii
    fourth cuarto cuarta quatrieme quarto quarta iv
""")
SUFFIXES = frozenset(["st", "nd", "rd", "th", "er", "ere", "o", "a", "e", "eme", "ro", "do", "to"])

OF = frozenset(["of", "de", "del", "d", "do", "da", "du", "en", "l"])
OPENERS = frozenset(
    ["from", "between", "del", "desde", "entre", "du", "de", "on", "the", "le", "el", "la", "los", "no", "em", "dia"]
)
TO = frozenset(["-", "to", "through", "until", "till", "al", "a", "au", "ao", "ate", "hasta"])
AND = frozenset(["and", "y", "e", "et", "&", "+"])
QUARTER = frozenset(["quarter", "trimestre", "q", "t"])
HALF = frozenset(["half", "semestre", "semester", "h", "s"])

AM, PM = "am", "pm"
NOON = frozenset(["noon", "mediodia", "midi"])
MIDNIGHT = frozenset(["midnight", "medianoche", "minuit"])
HOUR_MARKS = frozenset(["h", "hs", "hr", "hrs", "hora", "horas", "heure", "heures"])
BEFORE_HOURS = frozenset(["at", "from", "de", "desde", "das", "a", "as", "las", "les", "la", "entre", "kl"])
UNTIL = frozenset(["-", "to", "until", "till", "a", "al", "as", "hasta", "ate", "au"])

KINDS = {
    word: kind
    for kind, words in {
        "meeting": "meeting reunion reuniao sitting session sesion",
        "deadline": "deadline due plazo echeance prazo",
        "period": "period periodo periode",
        "distribution": "distribution distribucion distribuicao",
        "recess": "recess receso recesso",
    }.items()
    for word in words.split()
}
UNDATED = frozenset(["undated", "tbd", "tbc", "tba", "?", "pending"])
