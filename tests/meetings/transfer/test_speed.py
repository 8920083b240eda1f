"""A large record goes in and out in seconds."""

import time

import pytest

from tests.meetings.transfer.records import exported, imported, record

SECONDS = 12
"""It takes two to three; the rest is for a busy machine."""


@pytest.mark.django_db
def test_fifteen_hundred_records_take_seconds() -> None:
    data = record()
    items = [{"key": f"i{number}", "text": {"en": "Item"}, "mandates": ["gt/2025#m1"]} for number in range(9)]
    data["bodies"][0]["terms"][1]["schedule"]["entries"] += [
        {
            "key": f"m{number}",
            "kind": "meeting",
            "start": "2025-03-03",
            "end": "2025-03-03",
            "precision": "day",
            "meeting": {"items": items, "sittings": [{"on": "2025-03-03", "start": "10:00", "end": "13:00"}]},
        }
        for number in range(130)
    ]
    started = time.monotonic()
    created = imported(data).created.total()
    written = exported()
    assert time.monotonic() - started < SECONDS
    assert created > 1500
    assert '"m129"' in written
