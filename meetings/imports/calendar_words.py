"""Months, weekdays and parts of the year in four languages, folded: lower case, no accents."""

_MONTHS = {
    1: "january jan enero ene janvier janv janeiro",
    2: "february feb febrero fevrier fevr fev fevereiro",
    3: "march mar marzo mars marco",
    4: "april apr abril abr avril avr",
    5: "may mayo mai maio",
    6: "june jun junio juin junho",
    7: "july jul julio juillet juil julho",
    8: "august aug agosto ago aout agosto",
    9: "september sept sep septiembre setiembre set septembre setembro",
    10: "october oct octubre octobre outubro out",
    11: "november nov noviembre novembre novembro",
    12: "december dec diciembre dic decembre dezembro dez",
}
MONTHS = {name: number for number, names in _MONTHS.items() for name in names.split()}

# Full names that stand for a month even without a day or a year beside them.
_FULL = (
    "january february march april may june july august september october november december enero febrero marzo "
    "abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre janvier fevrier mars avril mai "
    "juin juillet aout septembre octobre novembre decembre janeiro fevereiro marco maio junho julho setembro outubro "
    "novembro dezembro"
)
FULL_MONTHS = frozenset(_FULL.split())

# In numeric dates only: `26.III.2026`.
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii"
ROMAN_MONTHS = {name: number for number, name in enumerate(_ROMAN.split(), 1)}

_WEEKDAYS = {
    0: "monday mon lunes lun lundi segunda-feira segunda seg 2a-feira 2o-feira 2-feira",
    1: "tuesday tues tue martes mar mardi terca-feira terca ter 3a-feira 3o-feira 3-feira",
    2: "wednesday wed miercoles mie mercredi mer quarta-feira quarta qua 4a-feira 4o-feira 4-feira",
    3: "thursday thurs thur thu jueves jue jeudi jeu quinta-feira quinta qui 5a-feira 5o-feira 5-feira",
    4: "friday fri viernes vie vendredi ven sexta-feira sexta sex 6a-feira 6o-feira 6-feira",
    5: "saturday sat sabado sab samedi sam",
    6: "sunday sun domingo dom dimanche dim",
}
WEEKDAYS = {name: number for number, names in _WEEKDAYS.items() for name in names.split()}
# Whole names, that may stand alone on their line.
FULL_WEEKDAYS = frozenset(
    name
    for names in _WEEKDAYS.values()
    for name in names.split()
    if len(name) > 4 and name not in ("tues", "thurs", "segunda", "terca", "quarta", "quinta", "sexta")
)

FIRST_DAY = frozenset({"primero", "premier", "primeiro", "first"})
_ORDINALS = {
    1: "first 1st primer primero primera premier premiere 1er 1ere 1o 1ro i primeiro primeira",
    2: "second 2nd segundo segunda deuxieme second seconde 2e 2eme 2o 2do ii",
    3: "third 3rd tercer tercero troisieme 3e 3eme 3o 3er iii terceiro",
    4: "fourth 4th last cuarto quatrieme 4e 4eme 4o 4to iv quarto",
}
ORDINALS = {name: number for number, names in _ORDINALS.items() for name in names.split()}

# Between the first and the last day of a span.
RANGE_JOINERS = frozenset(
    ["-", "to", "through", "thru", "until", "till", "al", "a", "au", "ao", "hasta", "ate", "jusqu'au", "jusqu'a"]
)
LIST_JOINERS = frozenset(["and", "y", "e", "et", "&", "/", "or", "o", "ou"])
RANGE_OPENERS = frozenset(["from", "between", "del", "desde", "entre", "du", "de"])
