"""The current term: posts with who holds them, mandates, rules of work."""

from typing import Any

from meetings.demo.living.days import Days
from meetings.demo.living.house import COUNCIL, GROUP
from meetings.demo.living.words import text

OPENING, SECOND, THIRD = -100, -58, -9
"""Days from today of the meetings already held."""


def term(days: Days) -> dict[str, Any]:
    """The term without its schedule and the outline of its papers."""
    return {
        "label": days.label,
        "began": days.began.isoformat(),
        "ended": days.ended.isoformat(),
        "installed_on": days.on(OPENING),
        "posts": _posts(days),
        "mandates": _mandates(days),
        "working_rules": _rules(),
    }


def _posts(days: Days) -> list[dict[str, Any]]:
    elected = {"how_began": "elected", "began": days.on(OPENING), "chosen_by": GROUP, "rule": "hc-rules#14"}
    chair = {
        "person": "valentina-suarez",
        "delegation": "ury",
        **elected,
        "nominated_by": "col",
        "seconded_by": "can",
    }
    return [
        {"key": "chair", "role": "chair", "tenures": [chair]},
        {
            "key": "vice-chair",
            "role": "vice_chair",
            "tenures": [{"person": "marcus-ellington", "delegation": "jam", **elected, "nominated_by": "per"}],
        },
        {
            "key": "second-vice-chair",
            "role": "vice_chair",
            "title": text(
                "Second Vice Chair", "Segunda Vicepresidencia", "Deuxième vice-présidence", "Segunda Vice-Presidência"
            ),
            "vacancy": text(
                "To be elected at the next meeting",
                "Se elegirá en la próxima reunión",
                "À élire à la prochaine réunion",
                "A ser eleita na próxima reunião",
            ),
        },
        {
            "key": "rapporteur",
            "role": "rapporteur",
            "tenures": [
                {
                    "person": "elodie-tremblay",
                    "delegation": "can",
                    "how_began": "designated",
                    "began": days.on(SECOND),
                    "chosen_by": GROUP,
                }
            ],
        },
    ]


def _mandates(days: Days) -> list[dict[str, Any]]:
    resolution = f"hc-res-41-9-{days.year}"
    given = {"instrument": resolution, "given_by": COUNCIL, "given_on": days.began.isoformat()}
    return [
        {
            "key": "principles",
            **given,
            "provision": f"{resolution}#3-5",
            "state": "in_progress",
            "until_on": days.ended.isoformat(),
            "task": text(
                "Draft principles on open data for disaster risk",
                "Redactar principios sobre datos abiertos para el riesgo de desastres",
                "Rédiger des principes sur les données ouvertes pour les risques de catastrophe",
                "Redigir princípios sobre dados abertos para o risco de desastres",
            ),
        },
        {
            "key": "inventory",
            **given,
            "provision": f"{resolution}#7",
            "state": "planned",
            "until_wording": text(
                "before the next regular session of the Council",
                "antes del próximo período ordinario de sesiones del Consejo",
                "avant la prochaine session ordinaire du Conseil",
                "antes do próximo período ordinário de sessões do Conselho",
            ),
            "task": text(
                "Keep an inventory of hazard maps published by the member states",
                "Llevar un inventario de los mapas de amenazas que publican los Estados miembros",
                "Tenir un inventaire des cartes d’aléas publiées par les États membres",
                "Manter um inventário dos mapas de ameaças publicados pelos Estados membros",
            ),
        },
    ]


def _rules() -> list[dict[str, Any]]:
    return [
        {
            "key": "meetings",
            "minimum": 5,
            "wording": text(
                "The Group meets at least five times in its term.",
                "El Grupo se reúne al menos cinco veces durante su período.",
                "Le Groupe se réunit au moins cinq fois pendant son mandat.",
                "O Grupo se reúne pelo menos cinco vezes em seu período.",
            ),
        },
        {
            "key": "papers",
            "wording": text(
                "Papers are distributed ten working days before they are considered.",
                "Los documentos se distribuyen diez días hábiles antes de su consideración.",
                "Les documents sont distribués dix jours ouvrables avant leur examen.",
                "Os documentos são distribuídos dez dias úteis antes de sua consideração.",
            ),
        },
    ]
