"""What a first visit takes in a browser: bytes, requests and the figures that Lighthouse weighs.

Each visit has an empty cache; the phone has a slow line and a quarter of the processor, the desk neither. The server is
warm, as it is for whoever comes second in a minute.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.bench.figures import table
from tests.bench.servers import CHECKOUT, PORTAL, get, serving

GROUP = "/groups/wg-open-data/"
PAGES = {
    "home": "/",
    "group": GROUP,
    "schedule": "/groups/gtc-casa/2012-2013/schedule/",
    "meeting": "",
    "calendar": "/calendar/?month=2012-10",
    "search": "/search/?q=migration",
}
SETTLED = 1500
"""Milliseconds after the last byte in which late shifts and long tasks are still waited for."""
WATCH = """
  window.seen = { shifts: 0, largest: 0, blocked: 0 };
  const watch = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  watch("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shifts += entry.value; });
  watch("largest-contentful-paint", (entry) => { seen.largest = entry.startTime; });
  watch("longtask", (entry) => { seen.blocked += Math.max(0, entry.duration - 50); });
"""
READ = """() => ({ ...seen, first: performance.getEntriesByName("first-contentful-paint")[0].startTime })"""


@dataclass(frozen=True)
class Device:
    """A screen, and the line and the processor behind it."""

    name: str
    screen: dict[str, Any]
    round_trip: int
    kilobits: int
    slowdown: int


PHONE = Device(
    "phone, 390",
    {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True},
    round_trip=150,
    kilobits=1600,
    slowdown=4,
)
DESK = Device("desk, 1440", {"viewport": {"width": 1440, "height": 900}}, round_trip=40, kilobits=10_000, slowdown=1)


@dataclass(frozen=True)
class Visit:
    """What one visit took; times in milliseconds."""

    bytes: int
    requests: int
    first: float
    largest: float
    shifts: float
    blocked: float


def visit(browser: Browser, address: str, device: Device) -> Visit:
    """Open one page as somebody who was never here."""
    context = browser.new_context(**device.screen, locale="es-PE", timezone_id="America/Lima", service_workers="block")
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    weights: list[float] = []
    session.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    session.send("Network.enable")
    speed = device.kilobits * 1000 / 8
    line = {"offline": False, "latency": device.round_trip, "downloadThroughput": speed, "uploadThroughput": speed / 2}
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": device.slowdown})
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(SETTLED)
    seen = page.evaluate(READ)
    context.close()
    return Visit(int(sum(weights)), len(weights), seen["first"], seen["largest"], seen["shifts"], seen["blocked"])


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's; its sandbox does not work for root."""
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        yield browser
        browser.close()


def measure(folder: Path, rounds: int) -> None:
    """A table: each page on each device, the median of the rounds."""
    rows = []
    with serving(PORTAL, folder) as port, chromium() as browser:
        found = re.search(r'href="(/meetings/\d+/)"', get(port, GROUP)[1].decode())
        if found is None:
            raise RuntimeError(f"{GROUP} links to no meeting.")
        for name, path in (PAGES | {"meeting": found[1]}).items():
            for device in (PHONE, DESK):
                print(f"{name} on the {device.name}", file=sys.stderr)
                address = f"http://127.0.0.1:{port}{path}"
                visits = [visit(browser, address, device) for _ in range(rounds + 1)][1:]
                rows.append((name, device.name, *_said(visits)))
    head = ("page", "device", "kB", "requests", "FCP, ms", "LCP, ms", "CLS", "TBT, ms")
    print(f"\nFirst visits in Chromium, the median of {rounds}")
    print(f"{PHONE.name}: {_line(PHONE)}; {DESK.name}: {_line(DESK)}\n")
    print(table(head, rows), flush=True)


def _said(visits: list[Visit]) -> tuple[str, ...]:
    def middle(name: str) -> float:
        return float(median(getattr(each, name) for each in visits))

    whole = tuple(f"{middle(name):.0f}" for name in ("requests", "first", "largest"))
    return (f"{middle('bytes') / 1000:.0f}", *whole, f"{middle('shifts'):.3f}", f"{middle('blocked'):.0f}")


def _line(device: Device) -> str:
    return f"{device.round_trip} ms there and back, {device.kilobits / 1000:g} Mbit/s, processor / {device.slowdown}"


def main() -> None:
    """In a portal of its own with the demo data, gone afterwards."""
    parser = argparse.ArgumentParser(prog="bin/bench web", description="Measure first visits in a browser.")
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is opened (3)")
    options = parser.parse_args()
    for name in ("DATABASE_URL", "REDIS_URL", "SITE_URL", "DEBUG", "DJANGO_SETTINGS_MODULE"):
        os.environ.pop(name, None)
    with tempfile.TemporaryDirectory(prefix="plenary-bench-") as folder:
        os.environ["DATA_DIR"] = str(Path(folder, "data"))
        subprocess.run([sys.executable, "manage.py", "prepare"], cwd=CHECKOUT, check=True)
        measure(Path(folder), options.rounds)


if __name__ == "__main__":
    main()
