"""Why somebody did not get a notice: what was decided about them then, else what speaks against it now."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from groups.models import Follow
from groups.queries.follows import followers_of, serving_in, voting_in
from meetings.enums import AnnouncementState, NoticeKind
from meetings.models import Announcement, Entry, Schedule
from meetings.operations.discarding import told_all_the_same
from meetings.pages.hours import Reader
from meetings.pages.notices import told_rows
from meetings.permissions import can_see_agenda
from meetings.queries.notices import OF_AGENDAS, is_for_who_attends, recipients_of, told_of
from portal.actors import actor_of
from portal.models import User


def why_untold(given: Announcement, user: User, now: dt.datetime, reader: Reader) -> str:
    """A sentence for staff."""
    copy = told_of(given).filter(user=user).first() or told_all_the_same(given).filter(user=user).first()
    if copy is not None:
        return str(told_rows([copy], given.schedule, reader)[0]["says"])
    if given.state == AnnouncementState.WAITING:
        if any(each.user == user for each in recipients_of(given, now.date())):
            return _("Will be told once the notice is sent.")
    elif given.state == AnnouncementState.DISCARDED:
        return unsent_words(given)
    return against(given, user, now)


def unsent_words(given: Announcement) -> str:
    """What it means for somebody that a notice was not sent; some may have been told of its date all the same."""
    if told_all_the_same(given).exists():
        return _("It was decided not to send this notice: only who had been reminded of another date was told.")
    return _("Nobody was told: it was decided not to send this notice.")


def against(given: Announcement, user: User, now: dt.datetime) -> str:
    """What speaks against telling them now."""
    body = given.schedule.term.body
    if not user.is_active:
        return _("The account is closed.")
    if given.kind == NoticeKind.DEADLINE:
        if any(each.user == user for each in recipients_of(given, now.date())):
            return _("They joined after the notice was sent.")
        return _("They answer for no delegation and no post that is asked.")
    if Follow.objects.filter(account=user, body=body, muted=True).exists():
        return _("They chose not to follow this group.")
    if given.kind == NoticeKind.ELECTION and not voting_in(body, now.date()).filter(pk=user.pk).exists():
        return _("They do not vote in this group: elections are told to its members alone.")
    actor = actor_of(user)
    seen = Entry.objects.visible_to(actor).filter(pk=given.entry_id or 0).exists()
    if given.entry_id and not seen:
        return _("They may not know of this row: it is for a smaller circle.")
    if given.entry and given.kind in OF_AGENDAS and not can_see_agenda(actor, given.entry):
        return _("They may not read the order of business: the meeting is closed.")
    if is_for_who_attends(given) and not serving_in(body, now.date()).filter(pk=user.pk).exists():
        return _("They do not attend: how to join is told to nobody else.")
    if not Schedule.objects.visible_to(actor).filter(pk=given.schedule_id).exists():
        return _("They may not see this schedule.")
    if (
        not serving_in(body, now.date()).filter(pk=user.pk).exists()
        and not followers_of(body, now.date()).filter(pk=user.pk).exists()
    ):
        return _("They neither serve in this group nor follow it.")
    return _("They joined after the notice was sent.")
