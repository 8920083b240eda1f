"""A pytest plugin: no test reaches another machine, nor asks for the address of one.

Who tries gets an error, and the test fails even where the code under test takes that error in silence. Only sockets of
this process are watched; servers that tests start have addresses of this machine alone.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Generator
from typing import Any

import pytest

OF_THE_INTERNET = {socket.AF_INET, socket.AF_INET6}
LOOKUPS = ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "gethostbyaddr")
CALLS: dict[str, Callable[[tuple[Any, ...]], Any]] = {
    "connect": lambda given: given[0],
    "connect_ex": lambda given: given[0],
    "sendto": lambda given: given[-1],
    "sendmsg": lambda given: given[3] if len(given) > 3 else None,
}
"""Where an address stands among the arguments."""
tried: list[str] = []
"""What was tried since the last test ended."""


class NetworkClosedError(RuntimeError):
    """A test tried to reach another machine."""


def is_near(host: object) -> bool:
    """Whether it is this machine, or no machine at all."""
    name = host.decode() if isinstance(host, bytes) else str(host or "")
    if name in {"", "localhost", socket.gethostname()}:
        return True
    address = _numbers(name)
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address is not None and address.is_loopback


def _numbers(name: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return None


def _refuse(host: object) -> None:
    tried.append(str(host))
    raise NetworkClosedError(f"No test may reach {host}.")


def _closed_call(name: str) -> None:
    plain, address_in = getattr(socket.socket, name), CALLS[name]

    def near(self: socket.socket, *given: Any) -> Any:
        address = address_in(given)
        if self.family in OF_THE_INTERNET and isinstance(address, tuple) and not is_near(address[0]):
            _refuse(address[0])
        return plain(self, *given)

    setattr(socket.socket, name, near)


def _closed_lookup(name: str) -> None:
    plain = getattr(socket, name)

    def near(host: Any, *given: Any, **named: Any) -> Any:
        # An address in numbers is asked of nobody, but for its name.
        if not is_near(host) and (name == "gethostbyaddr" or _numbers(str(host)) is None):
            _refuse(host)
        return plain(host, *given, **named)

    setattr(socket, name, near)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Before anything is imported that keeps a function of its own."""
    for name in CALLS:
        _closed_call(name)
    for name in LOOKUPS:
        _closed_lookup(name)


@pytest.fixture(autouse=True)
def _network_stays_closed() -> Generator[None]:
    """Whoever caught the error of the attempt, the test does not pass."""
    yield
    found = list(tried)
    tried.clear()
    assert found == [], "this test, or a thread of one before it, tried to reach another machine"
