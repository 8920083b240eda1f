"""A text on which the members are silent until an hour that is still to come."""

from typing import Any

from meetings.demo.living.days import ZONE, Days
from meetings.demo.living.house import GROUP
from meetings.demo.living.term import THIRD
from meetings.demo.living.words import text

EXPIRES = 4
"""Days from today."""


def _slug(days: Days) -> str:
    return f"hc-gt-da-statement-{days.year}"


def silences(days: Days) -> list[dict[str, Any]]:
    """One, announced at the third meeting and running."""
    return [
        {
            "key": "silence-1",
            "revision": f"{_slug(days)}#0.0.0",
            "announced_in": f"{GROUP}/{days.label}#third-meeting",
            "expires_at": days.instant(EXPIRES, 18),
            "zone": ZONE.key,
            "state": "running",
            "started_at": days.instant(THIRD, 18),
        }
    ]


def statement(days: Days) -> dict[str, Any]:
    """The text: out in all languages, without a number until a meeting has announced that it is adopted."""
    return {
        "slug": _slug(days),
        "body": GROUP,
        "term": f"{GROUP}/{days.label}",
        "series": "hodr-wg-od",
        "kind": "draft",
        "title": text(
            "Draft statement on keeping warnings open during an emergency",
            "Proyecto de declaración sobre alertas abiertas durante una emergencia",
            "Projet de déclaration sur l’ouverture des alertes pendant une urgence",
            "Projeto de declaração sobre alertas abertos durante uma emergência",
        ),
        "original_language": "en",
        "distribution": "general",
        "dated": days.on(THIRD),
        "author_body": GROUP,
        "revisions": [
            {
                "state": "issued",
                "dated": days.on(THIRD),
                "versions": [
                    {"language": language, "published_on": days.on(THIRD)} for language in ("en", "es", "fr", "pt")
                ],
            }
        ],
    }
