"""A notice is previewed in the language of its reader, every word of it, whatever the language of the page."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from meetings.notices.message import Line, Message


@pytest.mark.parametrize(
    ("language", "word"), [("en", "formerly"), ("es", "antes"), ("fr", "auparavant"), ("pt", "antes")]
)
@pytest.mark.parametrize("page", ["en", "es", "fr"])
def test_what_it_was_is_said_in_the_language_of_the_notice(page: str, language: str, word: str) -> None:
    with translation.override(language):
        said = Message(headline="x", opening="y", url="/", link="z", lines=(Line("l", "new", "old"),))
    with translation.override(page):
        html = render_to_string("meetings/notices/message.html", {"message": said})
        assert translation.get_language() == page
    assert re.findall(r'<span class="visually-hidden">(\w+) </span>', html) == [word]
