"""What a request says of the browser that it comes from, in words that its owner knows it again by."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from django.http import HttpRequest

from portal.requests import client_address

# The first that is found names it: browsers name those that they descend from after themselves.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True)
class Visitor:
    """Browser, system and shortened address; empty where nothing is said."""

    browser: str = ""
    system: str = ""
    address: str = ""


def visitor_of(request: HttpRequest) -> Visitor:
    """Whoever asks."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    return Visitor(_first(BROWSERS, agent), _first(SYSTEMS, agent), shortened(client_address(request)))


def _first(known: tuple[tuple[str, str], ...], agent: str) -> str:
    return next((name for sign, name in known if sign in agent), "")


def shortened(address: str) -> str:
    """The network alone: 203.0.113.… and 2001:db8:12:…; nothing for what is no address."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is None:
            return ":".join(group.lstrip("0") or "0" for group in found.exploded.split(":")[:3]) + ":…"
        found = found.ipv4_mapped
    return ".".join(str(found).split(".")[:3]) + ".…"
