"""The facts on the page of a term's paper, block by block in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel.dates import get_month_names
from playwright.sync_api import Page

from portal.lib.dates import Precision, Span, Style, format_date, format_span

KINDS = {
    "heading": ".plan-section > :is(h2, h3, h4, h5, h6)",
    "footnote": ".plan-section .footnotes li",
    "prose": ".plan-section > .prose :is(p, li)",
    "post": "dl.plan-facts > div",
    "mandate": "li.mandate",
    "item": ".listing li",
    "name": ".names > li",
    "body": ".plan-section .body-row",
    "line": ".lines > li",
    "row": ".plan-section tbody tr",
    "rule": ".rules > li",
    "statement": ".plan-section blockquote",
}
READ = """(kinds) => {
  const said = (element, without = "") => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll(".lang-tag, .number, .kicker, sup" + without).forEach((each) => each.remove());
    return copy.textContent.replace(/\\s+/g, " ").trim();
  };
  const all = (it, selector, without) => [...it.querySelectorAll(selector)].map((each) => said(each, without));
  const first = (it, selector, without) => all(it, selector, without).slice(0, 1);
  const numbers = (texts) => texts.flatMap((text) => text.match(/\\d+/g) ?? []);
  const facts = {
    heading: (it) => [said(it)],
    footnote: (it) => [said(it)],
    prose: (it) => [said(it)],
    post: (it) => all(it, "dd strong"),
    mandate: (it) => [
      ...first(it, "h3"), ...first(it, ".mandate-title"), ...all(it, "blockquote p"),
      ...numbers(all(it, ".mandate-paragraphs")),
    ],
    item: (it) => [said(it, ", ol, ul, .quiet"), ...all(it, ":scope > .quiet")],
    name: (it) => [said(it, ", .quiet")],
    body: (it) => [
      ...first(it, ".name"),
      ...all(it, ":scope > p:not(.name, .facts-line, .small)", ", .quiet").flatMap((text) => text.split(/\\s*,\\s*/)),
    ],
    line: (it) => [...first(it, ".lines-date"), ...all(it, ".lines-items li")],
    row: (it) => [...first(it, "th", ", .quiet"), ...first(it, "td:not(.filled):not([colspan])", ", .quiet")],
    rule: (it) => [said(it)],
    statement: (it) => [said(it)],
  };
  return [...document.querySelectorAll(Object.values(kinds).join())].map((it) => {
    const kind = Object.keys(kinds).find((name) => it.matches(kinds[name]));
    return { kind, facts: facts[kind](it).filter(Boolean) };
  });
}"""
MONTHS = {name: number for number, name in get_month_names("wide", locale="en").items()}
NAMED = "|".join(MONTHS)
DAYS = re.compile(rf"\b(\d{{1,2}})–(\d{{1,2}}) ({NAMED}) (\d{{4}})")
DAY = re.compile(rf"(?<!–)\b(?:(\d{{1,2}}) ({NAMED})|({NAMED}) (\d{{1,2}})),? (\d{{4}})")
SYMBOL = re.compile(
    r"\b(?:AG|CP|CAJP|CIDI|CEPCIDI|LC|A|HC)/[A-Z][\w./]*(?: ?\d[\w./-]*)?(?: \([A-Z\d/-]+\))?(?: (?:rev|corr)\. \d+)?"
)
HOUR = re.compile(r"\b\d{1,2}:\d{2} [ap]\.m\.")


@dataclass(frozen=True)
class Block:
    """Facts that stand together; each is a choice of spellings, the first fact marks the place."""

    kind: str
    facts: tuple[tuple[str, ...], ...]


def blocks_of(page: Page) -> list[Block]:
    """What the page's plan holds."""
    read: list[dict[str, Any]] = page.evaluate(READ, KINDS)
    found = [Block(each["kind"], tuple(_facts(each["kind"], each["facts"]))) for each in read]
    return [block for block in found if block.facts]


def _facts(kind: str, texts: list[str]) -> list[tuple[str, ...]]:
    if kind in {"prose", "footnote"}:
        return [spelling for text in texts for spelling in facts_in(text)]
    if kind == "line":
        return [spelling for text in texts[:1] for spelling in facts_in(text)] + [(text,) for text in texts[1:]]
    return [(text,) for text in texts]


def facts_in(text: str) -> list[tuple[str, ...]]:
    """Dates, symbols and hours of a running text, in their order."""
    found = [(match.start(), _day(match)) for match in DAY.finditer(text)]
    found += [(match.start(), _days(match)) for match in DAYS.finditer(text)]
    found += [(match.start(), (match[0],)) for pattern in (SYMBOL, HOUR) for match in pattern.finditer(text)]
    return [spellings for _place, spellings in sorted(found)]


def _day(match: re.Match[str]) -> tuple[str, ...]:
    """A day as it stands, and as each house writes it."""
    day = date(int(match[5]), MONTHS[match[2] or match[3]], int(match[1] or match[4]))
    return (match[0], *(format_date(day, "en", style) for style in (Style.OAS, Style.UN)))


def _days(match: re.Match[str]) -> tuple[str, ...]:
    first, last = (date(int(match[4]), MONTHS[match[3]], int(match[number])) for number in (1, 2))
    return (match[0], *(format_span(Span(first, last, Precision.DAY), "en", style) for style in (Style.OAS, Style.UN)))
