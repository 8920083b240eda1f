"""The walk to HTML: everything escaped, nothing nested or spanned beyond reason."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.press import (
    Annex,
    Block,
    Cell,
    Citation,
    Emphasis,
    Footnote,
    Heading,
    Item,
    Link,
    List,
    Paper,
    Paragraph,
    PressError,
    Quote,
    Row,
    Table,
    Text,
    line,
    render,
)
from documents.press.render import pdf_of_markup
from tests.documents.press.printed import pages
from tests.documents.press.samples import everything

pytestmark = pytest.mark.once
HOSTILE = '"><script>alert(1)</script><img src=http://127.0.0.1/x><link rel=attachment href=file:///etc/passwd>'


def paper(*blocks: Block, contents: bool = False) -> Paper:
    """A small paper of these blocks."""
    return dataclasses.replace(everything("en", "oas"), blocks=blocks, contents=contents)


def test_hostile_words_are_printed_as_words_everywhere() -> None:
    words = line(HOSTILE)
    blocks: tuple[Block, ...] = (
        Heading(1, words, HOSTILE, HOSTILE),
        Paragraph(words, anchor=HOSTILE),
        Quote((Paragraph(words),), words, HOSTILE),
        List((Item((Paragraph(words),), HOSTILE),)),
        Annex(HOSTILE, words, (), HOSTILE, HOSTILE),
        Table.of((HOSTILE,), Row.of(HOSTILE), label=HOSTILE, title=HOSTILE, source=HOSTILE),
        Paragraph.of(Text(HOSTILE, HOSTILE), Citation(HOSTILE, HOSTILE), Link.of(HOSTILE), Footnote.of(HOSTILE)),
    )
    hostile = dataclasses.replace(
        paper(*blocks, contents=True), title=words, status=words, running=HOSTILE, file_code=HOSTILE, authors=(HOSTILE,)
    )
    markup = render.html(hostile)
    for tag in ("<script", "<img", "<link"):
        assert tag not in markup
    assert "&lt;script&gt;" in markup
    assert "<script>alert(1)</script>" in " ".join(pages(render.pdf(hostile)))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//host/x", "http://a b"]
)
def test_address_that_may_not_be_followed_is_not_a_link(url: str) -> None:
    markup = render.html(paper(Paragraph.of(Link.of("words", url))))
    assert "<a " not in markup
    assert "words" in markup


def test_address_that_may_be_followed_is_a_link() -> None:
    assert '<a href="https://example.org/?a=1&amp;b=2">' in render.html(
        paper(Paragraph.of(Link.of("words", "https://example.org/?a=1&b=2")))
    )


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_changes_the_elements(text: str) -> None:
    markup = render.html(paper(Paragraph.of(text), List.of(text)))
    plain = render.html(paper(Paragraph.of("x"), List.of("x")))
    body, expected = markup.partition("<main>")[2], plain.partition("<main>")[2]
    assert body.count("<") == expected.count("<")


def test_spans_are_kept_within_reason() -> None:
    wide = Row((Cell.of("x", colspan=1_000_000, rowspan=1_000_000),))
    markup = render.html(paper(Table((), (wide, Row.of("y")))))
    assert 'colspan="40"' in markup
    assert 'rowspan="2"' in markup


def test_nesting_beyond_reason_is_refused() -> None:
    block: Block = Paragraph.of("x")
    for _ in range(200):
        block = Quote((block,))
    with pytest.raises(PressError, match="nested too deeply"):
        render.html(paper(block))
    inline = Text("x")
    deep: Emphasis | Text = inline
    for _ in range(200):
        deep = Emphasis((deep,))
    with pytest.raises(PressError, match="nested too deeply"):
        render.html(paper(Paragraph((deep,))))


def test_anchors_are_unique_and_contents_lead_to_them() -> None:
    blocks = (Heading.of(1, "One", anchor="a"), Heading.of(1, "Two", anchor="a"))
    markup = render.html(paper(*blocks, contents=True))
    for name in ("a", "a-2"):
        assert markup.count(f' id="{name}"') == 1
        assert markup.count(f'href="#{name}"') == 1


def test_heading_levels_are_not_skipped() -> None:
    markup = render.html(paper(Heading.of(1, "One"), Heading.of(4, "Two")))
    assert "<h2" in markup
    assert "<h3" in markup
    assert "<h5" not in markup


def test_footnote_in_a_title_is_not_underlined() -> None:
    markup = render.html(paper(Annex("Annex I", line("Schedule", Footnote.of("Open to change.")), ())))
    assert '<u>Schedule</u><span class="fn">' in markup


def test_contents_leave_out_footnotes() -> None:
    markup = render.html(paper(Heading.of(1, "One", Footnote.of("Only once.")), contents=True))
    assert markup.count("Only once.") == 1


@pytest.fixture
def visits() -> Iterator[tuple[int, list[str]]]:
    """A server on this machine, and the addresses it was asked for."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(200)
            self.end_headers()

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1], seen
    server.shutdown()
    thread.join()
    server.server_close()


def test_engine_fetches_nothing(visits: tuple[int, list[str]], tmp_path: Path) -> None:
    port, seen = visits
    secret = tmp_path / "secret.txt"
    secret.write_text("kept to itself")
    host = f"http://127.0.0.1:{port}"
    markup = (
        f'<html lang="en"><head><title>x</title><link rel="stylesheet" href="{host}/a.css">'
        f'<link rel="attachment" href="{secret.as_uri()}"><style>@import "{host}/b.css";'
        f"p {{ background: url({host}/c.png) }} @font-face {{ font-family: y; src: url({host}/d.otf) }}</style></head>"
        f'<body><h1>x</h1><p>y <a rel="attachment" href="{secret.as_uri()}">z</a></p></body></html>'
    )
    data = pdf_of_markup(markup, "oas", "letter")
    assert seen == []
    assert b"EmbeddedFile" not in data
    assert b"kept to itself" not in data
