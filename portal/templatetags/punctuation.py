"""Marks that a language sets in its own way."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from portal.lib import punctuation

register = template.Library()


@register.simple_tag
def colon() -> str:
    """After a label, in the language of the page."""
    return punctuation.colon(get_language() or "")


@register.simple_tag
def semicolon() -> str:
    """Between the things of a list, in the language of the page."""
    return punctuation.semicolon(get_language() or "")
