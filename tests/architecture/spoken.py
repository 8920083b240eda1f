"""What a page says in its own language: the texts and labels that are not marked as being in another one."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SAID_BY_ATTRIBUTES = ("aria-label", "title", "placeholder", "alt")


class Spoken(HTMLParser):
    """Collects `texts` with their blanks evened out, and the `links` to other pages of the portal."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: set[str] = set()
        self.links: set[str] = set()
        self.language = ""
        self.open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        outer = self.open[-1][1] if self.open else ""
        inner = "" if given.get("translate") == "no" or tag in ("script", "style") else given.get("lang", outer)
        if tag == "html":
            self.language = inner
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.add(given["href"].split("#")[0])
        if inner and inner == self.language:
            self.texts |= {_even(given[name]) for name in SAID_BY_ATTRIBUTES if given.get(name)}
        if tag not in VOID:
            self.open.append((tag, inner))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        words = _even(data)
        if words and self.open and self.open[-1][1] == self.language:
            self.texts.add(words)


def _even(text: str) -> str:
    return " ".join(text.split())
