"""Marks that a language sets in its own way."""

from __future__ import annotations

import pytest
from django.template import engines
from django.utils import translation


@pytest.mark.once
@pytest.mark.parametrize(
    ("language", "said"), [("en", "Room: A"), ("es", "Room: A"), ("fr", "Room\u00a0: A"), ("pt", "Room: A")]
)
def test_colon_stands_as_the_language_has_it(language: str, said: str) -> None:
    with translation.override(language):
        assert engines["django"].from_string("{% load punctuation %}Room{% colon %} A").render({}) == said
