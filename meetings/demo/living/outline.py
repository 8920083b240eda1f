"""The outline of the group's work plan."""

from typing import Any

from meetings.demo.living.words import text


def sections() -> list[dict[str, Any]]:
    """Sections with their headings, the prose of the first and the facts of the others."""
    return [
        {
            "key": "introduction",
            "label": "I.",
            "heading": text("Introduction", "Introducción", "Introduction", "Introdução"),
            "prose": text(
                "The Council asked the Group to draft principles under which maps, measurements and warnings can be "
                "shared before, during and after a disaster. This plan says what it will do in its term, and when.",
                "El Consejo encargó al Grupo la redacción de principios para compartir mapas, mediciones y alertas "
                "antes, durante y después de un desastre. Este plan indica qué hará durante su período, y cuándo.",
                "Le Conseil a chargé le Groupe de rédiger des principes pour partager cartes, mesures et alertes "
                "avant, pendant et après une catastrophe. Ce plan dit ce qu’il fera pendant son mandat, et quand.",
                "O Conselho encarregou o Grupo de redigir princípios para compartilhar mapas, medições e alertas "
                "antes, durante e depois de um desastre. Este plano indica o que fará em seu período, e quando.",
            ),
        },
        {
            "key": "officers",
            "label": "II.",
            "heading": text("Officers", "Autoridades", "Bureau", "Autoridades"),
            "facts": "officers",
        },
        {
            "key": "mandates",
            "label": "III.",
            "heading": text("Mandates", "Mandatos", "Mandats", "Mandatos"),
            "facts": "mandates",
        },
        {
            "key": "rules",
            "label": "IV.",
            "heading": text("Methods of work", "Métodos de trabajo", "Méthodes de travail", "Métodos de trabalho"),
            "facts": "rules",
        },
        {
            "key": "schedule",
            "heading": text("Schedule", "Cronograma", "Calendrier", "Cronograma"),
            "facts": "schedule",
            "annex": True,
        },
    ]
