"""Finished pages, kept in this process for as long as nothing that they show can have changed.

A page is kept under the versions of the tables that it read (`portal.versions`), and beyond them while the database
answers its questions as before (`portal.questions`). It is kept for the minute in which it was made: whatever a page
says of the clock (next, open until) changes at a full minute at the earliest. One that says no more of it than the day
is kept for a quarter of an hour, since it is nowhere on earth midnight at another time.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import pickle
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from portal import commons, versions
from portal.questions import Question, Watch
from portal.versions import Version

SMALLEST_TO_COMPRESS = 200
LARGEST = 2_000_000
PATIENCE = 2.0
"""Seconds to wait for another thread that makes the same page."""
OVERHEAD = 2000
"""Bytes that an entry takes beside its body."""
QUESTION = 500
"""Bytes that a question takes with its values; its words are shared."""
MINUTE, QUARTER = 60, 900
"""Seconds."""
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
    return _number_of(MINUTE)


def _number_of(seconds: int) -> int:
    return int(timezone.now().timestamp() // seconds)


View = TypeVar("View", bound=Callable[..., HttpResponse])


def by_day(view: View) -> View:
    """Around a view whose page says no more of the clock than which day it is in a zone."""
    view.says_the_day_alone = True  # type: ignore[attr-defined]
    return view


def hours_of(request: HttpRequest) -> int:
    """For how many seconds, from a full number of them on, the page of a request that was answered may be kept."""
    view = request.resolver_match.func if request.resolver_match else None
    says_the_day_alone = getattr(view, "says_the_day_alone", False) and not getattr(request, "says_the_minute", False)
    return QUARTER if says_the_day_alone else MINUTE


def by_minute(request: HttpRequest) -> None:
    """Called by a view that says the day alone, where this page of it says how many minutes are left."""
    request.says_the_minute = True  # type: ignore[attr-defined]


class Moment:
    """When a page began to be made: the minute and the quarter of an hour."""

    def __init__(self) -> None:
        self.numbers = {seconds: _number_of(seconds) for seconds in (MINUTE, QUARTER)}


@dataclass
class Page:
    """The body and headers of an answer, and what it follows from."""

    body: bytes
    headers: list[tuple[str, str]]
    version: Version
    seconds: int
    number: int
    """Of the stretch of so many seconds in which it was made."""
    questions: tuple[Question, ...] = field(default=(), repr=False)
    tables: frozenset[str] = frozenset()
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
        return len(self.body) * 6 // 5 + OVERHEAD + QUESTION * len(self.questions)

    def is_of_this_hour(self) -> bool:
        """Whether the clock says still what it said."""
        return self.number == _number_of(self.seconds)

    def still_says(self, version: Version) -> bool:
        """Whether a fresh page would say the same."""
        return self.is_of_this_hour() and not version.moved(self.version, self.tables)

    def confirmed(self, version: Version) -> Page | None:
        """The page as one of `version`, if what was written since changes no answer; `version` as read just now."""
        moved = version.moved(self.version, self.tables)
        asked = [question for question in self.questions if question.tables & moved]
        try:
            if not all(question.is_answered_as_before() for question in asked):
                return None
        except DatabaseError:
            return None  # a fresh page will tell what is wrong
        now = version_now()
        return replace(self, version=version) if now and not now.moved(version, self.tables) else None

    def packed_up(self) -> bytes | None:
        """For a sibling of this process; None where a value of a question cannot leave it."""
        try:
            return zlib.compress(pickle.dumps(self, pickle.HIGHEST_PROTOCOL), 1)
        except (pickle.PicklingError, TypeError, AttributeError):
            return None

    @staticmethod
    def unpacked(content: bytes) -> Page:
        """From a sibling; nobody else can have put it there."""
        page: Page = pickle.loads(zlib.decompress(content))  # noqa: S301
        for question in page.questions:
            question.share_words()
        return page


def page_of(response: HttpResponse, version: Version, began: Moment, watch: Watch, seconds: int) -> Page:
    """What is kept of an answer."""
    body, headers = bytes(response.content), list(response.items())
    return Page(body, headers, version, seconds, began.numbers[seconds], tuple(watch.questions), watch.tables)


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
        """The page, if it is of these versions and this hour."""
        with self._lock:
            page = self._pages.get(key)
            if page is None or not page.still_says(version):
                return None
            self._pages.move_to_end(key)
            return page

    def confirm(self, key: Hashable, version: Version) -> Page | None:
        """The page, though it is of earlier versions or a sibling's, if its questions are answered as before."""
        asked = ""
        for page in self._copies(key):
            if not page.is_of_this_hour() or page.etag == asked:
                continue
            confirmed = page if page.still_says(version) else page.confirmed(version)
            if confirmed is not None:
                self.put(key, confirmed)
                return confirmed
            asked = page.etag
        return None

    def _copies(self, key: Hashable) -> Iterator[Page]:
        with self._lock:
            page = self._pages.get(key)
        if page is not None:
            yield page
        if content := commons.get(key):
            yield Page.unpacked(content)

    def add(self, key: Hashable, page: Page) -> None:
        """Keep what was made just now, for the siblings of this process too."""
        self.put(key, page)
        if commons.has_siblings() and (content := page.packed_up()):
            commons.put(key, content)

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
