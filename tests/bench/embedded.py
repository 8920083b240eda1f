"""A small house on SQLite: ten readers who think, and two writers who do not let go."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.bench import readers
from tests.bench.house import CHOOSE
from tests.bench.servers import CHECKOUT, PORTAL, serving

READERS, WRITERS, EVERY = 10, 2, 0.2


def measure(folder: Path, thinking: float) -> None:
    """The whole run, in a portal of its own."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    for words in (("migrate", "-v0"), ("seed_reference", "--scale", "small"), ("prepare",)):
        subprocess.run([sys.executable, "manage.py", *words], cwd=CHECKOUT, check=True)
    chosen = subprocess.run([sys.executable, "-c", CHOOSE], cwd=CHECKOUT, check=True, stdout=subprocess.PIPE, text=True)
    with serving(PORTAL, folder) as port:
        readers.measure(port, json.loads(chosen.stdout), thinking, readers=READERS, writers=WRITERS, every=EVERY)
