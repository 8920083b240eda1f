"""The made-up organization, its council, its rooms, its delegations and the group itself."""

from typing import Any

from meetings.demo.living.days import Days
from meetings.demo.living.words import text

GROUP = "wg-open-data"
COUNCIL = "hodr-council"

MEMBERS = ("bra", "can", "col", "jam", "per", "ury")


def group(days: Days) -> dict[str, Any]:
    """The working group, without its terms."""
    return {
        "slug": GROUP,
        "organization": "hodr",
        "kind": "working_group",
        "name": text(
            "Working Group on Open Data for Disaster Risk",
            "Grupo de Trabajo sobre Datos Abiertos para el Riesgo de Desastres",
            "Groupe de travail sur les données ouvertes pour les risques de catastrophe",
            "Grupo de Trabalho sobre Dados Abertos para o Risco de Desastres",
        ),
        "short_name": text("Open Data", "Datos abiertos", "Données ouvertes", "Dados abertos"),
        "acronym": "WG-OD",
        "description": text(
            "A made-up group of a made-up organization: it shows a portal in use. Its members are states that exist; "
            "its persons, papers and decisions are invented.",
            "Grupo ficticio de una organización ficticia: muestra un portal en uso. Sus miembros son Estados que "
            "existen; sus personas, documentos y decisiones son inventados.",
            "Groupe fictif d’une organisation fictive\u00a0: il montre un portail en service. Ses membres sont des "
            "États qui existent\u00a0; ses personnes, documents et décisions sont inventés.",
            "Grupo fictício de uma organização fictícia: mostra um portal em uso. Seus membros são Estados que "
            "existem; suas pessoas, documentos e decisões são inventados.",
        ),
        "audience": "public",
        "limited_duration": True,
        "established_on": days.began.isoformat(),
        "secretariat": text(
            "Secretariat of the Council (made-up)",
            "Secretaría del Consejo (ficticia)",
            "Secrétariat du Conseil (fictif)",
            "Secretaria do Conselho (fictícia)",
        ),
        "closed_is_listed": True,
        "parents": [COUNCIL],
        "standings": [{"delegation": key} for key in MEMBERS]
        + [
            {"delegation": "esp", "standing": "observer"},
            {"delegation": "pieo", "standing": "observer", "began": days.on(-100)},
        ],
    }


def shared(days: Days) -> dict[str, Any]:
    """What the group's record refers to."""
    return {
        "organizations": [_organization()],
        "delegations": _delegations(),
        "persons": _persons(days),
        "bodies": [_council()],
        "instruments": [_resolution(days), _rules()],
        "series": [{"key": "hodr-wg-od", "body": GROUP, "prefix": "HC/GT/DA"}],
        "venues": [_venue()],
        "rooms": _rooms(),
    }


def _organization() -> dict[str, Any]:
    return {
        "key": "hodr",
        "name": text(
            "Hemispheric Organization for Disaster Resilience (made-up)",
            "Organización Hemisférica para la Resiliencia ante Desastres (ficticia)",
            "Organisation hémisphérique pour la résilience aux catastrophes (fictive)",
            "Organização Hemisférica para a Resiliência a Desastres (fictícia)",
        ),
        "acronym": text("HODR", "OHRD", "OHRC", "OHRD"),
        "zone": "America/New_York",
        "city": text("Washington, D.C.", "Washington, D.C.", "Washington, D.C.", "Washington, D.C."),
    }


def _council() -> dict[str, Any]:
    return {
        "slug": COUNCIL,
        "organization": "hodr",
        "kind": "organ",
        "name": text(
            "Hemispheric Council (made-up)",
            "Consejo Hemisférico (ficticio)",
            "Conseil hémisphérique (fictif)",
            "Conselho Hemisférico (fictício)",
        ),
        "acronym": "HC",
        "audience": "public",
    }


def _delegations() -> list[dict[str, Any]]:
    states = {
        "bra": text("Brazil", "Brasil", "Brésil", "Brasil"),
        "can": text("Canada", "Canadá", "Canada", "Canadá"),
        "col": text("Colombia", "Colombia", "Colombie", "Colômbia"),
        "esp": text("Spain", "España", "Espagne", "Espanha"),
        "jam": text("Jamaica", "Jamaica", "Jamaïque", "Jamaica"),
        "per": text("Peru", "Perú", "Pérou", "Peru"),
        "ury": text("Uruguay", "Uruguay", "Uruguay", "Uruguai"),
    }
    institute = text(
        "Pan-American Institute for Earth Observation (made-up)",
        "Instituto Panamericano de Observación de la Tierra (ficticio)",
        "Institut panaméricain d’observation de la Terre (fictif)",
        "Instituto Pan-Americano de Observação da Terra (fictício)",
    )
    return [
        *({"key": key, "name": name, "alpha3": key.upper()} for key, name in states.items()),
        {"key": "pieo", "kind": "organization", "name": institute},
    ]


def _persons(days: Days) -> list[dict[str, Any]]:
    ambassador = text("Ambassador", "Embajador", "Ambassadeur", "Embaixador")
    ambassador_f = text("Ambassador", "Embajadora", "Ambassadrice", "Embaixadora")
    permanent = text(
        "Permanent Representative", "Representante Permanente", "Représentante permanente", "Representante Permanente"
    )
    alternate = text(
        "Alternate Representative", "Representante Alterno", "Représentant suppléant", "Representante Alterno"
    )
    return [
        _person("valentina-suarez", "Valentina Suárez Ferro", "Suárez Ferro", "ury", permanent, ambassador_f),
        _person("marcus-ellington", "Marcus Ellington-Reid", "Ellington-Reid", "jam", alternate, ambassador),
        _person(
            "elodie-tremblay",
            "Élodie Tremblay-Roy",
            "Tremblay-Roy",
            "can",
            text("Counsellor", "Consejera", "Conseillère", "Conselheira"),
            {},
        ),
    ]


def _person(
    key: str, name: str, family_name: str, delegation: str, title: dict[str, str], honorific: dict[str, str]
) -> dict[str, Any]:
    capacity = {"honorific": honorific, "title": title, "delegation": delegation}
    return {"key": key, "name": name, "family_name": family_name, "capacities": [capacity]}


def _resolution(days: Days) -> dict[str, Any]:
    return {
        "slug": f"hc-res-41-9-{days.year}",
        "kind": "resolution",
        "symbol": f"HC/RES. 41 (9/{days.year})",
        "title": text(
            "Open data for disaster risk",
            "Datos abiertos para el riesgo de desastres",
            "Données ouvertes pour les risques de catastrophe",
            "Dados abertos para o risco de desastres",
        ),
        "organ": COUNCIL,
        "adopted_on": days.began.isoformat(),
        "adopted_precision": "month",
        "texts": [{"language": language} for language in ("en", "es", "fr", "pt")],
        "provisions": [
            {"key": "2", "first": 2},
            {"key": "3-5", "first": 3, "last": 5},
            {"key": "7", "first": 7},
        ],
        "relations": [
            {"kind": "establishes", "body": GROUP, "provision": f"hc-res-41-9-{days.year}#2"},
            {"kind": "mandates", "body": GROUP, "provision": f"hc-res-41-9-{days.year}#3-5"},
        ],
    }


def _rules() -> dict[str, Any]:
    return {
        "slug": "hc-rules",
        "kind": "rules",
        "title": text(
            "Rules of Procedure of the Hemispheric Council",
            "Reglamento del Consejo Hemisférico",
            "Règlement du Conseil hémisphérique",
            "Regulamento do Conselho Hemisférico",
        ),
        "organ": COUNCIL,
        "provisions": [{"key": "14", "kind": "article", "first": 14}],
        "relations": [{"kind": "governs", "body": GROUP}],
    }


def _venue() -> dict[str, Any]:
    """The seat, with the hours of the house."""
    hours = (("10:00", "13:00"), ("14:30", "17:30"))
    return {
        "organization": "hodr",
        "key": "washington",
        "name": text("Washington, D.C.", "Washington, D.C.", "Washington, D.C.", "Washington, D.C."),
        "zone": "America/New_York",
        "country": "US",
        "subdivision": "DC",
        "seat": True,
        "office_hours": [
            {"weekday": weekday, "start": start, "end": end} for weekday in range(1, 6) for start, end in hours
        ],
    }


def _rooms() -> list[dict[str, Any]]:
    return [
        {
            "organization": "hodr",
            "key": "humboldt",
            "name": text("Humboldt Room", "Salón Humboldt", "Salle Humboldt", "Sala Humboldt"),
            "venue": "hodr/washington",
            "capacity": 90,
            "booths": 4,
        },
        {
            "organization": "hodr",
            "key": "bello",
            "name": text("Andrés Bello Room", "Salón Andrés Bello", "Salle Andrés Bello", "Sala Andrés Bello"),
            "venue": "hodr/washington",
            "capacity": 24,
        },
    ]
