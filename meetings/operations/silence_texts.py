"""What a silence does to its text: out without a number when it starts, with one once a meeting has announced it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from documents.changes import told_of_document
from documents.enums import UNISSUED, HowAgreed, RevisionState, TextState
from documents.models import Document, LanguageVersion, Revision
from groups.operations.changes import tell_of
from meetings.models import Silence
from meetings.operations.errors import RefusedError
from meetings.silences.states import HOLDING
from portal import audit
from portal.actors import Actor
from portal.lib import symbols

LONGEST = 160
MAY_BE_PUT = (*UNISSUED, RevisionState.ISSUED)
MAY_BE_ADOPTED = (*MAY_BE_PUT, RevisionState.AGREED, RevisionState.APPROVED)
OF_THE_TEXT = ("revision_id", "language", "state", "url", "published_on")
"""What makes a language version the text that somebody has read."""


def locked_text(silence: Silence) -> Revision:
    """The text as it is now, which nobody changes before this transaction is over."""
    found = Revision.objects.select_for_update(of=("self",)).select_related("document__body__organization")
    return found.get(pk=silence.revision_id)


def check_text(revision: Revision, states: tuple[RevisionState, ...]) -> None:
    """RefusedError where the text has its number, or has come to another end than that of the silence."""
    if revision.symbol:
        raise RefusedError(_("The text has a number already. Under silence it goes without one until it is announced."))
    if revision.state not in states:
        raise RefusedError(_("This text is %(state)s already.") % {"state": revision.get_state_display()})


def check_readable(revision: Revision, day: date) -> None:
    """Nobody consents to a text that is out in no language."""
    out = revision.versions.filter(state=TextState.AVAILABLE)
    if not out.filter(Q(published_on=None) | Q(published_on__lte=day)).exists():
        raise RefusedError(_("The text is out in no language yet: members have to be able to read it."))


def keep_text(old: Model, new: Model) -> None:
    """RefusedError where a correction would give the text another state or number while a silence rests on it."""
    assert isinstance(old, Revision)
    assert isinstance(new, Revision)
    if (old.state, old.symbol) == (new.state, new.symbol):
        return
    if Silence.objects.filter(revision=old, state__in=HOLDING).exists():
        raise RefusedError(
            _("The text is under silence: its state and its number stay as they are until a meeting has announced it.")
        )


def hold_text(version: Model) -> None:
    """The text before any of its language versions: a silence starts before a change of one, or after it."""
    assert isinstance(version, LanguageVersion)
    Revision.objects.select_for_update(of=("self",)).filter(pk=version.revision_id).first()


def keep_version(old: Model, new: Model) -> None:
    """RefusedError where a language version that is out would become another text while a silence rests on it.

    A translation that comes out meanwhile takes nothing from those who read another language.
    """
    assert isinstance(old, LanguageVersion)
    assert isinstance(new, LanguageVersion)
    if old.state == TextState.AVAILABLE and any(getattr(old, name) != getattr(new, name) for name in OF_THE_TEXT):
        _keep_what_is_out(old)


def keep_version_there(record: Model) -> None:
    """RefusedError where a language version that is out would go while a silence rests on it."""
    assert isinstance(record, LanguageVersion)
    if record.state == TextState.AVAILABLE:
        _keep_what_is_out(record)


def _keep_what_is_out(version: LanguageVersion) -> None:
    if Silence.objects.filter(revision=version.revision_id, state__in=HOLDING).exists():
        raise RefusedError(
            _(
                "The text is under silence: what members read of it stays as it is until a meeting has announced the "
                "result. Languages in which it is not out yet can still be added."
            )
        )


@contextmanager
def _told(actor: Actor, now: datetime, document: Document) -> Iterator[None]:
    """Tell who follows the body what becomes of the paper meanwhile."""
    was = told_of_document(document)
    yield
    tell_of(actor=actor, now=now, old=was, new=told_of_document(document))


def issue_interim(*, actor: Actor, now: datetime, revision: Revision) -> None:
    """Members read the text that they are silent on: what was not issued is, still without a number."""
    if revision.state not in UNISSUED:
        return
    before = str(revision.state)
    with _told(actor, now, revision.document):
        revision.state = RevisionState.ISSUED
        revision.save(update_fields=["state"])
    facts = {"state": str(revision.state)}
    audit.record(actor=actor, verb="issued", subject=revision, at=now, before={"state": before}, after=facts)


def adopt(*, actor: Actor, now: datetime, silence: Silence) -> None:
    """A meeting has announced that the silence was not broken: the text is adopted, on the day on which it expired."""
    revision = silence.revision
    before = {"state": str(revision.state)}
    with _told(actor, now, revision.document):
        revision.state, revision.agreed_how = RevisionState.ADOPTED, HowAgreed.SILENCE
        revision.agreed_on = silence.expires_there.date()
        revision.save(update_fields=["state", "agreed_how", "agreed_on"])
    after = {"state": str(revision.state)}
    audit.record(actor=actor, verb="adopted", subject=revision, at=now, before=before, after=after)


def give_number(*, actor: Actor, now: datetime, revision: Revision, symbol: str) -> None:
    """The number of the adopted text, which is its document's too where that has none."""
    symbol = " ".join(symbol.split())
    key = symbols.normalise(symbol)
    if not key or len(key) > LONGEST or len(symbol) > LONGEST:
        raise RefusedError(_("Expected a symbol with letters or digits."))
    if revision.symbol and revision.symbol_key == key:
        return  # written down on the desk already
    check_text(revision, (RevisionState.ADOPTED,))
    document = revision.document
    others = Document.objects.filter(symbol_key=key).exclude(pk=document.pk)
    if others.exists() or Revision.objects.filter(symbol_key=key).exclude(pk=revision.pk).exists():
        raise RefusedError(_("Another paper has this symbol: %(symbol)s.") % {"symbol": symbol})
    try:
        with _told(actor, now, document), transaction.atomic():
            _write_number(revision, symbol, key)
    except IntegrityError as error:  # somebody gave it to another paper between the look and the write
        raise RefusedError(_("Another paper has this symbol: %(symbol)s.") % {"symbol": symbol}) from error
    audit.record(
        actor=actor, verb="numbered", subject=revision, at=now, before={"symbol": ""}, after={"symbol": symbol}
    )


def _write_number(revision: Revision, symbol: str, key: str) -> None:
    revision.symbol, revision.symbol_key = symbol, key
    revision.save(update_fields=["symbol", "symbol_key"])
    document = revision.document
    if not document.symbol:
        document.symbol, document.symbol_key = symbol, key
        document.save(update_fields=["symbol", "symbol_key"])
