"""requirements.lock has whatever requirements.txt asks for, in the same version, and a hash for each file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent.parent


def _pins(name: str) -> dict[str, str]:
    found = re.findall(r"^([A-Za-z0-9._-]+)(?:\[\w,]+)?==([^\s;]+)", (CHECKOUT / name).read_text(), re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", package).lower(): version for package, version in found}


def test_what_is_asked_for_is_locked_in_the_same_version() -> None:
    asked, locked = _pins("requirements.txt"), _pins("requirements.lock")
    assert asked
    assert {package: locked.get(package) for package in asked} == asked


def test_every_package_that_is_locked_has_hashes() -> None:
    entries = re.split(r"\n(?=\S)", (CHECKOUT / "requirements.lock").read_text().strip())
    assert len(entries) > 40
    assert [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)] == []


def test_scripts_and_image_install_what_is_locked() -> None:
    for path in (*(CHECKOUT / "bin").iterdir(), CHECKOUT / "deploy" / "Dockerfile"):
        text = path.read_text()
        assert not re.search(r"(?:need_environment|-r) requirements\.txt", text), path.name


TAKEN_WHERE_THERE = {"greenlet", "pygments", "pytz", "pyyaml"}
"""What others import only where it is installed, as the tools of the tests bring it."""
LOADED = """
import sys
from importlib.metadata import packages_distributions
before = set(sys.modules)
import celery.bin.beat, celery.bin.worker, gunicorn.app.wsgiapp, kombu.transport.redis
import portal.celery, portal.web, portal.wsgi
from django.urls import get_resolver
get_resolver().url_patterns
names = {name.partition(".")[0] for name in set(sys.modules) - before}
print(*sorted({found for name in names for found in packages_distributions().get(name, [])}))
"""


def test_what_serves_loads_nothing_but_what_is_locked(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "REDIS_URL": "redis://127.0.0.1:1/0"}
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LOADED], cwd=CHECKOUT, env=environment, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    loaded = {re.sub(r"[-_.]+", "-", name).lower() for name in ran.stdout.split()}
    assert "kombu" in loaded
    assert loaded - _pins("requirements.lock").keys() - TAKEN_WHERE_THERE == set()
