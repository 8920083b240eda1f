"""Changes as a feed: what `meetings.pages.news` says of them, for programs that ask for news."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from groups.models import Body
from meetings.pages.hours import Reader
from meetings.pages.news import news
from meetings.pages.news.lines import Line
from meetings.queries.changes import changes_for
from portal.actors import Actor
from portal.lib.atom import Entry, Feed, render
from portal.lib.punctuation import colon
from portal.templatetags.plenary import plain, text

SINCE = dt.timedelta(days=30)
FOUNDED = "2026"
"""The year in the names of entries, which says only that the host was ours then (RFC 4151)."""


def feed_of(
    actor: Actor,
    bodies: Iterable[Body],
    now: dt.datetime,
    reader: Reader,
    *,
    title: str,
    name: str,
    page: str,
    own: str,
) -> bytes:
    """The changes of the last thirty days that `actor` may know of. `page` and `own` are paths, `name` is lasting."""
    found = changes_for(actor, bodies, now, since=now - SINCE)
    entries = [_entry(row, reader.language) for row in news(actor, found.items, reader)]
    site = settings.SITE_URL
    feed = Feed(
        tag(name), title, reader.language, f"{site}{page}?lang={reader.language}", site + own, "Plenary", entries
    )
    return render(feed)


def tag(name: str) -> str:
    """A name that is ours for ever (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{FOUNDED}:{name}"


def _entry(row: dict[str, Any], language: str) -> Entry:
    title = f"{colon(language)} ".join(part for part in (plain(row["body"]), plain(row["title"])) if part)
    return Entry(
        id=tag(row["id"]),
        title=f"{title}, {row['date']}" if row["date"] else title,
        updated=row["at"],
        author=row["who"],
        content=_content(row, language),
        url=f"{settings.SITE_URL}{row['url'] or row['body_url']}",
    )


def _content(row: dict[str, Any], language: str) -> SafeString:
    parts = [_lines(row["lines"], language)]
    for group in row["parts"]:
        rows = format_html_join(
            "",
            "<li>{}{}</li>",
            ((text(part["title"], tag=False), _lines(part["lines"], language)) for part in group["rows"]),
        )
        parts.append(format_html("<p>{}</p><ul>{}</ul>", group["label"], rows))
    said = _("By %(who)s, %(when)s.") % {"who": row["who"], "when": row["when"]}
    return format_html("{}<p>{}</p>", format_html_join("", "{}", ((part,) for part in parts)), said)


def _lines(lines: Iterable[Line], language: str) -> SafeString:
    items = format_html_join("", "<li>{}{} {}</li>", ((line.label, colon(language), _values(line)) for line in lines))
    return format_html("<ul>{}</ul>", items) if items else SafeString("")


def _values(line: Line) -> SafeString:
    old = format_html("<del>{}</del>", text(line.old, tag=False)) if str(line.old) else ""
    new = text(line.new, tag=False) if str(line.new) else ""
    return format_html("{}{}{}", old, mark_safe(" → ") if old and new else "", new)
