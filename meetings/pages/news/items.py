"""Changes for components/changes.html: under the name of what changed, who, when, and the lines."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from documents.models import Document
from groups.changes.facts import Step
from groups.models import Body, By
from groups.permissions import presides
from meetings.models import Room
from meetings.pages.differences import way_words
from meetings.pages.hours import Reader
from meetings.pages.news.agendas import agenda_lines, outcome_lines
from meetings.pages.news.lines import Line, Names
from meetings.pages.news.records import record_lines
from meetings.pages.news.rows import row_lines
from meetings.pages.news.things import about
from meetings.queries.changes import Shown
from meetings.transfer.keybook import pks_of
from portal.actors import Actor
from portal.lib.dates import city_of, format_date
from portal.lib.dates.hours import format_hour

MOST_PARTS_SHOWN = 12
HOW = ("moved", "added", "withdrawn", "changed")


def news(actor: Actor, shown: Iterable[Shown], reader: Reader) -> list[dict[str, Any]]:
    """Changes as the component takes them; one of which nothing is left to tell is left out."""
    items = list(shown)
    names = _names(actor, [part for item in items for part in (item, *item.parts)], reader)
    described = (_item(actor, item, names) for item in items)
    return [item for item in described if item["lines"] or item["parts"]]


def number_of(actor: Actor, outlined: Iterable[Shown], reader: Reader) -> int | None:
    """How many of them `news` would tell, of things that need not have been read; None where that hangs on the rows of
    an adoption. One query where agendas name papers, else none."""
    items = list(outlined)
    names = Names(reader, papers=_papers(actor, items))
    told = [bool(_lines(item, names)) for item in items]
    silent = [item for item, has_lines in zip(items, told, strict=True) if not has_lines]
    return None if any("schedule" in item.steps for item in silent) else sum(told)


def _names(actor: Actor, items: Sequence[Shown], reader: Reader) -> Names:
    """The rooms and papers that the changes name, in two queries each."""
    rooms = {
        room for item in items for says in filter(None, item.steps.get("entry", ())) for room in says.get("rooms") or ()
    }
    keys = pks_of("room", rooms)
    found = Room.objects.in_bulk(keys.values())
    return Names(reader, {key: found[pk] for key, pk in keys.items()}, _papers(actor, items))


def _papers(actor: Actor, items: Iterable[Shown]) -> dict[str, Document]:
    """The papers before items of agendas, as far as `actor` may know of them."""
    agendas = [says for item in items for says in item.steps.get("agenda", ()) if says]
    told = [part for says in agendas for part in says.values() if part and "papers" in part]
    slugs = {paper[0] for part in told for paper in part["papers"]}
    return {each.slug: each for each in Document.objects.known_to(actor).filter(slug__in=slugs)} if slugs else {}


def _item(actor: Actor, item: Shown, names: Names) -> dict[str, Any]:
    return {
        **about(item, names),
        "body": item.body.short_name or item.body.name,
        "slug": item.body.slug,
        "body_url": reverse("groups:changes", args=[item.body.slug]),
        "id": f"change-{item.body.slug}-{item.first}",
        "who": _who(actor, item),
        "at": item.at,
        "when": when(item.at, item.body, names.reader),
        "seen": item.seen,
        "lines": _lines(item, names),
        "parts": _parts(item, names),
        "more_parts": max(0, len(item.parts) - MOST_PARTS_SHOWN),
    }


def _lines(item: Shown, names: Names) -> list[Line]:
    lines: list[Line] = []
    for topic in ("entry", "agenda", "outcome"):
        if step := item.steps.get(topic):
            lines += _of_entry(topic, step, item, names)
    if item.topic in item.steps and item.topic != "entry":
        lines += record_lines(item.topic, item.steps[item.topic], names)
    return lines


def _of_entry(topic: str, step: Step, item: Shown, names: Names) -> list[Line]:
    if topic == "entry":
        return row_lines(step, item.body, item.live, names)
    return agenda_lines(step, names) if topic == "agenda" else outcome_lines(step, names)


def _parts(item: Shown, names: Names) -> list[dict[str, Any]]:
    """The rows that an adoption moved, added, withdrew or changed, in that order."""
    told: dict[str, list[dict[str, Any]]] = {how: [] for how in HOW}
    for part in item.parts[:MOST_PARTS_SHOWN]:
        lines = _lines(part, names)
        if lines:
            told[_how(part)].append({**about(part, names), "lines": lines})
    return [{"how": how, "label": way_words(how, len(rows)), "rows": rows} for how, rows in told.items() if rows]


def _how(part: Shown) -> str:
    step = part.steps.get("entry")
    if step is None:
        return "changed"
    if step.old is None:
        return "added"
    if step.new is None or step.new.get("status") == "withdrawn":
        return "withdrawn"
    return "moved" if "date" in step.new else "changed"


def _who(actor: Actor, item: Shown) -> str:
    """The secretariat is named as a whole, but to itself; an officer by name; nobody else."""
    row, body = item.row, item.body
    inside = presides(actor, body_id=body.pk, organization_id=body.organization_id)
    if row.by == By.OFFICER:
        return _("%(name)s, officer") % {"name": row.actor_name}
    if inside and row.by == By.SECRETARIAT:
        return _("%(name)s, secretariat") % {"name": row.actor_name}
    return str(By(row.by).label)


def _city(zone: str, body: Body, reader: Reader) -> str:
    """The seat's own where it is its zone: Washington, not New York."""
    seat = body.organization
    venue = seat.city.pick(reader.language).text if zone == seat.zone and seat.city else ""
    return city_of(zone, reader.language, venue)


def when(at: dt.datetime, body: Body, reader: Reader) -> str:
    """The moment on the reader's clock, else on the venue's, with the city whose clock it is."""
    zone = reader.zone or body.venue_zone
    there = at.astimezone(ZoneInfo(zone))
    words = {
        "date": format_date(there.date(), reader.language),
        "hour": format_hour(there.time(), reader.language),
        "city": _city(zone, body, reader),
    }
    return _("%(date)s, %(hour)s (%(city)s)") % words
