"""Templates keep to the content policy: no script, style or handler within a page."""

import re
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
APPS = ("groups", "documents", "meetings", "portal")
TEMPLATES = sorted(
    path for root in (CHECKOUT / "templates", *(CHECKOUT / app for app in APPS)) for path in root.rglob("*.html")
)
FORBIDDEN = {
    "a style attribute": r"<[^>]+\sstyle\s*=",
    "a style element": r"<style\b",
    "an event handler": r"<[a-z][^>]*\son[a-z]+\s*=",
    "a javascript: address": r"javascript:",
    "a script within the page": r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")",
    "another site's file": r"(?:src|<link[^>]+href)=\"(?:https?:)?//",
}


def test_templates_are_found():
    assert CHECKOUT / "templates" / "base.html" in TEMPLATES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(CHECKOUT)))
def test_template_holds_nothing_the_policy_refuses(path):
    text = path.read_text()
    assert [what for what, pattern in FORBIDDEN.items() if re.search(pattern, text, re.IGNORECASE)] == []
