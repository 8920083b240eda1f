"""Marks that a language sets in its own way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template import engines
from django.utils import translation

from portal.lib.punctuation import parted


@pytest.mark.once
@pytest.mark.parametrize(("language", "said"), [("en", "A; B"), ("es", "A; B"), ("fr", "A\u00a0; B"), ("pt", "A; B")])
def test_semicolon_stands_as_the_language_has_it(language: str, said: str) -> None:
    with translation.override(language):
        assert engines["django"].from_string("{% load punctuation %}A{% semicolon %} B").render({}) == said
    assert parted(language).join("AB") == said


@pytest.mark.once
def test_no_template_parts_things_by_a_semicolon_of_its_own() -> None:
    templates = Path(__file__).resolve().parents[2] / "templates"
    found = {path.name for path in templates.rglob("*.html") if re.search(r"%\}; ?\{%", path.read_text())}
    assert found == set()


@pytest.mark.once
@pytest.mark.parametrize(
    ("language", "said"), [("en", "Room: A"), ("es", "Room: A"), ("fr", "Room\u00a0: A"), ("pt", "Room: A")]
)
def test_colon_stands_as_the_language_has_it(language: str, said: str) -> None:
    with translation.override(language):
        assert engines["django"].from_string("{% load punctuation %}Room{% colon %} A").render({}) == said
