"""Services on pages: what each will be told, what became of it, and why one was not told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext as _

from groups.pages.dates import capitalized
from meetings.enums import AnnouncementState, ServiceKind
from meetings.feeds.words import language_names
from meetings.models import Announcement, Schedule, Service, Silence
from meetings.notices.of_services import KIND, context_of, service_message
from meetings.operations.services import about_services, key_of
from meetings.pages.deadline import moment_words
from meetings.pages.hours import Reader
from meetings.queries.services import OF_SERVICES, Concern, concerns_of, is_concerned, served_in, services_for
from portal.enums import Audience, OutboxState
from portal.models import OutboxMessage
from portal.outbox import reason_of


def service_previews(given: Announcement, now: dt.datetime) -> list[dict[str, Any]]:
    """What services will get, each text once with those who get it."""
    found: list[dict[str, Any]] = []
    for service, concerns in services_for(given):
        with override(service.language):
            message = service_message(given, service, concerns, now)
            same = next(
                (each for each in found if (each["language"], each["message"]) == (service.language, message)), None
            )
            if same is None:
                same = {
                    "language": service.language,
                    "name": capitalized(get_language_info(service.language)["name_local"]),
                    "message": message,
                    "contacts": context_of(message, given, service)["contacts"],
                    "services": [],
                }
                found.append(same)
        same["services"].append({"name": str(service), "email": service.email, "kind": service.get_kind_display()})
    return found


def service_rows(services: Iterable[Service], reader: Reader) -> list[dict[str, str]]:
    """Each with its kind and its limits, and the form where they are mended."""
    return [
        {
            "name": str(service),
            "email": service.email,
            "kind": capitalized(str(service.get_kind_display())),
            "limits": "; ".join(filter(None, (_rooms(service), language_names(service.languages, reader.language)))),
            "url": reverse("desk-record", args=["service", service.pk]),
        }
        for service in services
    ]


def _rooms(service: Service) -> str:
    return ", ".join(str(room) for room in service.rooms.all())


def services_told(given: Announcement, reader: Reader) -> list[dict[str, str]]:
    """The mails that were queued for services, each with what became of it."""
    mails = OutboxMessage.objects.filter(kind=KIND, about=about_services(given)).order_by("recipient", "pk")
    names = {service.pk: str(service) for service in served_in(given.schedule.term.body)}
    return [
        {
            "name": names.get(mail.params["service"]) or _("Service not recorded any more"),
            "email": mail.recipient,
            "says": mail_words(mail, given.schedule, reader),
        }
        for mail in mails
    ]


def mail_words(mail: OutboxMessage, schedule: Schedule | Silence, reader: Reader) -> str:
    """What became of a mail, in a sentence for staff."""
    if mail.state == OutboxState.SENT and mail.sent_at:
        return _("Sent %(at)s.") % {"at": moment_words(mail.sent_at, schedule, schedule.term.body.venue_zone, reader)}
    why = reason_of(mail)
    if mail.state == OutboxState.PENDING and not (why or mail.last_error) and mail.next_attempt_at > mail.created_at:
        at = moment_words(mail.next_attempt_at, schedule, schedule.term.body.venue_zone, reader)
        return _("Waiting. Not before %(at)s.") % {"at": at}
    if mail.state == OutboxState.HELD and mail.why:
        return why
    words = {"state": mail.get_state_display(), "why": why or mail.last_error}
    return (_("%(state)s. %(why)s") if words["why"] else "%(state)s") % words


def why_services_untold(given: Announcement, sought: str, reader: Reader) -> list[dict[str, str]]:
    """Services that the words sought find, each with what was decided about it, else what speaks against it."""
    known = Service.objects.filter(organization=given.schedule.term.body.organization_id)
    found = [each for each in known.prefetch_related("rooms__organization") if _is_sought(each, sought)]
    return [{"name": str(each), "says": _why(given, each, reader)} for each in found[:10]]


def _is_sought(service: Service, sought: str) -> bool:
    words = [*dict(service.name).values(), service.email]
    return any(sought.casefold() in each.casefold() for each in words)


def _why(given: Announcement, service: Service, reader: Reader) -> str:
    mail = OutboxMessage.objects.filter(dedupe_key=key_of(given, service)).first()
    if mail is not None:
        return mail_words(mail, given.schedule, reader)
    if given.state == AnnouncementState.DISCARDED:
        return _("Nobody was told: it was decided not to send this notice.")
    return _against(given, service)


def _against(given: Announcement, service: Service) -> str:
    if given.kind not in OF_SERVICES:
        return _("Services are told when a meeting is convened, changed or called off, and of nothing else.")
    if service.body_id not in (None, given.schedule.term.body_id):
        return _("It serves another group alone.")
    if given.entry is not None and given.entry.audience == Audience.STAFF:
        return _("The meeting is for the secretariat alone.")
    concerns = concerns_of(given)
    if any(is_concerned(service, each) for each in concerns):
        waits = given.state == AnnouncementState.WAITING
        return _("Will be told once the notice is sent.") if waits else _("It was recorded after the notice was sent.")
    days = [dt.date.fromisoformat(day) for each in concerns for day in _days(each)]
    if days and not any(service.covers(day) for day in days):
        return _("It does not serve on the day of the meeting.")
    if service.kind == ServiceKind.INTERPRETERS and not any(_is_interpreted(each) for each in concerns):
        return _("The meeting has no interpretation.")
    return _("The meeting is in none of its rooms or languages.")


def _days(concern: Concern) -> list[str]:
    return [each["start"] for each in (concern.before, concern.after) if each.get("start")]


def _is_interpreted(concern: Concern) -> bool:
    return any(each.get("interpretation") for each in (concern.before, concern.after))
