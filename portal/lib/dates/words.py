"""Words about time that CLDR does not give in the form a paper needs."""

FIRST_OF_MONTH = {"fr": "1er", "pt": "1º"}

# Between day, month and year.
OF = {"en": " ", "es": " de ", "fr": " ", "pt": " de "}

# From one date to another: where the first begins with a number, and where with the name of a month.
TO = {
    "en": ("{start} to {end}", "{start} to {end}"),
    "es": ("{start} al {end}", "{start} a {end}"),
    "fr": ("du {start} au {end}", "{start} à {end}"),
    "pt": ("{start} a {end}", "{start} a {end}"),
}

PARTS_OF_YEAR = {"en": "{part} of {year}", "es": "{part} de {year}", "fr": "{part} {year}", "pt": "{part} de {year}"}
QUARTERS = {
    "en": ("first quarter", "second quarter", "third quarter", "fourth quarter"),
    "es": ("primer trimestre", "segundo trimestre", "tercer trimestre", "cuarto trimestre"),
    "fr": ("premier trimestre", "deuxième trimestre", "troisième trimestre", "quatrième trimestre"),
    "pt": ("primeiro trimestre", "segundo trimestre", "terceiro trimestre", "quarto trimestre"),
}
HALVES = {
    "en": ("first half", "second half"),
    "es": ("primer semestre", "segundo semestre"),
    "fr": ("premier semestre", "second semestre"),
    "pt": ("primeiro semestre", "segundo semestre"),
}

NOON = {"page": "12:00 noon", "oas": "12:00 noon", "oas_masthead": "12:00 noon", "un": "12 noon"}
MIDNIGHT = {"page": "12:00 midnight", "oas": "12:00 midnight", "oas_masthead": "12:00 midnight", "un": "12 midnight"}
