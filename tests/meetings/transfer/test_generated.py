"""Generated groups: whatever the format can say comes back, and what cannot be read is refused with a sentence."""

import json
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.enums import Certainty, EntryKind, EntryStatus
from meetings.transfer.errors import TransferError
from portal.enums import Audience
from portal.lib.multilingual import LANGUAGES
from tests.meetings.transfer.records import exported, imported, record

pytestmark = pytest.mark.django_db

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=12)
TEXTS = st.dictionaries(st.sampled_from(LANGUAGES), WORDS, min_size=1)
DAYS = st.dates(date(1948, 1, 1), date(2100, 12, 31))
KEYS = st.text("abcdefghij-0123456789", min_size=1, max_size=8)
QUIET = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@st.composite
def entries(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows with or without dates, some of them meetings with a nested agenda."""
    rows = []
    for key in draw(st.lists(KEYS, max_size=5, unique=True)):
        row: dict[str, Any] = {"key": key, "kind": draw(st.sampled_from(EntryKind.values))}
        if draw(st.booleans()):
            start = draw(DAYS)
            end = start + timedelta(days=draw(st.integers(0, 40)))
            row.update(start=start.isoformat(), end=end.isoformat(), precision="month")
        row["status"] = draw(st.sampled_from(EntryStatus.values))
        row["certainty"] = draw(st.sampled_from(Certainty.values))
        row["audience"] = draw(st.sampled_from(Audience.values))
        row["text"] = draw(TEXTS)
        if draw(st.booleans()):
            row["meeting"] = {"closed": draw(st.booleans()), "items": draw(agendas())}
        rows.append(row)
    return rows


@st.composite
def agendas(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Items below items, in any shape."""
    roots: list[dict[str, Any]] = []
    items: list[dict[str, Any]] = []
    for number in range(draw(st.integers(0, 6))):
        item: dict[str, Any] = {"key": f"i{number}", "label": draw(WORDS), "text": draw(TEXTS)}
        above = draw(st.none() | st.sampled_from(items)) if items else None
        (roots if above is None else above.setdefault("children", [])).append(item)
        items.append(item)
    return roots


@pytest.mark.once
@QUIET
@given(entries(), st.lists(st.tuples(TEXTS, st.lists(TEXTS, max_size=3)), max_size=3), TEXTS)
def test_any_group_comes_back_the_same(rows: list[Any], lists: list[Any], name: dict[str, str]) -> None:
    data = record()
    term = data["bodies"][0]["terms"][0]
    data["bodies"][0]["name"] = name
    term["schedule"] = {"entries": rows}
    items = [{"name": above, "children": [{"name": below} for below in children]} for above, children in lists]
    term["listings"] = [{"key": "list", "kind": "other", "items": items}]
    with transaction.atomic():
        imported(data)
        first = exported()
        assert not imported(json.loads(first)).created
        transaction.set_rollback(True)
    with transaction.atomic():
        imported(json.loads(first))
        assert exported() == first
        transaction.set_rollback(True)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every container of a record with each of its keys."""
    found = []
    for key, value in data.items() if isinstance(data, dict) else enumerate(data):
        found.append((data, key))
        if isinstance(value, dict | list):
            found += places(value)
    return found


@settings(QUIET, max_examples=60)
@given(st.data(), JSON)
def test_any_value_anywhere_is_taken_or_refused_with_a_sentence(choice: st.DataObject, value: Any) -> None:
    data = record()
    container, key = choice.draw(st.sampled_from(places(data)))
    container[key] = value
    with transaction.atomic():
        with suppress(TransferError):
            imported(data)
        transaction.set_rollback(True)
