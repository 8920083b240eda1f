"""Asking for one page as often as a server can give it, by wrk: a client in Python would be slower than the server."""

from __future__ import annotations

import re
import shutil
import subprocess

CONNECTIONS = 8
MANY = 64


def requests_a_second(port: int, path: str, seconds: float, headers: dict[str, str]) -> float:
    """How many answers came; an error among them ends the run."""
    return _asked(port, path, seconds, headers, CONNECTIONS)[0]


def measure(port: int, path: str, seconds: float) -> None:
    """Many connections at once, each with a request on the way all the time."""
    rate, latencies = _asked(port, path, seconds, {}, MANY)
    told = ", ".join(f"{share} within {time}" for share, time in latencies)
    print(
        f"\nA burst of {MANY} connections for {seconds:g} s: {rate:.0f} requests a second; {told}; no error", flush=True
    )


def _asked(
    port: int, path: str, seconds: float, headers: dict[str, str], connections: int
) -> tuple[float, list[tuple[str, str]]]:
    binary = shutil.which("wrk")
    if not binary:
        raise RuntimeError("wrk is not installed: run bin/bench, or install the package wrk.")
    # As behind one proxy, from an address of its own: limits count an address, and this is to meet none.
    given = {"X-Forwarded-For": f"10.9.{port % 250}.{len(path) % 250}", **headers}
    words = [word for name, value in given.items() for word in ("-H", f"{name}: {value}")]
    timing = ["-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "10s", "--latency"]
    command = [binary, *timing, *words, f"http://127.0.0.1:{port}{path}"]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    if rate is None or "Non-2xx" in told or "Socket errors" in told:
        raise RuntimeError(f"{path} was not always answered:\n{told}")
    return float(rate[1]), re.findall(r"^\s+(\d\d%)\s+(\S+)$", told, re.MULTILINE)
