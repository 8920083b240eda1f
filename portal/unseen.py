"""How many changes are new to who is signed in, and how many notices they have not read, in the band over each page.

A page may be shown again, the numbers never: the band of a page holds marks, and each answer puts the numbers in their
place. That takes one query while nothing of what they count has changed: see `Place`.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from groups.models import Body
from groups.queries.follows import served_by
from meetings.pages.hours import Reader
from meetings.pages.news import news, number_of
from meetings.queries.changes import Place, outline_unseen, place_of, unseen_by
from portal import versions
from portal.actors import Actor
from portal.pages import facts_of, minute, version_now
from portal.questions import Watch
from portal.requests import PortalRequest
from portal.versions import Version

WORD = b"<!--unseen-->"
"""Stands after the word “Changes”."""
LINK = b"<!--unseen-link-->"
"""Stands where a narrow band has no room for the word."""
UNREAD_WORD = b"<!--unread-->"
"""Stands after the word “Notices”, in the menu."""
UNREAD_LINK = b"<!--unread-link-->"
"""Stands beside the menu, where one sees it without opening that."""
MOST_KEPT = 2000
MOST_UNREAD = 99
"""So many are said; a band has no room for more."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """So many, and whether there are more."""

    number: int = 0
    more: bool = False

    def __str__(self) -> str:
        return f"{self.number}+" if self.more else str(self.number)


NONE = Unseen()


@dataclass(frozen=True, slots=True)
class New:
    """What the band says to a reader: changes since they looked, notices that they have not read."""

    changes: Unseen = NONE
    notices: Unseen = NONE


@dataclass(frozen=True, slots=True)
class _Kept:
    """A number, and all that it followed from."""

    version: Version
    minute: int
    tables: frozenset[str]
    served: frozenset[int]
    place: Place
    unseen: Unseen

    def still_follows(self, version: Version | None) -> bool:
        """Whether nothing that was read has been written since; what stands beside the records is in `place`."""
        return version is not None and self.minute == minute() and not version.moved(self.version, self.tables)


_kept: OrderedDict[Hashable, _Kept] = OrderedDict()
_lock = threading.Lock()


class UnseenMiddleware:
    """Around the pages that are shown again: the numbers of this moment in the place of each mark."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Only a page with a band has marks, and only where somebody is signed in."""
        request.content_version = None  # type: ignore[attr-defined]
        response = self.get_response(request)
        if response.streaming or WORD not in response.content:
            return response
        try:
            new = new_now(request)  # type: ignore[arg-type]  # the middleware before this one made it one
        except DatabaseError:
            new = New()  # the page itself tells what is wrong
        body = response.content
        for mark, said in _said(new, request.LANGUAGE_CODE).items():
            body = body.replace(mark, said)
        response.content = body
        return response


@lru_cache(maxsize=500)
def _said(new: New, _language: str) -> dict[bytes, bytes]:
    """What stands in the place of each mark, in the language that is active; nothing where nothing is new."""
    parts = {WORD: "unseen", LINK: "unseen_link", UNREAD_WORD: "unread", UNREAD_LINK: "unread_link"}
    numbers = {WORD: new.changes, LINK: new.changes, UNREAD_WORD: new.notices, UNREAD_LINK: new.notices}
    return {mark: _part(name, numbers[mark]) if numbers[mark].number else b"" for mark, name in parts.items()}


def _part(name: str, number: Unseen) -> bytes:
    return render_to_string(f"components/{name}.html", {"number": str(number)}).strip().encode()


def count_unseen(actor: Actor, bodies: Iterable[Body], reader: Reader) -> Unseen:
    """As many as the page of changes would list."""
    page = unseen_by(actor, bodies, timezone.now())
    return Unseen(len(news(actor, page.items, reader)), page.following is not None)


def count_at(place: Place, actor: Actor, reader: Reader) -> Unseen:
    """The same over all that the account follows, for one query."""
    followed, now = place.followed(served_by(actor)), timezone.now()
    page = outline_unseen(actor, followed, place.seen, now)
    number = number_of(actor, page.items, reader)
    if number is not None:
        return Unseen(number, page.following is not None)
    return count_unseen(
        actor, Body.objects.visible_to(actor).filter(pk__in=followed).select_related("organization"), reader
    )


def note_counted(request: PortalRequest, unseen: Unseen) -> Unseen:
    """For a page that lists all that is new, and so says the number itself."""
    request.unseen_counted = unseen  # type: ignore[attr-defined]
    return unseen


def new_now(request: PortalRequest) -> New:
    """The numbers for who is signed in."""
    account: Any = request.user
    reader = Reader(request.LANGUAGE_CODE, request.zone)
    key = (facts_of(account), reader)
    version = request.content_version or version_now()
    with _lock:
        kept = _kept.get(key)
    if kept is not None and not kept.still_follows(version):
        kept = None
    began, watch = minute(), Watch()
    with connection.execute_wrapper(watch):
        served = kept.served if kept else served_by(request.actor)
    place = place_of(account.pk, served, timezone.now())  # asked each time
    notices = Unseen(min(place.unread, MOST_UNREAD), place.unread > MOST_UNREAD)
    if kept is not None and kept.place == place:
        return New(kept.unseen, notices)
    if counted := getattr(request, "unseen_counted", None):
        return New(counted, notices)  # as its page has it, and not kept: it was counted before `place` was read
    unseen = NONE
    if place.is_behind(served):
        with connection.execute_wrapper(watch):
            unseen = count_at(place, request.actor, reader)
    if version is not None:
        _keep(key, _Kept(version, began, _tables(watch, kept), served, place, unseen))
    return New(unseen, notices)


def _tables(watch: Watch, kept: _Kept | None) -> frozenset[str]:
    """What a number followed from, with all that rights follow from: they may have been read before."""
    read = watch.tables | (kept.tables if kept else frozenset()) if watch.is_kept else versions.counted()
    return (read | {table for table in versions.counted() if table.startswith("groups_")}) - versions.beside()


def _keep(key: Hashable, kept: _Kept) -> None:
    with _lock:
        _kept[key] = kept
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
