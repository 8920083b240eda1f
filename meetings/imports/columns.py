"""Which column of a table holds what: by its heading, else by what its cells look like."""

from __future__ import annotations

import re
from collections.abc import Sequence

from meetings.imports import places
from meetings.imports.citations import find_citations
from meetings.imports.date_parts import Point
from meetings.imports.heads import read_head
from meetings.imports.languages import linked_languages
from meetings.imports.spaces import fold, squeeze
from meetings.imports.statuses import find_status
from meetings.imports.stream import Cell

DATE, TIME, ROOM, MANDATE, MATTER, STATUS, NUMBER, OTHER = (
    "date",
    "time",
    "room",
    "mandate",
    "matter",
    "status",
    "number",
    "other",
)
_HEADINGS: tuple[tuple[str, str], ...] = (
    (NUMBER, r"n[o°.]{1,3}|no|#|nr|num(?:ero)?|item no\.?|s/n|ord(?:en|re)?"),
    (
        MANDATE,
        r".*\b(?:mandates?|mandatos?|mandats?|resolutions?|resolucion(?:es)?|resolucao|resolucoes|legal basis|"
        r"base (?:juridique|legal|juridica)|basis|fundamento)\b.*",
    ),
    (
        STATUS,
        r"status|estado|situacion|estatus|statut|etat|situacao|estado atual|situation",
    ),
    (
        ROOM,
        r"(?:meeting |conference )?(?:rooms?|venues?|places?|locations?)|where|salas?|salon(?:es)?|lugar(?:es)?|sedes?|"
        r"salles?|lieux?|locais|local|recinto|room/place|place/room|endroit|sede/sala|lugar y sala|sala/lugar",
    ),
    (
        TIME,
        r"(?:start(?:ing)?|end(?:ing)?|from|to)? ?(?:times?|hours?)(?: \(.{1,30}\))?|horas?(?: \(.{1,30}\))?|"
        r"hora (?:de )?(?:inicio|fin|inicial|final|termino)|horarios?|heures?(?: de (?:debut|fin))?|horaires?|"
        r"when|slot|"
        r"hora de (?:comienzo|conclusion|encerramento)|schedule|timing",
    ),
    (
        DATE,
        # `Ordre du jour` and `Orden del día` name no day
        r"(?!.*\bord(?:re|en|em) d)"
        r"(?:.{0,18}\b)?(?:dates?|fechas?|datas?|dias?|days?|jours?|mes(?:es)?|mois|months?|week ?days?|semana|semaine|"
        r"week|year|ano|annee|period|periodo|periode|dia da semana|jour de la semaine)\b.{0,25}"
        r"|from|to|start|end|inicio|fin|debut|termino|fim|begins?|ends?|desde|hasta|du|au",
    ),
    (
        MATTER,
        r".*\b(?:activit(?:y|ies|es?)|subjects?|topics?|themes?|agenda|matters?|items?|events?|meetings?|sessions?|"
        r"description|content|programme|program|title|business|purpose|objective|"
        r"actividad(?:es)?|asuntos?|temas?|temario|evento|reunion(?:es)?|descripcion|contenido|titulo|objeto|objetivo|"
        r"puntos?|orden del dia|"
        r"sujets?|objet|points?|ordre du jour|reunions?|seances?|intitule|contenu|questions?|evenement|"
        r"atividades?|assuntos?|reunia?o(?:es)?|reunioes|pauta|ordem do dia|descricao|conteudo|pontos?|tarefa|"
        r"tarea|task)"
        r"\b.*",
    ),
)
_PATTERNS = tuple((role, re.compile(pattern)) for role, pattern in _HEADINGS)
_KNOWN_OTHERS = re.compile(
    r"(?:.*\b)?(?:responsib\w*|responsab\w*|remarks?|notes?|notas?|observ\w+|comments?|comentarios?|participants?|"
    r"participantes?|documents?|documentos?|chair|presid\w+|organi[sz]er|type|tipo|kind|mode|modalit\w+|modalidad\w*|"
    r"language|idioma|langue|lead|contact|expected|resultado\w*|results?)\b.*"
)


def role_of_heading(text: str) -> str | None:
    """The role that a heading names; None for a text that is no heading of a column."""
    name = fold(squeeze(text)).strip(" .:*")
    if not name or len(name) > 60 or len(name.split()) > 7 or re.search(r"\d{4}", name):
        return None
    for role, pattern in _PATTERNS:
        if pattern.fullmatch(name):
            return role
    return OTHER if _KNOWN_OTHERS.fullmatch(name) else None


def headings_in(row: Sequence[Cell]) -> list[str] | None:
    """The roles of a row of headings; None for a row that is none."""
    texts = [squeeze(cell.text) for cell in row]
    if len(texts) < 2 or any(len(text) > 60 for text in texts):
        return None
    roles = [role_of_heading(text) for text in texts]
    named = [role for role in roles if role]
    filled = [text for text in texts if text]
    if len(filled) < 2 or not any(role in (DATE, TIME) for role in named) or len(named) * 2 < len(filled):
        return None
    if any(read_head([text]).dates for text in filled):
        return None
    return [role or OTHER for role in roles]


def roles_by_content(rows: Sequence[Sequence[Cell]], month: Point | None = None) -> list[str]:
    """The roles of columns without headings; below that of a `month`, a number is one of its days."""
    width = max((len(row) for row in rows), default=0)
    columns = [[row[place] for row in rows if place < len(row) and row[place].text.strip()] for place in range(width)]
    roles = [_role(column, month) for column in columns]
    if DATE not in roles:
        return roles
    if MATTER not in roles:
        rest = [place for place, role in enumerate(roles) if role in (OTHER, ROOM, STATUS, NUMBER)]
        if rest:
            longest = max(rest, key=lambda place: sum(len(cell.text) for cell in columns[place]))
            roles[longest] = MATTER
    return roles


def _role(cells: Sequence[Cell], month: Point | None) -> str:
    if not cells:
        return OTHER
    scores = dict.fromkeys((DATE, TIME, ROOM, MANDATE, STATUS, NUMBER), 0)
    for cell in cells:
        guess = _guess(cell, month)
        if guess:
            scores[guess] += 1
    best = max(scores, key=lambda role: scores[role])
    if scores[best] * 2 > len(cells):
        return best
    if scores[DATE] and scores[DATE] * 3 >= len(cells) and all(len(cell.text) < 80 for cell in cells):
        return DATE
    return MATTER


def _guess(cell: Cell, month: Point | None) -> str | None:
    text = squeeze(cell.text)
    if re.fullmatch(r"\d{1,3}[.)]?", text):
        return NUMBER
    if _is_mandates(cell):
        return MANDATE
    if len(text) > 160:
        return None
    head = read_head([line.text for line in cell.lines], month=month)
    short = sum(map(len, head.rest)) * 2 < len(text)
    if (head.dates or head.undated) and short:
        return DATE
    if head.slots and short:
        return TIME
    if (head.rooms and not head.rest) or places.is_virtual(text):
        return ROOM
    if head.weekday is not None and not head.rest:
        return DATE
    status = find_status(text)
    return STATUS if status and status.end - status.start > len(text) / 2 else None


def _is_mandates(cell: Cell) -> bool:
    text = squeeze(cell.text)
    cited = find_citations(text, column=True)
    covered = sum(each.end - each.start for each in cited)
    links = sum(len(line.text) for line in cell.lines if linked_languages(line.text))
    return bool(cited) and cited[0].start < 25 and (covered + links) * 10 >= len(text) * 3
