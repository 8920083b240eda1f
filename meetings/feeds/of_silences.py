"""Silences as events of a calendar: an appointment at the instant itself, called off where the silence was."""

from __future__ import annotations

import datetime as dt
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from meetings.models import Silence
from meetings.silences.states import FAILED, MADE_KNOWN, SilenceState
from meetings.silences.words import consent_words, text_name
from portal.lib.dates import Occurrence, occurrence
from portal.lib.ical import Event, Organizer, Status


def event_of(silence: Silence, language: str) -> Event:
    """The same UID from its start to its end, by what was written down last: a calendar is no clock.

    At an hour that comes twice it stands in UTC, which comes once.
    """
    there = silence.expires_there
    zone = silence.zone
    if occurrence(there.date(), there.time().replace(tzinfo=None, fold=0), zone) is not Occurrence.ONCE:
        there, zone = silence.expires_at.astimezone(dt.UTC), "UTC"
    called_off = silence.state in FAILED
    house = silence.term.body.organization
    return Event(
        uid=uid_of(silence),
        stamp=silence.ended_at or silence.started_at or silence.expires_at,
        sequence=1 if called_off else 0,
        status=Status.CANCELLED if called_off else Status.CONFIRMED,
        summary=_summary(silence, language),
        first=there.date(),
        last=there.date(),
        start=there.time().replace(tzinfo=None, fold=0),
        zone=zone,
        busy=False,
        description=consent_words(SilenceState(silence.state)),
        url=settings.SITE_URL + silence.get_absolute_url(),
        categories=(_("Silence procedure"),),
        organizer=Organizer(name=house.name.pick(language).text, email=parseaddr(settings.DEFAULT_FROM_EMAIL)[1]),
    )


def uid_of(silence: Silence) -> str:
    """What the event is called for ever."""
    term = silence.term
    return f"{term.body.slug}.{term.label}.{silence.key}@{urlsplit(settings.SITE_URL).hostname}"


def _summary(silence: Silence, language: str) -> str:
    what = text_name(silence.revision, language)
    if silence.state in FAILED:
        return _("Silence called off: %(what)s") % {"what": what}
    if silence.state not in MADE_KNOWN:
        return _("Silence expires: %(what)s") % {"what": what}
    return _("Adopted under silence: %(what)s") % {"what": what}
