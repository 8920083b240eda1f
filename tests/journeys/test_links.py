"""A stranger follows every link of the site: each answers, and each page names its languages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import pytest

from tests.journeys.kinds import KINDS, address_of
from tests.journeys.portal import Portal

QUERIES = 40
"""Ways to ask the same page that are followed: months of the calendar, facets of the search."""
LANGUAGES = {"en", "es", "fr", "pt"}


@dataclass
class Links(HTMLParser):
    """What a page links to, its anchors, and what it says of languages."""

    found: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    offers: dict[str, str] = field(default_factory=dict)
    language: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        if "id" in given:
            self.anchors.append(given["id"])
        if tag == "a" and "href" in given:
            self.found.append(given["href"])
            if given["href"].startswith("?") and "lang=" in given["href"]:
                self.offers[given.get("hreflang", "")] = given["href"]


def read(html: str) -> Links:
    links = Links()
    links.feed(html)
    return links


def test_every_link_answers_and_every_page_offers_its_languages(portal: Portal) -> None:
    pages: dict[str, Links] = {}
    waiting, sought = ["/"], [("/", "/", "")]
    failures: list[str] = []
    asked: defaultdict[str, set[str]] = defaultdict(set)
    while waiting:
        path = waiting.pop()
        if path in pages:
            continue
        method = "HEAD" if path.split("?")[0].endswith((".pdf", ".json")) else "GET"
        if method == "HEAD" and "style=" in path:
            continue  # every language and style is printed elsewhere; here the paper of each button is enough
        answer = portal.get(path, method=method)
        if answer.status >= 400:
            failures.append(f"{answer.status} {path}")
        if answer.status in {301, 302}:
            waiting.append(urlsplit(answer.headers["location"]).path)
        pages[path] = links = read(
            answer.text if answer.headers.get("content-type", "").startswith("text/html") else ""
        )
        if links.language:
            failures += complaints(path, links)
        for href in links.found:
            base = path.split("?")[0] if href.startswith("?#") else path  # urljoin would keep the query
            target, anchor = urldefrag(urljoin(f"{portal.address}{base}", href))
            parts = urlsplit(target)
            if f"{parts.scheme}://{parts.netloc}" != portal.address or "lang" in parse_qs(parts.query):
                continue
            address = parts.path + (f"?{parts.query}" if parts.query else "")
            sought.append((path, address, anchor))
            if address not in asked[parts.path]:
                asked[parts.path].add(address)
                waiting += [address] if len(asked[parts.path]) <= QUERIES else []
    failures += [
        f"{path} links to {address}#{anchor}, which is not there"
        for path, address, anchor in sought
        if anchor and address in pages and anchor not in pages[address].anchors
    ]
    assert len(pages) > 150
    assert not failures, "\n".join(sorted(set(failures)))


def complaints(path: str, links: Links) -> list[str]:
    found = []
    if set(links.offers) != LANGUAGES:
        found.append(f"{path} offers {sorted(links.offers)}")
    if links.language != "en":
        found.append(f"{path} is in {links.language!r}")
    doubled = {anchor for anchor in links.anchors if links.anchors.count(anchor) > 1}
    if doubled:
        found.append(f"{path} has {sorted(doubled)} more than once")
    return found


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_kind_of_page_answers_in_each_language(portal: Portal, language: str) -> None:
    for kind in KINDS:
        address = address_of(portal, kind)
        offered = read(portal.get(address).text).offers[language]
        answer = portal.get(
            urlsplit(urljoin(f"{portal.address}{address}", offered))._replace(scheme="", netloc="").geturl()
        )
        assert answer.status == 200, address
        assert read(answer.text).language == language
        assert answer.headers["content-language"] == language
        assert f"language={language};" in answer.headers["set-cookie"]
        own = [value for name, value in parse_qs(urlsplit(address).query).items() if name != "lang"]
        assert own == [value for name, value in parse_qs(offered.lstrip("?")).items() if name != "lang"]
