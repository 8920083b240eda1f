"""Asking for one page as often as a server can give it, by wrk: a client in Python would be slower than the server."""

from __future__ import annotations

import re
import shutil
import subprocess

CONNECTIONS = 8
MANY = 64
FAILURES = re.compile(r"(?:Non-2xx|Socket errors).*")
LATENCY = re.compile(r"^\s+(\d\d%)\s+(\S+)\s*$", re.MULTILINE)


def requests_a_second(port: int, path: str, seconds: float, headers: dict[str, str]) -> float:
    """How many answers came, all after the page has been made once by each worker; an error ends the run."""
    _run(port, path, 1, headers, CONNECTIONS)
    told = _run(port, path, seconds, headers, CONNECTIONS)
    if FAILURES.search(told):
        raise RuntimeError(f"{path} was not always answered:\n{told}")
    return _rate(told)


def measure(port: int, path: str, seconds: float) -> None:
    """Many connections at once, each with a request on the way all the time."""
    told = _run(port, path, seconds, {}, MANY)
    within = ", ".join(f"{share} within {time}" for share, time in LATENCY.findall(told))
    failed = FAILURES.search(told)
    print(f"\nA burst of {MANY} connections for {seconds:g} s: {_rate(told):.0f} requests a second; {within};", end=" ")
    print(failed[0] if failed else "no error", flush=True)


def _rate(told: str) -> float:
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    return float(found[1]) if found else 0.0


def _run(port: int, path: str, seconds: float, headers: dict[str, str], connections: int) -> str:
    binary = shutil.which("wrk")
    if not binary:
        raise RuntimeError("wrk is not installed: run bin/bench, or install the package wrk.")
    # As behind one proxy, from an address of its own: limits count an address, and this is to meet none.
    given = {"X-Forwarded-For": f"10.9.{port % 250}.{len(path) % 250}", **headers}
    words = [word for name, value in given.items() for word in ("-H", f"{name}: {value}")]
    timing = ["-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "30s", "--latency"]
    command = [binary, *timing, *words, f"http://127.0.0.1:{port}{path}"]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
