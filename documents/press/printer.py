"""The desk's side of the renderer: one process, started when needed, replaced when spent or stuck."""

from __future__ import annotations

import atexit
import functools
import os
import queue
import select
import subprocess
import sys
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path

from documents.press.errors import PressError
from documents.press.worker import read_frame, write_frame

ROOT = Path(__file__).resolve().parents[2]
# Pango and fontconfig keep what they have seen: a fresh process gives it back
MOST_PAPERS = 200
IDLE_SECONDS = 300.0
WALL_SECONDS = 90.0
TOO_LONG = "The paper took too long to print. Try again, or print a shorter part."
ENDED = "The paper could not be printed: the printing process ended."


@dataclass(slots=True)
class Job:
    """A paper waiting, and the promise of its file."""

    markup: str
    style: str
    size: str
    seconds: float
    future: Future[bytes] = field(default_factory=Future)


class Printer:
    """Prints jobs one by one in a thread that owns the renderer.

    The thread starts the process and outlives it: Linux ends a child when the thread that started it ends, and a
    thread of a web request may end at any time.
    """

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self.process: subprocess.Popen[bytes] | None = None
        self.printed = 0
        self.thread = threading.Thread(target=self._run, name="press", daemon=True)
        self.thread.start()

    def submit(self, markup: str, style: str, size: str, seconds: float = WALL_SECONDS) -> Future[bytes]:
        """Queue a paper."""
        job = Job(markup, style, size, seconds)
        self.jobs.put(job)
        return job.future

    def close(self) -> None:
        """End the thread and the process."""
        self.jobs.put(None)
        self.thread.join(timeout=5)
        self.stop()

    def stop(self) -> None:
        """End the renderer; the next paper starts another."""
        process, self.process, self.printed = self.process, None, 0
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue

    def _run(self) -> None:
        while True:
            try:
                job = self.jobs.get(timeout=IDLE_SECONDS)
            except queue.Empty:
                self.stop()
                continue
            if job is None:
                return
            self._print(job)

    def _print(self, job: Job) -> None:
        try:
            job.future.set_result(self._attempt(job))
        except PressError as error:
            job.future.set_exception(error)
        except Exception as error:
            self.stop()
            job.future.set_exception(error)

    def _attempt(self, job: Job) -> bytes:
        used = self.printed > 0
        try:
            return self._ask(job)
        except (EOFError, BrokenPipeError) as error:
            self.stop()
            if not used:
                raise PressError(ENDED) from error
        # A renderer that had worked may have been ended from outside: a fresh one gets one try
        try:
            return self._ask(job)
        except (EOFError, BrokenPipeError) as error:
            self.stop()
            raise PressError(ENDED) from error

    def _ask(self, job: Job) -> bytes:
        process = self._renderer()
        assert process.stdin is not None
        assert process.stdout is not None
        write_frame(process.stdin, {"style": job.style, "size": job.size}, job.markup.encode("utf-8", "replace"))
        deadline = time.monotonic() + job.seconds
        while not select.select([process.stdout], [], [], max(0.0, min(1.0, deadline - time.monotonic())))[0]:
            if time.monotonic() >= deadline:
                self.stop()
                raise PressError(TOO_LONG)
        answer = read_frame(process.stdout)
        if answer is None:
            raise EOFError
        head, body = answer
        self.printed += 1
        if head.get("spent") or self.printed >= MOST_PAPERS:
            self.stop()
        if not head["ok"]:
            raise PressError(body.decode())
        return body

    def _renderer(self) -> subprocess.Popen[bytes]:
        if self.process is not None and self.process.poll() is not None:
            self.stop()
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "documents.press.worker", str(os.getpid())],
                cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip
        return self.process


@functools.cache
def _printer(pid: int) -> Printer:
    printer = Printer()
    atexit.register(printer.close)
    return printer


def printer() -> Printer:
    """This process's printer; a forked child starts its own."""
    return _printer(os.getpid())
