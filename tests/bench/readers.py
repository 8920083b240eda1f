"""Readers who think between pages, while the secretariat goes on writing."""

from __future__ import annotations

import http.client
import random
import threading
import time
from statistics import quantiles
from typing import Any

READERS = 40
THINKS = 1.0
WRITES_EVERY = 10.0
"""Seconds between changes of a writer, each of which makes all kept pages old."""


def measure(
    port: int,
    facts: dict[str, Any],
    seconds: float,
    *,
    readers: int = READERS,
    writers: int = 1,
    every: float = WRITES_EVERY,
) -> None:
    """Half of the readers have an account; each asks for a page of chance and thinks for a second."""
    ends = time.monotonic() + seconds
    seen: list[tuple[int, float]] = []
    refused: list[str] = []
    threads = [threading.Thread(target=_read, args=(port, facts, number, ends, seen)) for number in range(readers)]
    threads += [threading.Thread(target=_write, args=(ends, every, refused)) for _ in range(writers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times = [took for _status, took in seen]
    cuts = quantiles(times, n=100)
    failed = sum(status >= 500 or status == 0 for status, _took in seen)
    print(
        f"\n{readers} readers who think for {THINKS:g} s, {seconds:g} s, {writers} writing every {every:g} s: "
        f"{len(seen) / seconds:.1f} requests a second; "
        f"median {cuts[49] * 1000:.0f} ms, 95 % within {cuts[94] * 1000:.0f} ms, 99 % within {cuts[98] * 1000:.0f} ms; "
        f"{failed} failed, {len(refused)} writes refused{': ' if refused else ''}{'; '.join(sorted(set(refused)))}",
        flush=True,
    )


def _read(port: int, facts: dict[str, Any], number: int, ends: float, seen: list[tuple[int, float]]) -> None:
    chance = random.Random(number)
    headers = {"X-Forwarded-For": f"10.8.0.{number}", "Accept-Encoding": "gzip"}
    if number % 2:
        headers["Cookie"] = facts["cookies"][number % len(facts["cookies"])]
    while time.monotonic() < ends:
        began = time.perf_counter()
        seen.append((_status(port, chance.choice(facts["many"]), headers), time.perf_counter() - began))
        time.sleep(chance.expovariate(1 / THINKS))


def _status(port: int, path: str, headers: dict[str, str]) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    except OSError:
        return 0
    finally:
        connection.close()


def _write(ends: float, every: float, refused: list[str]) -> None:
    """As a secretariat does that corrects a row: one small transaction after the other; notes what was refused."""
    import django

    django.setup()
    from django.db import DatabaseError, connection
    from django.db.models import F

    from meetings.models import Entry

    row = Entry.objects.order_by("pk").first()
    assert row is not None
    while time.monotonic() < ends:
        try:
            Entry.objects.filter(pk=row.pk).update(version=F("version") + 1)
        except DatabaseError as error:
            refused.append(str(error))
        time.sleep(every)
    connection.close()
