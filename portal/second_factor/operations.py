"""Set up, shown, renewed, removed: each in one transaction with its row in the audit trail and its mail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import check_password
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal import audit
from portal.actors import Actor
from portal.models import RecoveryCode, User
from portal.second_factor import codes, telling
from portal.sessions import ending

APP = "app"
RECOVERY = "recovery"
DIGITS = 6


class RefusedError(Exception):
    """It may not be done; the sentence is fit for the user."""


def device_of(account: Any) -> TOTPDevice | None:
    """The account's app, once it has shown a code."""
    found: TOTPDevice | None = TOTPDevice.objects.filter(user_id=account.pk, confirmed=True).first()
    return found


def unconfirmed_of(account: Any) -> TOTPDevice | None:
    """The app that is being set up."""
    found: TOTPDevice | None = TOTPDevice.objects.filter(user_id=account.pk, confirmed=False).first()
    return found


@transaction.atomic
def begin(*, account: User) -> TOTPDevice:
    """A new seed, which is none of the account's until its app has shown a code."""
    User.objects.select_for_update().get(pk=account.pk)
    TOTPDevice.objects.filter(user=account, confirmed=False).delete()
    made: TOTPDevice = TOTPDevice.objects.create(user=account, name="app", confirmed=False)
    return made


def confirm(*, actor: Actor, now: datetime, account: User, code: str, session: int | None) -> list[str]:
    """The app shows a code: from now on it is asked for. Gives the recovery codes, which are nowhere else.

    All other sessions end, since they were opened without it.
    """
    shown = _shows(account, code)
    made = codes.make_codes()
    with transaction.atomic():
        _confirm(actor, now, account, shown, session)
        codes.keep(account, made)
    return [each.shown for each in made]


@transaction.atomic
def _shows(account: User, code: str) -> int:
    """The app that is being set up, where it shows this code; which then works no second time."""
    device = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=False).first()
    if device is None:
        raise RefusedError(_("Begin again: this secret is not kept any more."))
    if not device.verify_token(_digits(code)):
        raise RefusedError(_("This code is not the one that belongs to the secret now. Look at the clock of the app."))
    return int(device.pk)


def _confirm(actor: Actor, now: datetime, account: User, shown: int, session: int | None) -> None:
    User.objects.select_for_update().get(pk=account.pk)
    if not TOTPDevice.objects.select_for_update().filter(pk=shown, confirmed=False).exists():
        raise RefusedError(_("Begin again: this secret is not kept any more."))
    replaced = bool(TOTPDevice.objects.filter(user=account, confirmed=True).delete()[0])
    TOTPDevice.objects.filter(pk=shown).update(confirmed=True)
    _record(actor, now, account, "second factor replaced" if replaced else "second factor set up", has=True)
    ending.end_of_account(actor=actor, now=now, account=account, but=session)
    telling.tell(account, telling.SET_UP, now)


@transaction.atomic
def prove(*, account: User, now: datetime, code: str) -> str | None:
    """Whether the code is the app's, or a recovery code; either works once. Gives which of the two it was."""
    digits = _digits(code)
    if len(digits) == DIGITS and digits.isdecimal():
        device = TOTPDevice.objects.select_for_update().filter(user=account, confirmed=True).first()
        return APP if device is not None and device.verify_token(digits) else None
    typed = codes.read(code)
    unused = RecoveryCode.objects.select_for_update().filter(account=account, place=typed[:1] or " ", used_at=None)
    found = unused.first()
    if found is None or not check_password(typed, found.encoded):
        return None
    RecoveryCode.objects.filter(pk=found.pk).update(used_at=now)
    left = RecoveryCode.objects.filter(account=account, used_at=None).count()
    actor = Actor(user_id=account.pk, name=str(account))
    audit.record(
        actor=actor,
        verb="recovery code used",
        subject=account,
        at=now,
        before={"recovery_codes": left + 1},
        after={"recovery_codes": left},
    )
    telling.tell(account, telling.USED, now)
    return RECOVERY


def renew_codes(*, actor: Actor, now: datetime, account: User) -> list[str]:
    """Ten new recovery codes; those before open nothing any more."""
    made = codes.make_codes()
    with transaction.atomic():
        _renew(actor, now, account, made)
    return [each.shown for each in made]


def _renew(actor: Actor, now: datetime, account: User, made: list[codes.NewCode]) -> None:
    User.objects.select_for_update().get(pk=account.pk)
    if device_of(account) is None:
        raise RefusedError(_("Set up an app first."))
    left = RecoveryCode.objects.filter(account=account, used_at=None).count()
    codes.keep(account, made)
    before, after = {"recovery_codes": left, "made": ""}, {"recovery_codes": len(made), "made": now.isoformat()}
    audit.record(actor=actor, verb="recovery codes made", subject=account, at=now, before=before, after=after)
    telling.tell(account, telling.RENEWED, now)


@transaction.atomic
def remove(*, actor: Actor, now: datetime, account: User, session: int | None) -> None:
    """Its holder does without. All other sessions end: one that was stolen may be why it is wished away."""
    if _take_away(actor, now, account, "second factor removed"):
        ending.end_of_account(actor=actor, now=now, account=account, but=session)
        telling.tell(account, telling.REMOVED, now)


@transaction.atomic
def reset(*, actor: Actor, now: datetime, account: User) -> bool:
    """For somebody who lost both; whoever calls has checked that the actor may. Every session ends."""
    if not _take_away(actor, now, account, "second factor reset"):
        return False
    ending.end_of_account(actor=actor, now=now, account=account)
    telling.tell(account, telling.RESET, now)
    return True


def _take_away(actor: Actor, now: datetime, account: User, verb: str) -> bool:
    User.objects.select_for_update().get(pk=account.pk)
    had = TOTPDevice.objects.filter(user=account, confirmed=True).exists()
    TOTPDevice.objects.filter(user=account).delete()
    RecoveryCode.objects.filter(account=account).delete()
    if had:
        _record(actor, now, account, verb, has=False)
    return had


def _record(actor: Actor, now: datetime, account: User, verb: str, *, has: bool) -> None:
    """Neither seed nor code stands in the trail."""
    before = {"second_factor": verb == "second factor replaced" or not has}
    after = {"second_factor": has, "since": now.isoformat() if has else ""}
    audit.record(actor=actor, verb=verb, subject=account, at=now, before=before, after=after)


def _digits(code: str) -> str:
    return "".join(code.split()).replace("-", "")
