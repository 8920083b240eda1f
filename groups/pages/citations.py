"""Instruments and provisions as pages cite them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from groups.enums import ProvisionKind
from groups.models import Instrument, InstrumentText, Provision


def paragraphs(provision: Provision | None) -> str:
    """The paragraphs in words: “paras. 26–33”, “art. 58”; empty for a whole instrument."""
    if provision is None:
        return ""
    numbers = numbers_of(provision)
    if not numbers:
        return ""
    several = provision.last is not None and provision.last != provision.first
    match provision.kind:
        case ProvisionKind.ARTICLE:
            pattern = _("arts. %(numbers)s") if several else _("art. %(numbers)s")
        case ProvisionKind.CHAPTER:
            pattern = _("chapters %(numbers)s") if several else _("chapter %(numbers)s")
        case ProvisionKind.PREAMBULAR:
            pattern = _("preambular paras. %(numbers)s") if several else _("preambular para. %(numbers)s")
        case _:
            pattern = _("paras. %(numbers)s") if several else _("para. %(numbers)s")
    return pattern % {"numbers": numbers}


def numbers_of(provision: Provision | None) -> str:
    """The numbers alone, a range with its dash."""
    return provision.numbers.replace("-", "–") if provision else ""


def named(instrument: Instrument) -> dict[str, Any]:
    """An instrument to link to: its symbol, or its title where it has none."""
    return {
        "symbol": instrument.symbol,
        "title": instrument.title,
        "url": instrument.get_absolute_url(),
    }


def texts(versions: Iterable[InstrumentText]) -> list[dict[str, str]]:
    """The languages of an instrument; one whose address the source has lost says so, the last one for all."""
    shown = list(versions)
    lost = _("(address not recorded)") if len(shown) == 1 else _("(addresses not recorded)")
    none = not any(version.url for version in shown)
    return [
        {
            "language": version.language,
            "url": version.url,
            "expected": _expected(version, last=place == len(shown) - 1, none=none, lost=lost),
        }
        for place, version in enumerate(shown)
    ]


def _expected(version: InstrumentText, *, last: bool, none: bool, lost: str) -> str:
    if version.url:
        return ""
    if none:
        return lost if last else ""
    return _("(address not recorded)")
