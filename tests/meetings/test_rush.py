"""Many want one room, or register one paper, at the same moment: one has it, the others are told and lose nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from meetings.enums import ScheduleState
from meetings.models import Room, Schedule
from meetings.queries.drafts import rows_for_editing
from portal.actors import SYSTEM
from portal.models import User
from tests import make
from tests.browsing import form_values
from tests.cast import Cast, gather
from tests.meetings.rush import AT_ONCE
from tests.meetings.test_drafts_together import CHECKOUT, address_of
from tests.meetings.test_editor import FRAGMENT

pytestmark = pytest.mark.django_db(transaction=True)
WANTED = "24 March 2026, 10:00-13:00, Guerrero Room"
PAPERS, TRIES = 20, 200
Found = dict[str, Any]


def rush(folder: Path, wanted: list[Found]) -> Found:
    """All sent at once to the database of this test, or to a copy of the one in memory: what came of it."""
    file = folder / "wanted.json"
    file.write_text(json.dumps(wanted))
    environment = {**os.environ, "DATABASE_URL": address_of(folder)}
    command = [sys.executable, "-m", "tests.meetings.rush", str(file)]
    ran = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    found: Found = json.loads(ran.stdout)
    return found


def _wish(cast: Cast, number: int) -> Found:
    """One of the ways to a room: a new row, the cell of a row, a meeting that moves."""
    state = ScheduleState.ADOPTED if number % 2 else ScheduleState.DRAFT
    schedule: Schedule = make.schedule(make.term(make.body(organization=cast.house)), state=state)
    entry = make.meeting(schedule, date(2026, 3, 10), text={"en": "Matter"}, items=("One",)).entry
    seen = next(row.version for row in rows_for_editing(SYSTEM, schedule) if row.key == entry.key)
    ways = (
        ("rows/", {"typed": WANTED, "text": f"Matter {number}"}),
        (f"rows/{entry.key}/cells/when/", {"typed": WANTED, "seen": seen}),
        (f"rows/{entry.key}/state/", {"typed": WANTED, "seen": seen, "act": "move"}),
    )
    tail, form = ways[number % 3]
    url = f"/groups/{schedule.term.body.slug}/{schedule.term.label}/schedule/edit/{tail}"
    return {"account": cast.accounts["secretary"].pk, "url": url, "form": form, "fragment": number % 3 != 2}


def test_one_room_at_one_hour_is_held_once(tmp_path: Path) -> None:
    cast = gather()
    room: Room = make.room(cast.house)
    wishes = [_wish(cast, number) for number in range(AT_ONCE)]
    found = rush(tmp_path, wishes)
    refused = [answer for answer in found["answers"] if answer["status"] == 422]
    assert Counter(answer["status"] for answer in found["answers"])[422] == AT_ONCE - 1, found["answers"]
    assert found["kept"]["placed"].count(["2026-03-24", f"{cast.house.key}/{room.key}"]) == 1
    for answer in refused:
        page = unescape(answer["page"])
        assert re.search("Guerrero Room is (taken|asked for) by", page)
        assert f'value="{WANTED}"' in page


@pytest.mark.postgresql
def test_who_waits_too_long_for_the_turn_is_told_and_keeps_what_was_typed() -> None:
    cast = gather()
    make.room(cast.house)
    wish = _wish(cast, 0)
    client = Client(headers=FRAGMENT)
    client.force_login(User.objects.get(pk=wish["account"]))
    other = connection.copy()
    with other.cursor() as holding, connection.cursor() as waiting:
        holding.execute("BEGIN")
        holding.execute("SELECT 1 FROM groups_organization FOR NO KEY UPDATE")
        waiting.execute("SET lock_timeout = '100ms'")
        answer = client.post(wish["url"], wish["form"])
        waiting.execute("RESET lock_timeout")
    other.close()
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "Your change was not saved: save it again." in page
    assert f'value="{WANTED}"' in page


def test_one_symbol_is_registered_once(tmp_path: Path) -> None:
    cast = gather()
    secretary = cast.accounts["secretary"]
    client = Client()
    client.force_login(secretary)
    url = f"/desk/document/new/?of={cast.body.pk}"
    blank = form_values(client.get(url).content.decode())
    wanted = []
    for number in range(TRIES):
        symbol = f"CAJP/GT/TM-{number % PAPERS + 1}/05"
        typed = {"kind": "report", "symbol": symbol, "title_en": f"Report {number}", "distribution": "general"}
        wanted.append({"account": secretary.pk, "url": url, "form": blank | typed, "fragment": False})
    found = rush(tmp_path, wanted)
    assert Counter(answer["status"] for answer in found["answers"]) == {302: PAPERS, 200: TRIES - PAPERS}
    assert Counter(found["kept"]["symbols"]) == {f"CAJP/GT/TM-{number + 1}/05": 1 for number in range(PAPERS)}
    assert found["kept"]["verbs"].count("created") == PAPERS
    for number, answer in enumerate(found["answers"]):
        assert answer["status"] == 302 or f'value="Report {number}"' in answer["page"]


@pytest.mark.postgresql
def test_what_fails_in_the_wait_for_another_reason_is_not_said_to_be_others() -> None:
    cast = gather()
    make.room(cast.house)
    wish = _wish(cast, 0)
    client = Client(raise_request_exception=False, headers=FRAGMENT)
    client.force_login(User.objects.get(pk=wish["account"]))
    other = connection.copy()
    with other.cursor() as holding, connection.cursor() as waiting:
        holding.execute("BEGIN")
        holding.execute("SELECT 1 FROM groups_organization FOR NO KEY UPDATE")
        waiting.execute("SET statement_timeout = '1s'")
        answer = client.post(wish["url"], wish["form"])
        waiting.execute("RESET statement_timeout")
    other.close()
    assert answer.status_code == 503
    assert "This took too long" in unescape(answer.content.decode())
