"""Memory that the web processes of one server have in common, so that what one has made the others need not make.

It has no name and no place in a file system: the server opens it before it has any process, they inherit it, and it is
gone with the last of them. What is in it can be read and written by nobody else.
"""

from __future__ import annotations

import hashlib
import os
import struct
import sys
from collections.abc import Hashable

SLOT = 65_536
HEAD = struct.Struct("<16s16sI")
"""Sums of the key and of the content, and how long that is."""


class Commons:
    """As many slots as there is room for. Each key has one, and gives way to the next key that has the same.

    Nobody waits for anybody: whoever reads what another is just writing finds that the sums disagree, and has nothing.
    """

    def __init__(self, file: int, room: int) -> None:
        self._file, self._slots = file, room // SLOT

    def get(self, key: Hashable) -> bytes | None:
        """What was put there last, if it was under this key."""
        name = _sum(repr(key).encode())
        if not self._slots:
            return None
        slot = os.pread(self._file, SLOT, self._place(name))
        if len(slot) < HEAD.size:
            return None
        whose, what, length = HEAD.unpack_from(slot)
        content = slot[HEAD.size : HEAD.size + length]
        return content if whose == name and what == _sum(content) else None

    def put(self, key: Hashable, content: bytes) -> None:
        """Nothing, where it is too large."""
        name = _sum(repr(key).encode())
        if self._slots and len(content) <= SLOT - HEAD.size:
            os.pwrite(self._file, HEAD.pack(name, _sum(content), len(content)) + content, self._place(name))

    def _place(self, name: bytes) -> int:
        return int.from_bytes(name[:8], "little") % self._slots * SLOT


def _sum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()


def new_file() -> int | None:
    """Memory for processes that are begun from this one; None where there can be none.

    They tell whether the database still answers as before by sums with a secret that siblings share, and nobody else:
    Python's, unless it was told to have none.
    """
    if not hasattr(os, "memfd_create") or not sys.flags.hash_randomization:
        return None
    try:
        return os.memfd_create("plenary-pages")
    except OSError:
        return None


_here: list[Commons] = []


def enter(file: int, room: int) -> None:
    """This process takes and gives from now on, with `room` bytes for all of them."""
    _here[:] = [Commons(file, room)]


def leave() -> None:
    """This process keeps to itself again."""
    _here.clear()


def get(key: Hashable) -> bytes | None:
    """What a sibling, or this process, put there; nothing where there are no siblings."""
    return _here[0].get(key) if _here else None


def put(key: Hashable, content: bytes) -> None:
    """For all siblings."""
    if _here:
        _here[0].put(key, content)


def has_siblings() -> bool:
    """Whether it is worth the trouble to pack something up."""
    return bool(_here)
