"""Schedules that a generator invents, and how houses would print them: what is printed here the import reads back."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from portal.lib.dates import Precision, Span, Style, format_date, format_hour, format_span, weekday_name
from tests.meetings.imports import making

MEETINGS = {
    "en": ("Negotiation of the draft declaration", "Third meeting of the Group", "Presentation of the work plan"),
    "es": ("Negociación del proyecto de declaración", "Tercera reunión del Grupo", "Presentación del plan de trabajo"),
    "fr": ("Négociation du projet de déclaration", "Troisième réunion du Groupe", "Présentation du plan de travail"),
    "pt": ("Negociação do projeto de declaração", "Terceira reunião do Grupo", "Apresentação do plano de trabalho"),
}
OTHERS = {
    "deadline": {
        "en": "Deadline for member states to submit comments",
        "es": "Plazo para que los Estados Miembros presenten comentarios",
        "fr": "Date limite pour la présentation des observations des États membres",
        "pt": "Prazo para que os Estados membros apresentem comentários",
    },
    "period": {
        "en": "Preparation by the Chair of a draft",
        "es": "Preparación por la Presidencia de un proyecto",
        "fr": "Élaboration d’un projet par la présidence",
        "pt": "Elaboração de um projeto pela Presidência",
    },
    "distribution": {
        "en": "Distribution of the draft to delegations",
        "es": "Distribución del proyecto a las delegaciones",
        "fr": "Distribution du projet aux délégations",
        "pt": "Distribuição do projeto às delegações",
    },
    "recess": {
        "en": "Recess of the Council",
        "es": "Receso del Consejo",
        "fr": "Vacances du Conseil",
        "pt": "Recesso do Conselho",
    },
}
ITEMS = {
    "en": ("Election of the Vice Chair", "Adoption of the agenda", "Other matters"),
    "es": ("Elección de la Vicepresidencia", "Aprobación del temario", "Otros asuntos"),
    "fr": ("Élection à la vice-présidence", "Adoption de l’ordre du jour", "Questions diverses"),
    "pt": ("Eleição para a Vice-Presidência", "Aprovação da ordem do dia", "Outros assuntos"),
}
ROOMS = {
    "en": ("Guerrero Room", "Conference Room 4", "Simón Bolívar Room"),
    "es": ("Sala Guerrero", "Salón de las Américas", "Sala de Conferencias 2"),
    "fr": ("Salle Guerrero", "Salle XIX", "Salle des Amériques"),
    "pt": ("Sala Guerrero", "Salão das Américas", "Auditório Rio Branco"),
}
STATUSES = {
    "postponed": {"en": "postponed", "es": "aplazada", "fr": "reportée", "pt": "adiada"},
    "cancelled": {"en": "cancelled", "es": "cancelada", "fr": "annulée", "pt": "cancelada"},
    "not_held": {"en": "not held", "es": "no se celebró", "fr": "non tenue", "pt": "não realizada"},
    "no_quorum": {"en": "no quorum", "es": "sin quórum", "fr": "sans quorum", "pt": "sem quórum"},
    "tentative": {"en": "tentative", "es": "por confirmar", "fr": "à confirmer", "pt": "a confirmar"},
}
HEADINGS = {
    "date": {"en": "Date", "es": "Fecha", "fr": "Date", "pt": "Data"},
    "time": {"en": "Time", "es": "Hora", "fr": "Heure", "pt": "Horário"},
    "room": {"en": "Room", "es": "Sala", "fr": "Salle", "pt": "Sala"},
    "mandate": {"en": "Mandate", "es": "Mandato", "fr": "Mandat", "pt": "Mandato"},
    "matter": {"en": "Activity", "es": "Actividad", "fr": "Activité", "pt": "Atividade"},
}
TITLES = {
    "en": "SCHEDULE OF MEETINGS",
    "es": "CRONOGRAMA DE REUNIONES",
    "fr": "CALENDRIER DES RÉUNIONS",
    "pt": "CALENDÁRIO DE REUNIÕES",
}
MANDATES = ("AG/RES. 2699 (XLII-O/12)", "AG/RES. 2738 (XLII-O/12)", "CP/RES. 1129 (2209/19)", "A/RES/72/305")
SLOTS = (
    ("10:00", "13:00"),
    ("14:30", "17:30"),
    ("10:00", "17:30"),
    ("15:00", None),
    ("09:00", "12:00"),
    ("20:00", "24:00"),
)


@dataclass
class Manner:
    """How one house prints: language, style of dates and hours, what it repeats and where."""

    language: str
    dates: str
    hours: str
    weekday: bool
    year: bool
    labels: str
    layout: str
    headings: bool
    spaces: str
    order: list[str] = field(default_factory=list)


@st.composite
def manners(draw: Any) -> Manner:
    """A manner of printing."""
    language = draw(st.sampled_from(("en", "es", "fr", "pt")))
    hours = ("24", "style", "24h") if language != "en" else ("24", "style", "un", "short")
    return Manner(
        language,
        draw(st.sampled_from(("page", "oas", "un", "iso", "dmy", "mdy"))),
        draw(st.sampled_from(hours)),
        draw(st.booleans()),
        draw(st.booleans()),
        draw(st.sampled_from(("{}.", "{})", "({})", "letter", "bullet"))),
        draw(st.sampled_from(("blocks", "sentences", "bars", "tabs", "csv", "html", "rowspans", "word", "excel"))),
        draw(st.booleans()),
        draw(st.sampled_from((" ", "\u00a0", "\u202f", "\u2009"))),
        draw(st.permutations(("date", "time", "room", "mandate", "matter"))),
    )


@st.composite
def schedules(draw: Any, language: str) -> list[dict[str, Any]]:
    """Rows in the order of their dates, as the import's JSON would have them."""
    day = draw(st.dates(dt.date(2012, 1, 1), dt.date(2024, 12, 31)))
    rows = []
    for _number in range(draw(st.integers(2, 8))):
        day += dt.timedelta(days=draw(st.integers(1, 60)))
        kind = draw(st.sampled_from(("meeting", "meeting", "meeting", *OTHERS)))
        row = _meeting(draw, day, language) if kind == "meeting" else _other(draw, day, language, kind)
        rows.append(row)
        day = dt.date.fromisoformat(row["end"])
    return rows


def _row(kind: str, first: dt.date, last: dt.date, **said: Any) -> dict[str, Any]:
    empty = {"status": "", "sittings": [], "room": "", "text": "", "items": [], "mandates": [], "at": None}
    dates = {"start": first.isoformat(), "end": last.isoformat(), "precision": "day"}
    return {"kind": kind, **dates, **empty, **said}


def _meeting(draw: Any, day: dt.date, language: str) -> dict[str, Any]:
    status = draw(st.sampled_from(("", "", "", *STATUSES)))
    slots = draw(st.sampled_from((SLOTS[:1], SLOTS[1:2], SLOTS[:2], SLOTS[2:3], SLOTS[3:4], SLOTS[4:5], SLOTS[5:])))
    sittings = [{"date": day.isoformat(), "start": start, "end": end, "room": ""} for start, end in slots]
    texts = draw(st.lists(st.sampled_from(ITEMS[language]), max_size=3, unique=True))
    return _row(
        "meeting",
        day,
        day,
        status=status,
        sittings=sittings,
        room=draw(st.sampled_from(("", *ROOMS[language]))),
        text="" if texts else draw(st.sampled_from(MEETINGS[language])),
        items=texts,
        mandates=draw(st.lists(st.sampled_from(MANDATES), max_size=2, unique=True)),
    )


def _other(draw: Any, day: dt.date, language: str, kind: str) -> dict[str, Any]:
    days = draw(st.integers(2, 40)) if kind in ("period", "recess") else 0
    at = draw(st.sampled_from((None, "18:00", "12:00"))) if kind == "deadline" else None
    return _row(kind, day, day + dt.timedelta(days=days), text=OTHERS[kind][language], at=at)


def printed_date(row: dict[str, Any], manner: Manner, *, year: bool) -> str:
    """A row's date or span as the house prints it."""
    first, last = dt.date.fromisoformat(row["start"]), dt.date.fromisoformat(row["end"])
    if manner.dates in ("iso", "dmy", "mdy"):
        form = {"iso": "%Y-%m-%d", "dmy": "%d/%m/%Y", "mdy": "%m/%d/%Y"}[manner.dates]
        text = first.strftime(form) if first == last else f"{first.strftime(form)} – {last.strftime(form)}"
    else:
        style = Style(manner.dates)
        if first == last:
            return format_date(first, manner.language, style, weekday=manner.weekday, year=year)
        text = format_span(Span(first, last, Precision.DAY), manner.language, style)
        if not year and first.year == last.year:
            text = text.replace(f", {last.year}", "").replace(f" de {last.year}", "").replace(f" {last.year}", "")
        return text
    if manner.weekday and first == last:
        text = f"{weekday_name(first, manner.language)} {text}"
    return text


def printed_hours(row: dict[str, Any], manner: Manner) -> list[str]:
    """Each slot on a line of its own."""
    found = []
    for sitting in row["sittings"]:
        ends = [sitting["start"]] + ([sitting["end"]] if sitting["end"] else [])
        found.append(" – ".join(_hour(text, manner, closing=place == 1) for place, text in enumerate(ends)))
    if row["at"]:
        found.append(_hour(row["at"], manner, closing=False))
    return found


def _hour(text: str, manner: Manner, *, closing: bool) -> str:
    if manner.hours in ("24", "24h"):
        return f"{text} h" if manner.hours == "24h" else text
    hour = dt.time(0) if text == "24:00" else dt.time.fromisoformat(text)
    if manner.hours == "short":
        half = "am" if hour.hour < 12 else "pm"
        return (
            _twelve(hour, half)
            if hour != dt.time(0) and hour != dt.time(12)
            else format_hour(hour, "en", closing=closing)
        )
    style = Style.UN if manner.hours == "un" else Style.OAS
    return format_hour(hour, manner.language, style, closing=closing)


def _twelve(hour: dt.time, half: str) -> str:
    return f"{hour.hour % 12 or 12}:{hour.minute:02d}{half}" if hour.minute else f"{hour.hour % 12 or 12}{half}"


def printed_items(row: dict[str, Any], manner: Manner) -> list[str]:
    """Agenda lines with their labels."""
    return [f"{label or '•'} {text}" for label, text in zip(labels(row, manner), row["items"], strict=True)]


def labels(row: dict[str, Any], manner: Manner) -> list[str]:
    """The labels that the house prints."""
    if manner.labels == "bullet":
        return ["" for _text in row["items"]]
    if manner.labels == "letter":
        return [f"{'abc'[place]})" for place in range(len(row["items"]))]
    return [manner.labels.format(place + 1) for place in range(len(row["items"]))]


def cells(row: dict[str, Any], manner: Manner, *, year: bool) -> dict[str, list[str]]:
    """What stands in each column."""
    date = printed_date(row, manner, year=year)
    if row["status"]:
        date += f" ({STATUSES[row['status']][manner.language]})"
    matter = [*filter(None, [row["text"]]), *printed_items(row, manner)]
    return {
        "date": [date],
        "time": printed_hours(row, manner),
        "room": [row["room"]] if row["room"] else [],
        "mandate": list(row["mandates"]),
        "matter": matter,
    }


def printed(rows: list[dict[str, Any]], manner: Manner) -> tuple[bytes, list[dict[str, Any]]]:
    """The file, and its rows as they should be read."""
    numeric = manner.dates in ("iso", "dmy", "mdy")
    truth, lines = [], []
    for place, row in enumerate(rows):
        spans_years = row["start"][:4] != row["end"][:4]
        year = manner.year or numeric or place == 0 or spans_years
        lines.append(cells(row, manner, year=year))
        items = [
            {"label": label, "text": text, "items": []}
            for label, text in zip(labels(row, manner), row["items"], strict=True)
        ]
        truth.append({**row, "items": items, "inferred": [] if year else ["year"]})
    return _laid_out(lines, manner), truth


def _sentence(row: dict[str, list[str]]) -> str:
    """`19 September 2012, 14:30 – 17:30, Guerrero Room: Election`, its items and mandates below."""
    head = ", ".join([*row["date"], *row["time"], *row["room"]])
    return "\r\n".join([f"{head}:", *row["mandate"], *row["matter"]])


def _barred(title: str, lines: list[dict[str, list[str]]], manner: Manner) -> bytes:
    order = ["date", "time", "room", "mandate", "matter"]
    names = "| " + " | ".join(HEADINGS[name][manner.language] for name in order) + " |"
    rows = ["| " + " | ".join("<br>".join(row[name]) for name in order) + " |" for row in lines]
    return "\n".join([title, "", names, "|---|---|---|---|---|", *rows]).encode()


def _spanned(title: str, lines: list[dict[str, list[str]]]) -> bytes:
    """A date that spans the rows of its hours."""
    parts = [f"<p>{title}</p><table>"]
    for row in lines:
        hours = row["time"] or [""]
        span = f" rowspan={len(hours)}"
        matter = "<br>".join(row["matter"])
        rest = "".join(
            f"<td{span}>{text}</td>" for text in ("<br>".join(row["room"]), "<br>".join(row["mandate"]), matter)
        )
        parts.append(f"<tr><td{span}>{row['date'][0]}<td>{hours[0]}</td>{rest}")
        parts += [f"<tr><td>{hour}" for hour in hours[1:]]
    return "\n".join([*parts, "</table>"]).encode()


def _laid_out(lines: list[dict[str, list[str]]], manner: Manner) -> bytes:
    title = TITLES[manner.language]
    for row in lines:
        for name in ("date", "time", "mandate"):
            row[name] = [text.replace(" ", manner.spaces) for text in row[name]]
    if manner.layout == "sentences":
        return "\r\n\r\n".join([title, *(_sentence(row) for row in lines)]).encode("utf-8-sig")
    if manner.layout == "bars":
        return _barred(title, lines, manner)
    if manner.layout == "rowspans":
        return _spanned(title, lines)
    if manner.layout == "blocks":
        blocks = [
            "\n".join(line for name in ("date", "time", "room", "mandate", "matter") for line in row[name])
            for row in lines
        ]
        return "\n\n".join([title, *blocks]).encode()
    if manner.layout == "tabs":
        rows = [[[*row["date"], *row["time"], *row["room"]], row["mandate"], row["matter"]] for row in lines]
        names = [HEADINGS[name][manner.language] for name in ("date", "mandate", "matter")]
        return making.as_text(making.Sheet([title], rows, names))
    names = [HEADINGS[name][manner.language] for name in manner.order] if manner.headings else []
    order = manner.order if manner.headings else ["date", "time", "room", "mandate", "matter"]
    sheet = making.Sheet([title], [[row[name] for name in order] for row in lines], names)
    makers = {"csv": making.as_csv, "html": making.as_html, "word": making.as_word, "excel": making.as_excel}
    return makers[manner.layout](sheet)
