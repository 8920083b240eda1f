"""What goes out within the next days: what it is, to how many; and for one of them, who they are and the words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import get_language_info, ngettext, override
from django.utils.translation import gettext as _

from documents.models import Document, LanguageVersion
from groups.models import Mandate, Term
from groups.pages.dates import capitalized
from meetings.enums import NoticeKind
from meetings.models import Entry, Notice, Silence
from meetings.notices.message import Message
from meetings.notices.reading import Subject, UntoldError, message_of
from meetings.operations.foreseeing import Leaving, foreseen_until
from meetings.pages.apart import apart_words
from meetings.pages.hours import Reader
from meetings.pages.notices import event_words
from meetings.queries.held import held_matters, is_lasting, matters_of
from meetings.queries.queued import Queued, queued_in
from portal.actors import SYSTEM
from portal.enums import OutboxState
from portal.lib.dates import format_date
from portal.lib.multilingual import LANGUAGES
from portal.models import OutboxMessage, User


def leaving_days(
    houses: Collection[int] | None, now: dt.datetime, last: dt.date, chosen: str, reader: Reader, page: str
) -> list[dict[str, Any]]:
    """Days with their items, in the language of the `page`; the item `chosen` in that of `reader`, and to whom."""
    held = held_matters()
    found = [_queued(each, now, chosen, reader) for each in queued_in(houses)]
    found += [_foreseen(each, now, chosen, reader) for each in foreseen_until(houses, now, last)]
    apart = apart_words((row["entry"] for row in found if row["entry"]), page)
    for row in found:
        row["apart"] = apart.get(row["entry"], "")
        row["held"] = row["held"] or row["about"] in held
        row["lasting"] = is_lasting(row["about"])
    days: dict[dt.date, list[dict[str, Any]]] = {}
    for row in sorted(found, key=lambda row: (row["on"], not row["queued"], row["kind"])):
        days.setdefault(row["on"], []).append(row)
    return [
        {
            "day": _day(day, now.date(), page),
            "rows": rows,
            "people": _people(_all(rows, "users"), _all(rows, "services")),
        }
        for day, rows in days.items()
        if day <= last
    ]


def held_rows(houses: Collection[int] | None, page: str) -> list[dict[str, Any]]:
    """Matters of these houses of which no mail leaves, whether any waits now or not."""
    held = held_matters()
    waiting = dict(
        OutboxMessage.objects.filter(about__in=list(held), state=OutboxState.HELD)
        .order_by()
        .values_list("about")
        .annotate(number=Count("pk"))
    )
    rows, matters = [], matters_of(held, houses)
    apart = apart_words((each.subject.pk for each in matters.values() if isinstance(each.subject, Entry)), page)
    for about, matter in matters.items():
        name, url = _matter(matter.subject)
        number, hold = waiting.get(about, 0), held[about]
        rows.append(
            {
                "about": about,
                "kind": _kind(about),
                "matter": name,
                "url": url,
                "apart": apart.get(matter.subject.pk, "") if isinstance(matter.subject, Entry) else "",
                "body": matter.body.name,
                "since": format_date(hold.since.date(), page),
                "by": str(hold.by or ""),
                "mails": ngettext("%(number)s mail waits", "%(number)s mails wait", number) % {"number": number},
            }
        )
    return rows


def _kind(about: str) -> str:
    words = {
        "deadline": _("Reminders of a deadline"),
        "silence": _("Mails about a silence procedure"),
        "mandate": _("Mails about a mandate"),
        "term": _("Mails about the end of a term"),
        "version": _("Mails about a paper that is out"),
        "services": _("Mails about services to be confirmed"),
    }
    return words[about.partition(":")[0]]


def _day(day: dt.date, today: dt.date, language: str) -> str:
    words = format_date(day, language, weekday=True)
    return _("Today") if day == today else words[:1].upper() + words[1:]


def people_words(people: int, services: int) -> str:
    """“6 people and 3 services”; services only where there are any."""
    found = ngettext("%(number)s person", "%(number)s people", people) % {"number": people}
    if not services:
        return found
    others = ngettext("%(number)s service", "%(number)s services", services) % {"number": services}
    return _("%(people)s and %(services)s") % {"people": found, "services": others} if people else others


def _people(users: AbstractSet[Any], services: AbstractSet[Any]) -> str:
    return people_words(len(users), len(services))


def _all(rows: Iterable[dict[str, Any]], name: str) -> set[Any]:
    """Each once, in however many rows."""
    return set().union(*(row[name] for row in rows))


def _queued(each: Queued, now: dt.datetime, chosen: str, reader: Reader) -> dict[str, Any]:
    key = f"queued-{each.about}"
    users = [message.account for message in each.messages if message.account]
    services = [message.recipient for message in each.messages if message.account is None]
    first = min(message.next_attempt_at for message in each.messages)
    row = _row(key, max(first, now).date(), each.told.kind, each.told.event, each.body, each.subject, reader)
    row |= {"queued": True, "held": each.is_held, "about": each.about}
    row |= {"users": {user.pk for user in users}, "services": set(services)}
    row["people"] = _people(row["users"], row["services"])
    if key == chosen:
        told = each.told
        subject = Subject.of_notice(told) if isinstance(told, Notice) else Subject.of_announcement(told)
        row |= _opened(subject, users, services, now, reader)
    return row


def _foreseen(each: Leaving, now: dt.datetime, chosen: str, reader: Reader) -> dict[str, Any]:
    row = _row(each.key, each.day, each.kind, each.event, each.body, each.about, reader)
    row |= {
        "queued": False,
        "held": False,
        "about": each.matter,
        "users": {user.pk for user in each.users},
        "services": set(),
    }
    row["people"] = _people(row["users"], row["services"])
    if each.days is not None:
        row["event"] = _days(each.days)
    if each.key == chosen:
        row |= _opened(each.subject, each.users, [], each.at or now, reader)
    return row


def reminder_rows(found: Sequence[Leaving], now: dt.datetime, reader: Reader) -> list[dict[str, Any]]:
    """The reminders of a deadline that are to come: the next one with its words in each language."""
    rows, today = [], now.astimezone(ZoneInfo(reader.zone or "UTC")).date()
    for place, each in enumerate(found):
        at_once = each.at is not None and each.at <= now  # where they live it may be another day than here
        words = [(code, _words(each.subject, each.at or now, Reader(code))) for code in LANGUAGES] if not place else []
        rows.append(
            {
                "day": _day(today if at_once else each.day, today, reader.language),
                "at_once": at_once,
                "event": _days(each.days or 0),
                "people": people_words(len({user.pk for user in each.users}), 0),
                "names": ", ".join(sorted(str(user) for user in each.users)),
                "words": [
                    {"code": code, "name": capitalized(get_language_info(code)["name_local"]), "message": message}
                    for code, message in words
                ],
            }
        )
    return rows


def _days(days: int) -> str:
    if days < 0:
        words = ngettext("Reminder, %(number)s day after", "Reminder, %(number)s days after", -days)
        return words % {"number": -days}
    if days == 0:
        return _("Reminder, on the day")
    return ngettext("Reminder, %(number)s day before", "Reminder, %(number)s days before", days) % {"number": days}


def _row(key: str, on: dt.date, kind: str, event: str, body: Any, about: Any, reader: Reader) -> dict[str, Any]:
    label = _("One mail a day") if kind == "digest" else str(NoticeKind(kind).label)
    matter, url = _matter(about)
    return {
        "key": key,
        "on": on,
        "kind": label,
        "event": label if kind == "digest" else event_words(event),
        "body": body.name if body else "",
        "matter": matter,
        "url": url,
        "entry": about.pk if isinstance(about, Entry) else None,
    }


def _matter(about: Any) -> tuple[Any, str]:
    """What it tells of, and its page."""
    if isinstance(about, Entry):
        if hasattr(about, "deadline"):
            return about.text, reverse("meetings:deadline", args=[about.deadline.pk])
        return about.text or "", about.get_absolute_url()
    if isinstance(about, LanguageVersion):
        about = about.revision.document
    if isinstance(about, Document):
        return about.symbol or about.title, about.get_absolute_url()
    if isinstance(about, Mandate):
        return about.printed, reverse("groups:mandates", args=[about.term.body.slug, about.term.label])
    if isinstance(about, Term):
        return about.label, about.get_absolute_url()
    if isinstance(about, Silence):
        return about.revision.document.title, about.get_absolute_url()
    return ("", about.get_absolute_url()) if about is not None else ("", "")


def _opened(
    subject: Subject | None, users: Iterable[User], services: Iterable[str], at: dt.datetime, reader: Reader
) -> dict[str, Any]:
    """Who gets it, and its words; each reader's own zone and rights are added when it is sent."""
    languages = [
        {"code": code, "name": capitalized(get_language_info(code)["name_local"]), "current": code == reader.language}
        for code in LANGUAGES
    ]
    people = [{"name": str(user), "email": user.email} for user in users]
    return {
        "open": True,
        "recipients": [*people, *({"name": address, "email": ""} for address in services)],
        "languages": languages,
        "language": reader.language,
        "message": _words(subject, at, reader),
        "each": subject is None,
    }


def _words(subject: Subject | None, at: dt.datetime, reader: Reader) -> Message | None:
    if subject is None:
        return None
    with override(reader.language):
        try:
            return message_of(subject, reader, SYSTEM, at)
        except UntoldError:
            return None
