"""Notices of a meeting: convened, changed, called off, concluded."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from documents.models import Document
from groups.models import Post
from meetings.enums import ItemState
from meetings.feeds.words import language_names
from meetings.models import AgendaItem, Entry, Meeting, Outcome
from meetings.notices.facts import JOINED, UNDER_WAY, Facts, joined_otherwise, only_joined_otherwise
from meetings.notices.figures import meeting_figures
from meetings.notices.message import Line, Message, Part, UntoldError
from meetings.notices.reasons import Untold
from meetings.notices.wording import (
    body_words,
    city_words,
    date_words,
    due_words,
    hours_words,
    mode_words,
    place_words,
    plain_words,
    room_of,
    short_date,
    zone_of,
)
from meetings.pages.hours import Reader
from meetings.pages.rows import heading
from meetings.permissions import attends
from meetings.queries.rules import corrections_until
from portal.actors import Actor
from portal.lib.dates import format_date, instant

URGENT = dt.timedelta(hours=24)


def meeting_message(
    event: str, entry: Entry, before: Facts, after: Facts, reason: str, reader: Reader, actor: Actor, now: dt.datetime
) -> Message:
    """What became of the meeting; `actor` is the reader, whose rights decide what is said of its agenda, and of how to
    join."""
    language = reader.language
    meeting: Meeting = entry.meeting
    moved = event == "changed"
    there = attends(actor, entry)
    if moved and only_joined_otherwise(before, after) and not there:
        raise UntoldError(Untold.JOINING_UNSEEN)
    lines = lines_of(entry, before if moved else {}, after, reader)
    if there and (event == "convened" or (moved and after.get("status") in JOINED)):
        lines += joining_lines(entry, otherwise=moved and joined_otherwise(before, after))
    if reason:
        lines.append(Line(_("Reason"), reason))
    title = heading(entry, meeting, language)[0]
    matter = plain_words(title, language)
    day = short_date(after, language) or short_date(before, language)
    said = {"body": body_words(entry, language), "date": day}
    parts = [*agenda_parts(entry, actor, language)] if event == "convened" else []
    parts += _hanging(entry, actor, language) if event in ("postponed", "cancelled", "not_held", "no_quorum") else []
    return Message(
        headline=HEADLINES[event]() % said if day else HEADLINES[event]() % {**said, "date": matter},
        opening=matter,
        url=entry.get_absolute_url(),
        link=_("The meeting’s page"),
        lines=tuple(lines),
        parts=tuple(parts),
        urgent=is_near(entry, before, after, now),
        rows=(entry,) if after.get("start") else (),
        dropped=dropped_between(before, after) if moved else (),
        figures=meeting_figures(entry, after, reader, now),
        brief=3,
    )


def joining_lines(entry: Entry, *, otherwise: bool) -> list[Line]:
    """The link to join as it is now, for who was found to attend; `otherwise`: people know another one."""
    link = entry.meeting.join_url
    if not otherwise:
        return [Line(_("Link to join"), link)] if link else []
    return [Line(_("New link to join"), link) if link else Line(_("Link to join"), _("none any more"))]


def dropped_between(before: Facts, after: Facts) -> tuple[Facts, ...]:
    """Sittings of which calendars have an event that the meeting has no more; without hours it is one event."""
    timed = any(each.get("start") for each in before.get("sittings") or [])
    kept = after.get("sittings") or []
    number = len(kept) if any(each.get("start") for each in kept) else 1
    return tuple(before["sittings"][number:]) if timed else ()


HEADLINES: dict[str, Any] = {
    "convened": lambda: _("Convened: %(body)s, %(date)s"),
    "changed": lambda: _("Changed: %(body)s, %(date)s"),
    "postponed": lambda: _("Postponed until further notice: %(body)s, %(date)s"),
    "cancelled": lambda: _("Cancelled: %(body)s, %(date)s"),
    "not_held": lambda: _("Not held: %(body)s, %(date)s"),
    "no_quorum": lambda: _("Not held for want of a quorum: %(body)s, %(date)s"),
    "outcomes": lambda: _("Outcomes: %(body)s, %(date)s"),
    "order_issued": lambda: _("Order of business: %(body)s, %(date)s"),
    "order_amended": lambda: _("Order of business amended: %(body)s, %(date)s"),
    "election": lambda: _("Election due: %(body)s, %(date)s"),
    "vacancy": lambda: _("Post vacant: %(body)s, %(date)s"),
    "record": lambda: _("Record issued: %(body)s, %(date)s"),
}


def outcome_message(event: str, entry: Entry, after: Facts, reader: Reader, actor: Actor, now: dt.datetime) -> Message:
    """What the meeting concluded, as far as the reader may know."""
    language = reader.language
    outcomes = Outcome.objects.visible_to(actor).filter(meeting=entry.meeting, released_at__isnull=False)
    said = [f"{each.label} {each.text.pick(language).text}".strip() for each in outcomes]
    title = heading(entry, entry.meeting, language)[0]
    day = short_date(after, language)
    corrections = _corrections(entry, after, reader, now) if event == "record" else []
    return Message(
        headline=HEADLINES[event]() % {"body": body_words(entry, language), "date": day},
        opening=plain_words(title, language),
        url=entry.get_absolute_url(),
        link=_("The meeting’s page"),
        lines=tuple(line for line in (Line(_("Date"), date_words(after, language)), *corrections) if line.value),
        parts=(Part(_("Outcomes"), tuple(said)),) if said else (),
        closing=_("Whoever was there may ask for corrections of the record until then.") if corrections else "",
        figures=meeting_figures(entry, after, reader, now),
    )


def _corrections(entry: Entry, after: Facts, reader: Reader, now: dt.datetime) -> list[Line]:
    """Until when, counted from the day on which the record was issued; nothing once that is over."""
    here = now.astimezone(ZoneInfo(entry.schedule.term.body.venue_zone)).date()
    issued = dt.date.fromisoformat(after["issued"]) if after.get("issued") else here
    until = corrections_until(entry.schedule, issued, entry)
    city = city_words(entry.schedule, until.zone, reader.language)
    return [] if until.is_late(now) else [Line(_("Corrections until"), due_words(until, reader, city))]


def lines_of(entry: Entry, before: Facts, after: Facts, reader: Reader) -> list[Line]:
    """When, where and how; what was otherwise in `before` with what it was."""
    new, old = _values(entry, after, reader), _values(entry, before, reader) if before else {}
    found = []
    for label, value in new.items():
        was = old.get(label, "")
        if value or was:
            found.append(Line(label, value or _("not stated"), was if was != value else ""))
    return found


def _values(entry: Entry, facts: Facts, reader: Reader) -> dict[str, str]:
    room = room_of(facts)
    zone = zone_of(entry, facts, room)
    city = city_words(entry.schedule, zone, reader.language, room)
    return {
        _("Date"): date_words(facts, reader.language),
        _("Hours"): hours_words(facts, zone, reader, city),
        _("Place"): place_words(facts, room, reader.language),
        _("Mode"): mode_words(facts),
        _("Interpretation"): language_names(facts.get("interpretation") or (), reader.language),
    }


def agenda_parts(entry: Entry, actor: Actor, language: str) -> list[Part]:
    """The order of business as `actor` may read it, its papers, and the posts to be filled."""
    items = AgendaItem.objects.visible_to(actor).filter(meeting=entry.meeting, parent=None)
    kept = [item for item in items if item.state != ItemState.WITHDRAWN]
    parts = []
    if said := [f"{item.label} {item.text.pick(language).text}".strip() for item in kept]:
        parts.append(Part(_("Order of business"), tuple(said)))
    papers = Document.objects.known_to(actor).filter(agenda_papers__item__meeting=entry.meeting).distinct()
    if symbols := [each.symbol or each.title.pick(language).text for each in papers.order_by("symbol", "pk")]:
        parts.append(Part(_("Documents"), tuple(symbols)))
    posts = [post_words(item.post, language) for item in kept if item.post]
    if posts:
        parts.append(Part(_("To be elected"), tuple(posts)))
    return parts


def post_words(post: Post, language: str) -> str:
    """Its title, else its role."""
    return post.title.pick(language).text or str(post.get_role_display())


def _hanging(entry: Entry, actor: Actor, language: str) -> list[Part]:
    """Deadlines that were counted from the meeting: they stand until another date is told."""
    rows = Entry.objects.visible_to(actor).filter(deadline__anchor_entry=entry, start__isnull=False, withdrawn_in=None)
    said = [
        f"{format_date(row.start, language)}: {row.text.pick(language).text}"
        for row in rows.order_by("start", "pk")
        if row.start
    ]
    heading = _("Deadlines that were counted from it stand until you are told otherwise")
    return [Part(heading, tuple(said))] if said else []


def is_near(entry: Entry, before: Facts, after: Facts, now: dt.datetime) -> bool:
    """Whether it is under way, or begins within a day, by its old or its new date."""
    if after.get("status") in UNDER_WAY:
        return True
    for facts in (before, after):
        zone = zone_of(entry, facts, room_of(facts)) if facts else ""
        for sitting in (facts or {}).get("sittings") or []:
            if sitting.get("start"):
                on, start = dt.date.fromisoformat(sitting["on"]), dt.time.fromisoformat(sitting["start"])
                if now <= instant(on, start, zone) <= now + URGENT:
                    return True
    return False
