"""The meetings already held, with what came out of them."""

from typing import Any

from meetings.demo.living.days import Days
from meetings.demo.living.house import GROUP, MEMBERS
from meetings.demo.living.papers import INVENTORY, LICENCES, PLAN, PRINCIPLES, slug
from meetings.demo.living.term import OPENING, SECOND, THIRD
from meetings.demo.living.words import text


def entry(days: Days, key: str, kind: str, offset: int, matter: dict[str, str], **fields: Any) -> dict[str, Any]:
    """A row of one day, for everyone to see."""
    day = days.on(offset)
    place = {"key": key, "kind": kind, "start": day, "end": day, "precision": "day"}
    return {**place, "text": matter, "audience": "public", **fields}


def sitting(days: Days, offset: int, start: str, end: str) -> list[dict[str, Any]]:
    """One sitting on that day."""
    return [{"on": days.on(offset), "start": start, "end": end}]


def item(key: str, label: str, matter: dict[str, str], **fields: Any) -> dict[str, Any]:
    """An item of an agenda."""
    return {"key": key, "label": label, "text": matter, **fields}


def held(days: Days) -> list[dict[str, Any]]:
    """First to third meeting."""
    return [_opening(days), _second(days), _third(days)]


def _attendances(absent: str = "") -> list[dict[str, Any]]:
    return [{"delegation": key, **({"kind": "excused"} if key == absent else {})} for key in MEMBERS]


def _opening(days: Days) -> dict[str, Any]:
    matter = text(
        "Installation of the Group; election of officers; work plan",
        "Instalación del Grupo; elección de autoridades; plan de trabajo",
        "Installation du Groupe\u00a0; élection du bureau\u00a0; plan de travail",
        "Instalação do Grupo; eleição de autoridades; plano de trabalho",
    )
    officers = text("Election of officers", "Elección de autoridades", "Élection du bureau", "Eleição de autoridades")
    plan = text("Work plan", "Plan de trabajo", "Plan de travail", "Plano de trabalho")
    meeting = {
        "number": 1,
        "mode": "in_person",
        "room": "hodr/humboldt",
        "attendance_count": 31,
        "sittings": sitting(days, OPENING, "10:00", "13:00"),
        "items": [
            item("officers", "1.", officers, state="concluded", post=f"{GROUP}/{days.label}#chair"),
            item("plan", "2.", plan, state="concluded", papers=[{"document": slug(days, PLAN)}]),
        ],
        "outcomes": _opening_outcomes(days),
        "attendances": _attendances(),
    }
    return entry(days, "first-meeting", "meeting", OPENING, matter, status="record_approved", meeting=meeting)


def _opening_outcomes(days: Days) -> list[dict[str, Any]]:
    here = f"{GROUP}/{days.label}#first-meeting"
    released = {"released_at": days.instant(OPENING + 5, 12)}
    return [
        {
            "item": f"{here}/officers",
            "kind": "elected",
            "text": text(
                "The Group elected Ambassador Valentina Suárez Ferro (Uruguay) Chair and Mr. Marcus Ellington-Reid "
                "(Jamaica) Vice Chair, by acclamation.",
                "El Grupo eligió por aclamación a la Embajadora Valentina Suárez Ferro (Uruguay) Presidenta y al "
                "señor Marcus Ellington-Reid (Jamaica) Vicepresidente.",
                "Le Groupe a élu par acclamation l’Ambassadrice Valentina Suárez Ferro (Uruguay) présidente et "
                "M. Marcus Ellington-Reid (Jamaïque) vice-président.",
                "O Grupo elegeu por aclamação a Embaixadora Valentina Suárez Ferro (Uruguai) Presidente e o "
                "senhor Marcus Ellington-Reid (Jamaica) Vice-Presidente.",
            ),
            **released,
        },
        {
            "item": f"{here}/plan",
            "kind": "adopted",
            "text": text(
                "The work plan and its schedule were adopted.",
                "Se aprobaron el plan de trabajo y su cronograma.",
                "Le plan de travail et son calendrier ont été adoptés.",
                "Foram aprovados o plano de trabalho e seu cronograma.",
            ),
            "document": slug(days, PLAN),
            "revision": f"{slug(days, PLAN)}#0.0.0",
            **released,
        },
    ]


def _second(days: Days) -> dict[str, Any]:
    term = f"{GROUP}/{days.label}"
    matter = text(
        "First reading of the draft principles",
        "Primera lectura del proyecto de principios",
        "Première lecture du projet de principes",
        "Primeira leitura do projeto de princípios",
    )
    links = {"languages": ["en", "es", "fr", "pt"]}
    basis = [{"instrument": f"hc-res-41-9-{days.year}", "mandate": f"{term}#principles", **links}]
    licences = text("Licences", "Licencias", "Licences", "Licenças")
    meeting = {
        "number": 2,
        "mode": "hybrid",
        "room": "hodr/humboldt",
        "attendance_count": 27,
        "sittings": [*sitting(days, SECOND, "10:00", "13:00"), *sitting(days, SECOND, "14:30", "17:00")],
        "items": [
            item(
                "principles",
                "1.",
                matter,
                state="concluded",
                mandates=[f"{term}#principles"],
                papers=[{"document": slug(days, PRINCIPLES), "revision": f"{slug(days, PRINCIPLES)}#0.0.0"}],
            ),
            item("licences", "2.", licences, state="deferred", papers=[{"document": slug(days, LICENCES)}]),
        ],
        "outcomes": _second_outcomes(days),
        "attendances": _attendances(absent="col"),
    }
    return entry(
        days, "second-meeting", "meeting", SECOND, matter, status="record_issued", citations=basis, meeting=meeting
    )


def _second_outcomes(days: Days) -> list[dict[str, Any]]:
    here = f"{GROUP}/{days.label}#second-meeting"
    released = {"released_at": days.instant(SECOND + 6, 12)}
    return [
        {
            "item": f"{here}/principles",
            "kind": "decided",
            "text": text(
                "The Chair will circulate rev. 1 with the comments received.",
                "La Presidencia distribuirá la rev. 1 con las observaciones recibidas.",
                "La présidence distribuera la rév. 1 avec les observations reçues.",
                "A Presidência distribuirá a rev. 1 com as observações recebidas.",
            ),
            **released,
        },
        {
            "item": f"{here}/licences",
            "kind": "deferred",
            "text": text(
                "The item was deferred to the fourth meeting.",
                "El tema se aplazó a la cuarta reunión.",
                "Le point a été renvoyé à la quatrième réunion.",
                "O tema foi adiado para a quarta reunião.",
            ),
            **released,
        },
    ]


def _third(days: Days) -> dict[str, Any]:
    term = f"{GROUP}/{days.label}"
    matter = text(
        "Second reading of the draft principles; inventory of hazard maps",
        "Segunda lectura del proyecto de principios; inventario de mapas de amenazas",
        "Deuxième lecture du projet de principes\u00a0; inventaire des cartes d’aléas",
        "Segunda leitura do projeto de princípios; inventário de mapas de ameaças",
    )
    principles = text("Draft principles", "Proyecto de principios", "Projet de principes", "Projeto de princípios")
    inventory = text(
        "Inventory of hazard maps",
        "Inventario de mapas de amenazas",
        "Inventaire des cartes d’aléas",
        "Inventário de mapas de ameaças",
    )
    meeting = {
        "number": 3,
        "mode": "hybrid",
        "room": "hodr/humboldt",
        "attendance_count": 29,
        "sittings": sitting(days, THIRD, "14:30", "17:30"),
        "rapporteur": f"{term}#rapporteur/1",
        "items": [
            item(
                "principles",
                "1.",
                principles,
                state="concluded",
                mandates=[f"{term}#principles"],
                papers=[{"document": slug(days, PRINCIPLES), "revision": f"{slug(days, PRINCIPLES)}#1.0.0"}],
            ),
            item(
                "inventory",
                "2.",
                inventory,
                state="concluded",
                mandates=[f"{term}#inventory"],
                papers=[{"document": slug(days, INVENTORY)}],
            ),
        ],
        "outcomes": _third_outcomes(days),
        "attendances": _attendances(absent="jam"),
    }
    return entry(days, "third-meeting", "meeting", THIRD, matter, status="held", meeting=meeting)


def _third_outcomes(days: Days) -> list[dict[str, Any]]:
    here = f"{GROUP}/{days.label}#third-meeting"
    return [
        {
            "item": f"{here}/inventory",
            "kind": "noted",
            "text": text(
                "The Group took note of the inventory.",
                "El Grupo tomó nota del inventario.",
                "Le Groupe a pris note de l’inventaire.",
                "O Grupo tomou nota do inventário.",
            ),
            "released_at": days.instant(-4, 12),
        },
        {
            "item": f"{here}/principles",
            "kind": "agreed",
            "text": text(
                "Principles 1 to 4 were agreed ad referendum of two delegations.",
                "Se acordaron los principios 1 a 4, ad referéndum de dos delegaciones.",
                "Les principes 1 à 4 ont été convenus ad referendum de deux délégations.",
                "Foram acordados os princípios 1 a 4, ad referendum de duas delegações.",
            ),
        },
    ]
