"""The processes of a whole installation, to be killed and restarted as a bad day would."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests import postgresql, processes
from tests import redis as redis_server

CHECKOUT = Path(__file__).resolve().parent.parent.parent
SENDERS_EACH = 2


class House:
    """A folder with a mail sink and the senders of one portal; `broken` counts what was done to it."""

    settings = "tests.chaos.settings"

    def __init__(self, folder: Path, latency: float) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)
        self.taken = folder / "taken"
        self.taken.touch()
        self.broken: dict[str, int] = {}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.commands: dict[str, list[str]] = {}
        port = processes.free_port()
        self.environment = {
            **{key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "REDIS_URL"}},
            "DATA_DIR": str(folder / "data"),
            "DJANGO_SETTINGS_MODULE": self.settings,
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
            "SITE_URL": "http://127.0.0.1:8000",
            "PYTHONWARNINGS": "ignore",
        }
        sink = [sys.executable, "-m", "tests.chaos.sink", str(port), str(self.taken), str(latency)]
        self.sink = processes.start(sink, folder / "sink.log", cwd=CHECKOUT, ready=lambda: listens(port))

    def run(self, *arguments: str) -> None:
        """A command of the portal, to its end."""
        self._run([sys.executable, "manage.py", *arguments], arguments[0])

    def module(self, name: str, *arguments: str) -> None:
        """A module of the tests in the portal's surroundings, to its end."""
        self._run([sys.executable, "-m", name, *arguments], name)

    def _run(self, command: list[str], name: str) -> None:
        ran = subprocess.run(command, cwd=CHECKOUT, env=self.environment, capture_output=True, text=True, check=False)
        if ran.returncode:
            raise RuntimeError(f"{name} failed: {ran.stderr[-2000:]}")

    def plan(self, planners: int) -> None:
        """So many planners at the same moment; each must come to its end without an error."""
        go = self.folder / "go"
        command = [sys.executable, "-m", "tests.chaos.plan", str(go)]
        running = [subprocess.Popen(command, cwd=CHECKOUT, env=self.environment) for _number in range(planners)]
        while len(list(self.folder.glob("go.*"))) < planners:
            time.sleep(0.05)
        go.touch()
        if failed := [process.args for process in running if process.wait(300)]:
            raise RuntimeError(f"{len(failed)} of {planners} planners failed")
        self.count("planners at once", planners)

    def start(self, name: str, command: list[str]) -> None:
        """A process that belongs to the house, in a session of its own, with what it says in a file."""
        self.commands[name] = command
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                command,
                cwd=CHECKOUT,
                env=self.environment,
                stdout=log,
                stderr=log,
                preexec_fn=processes.end_with_parent,
                start_new_session=True,
            )

    def revive(self) -> None:
        """Start again what has died, as a supervisor does."""
        for name, process in list(self.running.items()):
            if process.poll() is not None:
                self.start(name, self.commands[name])

    def senders(self) -> list[int]:
        """The processes that may be sending: a worker's children, or the worker itself where it has none."""
        workers = [process.pid for name, process in self.running.items() if name.startswith("worker")]
        return [pid for worker in workers for pid in (children(worker) or [worker])]

    def kill(self) -> None:
        """`kill -9` for one sender, or every third time for a whole worker with all its senders."""
        self.revive()
        worker = random.choice([process for name, process in self.running.items() if name.startswith("worker")])
        inside = children(worker.pid)
        if inside and random.random() < 2 / 3:
            victims = [random.choice(inside)]
        else:
            victims = [worker.pid, *inside]
        for pid in victims:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.count("senders killed", max(1, len(victims) - 1))
        self.count("kill -9")

    def count(self, what: str, number: int = 1) -> None:
        """Remember what was broken."""
        self.broken[what] = self.broken.get(what, 0) + number

    def received(self) -> list[tuple[str, str]]:
        """Recipient and Message-ID of each mail that the sink took."""
        return [(recipient, message_id) for recipient, message_id, _at in self._lines()]

    def arrived(self) -> list[tuple[str, float]]:
        """Recipient of each mail, and when it came."""
        return [(recipient, float(at)) for recipient, _message_id, at in self._lines()]

    def _lines(self) -> list[list[str]]:
        """What the sink wrote, but for a line that it is writing."""
        return [line.split(" ") for line in self.taken.read_text().splitlines(keepends=True) if line.endswith("\n")]

    def end(self) -> None:
        """Stop everything that was started here."""
        for process in [*self.running.values()]:
            for pid in [process.pid, *children(process.pid)]:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
            process.wait(10)
        processes.stop(self.sink)


class EmbeddedHouse(House):
    """SQLite, and embedded workers: one is usual, several are allowed."""

    def __init__(self, folder: Path, *, latency: float, workers: int = 3) -> None:
        super().__init__(folder, latency)
        self.run("migrate", "--verbosity=0")
        self.workers = workers

    def open(self) -> None:
        """Start the workers."""
        for number in range(self.workers):
            self.start(f"worker-{number}", [sys.executable, "manage.py", "work"])


class FullHouse(House):
    """PostgreSQL, Redis, Celery workers and two beats, where one is the rule."""

    def __init__(self, folder: Path, *, latency: float, workers: int = 3) -> None:
        super().__init__(folder, latency)
        self.workers = workers
        self.cluster = postgresql.Cluster(folder / "postgresql", postgresql.CAREFREE_BUT_COMMITTED)
        self.cluster.start()
        self.redis = redis_server.Server(folder / "redis")
        self.redis.start()
        self.environment |= {"DATABASE_URL": self.cluster.url, "REDIS_URL": self.redis.url}
        self.run("migrate", "--verbosity=0")

    def open(self) -> None:
        """Start workers and beats."""
        celery = [sys.executable, "-m", "celery", "-A", "portal.celery", "--quiet"]
        for number in range(self.workers):
            worker = [
                *celery,
                "worker",
                f"--concurrency={SENDERS_EACH}",
                "--loglevel=WARNING",
                "-n",
                f"w{number}@house",
            ]
            self.start(f"worker-{number}", worker)
        for number in range(2):
            schedule = str(self.folder / f"beat-{number}")
            beat = [*celery, "beat", "--loglevel=WARNING", "--schedule", schedule, "--pidfile="]
            self.start(f"beat-{number}", beat)

    def flush(self) -> None:
        """All that the broker knew is gone."""
        import redis

        with redis.Redis.from_url(self.redis.url) as client:
            client.flushall()
        self.count("FLUSHALL")

    def restart_redis(self) -> None:
        """The broker dies and comes back empty."""
        self.redis.stop(signal.SIGKILL)
        time.sleep(0.3)
        self.redis.start()
        self.count("Redis restarts")

    def restart_postgresql(self) -> None:
        """The database dies at once, with every transaction that is open, and recovers."""
        self.cluster.stop(signal.SIGQUIT)
        self.cluster.start()
        self.count("PostgreSQL restarts")

    def end(self) -> None:
        """The servers too."""
        super().end()
        self.redis.stop()
        self.cluster.stop(signal.SIGINT)


def children(pid: int) -> list[int]:
    """The processes below one."""
    try:
        return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []


def listens(port: int) -> bool:
    """Whether somebody answers there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
