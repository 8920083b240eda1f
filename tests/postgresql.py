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


def start(folder: Path, at_end: Callable[[Callable[[], None]], None]) -> str:
    """Make a cluster, start it; gives its DATABASE_URL."""
    binaries = _binaries()
    folder.mkdir()
    as_other = _as_other_user(folder)
    data = folder / "data"
    initdb = [str(binaries / "initdb"), "--no-sync", "-A", "trust", "-U", SUPERUSER, "-E", "UTF8", "--locale=C.UTF-8"]
    subprocess.run([*as_other, *initdb, "-D", str(data)], check=True, capture_output=True, cwd=folder)
    postgres = [str(binaries / "postgres"), "-D", str(data), "-k", str(folder), "-c", "listen_addresses="]
    server = processes.start(
        [*as_other, *postgres, *CAREFREE],
        folder / "log",
        cwd=folder,
        ready=lambda: _answers(binaries, folder),
    )
    at_end(lambda: processes.stop(server, signal.SIGINT))  # SIGINT is PostgreSQL's "fast": it ends open sessions
    # The host goes into the query: a path would need %2F, which is not decoded there.
    return f"postgres://{SUPERUSER}@/postgres?host={folder}"


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
