"""Requests a second of three pages, each beside a bare Django page of the same size under the same server."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from tests.bench.figures import spread, table
from tests.bench.load import CONNECTIONS, requests_a_second
from tests.bench.servers import BARE, PORTAL, get, serving

SCHEDULE = "/groups/gtc-casa/2012-2013/schedule/"


def measure(folder: Path, rounds: int, seconds: float) -> None:
    """Ours and the bare one in turn, so that both have the machine in the same state."""
    with serving(PORTAL, folder) as portal, serving(BARE, folder) as bare:
        addresses = _addresses(portal)
        sizes = {name: len(get(portal, path)[1]) for name, path in addresses.items()}
        ours: dict[str, list[float]] = {name: [] for name in addresses}
        theirs: dict[str, list[float]] = {name: [] for name in addresses}
        for number in range(rounds):
            print(f"Pages, round {number + 1} of {rounds}", file=sys.stderr)
            for name, path in addresses.items():
                ours[name].append(requests_a_second(portal, path, seconds, sizes[name]))
                theirs[name].append(requests_a_second(bare, f"/{sizes[name]}", seconds, sizes[name]))
    rows = [
        (
            name,
            spread([ours / theirs for ours, theirs in zip(ours[name], theirs[name], strict=True)], ".4f"),
            spread(ours[name], ".0f"),
            spread(theirs[name], ".0f"),
            f"{sizes[name]:,} bytes",
        )
        for name in addresses
    ]
    print(
        f"\nPages: requests a second, without an account, {CONNECTIONS} connections, {rounds} rounds of {seconds:g} s"
    )
    print("Each figure is the median of the rounds, then the least and the most.\n")
    print(table(("page", "share of bare Django", "ours", "bare Django", "size"), rows), flush=True)


def _addresses(port: int) -> dict[str, str]:
    """A full agenda, the longest printed schedule, and the group; each asked for once, so that all is warm."""
    found = re.search(r'id="first-meeting".*?href="(/meetings/\d+/)"', get(port, SCHEDULE)[1].decode(), re.DOTALL)
    if found is None:
        raise RuntimeError(f"{SCHEDULE} links to no meeting.")
    addresses = {"meeting": found[1], "schedule": SCHEDULE, "group": "/groups/gtc-casa/"}
    for path in addresses.values():
        status, _body = get(port, path)
        if status != 200:
            raise RuntimeError(f"{path} answers with {status}.")
    return addresses
