"""The whole paper as one HTML document."""

from __future__ import annotations

from documents.press.inlines import Inline
from documents.press.markup import tables as _tables  # noqa: F401  (registers how tables are written)
from documents.press.markup.blocks import write_blocks
from documents.press.markup.element import element, language_tag, words
from documents.press.markup.inlines import write_inlines
from documents.press.markup.masthead import write_masthead
from documents.press.markup.state import Entry, State
from documents.press.mastheads import running_words
from documents.press.measure import balanced_width
from documents.press.paper import Paper
from documents.press.plain import plain_inlines

# Widths in points that titles are balanced within, and the size they are set in
TITLE_MEASURE = {"oas": (5.6 * 72, 11.0, False), "un": (440.0, 15.0, True)}


def write_document(paper: Paper) -> str:
    """The paper as an HTML document, its body in reading order."""
    state = State(paper)
    state.anchor("title")
    blocks = element("main", write_blocks(paper.blocks, state))
    contents = _contents(state) if paper.contents and state.entries else ""
    front = write_masthead(paper) + _title(paper, state) + contents
    kinds: list[str] = [paper.style, paper.size]
    if contents and paper.cover:
        kinds.append("with-cover")
    if paper.masthead.release:
        kinds.append("release")
    body = element(
        "body", front + blocks, class_=" ".join(kinds), data_running=running_words(paper), data_code=paper.file_code,
        data_job=paper.masthead.job_number, data_page=state.words.page, data_of=f" {state.words.of} ",
    )  # fmt: skip
    return f'<!DOCTYPE html>\n<html lang="{paper.language}">{_head(paper)}{body}</html>'


def _head(paper: Paper) -> str:
    stamp = paper.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    pairs = [("generator", "Plenary"), ("dcterms.created", stamp), ("dcterms.modified", stamp)]
    pairs += [("author", author) for author in paper.authors]
    if paper.keywords:
        pairs.append(("keywords", ", ".join(paper.keywords)))
    if paper.masthead.symbol:
        pairs.append(("description", paper.masthead.symbol))
    metas = "".join(element("meta", "", name=name, content=value).removesuffix("</meta>") for name, value in pairs)
    title = plain_inlines(paper.title, paper.language).strip() or paper.masthead.symbol or "-"
    return f'<head><meta charset="utf-8"><title>{words(title)}</title>{metas}</head>'


def _title(paper: Paper, state: State) -> str:
    parts = []
    if paper.style == "un":
        parts.append(element("p", words(paper.meeting), class_="meeting") if paper.meeting else "")
        parts.append(element("p", words(paper.venue), class_="venue") if paper.venue else "")
    measure, size, bold = TITLE_MEASURE[paper.style]
    printed = plain_inlines(paper.title, paper.language)
    width = balanced_width(printed.upper() if paper.style == "oas" else printed, measure, size, bold=bold)
    title = _lang(element("span", write_inlines(paper.title, state), style=f"width:{width:.1f}pt"), paper)
    parts.append(element("h1", title, id="title", data_bookmark=printed))
    if paper.subtitle:
        parts.append(element("p", write_inlines(paper.subtitle, state), class_="subtitle"))
    if paper.status:
        parts.append(element("p", write_inlines(paper.status, state), class_="status"))
    return element("div", "".join(parts), class_="front")


def _lang(content: str, paper: Paper) -> str:
    language = language_tag(paper.title_language)
    return element("span", content, lang=language) if language and language != paper.language else content


def _contents(state: State) -> str:
    rows = "".join(_entry(entry, state) for entry in state.entries if entry.level <= state.paper.levels)
    heading = element("h2", words(state.words.contents), class_="contents-title")
    page = element("p", element("span", words(state.words.page)), class_="contents-page")
    return element("div", heading + page + element("nav", rows), class_="contents")


def _entry(entry: Entry, state: State) -> str:
    link = element("a", _entry_words(entry.label, entry.inlines, state), href=f"#{entry.anchor}")
    return element("p", link, class_=f"level-{entry.level}", data_tag="TOCI")


def _entry_words(label: str, inlines: tuple[Inline, ...], state: State) -> str:
    text = write_inlines(inlines, state)
    if not label:
        return text
    mark = label if label.endswith((".", ")", ":")) else f"{label}."
    return f"{element('span', words(mark), class_='entry-label')} {text}"
