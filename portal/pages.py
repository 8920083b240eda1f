"""Finished pages, kept in this process for as long as nothing that they show can have changed.

A page is kept under the version of all content (`portal.versions`) and the minute in which it was made: whatever a page
says of the clock (today, next, open until) changes at a full minute at the earliest.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal import versions
from portal.versions import Version

SMALLEST_TO_COMPRESS = 200
LARGEST = 2_000_000
PATIENCE = 2.0
"""Seconds to wait for another thread that makes the same page."""
OVERHEAD = 2000
"""Bytes that an entry takes beside its body."""
DEPENDS_ON = frozenset({"accept-language", "cookie", "accept-encoding"})
"""What an answer may vary on: the language and the zone are part of the key, the coding is ours."""
ASKED_OTHERWISE = ("HTTP_AUTHORIZATION", "HTTP_HX_REQUEST", "HTTP_RANGE", "HTTP_X_API_KEY")


def is_asked_plainly(request: HttpRequest) -> bool:
    """A GET or HEAD that depends on no header beside those that keys are made of."""
    return request.method in ("GET", "HEAD") and not any(name in request.META for name in ASKED_OTHERWISE)


def is_whole(response: HttpResponse) -> bool:
    """An answer that says the same to whoever has the same key: no error, no cookie, no wish not to be kept."""
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",") if name.strip()}
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not response.has_header("Cache-Control")
        and not response.has_header("Content-Encoding")
        and varies <= DEPENDS_ON
        and len(response.content) <= LARGEST
    )


def version_now() -> Version | None:
    """The version of all content; None where it is of no use, or within a transaction that only we see."""
    if connection.in_atomic_block or not settings.PAGES_KEPT_MB:
        return None
    try:
        return versions.current()
    except DatabaseError:
        return None  # the page itself will tell what is wrong


def facts_of(user: Any) -> tuple[Hashable, ...]:
    """An account as it is now: what is kept for it is for no other, and not for the same once it has changed."""
    return tuple((field.attname, getattr(user, field.attname)) for field in user._meta.concrete_fields)


def minute() -> int:
    """The number of the present minute."""
    return int(timezone.now().timestamp() // 60)


@dataclass
class Page:
    """The body and headers of an answer."""

    body: bytes
    headers: list[tuple[str, str]]
    version: Version
    minute: int
    of_records: bool = False
    """Made from records alone, so that it outlives changes of what stands beside them."""
    etag: str = ""
    _packed: bytes | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.etag = self.etag or etag_of(self.body)

    def packed(self) -> bytes:
        """The body in gzip, compressed once."""
        if self._packed is None:
            self._packed = gzip.compress(self.body, 6, mtime=0)
        return self._packed

    def size(self) -> int:
        """Bytes that it takes here; compressed, it is a fifth more."""
        return len(self.body) * 6 // 5 + OVERHEAD

    def still_says(self, version: Version) -> bool:
        """Whether a fresh page would say the same."""
        same = self.version.records == version.records if self.of_records else self.version == version
        return same and self.minute == minute()


def page_of(response: HttpResponse, version: Version, made: int, *, of_records: bool) -> Page:
    """What is kept of an answer."""
    return Page(bytes(response.content), list(response.items()), version, made, of_records)


def etag_of(body: bytes) -> str:
    """A strong tag: the same bytes, the same tag, in whichever process."""
    return hashlib.blake2b(body, digest_size=15).hexdigest()


class Shelf:
    """Pages by key, the most recently asked for last; the others go when it is full."""

    def __init__(self, share: float) -> None:
        self._share = share
        self._pages: OrderedDict[Hashable, Page] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self._under_way: dict[Hashable, threading.Event] = {}

    def get(self, key: Hashable, version: Version) -> Page | None:
        """The page, if it is of this version and this minute."""
        with self._lock:
            page = self._pages.get(key)
            if page is None or not page.still_says(version):
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Hashable, page: Page) -> None:
        """Keep it, in the place of an older one."""
        room = settings.PAGES_KEPT_MB * 1_000_000 * self._share
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._size += page.size()
            while self._size > room:
                self._drop(next(iter(self._pages)))

    @contextlib.contextmanager
    def making(self, key: Hashable, version: Version) -> Iterator[Page | None]:
        """None for the first, who makes the page; the others wait for it a while, so that a crowd makes it once.

        The first looks once more too: another may have put it here since it was found missing.
        """
        place = (key, version)
        with self._lock:
            under_way = self._under_way.get(place)
            if under_way is None:
                done = self._under_way[place] = threading.Event()
        if under_way is not None:
            under_way.wait(PATIENCE)
            yield self.get(key, version)
            return
        try:
            yield self.get(key, version)
        finally:
            with self._lock:
                del self._under_way[place]
            done.set()

    def _drop(self, key: Hashable) -> None:
        if page := self._pages.pop(key, None):
            self._size -= page.size()

    def empty(self) -> None:
        """Forget all."""
        with self._lock:
            self._pages.clear()
            self._size = 0

    def __len__(self) -> int:
        return len(self._pages)


def accepts_gzip(request: HttpRequest) -> bool:
    """Whether the reader takes gzip; a wish with conditions (`gzip;q=0.5`) counts as none."""
    return "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "").replace(" ", "").split(",")
