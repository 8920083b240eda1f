"""What is refused in the environment, with a sentence that repeats no address which may hold a password."""

import contextlib
import ipaddress
import os
from collections.abc import Callable
from email.utils import getaddresses
from typing import TypeVar
from urllib.parse import SplitResult, urlsplit

from django.core.exceptions import ImproperlyConfigured

Read = TypeVar("Read")


def is_local(host: str) -> bool:
    """Whether a connection to the host stays on this machine: a socket, or loopback."""
    if not host or host == "localhost" or host.startswith("/"):
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def choice(name: str, *, default: str, among: tuple[str, ...]) -> str:
    """One of a few words, in whatever letters it is written."""
    text = os.environ.get(name, "").strip()
    found = {word.lower(): word for word in among}.get((text or default).lower())
    if found is None:
        raise ImproperlyConfigured(f"{name} is {text!r}: write {', '.join(among[:-1])} or {among[-1]}.")
    return found


def sender(name: str, *, default: str) -> str:
    """Who mails are from: one address, with or without a name. Set and empty is refused: no server takes such mail."""
    text = os.environ.get(name, default).strip()
    found = getaddresses([text])
    local, _, domain = found[0][1].rpartition("@") if len(found) == 1 else ("", "", "")
    if not (local and domain and text.isprintable()):
        raise ImproperlyConfigured(f"{name} is {text!r}: write one address, such as Plenary <plenary@example.org>.")
    return text


def taken_apart(name: str, url: str, example: str) -> SplitResult:
    """An address whose host and port can be read."""

    def split(text: str) -> SplitResult:
        parts = urlsplit(text)
        if parts.port == 0:
            raise ValueError
        return parts

    return read(name, url, example, split)


def read(name: str, url: str, example: str, reader: Callable[[str], Read]) -> Read:
    """What a library makes of an address; its own words may repeat a part of the password, so they are left out."""
    try:
        return reader(url)
    except ValueError:
        raise ImproperlyConfigured(f"{name} has a host or port that cannot be read: write {example}.") from None
