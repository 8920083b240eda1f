"""Where sessions are kept: rows of the database and nothing else, so that one that was ended opens nothing more.

The table holds a digest of the key that the browser has. A session ends twelve hours after signing in, and before that
when nobody asks for a page: half an hour for who may change the record, two hours for readers.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.actors import Actor
from portal.feeds import digest_of
from portal.models import Session
from portal.sessions.devices import Visitor

SEEN_EVERY = timedelta(minutes=5)
"""A row is written at most so often, however many pages are read."""


def idle_of(actor: Actor) -> int:
    """Seconds without a page after which a session of theirs ends."""
    writes = actor.is_admin or actor.secretariat_of or actor.editor_of
    return settings.IDLE_SECRETARIAT if writes else settings.IDLE_READERS


class SessionStore(SessionBase):
    """Django's way to sessions; `row` is what was found or made, `ended` the row of one that is over."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.row: Session | None = None
        self.ended: Session | None = None
        self.visitor = Visitor()
        self.idle = 0

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing where there is none, or it is over."""
        kept = Session.objects.select_related("account")  # whom the page asks for next
        found = kept.filter(digest=digest_of(self.session_key or "")).first()
        if found is not None and found.expires_at > timezone.now():
            self.row = found
            return dict(self.decode(found.data))
        self.ended = found if found is not None and found.account_id else None
        self._session_key = None
        return {}

    def exists(self, session_key: str) -> bool:
        """Whether there is a session of this key."""
        return Session.objects.filter(digest=digest_of(session_key)).exists()

    def create(self) -> None:
        """A new row under a new key."""
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create: bool = False) -> None:
        """Keep what it holds; never bring back one that was ended meanwhile."""
        if self.session_key is None:
            self.create()
            return
        held = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        now, account = timezone.now(), held.get(SESSION_KEY)
        idle = (self.idle or (self.row.idle if self.row else 0) or settings.IDLE_SECRETARIAT) if account else 0
        facts: dict[str, Any] = {
            "data": self.encode(held),
            "account_id": int(account) if account else None,
            "idle": idle,
            **self._seen(now, idle),
        }
        if must_create:
            try:
                with transaction.atomic():
                    self.row = Session.objects.create(digest=digest_of(self.session_key), began_at=now, **facts)
            except IntegrityError as error:
                raise CreateError from error
        elif not Session.objects.filter(digest=digest_of(self.session_key)).update(**facts):
            raise UpdateError

    def note_seen(self, idle: int) -> None:
        """A page was asked for: the row alone is written, never what another request may be writing into it."""
        if self.row is not None:
            facts = {"idle": idle, **self._seen(timezone.now(), idle)}
            Session.objects.filter(pk=self.row.pk).update(**facts)
            self.row.seen_at, self.row.expires_at = facts["seen_at"], facts["expires_at"]

    def _seen(self, now: datetime, idle: int) -> dict[str, Any]:
        ends = self.get_expiry_date()
        visitor = {name: value for name, value in vars(self.visitor).items() if value}
        return {"seen_at": now, "expires_at": min(ends, now + timedelta(seconds=idle)) if idle else ends, **visitor}

    def delete(self, session_key: str | None = None) -> None:
        """End it."""
        if key := session_key or self.session_key:
            Session.objects.filter(digest=digest_of(key)).delete()
        if session_key in (None, self.session_key):
            self.row = None

    @classmethod
    def clear_expired(cls) -> None:
        """Remove rows that are over; each stays a day, so that its browser can be told what became of it."""
        Session.objects.filter(expires_at__lt=timezone.now() - timedelta(days=1)).delete()
