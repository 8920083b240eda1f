"""Who works at the group's meetings, and how its deadlines are counted; all of it made up."""

from typing import Any

from meetings.demo.living.house import GROUP
from meetings.demo.living.words import text

DOMAIN = "services.demo.plenary.example"
AMENDMENTS = f"hodr/{GROUP}/amendments/"
"""The rule for amendments, as a deadline names it."""


def deadline_rules() -> list[dict[str, Any]]:
    """When amendments are due."""
    return [
        {
            "organization": "hodr",
            "body": GROUP,
            "key": "amendments",
            "name": text(
                "Amendments in writing", "Enmiendas por escrito", "Amendements par écrit", "Emendas por escrito"
            ),
            "kind": "hard",
            "offset": 2,
            "unit": "weeks",
            "at": "18:00",
            "addressees": text(
                "Delegations of members",
                "Delegaciones de los miembros",
                "Délégations des membres",
                "Delegações dos membros",
            ),
            "source": text(
                "Rules of Procedure of the Hemispheric Council (made-up), article 14",
                "Reglamento del Consejo Hemisférico (ficticio), artículo 14",
                "Règlement du Conseil hémisphérique (fictif), article 14",
                "Regulamento do Conselho Hemisférico (fictício), artigo 14",
            ),
        }
    ]


def services() -> list[dict[str, Any]]:
    """Interpreters, those who keep the rooms, technicians. Nobody reads at their addresses."""
    names = {
        "interpreters": text(
            "Interpretation service (made-up)",
            "Servicio de interpretación (ficticio)",
            "Service d’interprétation (fictif)",
            "Serviço de interpretação (fictício)",
        ),
        "rooms": text(
            "Conference rooms (made-up)",
            "Salas de conferencias (ficticio)",
            "Salles de conférence (fictif)",
            "Salas de conferências (fictício)",
        ),
        "technicians": text(
            "Sound and video (made-up)",
            "Sonido y vídeo (ficticio)",
            "Son et vidéo (fictif)",
            "Som e vídeo (fictício)",
        ),
    }
    return [
        {
            "organization": "hodr",
            "body": GROUP,
            "key": kind,
            "kind": kind,
            "name": name,
            "email": f"{kind}@{DOMAIN}",
            **({"language": "es"} if kind == "rooms" else {}),
        }
        for kind, name in names.items()
    ]
