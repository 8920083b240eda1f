"""Asking for one page as often as a server can give it, over a few connections that stay open."""

from __future__ import annotations

import itertools
import socket
import threading
import time

CONNECTIONS = 4
_addresses = (f"10.{one}.{two}.{three}" for one, two, three in itertools.product(range(250), repeat=3))


def requests_a_second(port: int, path: str, seconds: float, size: int) -> float:
    """How many whole pages of `size` bytes came; anything else ends the run."""
    counts: list[int] = []
    ends = time.perf_counter() + seconds
    threads = [threading.Thread(target=_ask, args=(port, path, ends, size, counts)) for _ in range(CONNECTIONS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(counts) < CONNECTIONS:
        raise RuntimeError(f"{path} did not always answer with 200 and {size} bytes.")
    return sum(counts) / (time.perf_counter() - began)


def _ask(port: int, path: str, ends: float, size: int, counts: list[int]) -> None:
    """By hand, since a client that parses headers would take the server's share of the machine."""
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: {next(_addresses)}\r\n\r\n".encode()
    count = 0
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while time.perf_counter() < ends:
            connection.sendall(head)
            if not _is_whole(connection, size):
                return
            count += 1
    counts.append(count)


def _is_whole(connection: socket.socket, size: int) -> bool:
    received = b""
    while b"\r\n\r\n" not in received:
        part = connection.recv(65536)
        if not part:
            return False
        received += part
    head, _blank, body = received.partition(b"\r\n\r\n")
    length = len(body)
    while length < size:
        part = connection.recv(65536)
        if not part:
            return False
        length += len(part)
    return head.startswith(b"HTTP/1.1 200") and length == size
