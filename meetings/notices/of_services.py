"""What interpreters, the service for rooms and technicians are told of meetings: when, where, how, and no more.

They have no account and no rights: of a meeting that is not everybody's to know they get neither matter, reason nor
link, and never an order of business. Whom to write to stands in the place of a link that ends such mails.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from groups.models import SecretariatAssignment
from meetings.enums import NoticeKind, ServiceKind
from meetings.feeds.calendars import publication_of
from meetings.models import Announcement, Service
from meetings.notices.facts import joined_otherwise, still_so
from meetings.notices.message import Line, Message, Part
from meetings.notices.of_meetings import HEADLINES, agenda_parts, dropped_between, is_near, joining_lines, lines_of
from meetings.notices.reasons import Untold
from meetings.notices.rendering import CALENDAR
from meetings.notices.wording import body_words, plain_words, short_date
from meetings.pages.hours import Reader
from meetings.pages.rows import heading
from meetings.queries.notices import circle_of, with_subjects
from meetings.queries.services import Concern, services_for
from meetings.transfer.entries import load_entries
from portal import outbox
from portal.actors import ANONYMOUS
from portal.enums import Audience
from portal.models import OutboxMessage

KIND = "service"


def service_message(given: Announcement, service: Service, concerns: list[Concern], now: dt.datetime) -> Message:
    """In the service's language, in hours of the venue."""
    if given.kind == NoticeKind.PLAN:
        return _of_plan(given, service, concerns)
    reader, concern = Reader(service.language), concerns[0]
    language, entry, after = reader.language, concern.entry, concern.after
    moved = given.event == "changed"
    before = concern.before if moved else {}
    lines = lines_of(entry, before, after, reader)
    otherwise = moved and joined_otherwise(before, after)
    if service.kind != ServiceKind.ROOMS and (given.event == "convened" or otherwise):
        lines += joining_lines(entry, otherwise=otherwise)
    lines += [Line(_("Reason"), given.reason)] if given.reason and is_public(concern) else []
    prepares = given.event == "convened" and service.kind == ServiceKind.INTERPRETERS
    matter = matter_of(concern, language)
    said = {"body": body_words(entry, language), "date": short_date(after, language) or matter}
    return Message(
        headline=HEADLINES[given.event]() % said,
        opening=matter,
        url=entry.get_absolute_url() if is_public(concern) else "",
        link=_("The meeting’s page"),
        lines=tuple(lines),
        parts=tuple(agenda_parts(entry, ANONYMOUS, language)) if prepares else (),
        urgent=is_near(entry, concern.before, after, now),
        rows=(entry,) if after.get("start") else (),
        dropped=dropped_between(concern.before, after) if moved else (),
    )


def _of_plan(given: Announcement, service: Service, concerns: list[Concern]) -> Message:
    reader = Reader(service.language)
    said = {"body": body_words(given.schedule, reader.language), "number": given.after.get("revision", 0)}
    return Message(
        headline=_("Work plan, rev. %(number)s: %(body)s") % said,
        opening=_("Meetings that you serve have changed with the work plan."),
        url=given.schedule.get_absolute_url() if all(is_public(each) for each in concerns) else "",
        link=_("The schedule, with its papers as PDF"),
        parts=tuple(_part(each, reader) for each in concerns),
        rows=tuple(each.entry for each in concerns if each.after.get("start")),
    )


def _part(concern: Concern, reader: Reader) -> Part:
    lines = lines_of(concern.entry, concern.before, concern.after, reader)
    said = []
    for line in lines:
        words = {"label": line.label, "value": line.value}
        text = _("%(label)s: %(value)s") % words
        said.append(_("%(new)s (formerly: %(old)s)") % {"new": text, "old": line.was} if line.was else text)
    return Part(matter_of(concern, reader.language), tuple(said))


def is_public(concern: Concern) -> bool:
    """Whether everybody may know of the meeting and what it is about."""
    entry = concern.entry
    return circle_of(entry.schedule, entry, agenda=True) == Audience.PUBLIC


def matter_of(concern: Concern, language: str) -> str:
    """What it is about, as far as everybody may know."""
    if not is_public(concern):
        return _("Meeting not open to the public")
    return plain_words(heading(concern.entry, concern.entry.meeting, language)[0], language)


def service_letter(given: Announcement, service: Service, concerns: list[Concern], now: dt.datetime) -> outbox.Letter:
    """The mail, with its calendar."""
    with override(service.language):
        message = service_message(given, service, concerns, now)
        headline = message.headline
        subject = _("URGENT: %(headline)s") % {"headline": headline} if message.urgent else headline
        context = {**context_of(message, given, service), "language": service.language}
        secret = {each.entry.pk: matter_of(each, service.language) for each in concerns if not is_public(each)}
        calendar = publication_of(ANONYMOUS, message.rows, service.language, message.dropped, secret)
        return outbox.Letter(
            subject=subject,
            text=render_to_string("meetings/email/service.txt", context),
            html=render_to_string("meetings/email/service.html", context),
            attachments=(("plenary.ics", calendar, CALENDAR),) if message.rows else (),
            language=service.language,
        )


def context_of(message: Message, given: Announcement, service: Service) -> dict[str, Any]:
    """For the templates: the message, why this address gets it, and whom to write to."""
    house = given.schedule.term.body.organization
    return {
        "message": message,
        "service": service,
        "house": house.name.pick(service.language).text,
        "kind": service.get_kind_display(),
        "address": settings.SITE_URL + message.url if message.url else "",
        "contacts": contacts_of(house.pk),
    }


def contacts_of(house: int) -> str:
    """The secretaries of a house: who answers, and who mends an address."""
    found = SecretariatAssignment.objects.filter(organization=house, role="secretary", user__is_active=True)
    emails = found.order_by("pk").values_list("user__email", flat=True)
    return ", ".join(dict.fromkeys(emails))


def compose(message: OutboxMessage, now: dt.datetime) -> outbox.Letter:
    """Withdrawn where the meeting has changed again, or the service has to do with it no more."""
    ids = message.params
    announcement = with_subjects(Announcement.objects.filter(pk=ids["announcement"])).first()
    if announcement is None:
        raise outbox.Withdrawn(Untold.TAKEN_BACK)
    service, concerns = next((each for each in services_for(announcement) if each[0].pk == ids["service"]), (None, []))
    if service is None:
        raise outbox.Withdrawn(Untold.SERVICE_GONE)
    _check(announcement)
    return service_letter(announcement, service, concerns, now)


def _check(given: Announcement) -> None:
    """Of a plan only what still differs from what was told before is found; of a meeting it is asked here."""
    if given.entry is None:
        return
    live = load_entries(given.entry.schedule, [given.entry.key]).get(given.entry.key)
    if live is None or not still_so(live.content, given.kind, given.after):
        raise outbox.Withdrawn(Untold.MEETING_CHANGED)


outbox.register_for_addresses(KIND, compose)
