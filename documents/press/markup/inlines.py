"""Inlines as HTML."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from documents.press import inlines as tree
from documents.press.blocks import Paragraph
from documents.press.markup.element import element, language_tag, safe_url, words
from documents.press.markup.state import State
from documents.press.words import NAMES


def write_inlines(inlines: Iterable[tree.Inline], state: State) -> str:
    """A run of inlines."""
    with state.deeper():
        return "".join(write_inline(inline, state) for inline in inlines)


@singledispatch
def write_inline(inline: tree.Inline, state: State) -> str:
    """One inline."""
    raise TypeError(f"not an inline: {inline!r}")


@write_inline.register
def _(inline: tree.Text, state: State) -> str:
    language = language_tag(inline.language)
    if language is None or language == state.paper.language:
        return words(inline.text)
    return element("span", words(inline.text), lang=language)


@write_inline.register
def _(inline: tree.Emphasis, state: State) -> str:
    return element("em", write_inlines(inline.inlines, state))


@write_inline.register
def _(inline: tree.Strong, state: State) -> str:
    return element("strong", write_inlines(inline.inlines, state))


@write_inline.register
def _(inline: tree.Citation, state: State) -> str:
    # A citation longer than a line must break somewhere, or it runs over the edge of its cell
    kind = "citation" if len(inline.text) <= 40 else None
    return anchor_to(element("span", words(inline.text), class_=kind), inline.url)


@write_inline.register
def _(inline: tree.Link, state: State) -> str:
    return anchor_to(write_inlines(inline.inlines, state), inline.url)


@write_inline.register
def _(inline: tree.LanguageLinks, state: State) -> str:
    content = " - ".join(_language_link(link, state) for link in inline.links)
    # Two names stay in one line; four are wider than a column of a schedule
    return element("span", content, class_="citation") if len(inline.links) <= 2 else content


@write_inline.register
def _(inline: tree.LineBreak, state: State) -> str:
    return "<br>"


@write_inline.register
def _(inline: tree.Footnote, state: State) -> str:
    # Spans, because a note may stand in a paragraph and paragraphs may not
    with state.within():
        parts = [write_inlines(block.inlines, state) for block in inline.blocks if isinstance(block, Paragraph)]
    body = "".join(element("span", part, class_="fn-more" if index else None) for index, part in enumerate(parts))
    return element("span", body, class_="fn")


def anchor_to(content: str, url: str | None) -> str:
    """A link where the address may be followed, else the content alone."""
    address = safe_url(url)
    return element("a", content, href=address) if address else content


def _language_link(link: tree.LanguageLink, state: State) -> str:
    label = link.label or NAMES.get(link.language, link.language)
    language = language_tag(link.language)
    if language == state.paper.language:
        language = None
    if safe_url(link.url):
        return element("a", words(label), href=link.url, lang=language, hreflang=language_tag(link.language))
    return element("span", words(label), lang=language) if language else words(label)


def without_notes(inlines: Iterable[tree.Inline]) -> tuple[tree.Inline, ...]:
    """The same words without footnotes and links, for the contents."""
    out: list[tree.Inline] = []
    for inline in inlines:
        match inline:
            case tree.Footnote():
                continue
            case tree.LineBreak():
                out.append(tree.Text(" "))
            case tree.Link():
                out += without_notes(inline.inlines)
            case tree.Citation():
                out.append(tree.Citation(inline.text))
            case _:
                out.append(inline)
    return tuple(out)


def underlined(inlines: Iterable[tree.Inline], state: State) -> str:
    """Underlined words; footnotes stay outside, else their text at the foot of the page is underlined too."""
    out, run = [], ""
    for inline in inlines:
        if isinstance(inline, tree.Footnote):
            out.append(element("u", run) if run else "")
            out.append(write_inline(inline, state))
            run = ""
        else:
            run += write_inline(inline, state)
    return "".join(out) + (element("u", run) if run else "")
