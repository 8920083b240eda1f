"""How many changes are new to who is signed in, in the band over each page.

A page may be shown again, the number never: the band of a page holds marks, and each answer puts the number in their
place. That takes one query while nothing of what it counts has changed: see `Place`.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from groups.models import Body
from groups.queries.follows import bodies_followed, served_by
from meetings.pages.hours import Reader
from meetings.pages.news import news
from meetings.queries.changes import Place, place_of, unseen_by
from portal.actors import Actor
from portal.pages import facts_of, minute, version_now
from portal.requests import PortalRequest

WORD = b"<!--unseen-->"
"""Stands after the word “Changes”."""
LINK = b"<!--unseen-link-->"
"""Stands where a narrow band has no room for the word."""
MOST_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Unseen:
    """So many, and whether there are more."""

    number: int = 0
    more: bool = False

    def __str__(self) -> str:
        return f"{self.number}+" if self.more else str(self.number)


NONE = Unseen()


@dataclass(frozen=True, slots=True)
class _Kept:
    """A number, and all that it followed from."""

    moment: tuple[int, int]
    served: frozenset[int]
    place: Place
    unseen: Unseen


_kept: OrderedDict[Hashable, _Kept] = OrderedDict()
_lock = threading.Lock()


class UnseenMiddleware:
    """Around the pages that are shown again: the number of this moment in the place of each mark."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Only a page with a band has marks, and only where somebody is signed in."""
        request.content_version = None  # type: ignore[attr-defined]
        response = self.get_response(request)
        if response.streaming or WORD not in response.content:
            return response
        try:
            unseen = unseen_now(request)  # type: ignore[arg-type]  # the middleware before this one made it one
        except DatabaseError:
            unseen = NONE  # the page itself tells what is wrong
        word, link = _said(unseen, request.LANGUAGE_CODE) if unseen.number else (b"", b"")
        response.content = response.content.replace(WORD, word).replace(LINK, link)
        return response


@lru_cache(maxsize=500)
def _said(unseen: Unseen, _language: str) -> tuple[bytes, bytes]:
    """The number after the word and in the place of it, in the language that is active."""
    given = {"unseen": str(unseen)}
    word, link = (render_to_string(f"components/{name}.html", given) for name in ("unseen", "unseen_link"))
    return word.strip().encode(), link.strip().encode()


def count_unseen(actor: Actor, bodies: Iterable[Body], reader: Reader) -> Unseen:
    """As many as the page of changes would list."""
    page = unseen_by(actor, bodies, timezone.now())
    return Unseen(len(news(actor, page.items, reader)), page.following is not None)


def unseen_now(request: PortalRequest) -> Unseen:
    """The number for who is signed in: the one kept, if nothing that it follows from has changed."""
    account: Any = request.user
    reader = Reader(request.LANGUAGE_CODE, request.zone)
    key = (facts_of(account), reader)
    version = request.content_version or version_now()
    moment = (version.records, minute()) if version else None
    with _lock:
        kept = _kept.get(key)
    if kept is not None and kept.moment != moment:
        kept = None
    served = kept.served if kept else served_by(request.actor)
    place = place_of(account.pk, served)
    if kept is not None and kept.place == place:
        return kept.unseen
    unseen = count_unseen(request.actor, _bodies(request.actor), reader) if place.is_behind(served) else NONE
    if moment is not None:
        _keep(key, _Kept(moment, served, place, unseen))
    return unseen


def _bodies(actor: Actor) -> list[Body]:
    return list(bodies_followed(actor).select_related("organization"))


def _keep(key: Hashable, kept: _Kept) -> None:
    with _lock:
        _kept[key] = kept
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
