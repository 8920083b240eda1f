"""Prose: a small Markdown, read into plain blocks and written as safe HTML."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.lib.prose import (
    Citation,
    Emphasis,
    Footnote,
    FootnoteCall,
    LineBreak,
    Link,
    List,
    ListItem,
    Marker,
    Paragraph,
    Quote,
    Strong,
    Text,
    read,
    to_html,
)

pytestmark = pytest.mark.once


def _line(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph((Text(text),)),)


def test_paragraphs_hold_inlines() -> None:
    text = "By *resolution* **AG/RES. 2056 (XXXIV-O/04)** the\nAssembly [said](https://example.org/)  \nso.\n\nEnd."
    prose = read(text)
    assert prose.blocks == (
        Paragraph(
            (
                Text("By "),
                Emphasis((Text("resolution"),)),
                Text(" "),
                Strong((Citation("AG/RES. 2056 (XXXIV-O/04)", "ag-res-2056-xxxiv-o-04"),)),
                Text(" the Assembly "),
                Link("https://example.org/", (Text("said"),)),
                LineBreak(),
                Text("so."),
            )
        ),
        *_line("End."),
    )


@pytest.mark.parametrize(
    "text",
    ["## Heading", "`code`", "<b>bold</b>", "<script>alert(1)</script>", "| a | b |", "---", "```", "~~a~~", "[a]: /x"],
)
def test_what_is_not_prose_stays_text(text: str) -> None:
    assert read(text).blocks == _line(text)


def test_heading_line_below_text_is_text() -> None:
    assert read("Title\n=====").blocks == _line("Title =====")


def test_lists_nest_and_keep_their_numbers() -> None:
    prose = read("3. Three\n4. Four\n   - a point\n   - another")
    points = List(Marker.BULLET, (ListItem(1, _line("a point")), ListItem(2, _line("another"))))
    items = (ListItem(3, _line("Three")), ListItem(4, (*_line("Four"), points)))
    assert prose.blocks == (List(Marker.DECIMAL, items),)


def test_lettered_labels_make_lists() -> None:
    prose = read("(a) First\n    (i) inner\n    (ii) inner two,\n         continued\n(b) Second\n\n    more\n(c) Third")
    roman = List(
        Marker.ROMAN,
        (ListItem(1, _line("inner")), ListItem(2, _line("inner two, continued"))),
        bracketed=True,
    )
    items = (
        ListItem(1, (*_line("First"), roman)),
        ListItem(2, (*_line("Second"), *_line("more"))),
        ListItem(3, _line("Third")),
    )
    assert prose.blocks == (List(Marker.ALPHA, items, bracketed=True),)


def test_letters_go_on_through_i() -> None:
    (listing,) = read("\n".join(f"({letter}) x" for letter in "ghij")).blocks
    assert isinstance(listing, List)
    assert (listing.marker, [item.number for item in listing.items]) == (Marker.ALPHA, [7, 8, 9, 10])


def test_numbers_after_letters_are_a_list_of_their_own() -> None:
    assert read("(b) x\n\n4) y\n5) z\n\n(a) w").blocks == (
        List(Marker.ALPHA, (ListItem(2, _line("x")),), bracketed=True),
        List(Marker.DECIMAL, (ListItem(4, _line("y")), ListItem(5, _line("z")))),
        List(Marker.ALPHA, (ListItem(1, _line("w")),), bracketed=True),
    )


def test_list_that_begins_with_i_is_roman() -> None:
    (listing,) = read("(iv) x\n(v) y").blocks
    assert isinstance(listing, List)
    assert (listing.marker, [item.number for item in listing.items]) == (Marker.ROMAN, [4, 5])


def test_bracketed_letter_in_a_paragraph_is_no_list() -> None:
    assert read("operative paragraph 5\n(a) of it").blocks == _line("operative paragraph 5 (a) of it")
    assert read("(word) in brackets").blocks == _line("(word) in brackets")


def test_quotation_holds_blocks() -> None:
    assert read("> One\n> two\n>\n> (a) three").blocks == (
        Quote((*_line("One two"), List(Marker.ALPHA, (ListItem(1, _line("three")),), bracketed=True))),
    )


def test_footnotes_are_numbered_by_their_calls() -> None:
    notes = "[^a]: See CP/CAJP-2038/03,\n    and more.\n[^b]: *B*\n[^c]: never called"
    prose = read(f"One[^b], two[^a], one again[^b].\n\n{notes}")
    assert prose.blocks == (
        Paragraph(
            (
                Text("One"),
                FootnoteCall(1),
                Text(", two"),
                FootnoteCall(2),
                Text(", one again"),
                FootnoteCall(1, 1),
                Text("."),
            )
        ),
    )
    assert prose.footnotes == (
        Footnote(1, (Emphasis((Text("B"),)),), 2),
        Footnote(2, (Text("See "), Citation("CP/CAJP-2038/03", "cp-cajp-2038-03"), Text(", and more.")), 1),
    )


def test_call_without_a_note_is_text() -> None:
    assert read("x[^1]").blocks == _line("x[^1]")


def test_note_does_not_call_a_note() -> None:
    assert read("x[^1]\n\n[^1]: y[^1]").footnotes == (Footnote(1, (Text("y[^1]"),)),)


def test_first_definition_of_a_note_counts() -> None:
    assert read("x[^1]\n\n[^1]: first\n[^1]: second\n    goes on").footnotes == (Footnote(1, (Text("first"),)),)


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "javascript&colon;alert(1)",
        "<javascript:alert(1)>",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//example.org/",
        "\\\\example.org",
        "ftp://example.org/",
        "relative",
    ],
)
def test_dangerous_link_is_no_link(href: str) -> None:
    prose = read(f"[x]({href})")
    assert "<a" not in to_html(prose)
    assert not any(isinstance(inline, Link) for inline in prose.blocks[0].inlines)  # type: ignore[union-attr]


@pytest.mark.parametrize("href", ["https://example.org/a?b=1", "mailto:a@example.org", "/groups/", "#part"])
def test_harmless_link_is_a_link(href: str) -> None:
    assert read(f"[x]({href})").blocks == (Paragraph((Link(href, (Text("x"),)),)),)


def test_link_holds_no_link() -> None:
    assert read("[see AG/RES. 5](/x)").blocks == (Paragraph((Link("/x", (Text("see AG/RES. 5"),)),)),)
    assert read("[x]()").blocks == _line("x")


def _depth(html: str, *tags: str) -> int:
    deepest = depth = 0

    class Parser(HTMLParser):
        def handle_starttag(self, tag: str, attrs: object) -> None:
            nonlocal depth, deepest
            depth += tag in tags
            deepest = max(depth, deepest)

        def handle_endtag(self, tag: str) -> None:
            nonlocal depth
            depth -= tag in tags

    Parser().feed(html)
    assert depth == 0
    return deepest


def test_depth_is_clamped_without_losing_text() -> None:
    lists = to_html(read("".join(f"{'  ' * level}- level {level}\n" for level in range(20))))
    quotes = to_html(read("> " * 20 + "within"))
    assert _depth(lists, "ul") == 6
    assert all(f"level {level}" in lists for level in range(20))
    assert _depth(quotes, "blockquote") == 6
    assert "within" in quotes


@pytest.mark.parametrize(
    "text",
    ["[^a]" * 5000, "*" * 20000, "[" * 10000, "[a](" * 3000, "> " * 5000 + "x", "> - " * 2000, "AG/" * 20000,
     " AG/" * 5000, "A/" * 20000, "AG/RES. 1 " + "rev. 1 " * 5000, "(i) " * 10000, "- " * 10000,
     "- x\n" * 10000, "(a) x\n1) x\n" * 3000],
)  # fmt: skip
def test_hostile_text_costs_no_more_than_its_length(text: str) -> None:
    assert _seconds(text) < 20 * (_seconds("words " * (len(text) // 6)) + _seconds("- a\n\n" * (len(text) // 5)))


def _seconds(text: str) -> float:
    """Of the processor: one measured beside the other, whatever the machine does besides."""
    start = time.process_time()
    to_html(read(text))
    return time.process_time() - start


def test_html_of_all_blocks() -> None:
    text = (
        "See **LC/MDS.4/3**,[^n] AG/RES. 1 and <this> & [that](/x?a=1&b=2).\n\n"
        '(c) one\n    (i) two\n\n1) three\n\n- four\n\n  five\n\n> six\n\n[^n]: "Note"[^n]'
    )
    html = to_html(read(text), {"lc-mds-4-3": '/documents/"x"/'}.get, id_prefix="intro", back_label="Zurück")
    assert html == (
        '<p>See <strong><a class="symbol" href="/documents/&quot;x&quot;/">LC/MDS.4/3</a></strong>,'
        '<sup id="intro-call-1"><a href="#intro-1" role="doc-noteref">1</a></sup> '
        '<span class="symbol">AG/RES. 1</span> and &lt;this&gt; &amp; <a href="/x?a=1&amp;b=2">that</a>.</p>'
        '<ol type="a" start="3" class="bracketed"><li>one<ol type="i" class="bracketed"><li>two</li></ol></li></ol>'
        "<ol><li>three</li></ol>"
        "<ul><li><p>four</p><p>five</p></li></ul>"
        "<blockquote><p>six</p></blockquote>"
        '<section class="footnotes" role="doc-endnotes"><ol><li id="intro-1">&quot;Note&quot;[^n] '
        '<a href="#intro-call-1" role="doc-backlink" aria-label="Zurück">↩</a></li></ol></section>'
    )


def test_second_call_has_its_own_place_and_way_back() -> None:
    html = to_html(read("a[^1] b[^1]\n\n[^1]: c"))
    assert 'id="note-call-1"' in html
    assert 'id="note-call-1-2"' in html
    assert html.count('role="doc-backlink"') == 2


def test_plain_text_has_a_line_for_each_paragraph() -> None:
    prose = read("See *this*  \nAG/RES. 5[^1]\n\n- [one](/x)\n- two\n\n> three\n\n[^1]: note")
    assert prose.plain == "See this AG/RES. 5\none\ntwo\nthree"


def test_empty_prose_is_false() -> None:
    assert not read(" \n\n")
    assert read("x")


class _Safety(HTMLParser):
    """Refuses whatever the writer of prose cannot have asked for."""

    allowed = {
        "a": {"href", "class", "role", "aria-label"},
        "ol": {"type", "start", "class"},
        "section": {"class", "role"},
        "sup": {"id"},
        "li": {"id"},
        "span": {"class"},
    }
    plain = {"p", "ul", "em", "strong", "br", "blockquote"}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.plain | self.allowed.keys()
        for name, value in attrs:
            assert name in self.allowed.get(tag, set())
            assert name != "href" or str(value).lower().startswith(("https://", "http://", "mailto:", "/", "#"))
            assert not (name == "href" and str(value).startswith("//"))


_fragments = st.sampled_from(
    ["*", "**", "[", "](", ")", "javascript:", "/x", "<", ">", '"', "\n", "\n\n", "> ", "- ", "(a) ", "1. ", "[^1]",
     "[^1]: ", "AG/RES. 5", "&colon;", "&lt;", "\\", "    ", "onclick=", "//", "https://x.org", "<https://x.org>",
     "word"]
)  # fmt: skip


@given(st.lists(_fragments | st.text(max_size=5), max_size=30).map("".join))
def test_no_text_makes_unsafe_html(text: str) -> None:
    _Safety().feed(to_html(read(text), lambda key: f"/documents/{key}/"))
