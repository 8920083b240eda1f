"""A group around one text: members with accounts, a chair, an observer, and the hour of scenario C8."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from documents.models import Revision
from groups.models import Delegation
from groups.queries.accounts import actor_of_account
from meetings.models import Meeting, Silence
from meetings.operations import silences
from portal.actors import Actor
from portal.models import User
from tests import make
from tests.cast import Cast, gather

EXPIRES = datetime(2012, 10, 12, 22, 0, tzinfo=UTC)
"""12 October 2012, 18:00 in Washington, which keeps summer time then."""
STARTED = EXPIRES - timedelta(days=4)


@dataclass
class Group:
    """Everybody has served since long before 2012."""

    cast: Cast = field(default_factory=gather)

    def __post_init__(self) -> None:
        cast = self.cast
        cast.term.began, cast.term.ended = date(2012, 9, 1), date(2013, 8, 31)
        cast.term.save()
        for account in cast.accounts.values():
            for tenure in getattr(getattr(account, "person", None), "tenures", _NONE).all():
                tenure.began = date(2012, 9, 1)
                tenure.save()
        self.schedule = make.schedule(cast.term)
        self.text = make.text_without_number(cast.body, state="drafted")
        self.states: dict[str, tuple[Delegation, User]] = {}
        for key in ("per", "bra"):
            state = make.delegation(f"{key}-{cast.body.pk}", name={"en": {"per": "Peru", "bra": "Brazil"}[key]})
            make.standing(state, cast.body)
            account = make.user(language={"per": "es", "bra": "pt"}[key], zone={"per": "America/Lima"}.get(key, ""))
            make.accredited(account, state)
            self.states[key] = (state, account)
        self.announcing = make.meeting(self.schedule, date(2012, 10, 8))

    def actor(self, part: str, at: datetime = STARTED) -> Actor:
        return actor_of_account(self.cast.accounts[part], at)

    def delegate(self, key: str, at: datetime = STARTED) -> Actor:
        return actor_of_account(self.states[key][1], at)

    def state(self, key: str) -> Delegation:
        return self.states[key][0]

    def next_meeting(self, on: date = date(2012, 10, 16)) -> Meeting:
        return make.meeting(self.schedule, on)

    def prepared(self, text: Revision | None = None, expires: datetime = EXPIRES, **facts: Any) -> Silence:
        facts = {"actor": self.actor("chair"), "now": STARTED, "announced_in": self.announcing} | facts
        revision = text or self.text
        zone = "America/New_York"
        return silences.prepare(term=self.cast.term, revision=revision, expires_at=expires, zone=zone, **facts)

    def running(self, text: Revision | None = None, expires: datetime = EXPIRES) -> Silence:
        made = self.prepared(text, expires)
        silences.start(actor=self.actor("chair"), now=STARTED, silence=made)
        return made

    def objects(self, silence: Silence, key: str = "per", at: datetime = EXPIRES - timedelta(minutes=1)) -> Any:
        return silences.object_to(
            actor=self.delegate(key, at),
            now=at,
            silence=silence,
            delegation=self.state(key),
            kind="objection",
            text={"es": "El Perú no puede aceptar el párrafo 3."},
        )


class _None:
    def all(self) -> tuple[()]:
        return ()


_NONE = _None()
