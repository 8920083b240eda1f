"""Behind bin/serve: prepares the portal, runs web and worker, restarts what dies, and ends them all on Ctrl-C.

Imports next to nothing of Django, to stay small beside the processes that it watches.
"""

import argparse
import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import urlsplit

from portal import environment

CHECKOUT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
PR_SET_PDEATHSIG = 1
READY_WITHIN = 120
STOP_WITHIN = 10
RESTART_PAUSE = 1.0
SHORT_LIFE = 5
MOST_SHORT_LIVES = 5


def say(text: str) -> None:
    """Progress, kept apart from the address and the accounts on standard output."""
    print(text, file=sys.stderr, flush=True)


def end_with_parent() -> None:
    """Runs in the child: the kernel sends it SIGTERM when we die, even by `kill -9`."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell that starts us in the background has it ignored


class Child:
    """A process that is to run as long as we do."""

    def __init__(self, name: str, command: Sequence[str]) -> None:
        self.name = name
        self.command = [sys.executable, *command]
        self.short_lives = 0
        self.start()

    def start(self) -> None:
        """Start it, or start it again."""
        self.started = time.monotonic()
        # In a group of its own: Ctrl-C reaches us alone, and each child is asked once, by us, in its own way.
        self.process = subprocess.Popen(self.command, cwd=CHECKOUT, preexec_fn=end_with_parent, process_group=0)

    def is_dead(self) -> bool:
        """Whether it has ended by itself; one that lives long enough has its early deaths forgiven."""
        if self.process.poll() is None:
            if time.monotonic() - self.started > SHORT_LIFE:
                self.short_lives = 0
            return False
        return True


class Supervisor:
    """One portal from its preparation to its end."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.stopping = threading.Event()
        self.children: list[Child] = []

    def run(self) -> int:
        """Gives the exit status: 0 when asked to end, at whatever moment."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda *_: self.stopping.set())
        try:
            status = self.serve()
        finally:
            self.stop()
        return 0 if self.stopping.is_set() else status

    def serve(self) -> int:
        """Prepare, start, announce, watch."""
        if self.finish(["manage.py", "prepare"]) != 0 and not self.stopping.is_set():
            say("Plenary could not be prepared; the reason stands above.")
            return 1
        if self.stopping.is_set():
            return 0
        say("Starting web and worker")
        self.children = [Child(name, command) for name, command in self.commands().items()]
        if not self.wait_until_ready():
            say(f"Plenary did not answer within {READY_WITHIN} seconds.")
            return 1
        self.announce()
        return self.watch()

    def commands(self) -> dict[str, list[str]]:
        """What to run: the embedded worker, or Celery where there is a broker for it."""
        web = ["-m", "gunicorn", "portal.wsgi:application", f"--bind={HOST}:{self.port}", "--no-control-socket"]
        web += [
            "--worker-class=portal.web.Worker",
            "--workers=1",
            "--threads=8",
            "--timeout=60",
            "--graceful-timeout=5",
        ]
        web += ["--log-level=warning"]
        if not environment.secret("REDIS_URL"):
            return {"web": web, "worker": ["manage.py", "work"]}
        celery = ["-m", "celery", "-A", "portal.celery", "--quiet"]
        schedule = os.path.join(os.environ.get("DATA_DIR") or CHECKOUT / "var", "celerybeat-schedule")
        return {
            "web": web,
            "worker": [*celery, "worker", "--concurrency=1", "--loglevel=WARNING"],
            "beat": [*celery, "beat", "--loglevel=WARNING", "--schedule", schedule, "--pidfile="],
        }

    def finish(self, command: Sequence[str]) -> int:
        """Run something to its end, or to ours."""
        child = Child("setup", command)
        self.children = [child]
        while child.process.poll() is None and not self.stopping.wait(0.05):
            pass
        self.children = [child] if child.process.poll() is None else []
        return child.process.returncode or 0

    def wait_until_ready(self) -> bool:
        """Until the worker lives and the first page answers; False when that takes too long or something gave up."""
        deadline = time.monotonic() + READY_WITHIN
        while not self.stopping.wait(0.1):
            if time.monotonic() > deadline or not self.revive():
                return False
            if self.answers("/readyz") and self.answers("/"):
                return True
        return True

    def answers(self, path: str) -> bool:
        """Whether a page comes with 200, asked for as the proxy would ask."""
        site = urlsplit(os.environ["SITE_URL"])
        connection = http.client.HTTPConnection(HOST, self.port, timeout=10)
        try:
            connection.request("GET", path, headers={"Host": site.netloc, "X-Forwarded-Proto": site.scheme})
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def announce(self) -> None:
        """The address, then the demo accounts; nothing when we are already on our way out."""
        if self.stopping.is_set():
            return
        with contextlib.suppress(BrokenPipeError):
            print(f"Plenary is at http://{HOST}:{self.port}/", flush=True)
        self.tell_accounts()

    def tell_accounts(self) -> None:
        """A portal without demo accounts has none to tell."""
        asked = subprocess.run(
            [sys.executable, "manage.py", "demo_accounts"], cwd=CHECKOUT, capture_output=True, text=True, check=False
        )
        if asked.returncode == 0 and not self.stopping.is_set():
            with contextlib.suppress(BrokenPipeError):
                print(asked.stdout.rstrip(), "Stop with Ctrl-C.", sep="\n", flush=True)

    def watch(self) -> int:
        """Until asked to end, or until a child dies again and again."""
        while not self.stopping.wait(0.25):
            if not self.revive():
                return 1
        return 0

    def revive(self) -> bool:
        """Restart the dead; False when one of them keeps dying at once."""
        for child in self.children:
            if not child.is_dead():
                continue
            child.short_lives += 1
            if child.short_lives >= MOST_SHORT_LIVES:
                say(f"The {child.name} process does not stay up; the reason stands above.")
                return False
            if self.stopping.wait(RESTART_PAUSE):
                return True
            say(f"The {child.name} process ended with status {child.process.returncode}; starting it again")
            child.start()
        return True

    def stop(self) -> None:
        """End every child: gently, and after a while not."""
        alive = [child.process for child in self.children if child.process.poll() is None]
        for process in alive:
            process.terminate()
        deadline = time.monotonic() + STOP_WITHIN
        for process in alive:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def is_free(port: int) -> bool:
    """Whether we may listen there; a socket of an earlier run that is still closing is no hindrance."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def port_number(text: str) -> int:
    """A port that a program may ask for."""
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} is no port: write a number from 1 to 65535")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="bin/serve", description="Serve Plenary with its worker until Ctrl-C.")
    parser.add_argument("--port", type=port_number, default=8000, help="where to listen on 127.0.0.1 (8000)")
    port: int = parser.parse_args(arguments).port
    if not is_free(port):
        say(f"Port {port} is taken by another program. Choose another one: bin/serve --port {port + 1}")
        return 1
    os.environ.setdefault("SITE_URL", f"http://{HOST}:{port}")
    return Supervisor(port).run()


if __name__ == "__main__":
    sys.exit(main())
