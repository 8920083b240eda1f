"""Loading the demo data: what is there already is left as it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q

from groups.models import Body
from meetings.demo.living import GROUP, living_group
from meetings.transfer import text
from meetings.transfer.export import record
from meetings.transfer.load import Loader
from meetings.transfer.operation import Import, import_group
from portal.actors import SYSTEM

FOLDER = Path(__file__).parent
VENUE = ZoneInfo("America/New_York")
COMMON = {"organizations": "organization", "delegations": "delegation"}
"""What the made-up group shares with real ones: where it is recorded already, the group takes it as it stands."""


def load_demo(now: datetime) -> Iterator[Import]:
    """Import every group that is absent, one after the other; all of a file or nothing."""
    for path in sorted(FOLDER.glob("*.json")):
        content = path.read_bytes()
        if not _is_here(json.loads(content)["group"]):
            yield import_group(actor=SYSTEM, now=now, content=content)
    if not _is_here(GROUP):
        yield _load_living(now)


def _is_here(slug: str) -> bool:
    return Body.objects.filter(slug=slug, terms__isnull=False).exists()


@transaction.atomic
def _load_living(now: datetime) -> Import:
    record_of_today = living_group(now.astimezone(VENUE).date())
    shared = record_of_today["shared"]
    for name, kind in COMMON.items():
        shared[name] = [_as_recorded(kind, each) for each in shared[name]]
    return import_group(actor=SYSTEM, now=now, content=text.write(record_of_today).encode())


def _as_recorded(kind: str, given: dict[str, Any]) -> Any:
    loader = Loader((), Q(pk__in=()))
    found = loader.load(kind, Q(key=given["key"]))
    loader.close()
    return record(found[0]) if found else given
