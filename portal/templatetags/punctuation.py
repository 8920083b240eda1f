"""Marks that a language sets in its own way."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def colon() -> str:
    """After a label; French puts a space before it, at which no line breaks."""
    return "\u00a0:" if (get_language() or "").startswith("fr") else ":"
