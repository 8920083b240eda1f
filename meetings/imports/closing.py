"""`Close of business`: the end of a working day, which prints no hour of the clock."""

from __future__ import annotations

import re

from meetings.imports.spaces import fold

_CLOSING = re.compile(
    r"\b(?:(?:by|before|at|until|no later than|hasta el|antes del?|para el|avant la|jusqu'a la|ate o|antes do) "
    r"(?:the )?)?(?:close of (?:the )?(?:business|play|office|working day)|c\.?o\.?b\b\.?|"
    r"end of (?:the )?(?:business|working) day|"
    r"end of business|(?:al )?(?:cierre|termino|final) de (?:las )?(?:actividades|operaciones|oficinas?)|"
    r"cierre del dia(?: habil)?|(?:al )?(?:fin|final|termino) de(?:l dia habil| la jornada(?: laboral)?)|"
    r"(?:a la )?(?:fermeture|cloture) des (?:bureaux|services)|fin de (?:la )?journee(?: de travail)?|"
    r"(?:ao )?(?:fim|final|encerramento|termino) do (?:expediente|dia util)|"
    r"encerramento (?:das atividades|do horario comercial))(?!\w)"
)
_LINK = re.compile(r"\s*,?\s*(?:(?:on|of|del?|du|do|le|el|em)\s+(?:the |el |le |dia )?)?")


def find_closing(text: str) -> tuple[int, int] | None:
    """Where a text says so."""
    found = _CLOSING.search(fold(text))
    return found.span() if found else None


def closing_before(text: str) -> int:
    """Where it ends with the word that leads on to the date, if the text begins so: `close of business on`; else 0."""
    span = find_closing(text)
    if span is None or span[0] > 0:
        return 0
    link = _LINK.match(fold(text), span[1])
    return link.end() if link else span[1]
