"""Who is signed in where, and how that ends from elsewhere: one's own, and for the secretariat whom it answers for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal import audit, jobs
from portal.actors import Actor
from portal.models import Session, User
from portal.sessions.store import SessionStore


class RefusedError(Exception):
    """It may not be done; the sentence is fit for the user."""


def open_sessions(account_id: int | None) -> int:
    """How many browsers the account is signed in with."""
    return Session.objects.filter(account_id=account_id, expires_at__gt=timezone.now()).count() if account_id else 0


def sessions_of(actor: Actor, now: datetime) -> list[Session]:
    """The actor's own that are open, the one last used first."""
    return list(Session.objects.visible_to(actor).filter(expires_at__gt=now).defer("data"))


@transaction.atomic
def end(*, actor: Actor, now: datetime, pk: int) -> None:
    """End one of the actor's own: its browser is a stranger at its next page."""
    found = Session.objects.visible_to(actor).select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        raise RefusedError(_("There is no such session of yours any more."))
    _end(actor, now, User.objects.get(pk=actor.user_id or 0), [found])


@transaction.atomic
def end_others(*, actor: Actor, now: datetime, but: int | None) -> int:
    """End all of the actor's own but the one in hand; gives how many there were."""
    found = list(Session.objects.visible_to(actor).select_for_update(of=("self",)).exclude(pk=but or 0))
    if found:
        _end(actor, now, User.objects.get(pk=actor.user_id or 0), found)
    return len([each for each in found if each.expires_at > now])


@transaction.atomic
def end_of_account(*, actor: Actor, now: datetime, account: User, but: int | None = None) -> int:
    """End those of an account; whoever calls has checked that the actor may. Gives how many were open."""
    found = list(Session.objects.select_for_update(of=("self",)).filter(account=account).exclude(pk=but or 0))
    if found:
        _end(actor, now, account, found)
    return len([each for each in found if each.expires_at > now])


def _end(actor: Actor, now: datetime, account: User, found: list[Session]) -> None:
    """The trail names each that was open; rows of those that were over go without a word."""
    with translation.override("en"):
        devices = [f"{each.device} {each.address}".strip() for each in found if each.expires_at > now]
    if devices:
        audit.record(
            actor=actor,
            verb="sessions ended",
            subject=account,
            at=now,
            before={"sessions": devices},
            after={"sessions": []},
        )
    Session.objects.filter(pk__in=[each.pk for each in found]).delete()


@receiver([password_changed, password_reset, password_set])
def _password_is_new(request: HttpRequest, user: User, **_more: Any) -> None:
    """A session opened with the old password ends; the one in which it was changed goes on."""
    row = getattr(request.session, "row", None) if request.user.is_authenticated else None
    actor = Actor(user_id=user.pk, name=str(user))
    end_of_account(actor=actor, now=timezone.now(), account=user, but=row.pk if row else None)


def clear(now: datetime) -> None:
    """Rows that are long over."""
    SessionStore.clear_expired()


jobs.register("sessions", every=3600, run=clear)
