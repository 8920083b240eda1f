"""What is still ahead: the next meeting, deadlines, a closed and a postponed meeting, what has no day yet."""

from datetime import timedelta
from typing import Any

from meetings.demo.living.days import Days
from meetings.demo.living.held import entry, item, sitting
from meetings.demo.living.house import GROUP
from meetings.demo.living.papers import LICENCES, MAP, ORDER, PRINCIPLES, slug
from meetings.demo.living.words import text
from meetings.demo.living.working import AMENDMENTS

COMMENTS, NEXT, OFFICERS, VISIT, LAST = 5, 8, 13, 22, 75
"""Days from today."""


def ahead(days: Days) -> list[dict[str, Any]]:
    """In the order of their dates."""
    return [
        _comments(days),
        _next(days),
        _officers(days),
        _visit(days),
        _recess(days),
        _amendments(days),
        _consultations(days),
        _last(days),
        _report(days),
    ]


def _comments(days: Days) -> dict[str, Any]:
    matter = text(
        "Comments of delegations on rev. 2 of the draft principles",
        "Observaciones de las delegaciones sobre la rev. 2 del proyecto de principios",
        "Observations des délégations sur la rév. 2 du projet de principes",
        "Observações das delegações sobre a rev. 2 do projeto de princípios",
    )
    deadline = {
        "kind": "hard",
        "at": "17:00",
        "document": slug(days, PRINCIPLES),
        "addressees": text("Delegations", "Delegaciones", "Délégations", "Delegações"),
        "owing_standings": "member",
        "answers": [
            {"delegation": "can", "at": days.instant(-5, 16)},
            {"delegation": "jam", "at": days.instant(-1, 11)},
        ],
    }
    return entry(days, "comments-rev-2", "deadline", COMMENTS, matter, status="open", deadline=deadline)


def _next(days: Days) -> dict[str, Any]:
    term = f"{GROUP}/{days.label}"
    matter = text(
        "Third reading of the draft principles; licences",
        "Tercera lectura del proyecto de principios; licencias",
        "Troisième lecture du projet de principes\u00a0; licences",
        "Terceira leitura do projeto de princípios; licenças",
    )
    meeting = {
        "number": 4,
        "mode": "hybrid",
        "room": "hodr/humboldt",
        "interpretation": ["en", "es", "fr", "pt"],
        "sittings": sitting(days, NEXT, "14:30", "17:30"),
        "rapporteur": f"{term}#rapporteur/1",
        "items": _agenda(days, term),
    }
    return entry(days, "fourth-meeting", "meeting", NEXT, matter, status="convened", meeting=meeting)


def _agenda(days: Days, term: str) -> list[dict[str, Any]]:
    return [
        item(
            "order",
            "1.",
            text("Order of business", "Orden del día", "Ordre du jour", "Ordem do dia"),
            action="decision",
            papers=[{"document": slug(days, ORDER)}],
        ),
        item(
            "vice-chair",
            "2.",
            text(
                "Election of the Second Vice Chair",
                "Elección de la Segunda Vicepresidencia",
                "Élection à la deuxième vice-présidence",
                "Eleição da Segunda Vice-Presidência",
            ),
            action="decision",
            post=f"{term}#second-vice-chair",
        ),
        _reading(days, term),
        item(
            "gaps",
            "4.",
            text(
                "Gaps in early warning",
                "Deficiencias de la alerta temprana",
                "Lacunes de l’alerte précoce",
                "Lacunas do alerta antecipado",
            ),
            action="information",
            presenter=text("The Secretariat", "La Secretaría", "Le Secrétariat", "A Secretaria"),
            papers=[{"document": slug(days, MAP)}],
        ),
        item("other", "5.", text("Other matters", "Otros asuntos", "Questions diverses", "Outros assuntos")),
    ]


def _reading(days: Days, term: str) -> dict[str, Any]:
    principles = slug(days, PRINCIPLES)
    return item(
        "principles",
        "3.",
        text("Draft principles", "Proyecto de principios", "Projet de principes", "Projeto de princípios"),
        action="discussion",
        mandates=[f"{term}#principles"],
        deadline=f"{term}#comments-rev-2",
        papers=[{"document": principles, "revision": f"{principles}#2.0.0"}],
        children=[
            item(
                "principles-sharing",
                "(a)",
                text(
                    "Principles 5 to 7: sharing during an emergency",
                    "Principios 5 a 7: intercambio durante una emergencia",
                    "Principes 5 à 7\u00a0: partage pendant une urgence",
                    "Princípios 5 a 7: compartilhamento durante uma emergência",
                ),
            ),
            item(
                "principles-licences",
                "(b)",
                text(
                    "Principle 8: licences",
                    "Principio 8: licencias",
                    "Principe 8\u00a0: licences",
                    "Princípio 8: licenças",
                ),
                papers=[{"document": slug(days, LICENCES)}],
            ),
        ],
    )


def _officers(days: Days) -> dict[str, Any]:
    matter = text(
        "Consultation of the officers with the delegations that asked for more time",
        "Consulta de las autoridades con las delegaciones que pidieron más tiempo",
        "Consultation du bureau avec les délégations qui ont demandé un délai",
        "Consulta das autoridades com as delegações que pediram mais tempo",
    )
    meeting = {
        "kind": "consultation",
        "mode": "in_person",
        "closed": True,
        "room": "hodr/bello",
        "sittings": sitting(days, OFFICERS, "09:30", "11:00"),
    }
    return entry(days, "consultation", "meeting", OFFICERS, matter, meeting=meeting)


def _visit(days: Days) -> dict[str, Any]:
    matter = text(
        "Technical meeting with the keepers of the data",
        "Reunión técnica con los custodios de los datos",
        "Réunion technique avec les détenteurs des données",
        "Reunião técnica com os detentores dos dados",
    )
    note = text(
        "Postponed at the request of the presenting institute; a new date will be announced.",
        "Postergada a pedido del instituto que presenta; se anunciará nueva fecha.",
        "Reportée à la demande de l’institut qui présente\u00a0; une nouvelle date sera annoncée.",
        "Adiada a pedido do instituto que apresenta; uma nova data será anunciada.",
    )
    meeting = {"kind": "technical", "mode": "virtual", "sittings": sitting(days, VISIT, "11:00", "13:00")}
    changed = {"status": "postponed", "status_note": note, "changed_in": 1}
    return entry(days, "technical-meeting", "meeting", VISIT, matter, **changed, meeting=meeting)


def _recess(days: Days) -> dict[str, Any]:
    matter = text("Recess of the Council", "Receso del Consejo", "Vacances du Conseil", "Recesso do Conselho")
    row = entry(days, "recess", "recess", 32, matter)
    return {**row, "end": days.on(42)}


def _consultations(days: Days) -> dict[str, Any]:
    first, last = days.month(2)
    return {
        "key": "capitals",
        "kind": "period",
        "start": first,
        "end": last,
        "precision": "month",
        "certainty": "reserved",
        "text": text(
            "Consultation of capitals on the agreed text",
            "Consulta a las capitales sobre el texto acordado",
            "Consultation des capitales sur le texte convenu",
            "Consulta às capitais sobre o texto acordado",
        ),
        "actor": text("Delegations", "Delegaciones", "Délégations", "Delegações"),
        "audience": "public",
    }


def _amendments(days: Days) -> dict[str, Any]:
    """By the rule of the group, from the closing meeting."""
    day = (days.at(LAST) - timedelta(weeks=2)).isoformat()
    matter = text(
        "Amendments to the principles, in writing",
        "Enmiendas a los principios, por escrito",
        "Amendements aux principes, par écrit",
        "Emendas aos princípios, por escrito",
    )
    deadline = {
        "kind": "hard",
        "at": "18:00",
        "anchor": "entry",
        "anchor_entry": f"{GROUP}/{days.label}#closing-meeting",
        "offset": 2,
        "unit": "weeks",
        "ruled_by": AMENDMENTS,
        "document": slug(days, PRINCIPLES),
        "addressees": text(
            "Delegations of members",
            "Delegaciones de los miembros",
            "Délégations des membres",
            "Delegações dos membros",
        ),
        "owing_standings": "member",
    }
    row = {"key": "amendments", "kind": "deadline", "start": day, "end": day, "precision": "day", "status": "open"}
    return {**row, "text": matter, "audience": "public", "deadline": deadline}


def _last(days: Days) -> dict[str, Any]:
    matter = text(
        "Closing meeting: adoption of the principles and of the Chair’s report",
        "Reunión de clausura: aprobación de los principios y del informe de la Presidencia",
        "Réunion de clôture\u00a0: adoption des principes et du rapport de la présidence",
        "Reunião de encerramento: aprovação dos princípios e do relatório da Presidência",
    )
    meeting = {
        "number": 5,
        "room": "hodr/humboldt",
        "interpretation": ["en", "es", "fr", "pt"],
        "sittings": sitting(days, LAST, "10:00", "13:00"),
    }
    unsure = {"status": "tentative", "certainty": "indicative"}
    return entry(days, "closing-meeting", "meeting", LAST, matter, **unsure, meeting=meeting)


def _report(days: Days) -> dict[str, Any]:
    return {
        "key": "report",
        "kind": "deadline",
        "text": text(
            "Chair’s report", "Informe de la Presidencia", "Rapport de la présidence", "Relatório da Presidência"
        ),
        "audience": "public",
        "deadline": {
            "kind": "norm",
            "anchor": "entry",
            "anchor_entry": f"{GROUP}/{days.label}#closing-meeting",
            "offset": 10,
            "unit": "working_days",
            "wording": text(
                "ten working days before the closing meeting",
                "diez días hábiles antes de la reunión de clausura",
                "dix jours ouvrables avant la réunion de clôture",
                "dez dias úteis antes da reunião de encerramento",
            ),
            "addressees": text("The Chair", "La Presidencia", "La présidence", "A Presidência"),
        },
    }
