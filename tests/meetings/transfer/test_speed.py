"""A large record goes in and out at a bounded price for each of its rows."""

from __future__ import annotations

from typing import Any

import pytest

from tests.meetings.transfer.records import exported, imported, record
from tests.work import calls_of


def _record(meetings: int) -> dict[str, Any]:
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
        for number in range(meetings)
    ]
    return data


@pytest.mark.django_db
def test_each_of_fourteen_hundred_records_costs_the_same() -> None:
    created: list[int] = []
    written: list[str] = []
    work = []
    for meetings in (13, 130):
        data = _record(meetings)
        went_in = calls_of(lambda data=data: created.append(imported(data).created.total()))
        went_out = calls_of(lambda: written.append(exported()))
        work.append((went_in, went_out))
    records = created[1] - created[0]
    assert records > 1100
    assert '"m129"' in written[1]
    went_in, went_out = ((many - few) / records for few, many in zip(*work, strict=True))
    assert went_in < 2_200
    assert went_out < 1_200
