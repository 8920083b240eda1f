"""The group's papers: of every distribution, in several revisions and languages."""

from typing import Any

from meetings.demo.living.days import Days
from meetings.demo.living.house import GROUP
from meetings.demo.living.term import OPENING, SECOND, THIRD
from meetings.demo.living.words import text

PLAN, PRINCIPLES, LICENCES, INVENTORY, MAP, ORDER = "plan", "principles", "licences", "inventory", "map", "order"
NUMBERS = {PLAN: 1, PRINCIPLES: 2, LICENCES: 3, INVENTORY: 4, MAP: 5, ORDER: 6}


def slug(days: Days, paper: str) -> str:
    """The paper's address: its symbol in lower case."""
    return f"hc-gt-da-{NUMBERS[paper]}-{days.year}"


def symbol(days: Days, paper: str) -> str:
    """The paper's symbol, without revision."""
    return f"HC/GT/DA-{NUMBERS[paper]}/{days.year}"


def documents(days: Days) -> list[dict[str, Any]]:
    """All of them, in the order of their numbers."""
    return [_plan(days), _principles(days), _licences(days), _inventory(days), _map(days), _order(days)]


def _paper(days: Days, paper: str, kind: str, title: dict[str, str], **fields: Any) -> dict[str, Any]:
    common = {"body": GROUP, "term": f"{GROUP}/{days.label}", "series": "hodr-wg-od", "kind": kind}
    return {"slug": slug(days, paper), **common, "symbol": symbol(days, paper), "title": title, **fields}


def _versions(days: Days, offset: int, *languages: str) -> list[dict[str, Any]]:
    return [{"language": language, "published_on": days.on(offset)} for language in languages]


def _plan(days: Days) -> dict[str, Any]:
    return _paper(
        days,
        PLAN,
        "work_plan",
        text(
            "Work plan of the Group",
            "Plan de trabajo del Grupo",
            "Plan de travail du Groupe",
            "Plano de trabalho do Grupo",
        ),
        original_language="en",
        distribution="general",
        dated=days.on(OPENING),
        author_body=GROUP,
        revisions=[
            {
                "state": "adopted",
                "dated": days.on(OPENING),
                "agreed_how": "consensus",
                "agreed_on": days.on(OPENING),
                "versions": _versions(days, OPENING, "en", "es", "fr", "pt"),
            }
        ],
    )


def _principles(days: Days) -> dict[str, Any]:
    rev_1, rev_2 = (f"{symbol(days, PRINCIPLES)} rev. {number}" for number in (1, 2))
    return _paper(
        days,
        PRINCIPLES,
        "draft",
        text(
            "Draft principles on open data for disaster risk",
            "Proyecto de principios sobre datos abiertos para el riesgo de desastres",
            "Projet de principes sur les données ouvertes pour les risques de catastrophe",
            "Projeto de princípios sobre dados abertos para o risco de desastres",
        ),
        original_language="en",
        distribution="general",
        author=text(
            "Presented by the Chair",
            "Presentado por la Presidencia",
            "Présenté par la présidence",
            "Apresentado pela Presidência",
        ),
        revisions=[
            {
                "state": "superseded",
                "dated": days.on(-80),
                "versions": _versions(days, -80, "en", "es", "fr", "pt"),
            },
            {
                "number": 1,
                "symbol": rev_1,
                "state": "superseded",
                "dated": days.on(SECOND + 10),
                "versions": _versions(days, SECOND + 10, "en", "es", "fr", "pt"),
            },
            {
                "number": 2,
                "symbol": rev_2,
                "state": "issued",
                "dated": days.on(-3),
                "note": text(
                    "Reflects the discussion of the third meeting.",
                    "Recoge lo tratado en la tercera reunión.",
                    "Tient compte des débats de la troisième réunion.",
                    "Reflete a discussão da terceira reunião.",
                ),
                "versions": [
                    *_versions(days, -3, "en", "es"),
                    {"language": "fr", "state": "in_translation", "expected_on": days.on(2)},
                    {"language": "pt", "state": "expected", "expected_on": days.on(4)},
                ],
            },
        ],
        relations=[{"kind": "based_on", "other": slug(days, LICENCES)}],
    )


def _licences(days: Days) -> dict[str, Any]:
    return _paper(
        days,
        LICENCES,
        "proposal",
        text(
            "Licences for hazard maps: proposal of the delegation of Brazil",
            "Licencias para mapas de amenazas: propuesta de la delegación del Brasil",
            "Licences pour les cartes d’aléas\u00a0: proposition de la délégation du Brésil",
            "Licenças para mapas de ameaças: proposta da delegação do Brasil",
        ),
        original_language="pt",
        distribution="limited",
        distribution_printed=True,
        dated=days.on(SECOND - 8),
        author_delegation="bra",
        revisions=[
            {
                "state": "issued",
                "dated": days.on(SECOND - 8),
                "versions": _versions(days, SECOND - 8, "pt", "en", "es"),
            }
        ],
    )


def _inventory(days: Days) -> dict[str, Any]:
    return _paper(
        days,
        INVENTORY,
        "background",
        text(
            "Inventory of published hazard maps",
            "Inventario de mapas de amenazas publicados",
            "Inventaire des cartes d’aléas publiées",
            "Inventário de mapas de ameaças publicados",
        ),
        original_language="es",
        distribution="general",
        dated=days.on(THIRD - 12),
        author_delegation="pieo",
        revisions=[
            {
                "state": "issued",
                "dated": days.on(THIRD - 12),
                "versions": [
                    *_versions(days, THIRD - 12, "es", "en"),
                    {"language": "pt", "state": "expected", "expected_on": days.on(8)},
                ],
            },
            {
                "corrigendum": 1,
                "symbol": f"{symbol(days, INVENTORY)} corr. 1",
                "state": "issued",
                "dated": days.on(THIRD - 4),
                "versions": _versions(days, THIRD - 4, "es", "en"),
            },
        ],
    )


def _map(days: Days) -> dict[str, Any]:
    return _paper(
        days,
        MAP,
        "note",
        text(
            "Gaps in early warning on three river basins: note of the Secretariat",
            "Deficiencias de la alerta temprana en tres cuencas: nota de la Secretaría",
            "Lacunes de l’alerte précoce dans trois bassins\u00a0: note du Secrétariat",
            "Lacunas do alerta antecipado em três bacias: nota da Secretaria",
        ),
        original_language="es",
        distribution="restricted",
        distribution_printed=True,
        dated=days.on(-6),
        revisions=[{"state": "issued", "dated": days.on(-6), "versions": _versions(days, -6, "es", "en")}],
    )


def _order(days: Days) -> dict[str, Any]:
    return _paper(
        days,
        ORDER,
        "order_of_business",
        text(
            "Order of business of the fourth meeting",
            "Orden del día de la cuarta reunión",
            "Ordre du jour de la quatrième réunion",
            "Ordem do dia da quarta reunião",
        ),
        original_language="en",
        distribution="general",
        dated=days.on(-1),
        revisions=[{"state": "issued", "dated": days.on(-1), "versions": _versions(days, -1, "en", "es", "fr", "pt")}],
    )
