"""A portal that holds records takes up a new version's tables, and goes back to those of before."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.restore.portals import Databases, Portal, databases

__all__ = ["databases"]
BEFORE = (("meetings", "0017"), ("portal", "0017"), ("groups", "0006"))
"""The tables of the release of 26 November 2026."""
SAID = """
from django.db import connection
from meetings.models import Entry
from portal.models import SearchChange
with connection.cursor() as cursor:
    cursor.execute({triggers!r})
    print(Entry.objects.count(), cursor.fetchone()[0])
"""
COLUMNS = """
import json
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute({columns!r})
    print(json.dumps(cursor.fetchall()))
"""
TRIGGERS = {
    "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'search_change_of_%'",
    "postgresql": "SELECT count(*) FROM pg_trigger WHERE tgname LIKE 'search_change_of_%'",
}
"""How many there are of the index."""
LISTED = {
    "sqlite": """
        SELECT m.name, c.name, c."notnull" = 0 OR c.dflt_value IS NOT NULL
        FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'
    """,
    "postgresql": """
        SELECT table_name, column_name, is_nullable = 'YES' OR column_default IS NOT NULL OR is_identity = 'YES'
        FROM information_schema.columns WHERE table_schema = current_schema()
    """,
}
"""Table and column, and whether who writes may leave the column out."""


def _walk(portal: Portal, vendor: str) -> None:
    triggers, columns = TRIGGERS[vendor], COLUMNS.format(columns=LISTED[vendor])
    portal.manage("migrate")
    portal.manage("seed_demo")
    there = portal.python(SAID.format(triggers=triggers))
    for app, name in BEFORE:
        portal.manage("migrate", app, name)
    old = json.loads(portal.python(columns))
    portal.manage("migrate")
    _serve_the_version_before(old, json.loads(portal.python(columns)))
    assert portal.python(SAID.format(triggers=triggers)) == there
    rows, made = map(int, there.split())
    assert rows > 0
    assert made > 0


def _serve_the_version_before(old: list[list[Any]], new: list[list[Any]]) -> None:
    """It goes on until the new processes are there: its columns remain, and it need not know of others."""
    known, there = {(table, name) for table, name, _ in old}, {(table, name) for table, name, _ in new}
    assert known - there == set()
    tables = {table for table, _name in known}
    added = [row for row in new if row[0] in tables and (row[0], row[1]) not in known]
    assert [row for row in added if not row[2]] == []


@pytest.mark.once
def test_embedded_portal_is_updated_and_taken_back(tmp_path: Path) -> None:
    _walk(Portal(tmp_path), "sqlite")


@pytest.mark.postgresql
def test_house_is_updated_and_taken_back(tmp_path: Path, databases: Databases) -> None:
    _walk(Portal(tmp_path, databases.new()), "postgresql")
