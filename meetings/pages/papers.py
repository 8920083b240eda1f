"""Buttons of the papers that a term's record prints."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groups.enums import HouseStyle
from groups.models import Term
from meetings.enums import PaperKind
from portal.lib.multilingual import LANGUAGES


def paper_choices(term: Term, kinds: tuple[str, ...] = (PaperKind.WORK_PLAN,)) -> list[dict[str, Any]]:
    """For each kind of paper: its label, its address in the page's language, and every language in every style."""
    return [_choice(term, PaperKind(kind)) for kind in kinds]


def _choice(term: Term, kind: PaperKind) -> dict[str, Any]:
    address = reverse("meetings:paper", args=[term.body.slug, term.label, kind.value])
    language = (get_language() or "en")[:2]
    label = kind.label
    return {
        "label": str(label)[:1].upper() + str(label)[1:],
        "url": f"{address}?language={language}",
        "choices": [
            {
                "style_label": _("%(house)s style") % {"house": style.label},
                "versions": [
                    {"language": code, "url": f"{address}?language={code}&style={style.value}"} for code in LANGUAGES
                ],
            }
            for style in HouseStyle
        ],
    }
