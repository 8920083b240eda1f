"""The words a house prints on its papers, in the four languages.

Data and not gettext: a paper's language is not that of the reader's interface, its words are fixed by the house and are
reviewed side by side, and a paper must come out the same where no catalogue is compiled.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

LANGUAGES = ("en", "es", "fr", "pt")

NAMES = {"en": "English", "es": "Español", "fr": "Français", "pt": "Português"}
"""Each language's own name, for links to language versions."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; `languages` are names as they stand in running text after `Original:`."""

    original: str
    textual: str
    symbol: str
    date: str
    not_assigned: str
    not_stated: str
    distribution: str
    categories: dict[str, str]
    contents: str
    page: str
    of: str
    item: str
    press_release: str
    reference: str
    original_note: str
    source: str
    date_heading: str
    matter_heading: str
    three_headings: tuple[str, str, str]
    activity: str
    planned: str
    not_planned: str
    changed: str
    note: str
    languages: dict[str, str]
    months: tuple[str, ...]
    initials: str


ENGLISH = Words(
    original="Original", textual="Textual", symbol="Symbol", date="Date", not_assigned="not assigned",
    not_stated="not stated", distribution="Distr.",
    categories={"general": "General", "limited": "Limited", "restricted": "Restricted"},
    contents="Contents", page="Page", of="of", item="on the agenda", press_release="Press release",
    reference="Reference", original_note="Original", source="Source",
    date_heading="Date, time and place", matter_heading="Matters to be considered",
    three_headings=("Date", "Mandate", "Activity"), activity="Activity", planned="planned", not_planned="not planned",
    changed="changed", note="Note",
    languages={"en": "English", "es": "Spanish", "fr": "French", "pt": "Portuguese"},
    months=("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December"),
    initials="JFMAMJJASOND",
)  # fmt: skip

SPANISH = Words(
    original="Original", textual="textual", symbol="Signatura", date="Fecha", not_assigned="no asignada",
    not_stated="no se indica", distribution="Distr.",
    categories={"general": "General", "limited": "Limitada", "restricted": "Reservada"},
    contents="Índice", page="Página", of="de", item="del temario", press_release="Comunicado de prensa",
    reference="Referencia", original_note="Original", source="Fuente",
    date_heading="Fecha, hora y lugar", matter_heading="Asuntos a considerar",
    three_headings=("Fecha", "Mandato", "Actividad"), activity="Actividad", planned="prevista",
    not_planned="no prevista", changed="modificado", note="Nota",
    languages={"en": "inglés", "es": "español", "fr": "francés", "pt": "portugués"},
    months=("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
            "noviembre", "diciembre"),
    initials="EFMAMJJASOND",
)  # fmt: skip

FRENCH = Words(
    original="Original", textual="textuel", symbol="Cote", date="Date", not_assigned="non attribuée",
    not_stated="non précisé", distribution="Distr.",
    categories={"general": "Générale", "limited": "Limitée", "restricted": "Restreinte"},
    contents="Table des matières", page="Page", of="sur", item="de l’ordre du jour",
    press_release="Communiqué de presse", reference="Référence", original_note="Original", source="Source",
    date_heading="Date, heure et lieu", matter_heading="Questions à examiner",
    three_headings=("Date", "Mandat", "Activité"), activity="Activité", planned="prévue", not_planned="non prévue",
    changed="modifié", note="Note",
    languages={"en": "anglais", "es": "espagnol", "fr": "français", "pt": "portugais"},
    months=("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
            "novembre", "décembre"),
    initials="JFMAMJJASOND",
)  # fmt: skip

PORTUGUESE = Words(
    original="Original", textual="textual", symbol="Cota", date="Data", not_assigned="não atribuída",
    not_stated="não indicado", distribution="Distr.",
    categories={"general": "Geral", "limited": "Limitada", "restricted": "Reservada"},
    contents="Índice", page="Página", of="de", item="da agenda", press_release="Comunicado à imprensa",
    reference="Referência", original_note="Original", source="Fonte",
    date_heading="Data, hora e local", matter_heading="Assuntos a considerar",
    three_headings=("Data", "Mandato", "Atividade"), activity="Atividade", planned="prevista",
    not_planned="não prevista", changed="alterado", note="Nota",
    languages={"en": "inglês", "es": "espanhol", "fr": "francês", "pt": "português"},
    months=("janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro",
            "novembro", "dezembro"),
    initials="JFMAMJJASOND",
)  # fmt: skip

WORDS = {"en": ENGLISH, "es": SPANISH, "fr": FRENCH, "pt": PORTUGUESE}


def masthead_date(value: datetime.date | str | None, language: str, style: str) -> str:
    """`12 February 2007`; the UN style adds `de` in Spanish and Portuguese. Empty when there is none."""
    if value is None or isinstance(value, str):
        return value or ""
    month = WORDS[language].months[value.month - 1]
    joint = " de " if style == "un" and language in ("es", "pt") else " "
    day = "1er" if language == "fr" and value.day == 1 else str(value.day)
    return f"{day}{joint}{month}{joint}{value.year}"
