"""A private PostgreSQL on a Unix socket, gone after the run."""

import glob
import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests import processes

SUPERUSER = "plenary"
# Nothing here outlives the run, so nothing needs to reach the disk.
CAREFREE = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
# A server that is killed keeps what the system has in memory, but not what it had not written yet.
CAREFREE_BUT_COMMITTED = ["-c", "fsync=off"]


class Cluster:
    """A private server in a folder of its own, to be stopped and started again."""

    def __init__(self, folder: Path, options: list[str]) -> None:
        self.folder, self.options = folder, options
        self.binaries = _binaries()
        folder.mkdir()
        self.as_other = _as_other_user(folder)
        initdb = ["--no-sync", "-A", "trust", "-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8"]
        command = [*self.as_other, str(self.binaries / "initdb"), *initdb, "-D", str(folder / "data")]
        subprocess.run(command, check=True, capture_output=True, cwd=folder)
        # The host goes into the query: a path would need %2F, which is not decoded there.
        self.url = f"postgres://{SUPERUSER}@/postgres?host={folder}"

    def start(self) -> None:
        """Until it answers."""
        command = [*self.as_other, str(self.binaries / "postgres"), "-D", str(self.folder / "data")]
        self.process = processes.start(
            [*command, "-k", str(self.folder), "-c", "listen_addresses=", *self.options],
            self.folder / "log",
            cwd=self.folder,
            ready=lambda: _answers(self.binaries, self.folder),
        )

    def stop(self, number: int) -> None:
        """By one of PostgreSQL's own signals: SIGINT is "fast", SIGQUIT "immediate"."""
        processes.stop(self.process, number)


def start(folder: Path, at_end: Callable[[Callable[[], None]], None], *settings: str) -> str:
    """Make a cluster, start it with `settings` of its own (name=value); gives its DATABASE_URL."""
    cluster = Cluster(folder, [*CAREFREE, *(word for setting in settings for word in ("-c", setting))])
    cluster.start()
    at_end(lambda: cluster.stop(signal.SIGINT))
    return cluster.url


def _binaries() -> Path:
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
    if found:
        return Path(found[-1])
    if postgres := shutil.which("postgres"):
        return Path(postgres).resolve().parent
    raise RuntimeError("PostgreSQL is not installed: run bin/test, or install the package postgresql.")


def _as_other_user(folder: Path) -> list[str]:
    """PostgreSQL refuses to run as root: lend it an account, and let it end with us all the same."""
    if os.geteuid() != 0:
        return []
    names = {entry.pw_name for entry in pwd.getpwall()}
    account = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    os.chown(folder, account.pw_uid, account.pw_gid)
    return [
        "setpriv",
        f"--reuid={account.pw_uid}",
        f"--regid={account.pw_gid}",
        "--clear-groups",
        "--pdeathsig=INT",
    ]


def _answers(binaries: Path, folder: Path) -> bool:
    command = [binaries / "pg_isready", "-q", "-h", folder, "-U", SUPERUSER, "-d", "postgres"]
    return subprocess.run(command, check=False).returncode == 0
