"""Atom feeds (RFC 4287), as bytes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

NAMESPACE = "http://www.w3.org/2005/Atom"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NEVER = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When a feed without entries was updated: some moment is required, and one that does not move."""
# What XML 1.0 cannot hold, however it is escaped.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news. `id` never changes; `content` is HTML."""

    id: str
    title: str
    updated: dt.datetime
    author: str
    content: str
    url: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed with its entries, the latest first. `url` is the page of the same, `own` the feed's own address."""

    id: str
    title: str
    language: str
    url: str
    own: str
    author: str
    entries: Iterable[Entry] = field(default=())


def render(feed: Feed) -> bytes:
    """The document, in UTF-8."""
    entries = list(feed.entries)
    root = ET.Element("feed", {"xmlns": NAMESPACE, XML_LANG: feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "updated", _moment(max((entry.updated for entry in entries), default=NEVER)))
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", rel="self", type="application/atom+xml", href=feed.own)
    _add(root, "link", rel="alternate", type="text/html", hreflang=feed.language, href=feed.url)
    _add(root, "generator", "Plenary")
    for entry in entries:
        _entry(_add(root, "entry"), entry)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"


def _entry(element: ET.Element, entry: Entry) -> None:
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "updated", _moment(entry.updated))
    _add(_add(element, "author"), "name", entry.author)
    _add(element, "link", rel="alternate", type="text/html", href=entry.url)
    _add(element, "content", entry.content, type="html")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, name, attributes)
    if text:
        element.text = _UNFIT.sub("", text)
    return element


def _moment(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
