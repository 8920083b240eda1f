"""Whoever alters the audit trail in spite of the triggers is found out, and it is said where."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from portal import audit, health, jobs, metrics, seals, worker
from portal.actors import SYSTEM
from portal.logs import JsonFormatter
from portal.models import AuditEvent, AuditSeal, SystemState, User
from portal.seals import canonical
from portal.troubles import troubles
from tests.cast import NOW
from tests.meetings.test_drafts_together import CHECKOUT, address_of

EACH = int(os.environ.get("ROWS", "60"))
"""Transactions of each of the four writers."""
CHANGED = "what is there after row {} is not what was sealed."


def _row(pk: int, **given: object) -> AuditEvent:
    facts = {"at": NOW, "actor_name": "Ana", "verb": "changed", "after": {"n": pk}, "action": UUID(int=pk)}
    about = {"subject_type": "groups.body", "subject_id": "1", "subject_text": "Body"}
    return AuditEvent.objects.create(pk=pk, **facts | about | given)


@pytest.fixture
def trail(db: None) -> None:
    """Rows 10, 20 … 120 under three seals."""
    for number in range(1, 13):
        _row(number * 10)
    assert seals.seal(NOW, most=4) == 12


def _tamper(*statements: str) -> None:
    """What somebody can do who may alter the tables themselves."""
    connection.check_constraints()  # PostgreSQL alters no table of which something is still to be checked
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in ("portal_auditevent", "portal_auditseal"):
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name LIKE 'portal_audit%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            cursor.execute(statement)


def test_seals_follow_each_other_over_every_row(trail: None) -> None:
    found = list(AuditSeal.objects.values_list("number", "first_id", "last_id", "rows", "at"))
    assert found == [(1, 10, 40, 4, NOW), (2, 50, 80, 4, NOW), (3, 90, 120, 4, NOW)]
    first, second, third = AuditSeal.objects.all()
    assert (first.previous, second.previous, third.previous) == ("", first.hash, second.hash)
    assert seals.seal(NOW) == 0
    _row(130)
    report = seals.verify(known=second.hash)
    assert (report.seals, report.rows, report.unsealed, report.head) == (3, 12, 1, third.hash)
    assert report.faults == []


def test_hash_is_the_same_on_every_database(db: None) -> None:
    """Numbers come back from PostgreSQL written otherwise, keys in another order."""
    ana = User.objects.create_user("ana@example.org", pk=7)
    numbers = {"z": 1e16, "b": [1.5, -0.0, 1e300, 1e-7, 2], "a": {"ñ": "“\u2028”", "A": None, "": True}}
    at = datetime(2026, 3, 10, 15, 0, 0, 5, tzinfo=UTC)
    _row(3, actor=ana, at=at, before=numbers, after=None, reason="r", request_id="q")
    (row,) = canonical.rows_after(2, 3, 9, "default")
    big = f"1{'0' * 300}"
    assert canonical.line(row).decode() == (
        '[3,"2026-03-10T15:00:00.000005+00:00",7,"Ana","changed","groups.body","1","Body",'
        r'{"a":{"":true,"A":null,"\u00f1":"\u201c\u2028\u201d"},'
        f'"b":[1.5,0,{big},1e-07,2],"z":10000000000000000}},'
        'null,"r","q","00000000-0000-0000-0000-000000000003"]'
        "\n"
    )
    seals.seal(NOW)
    assert AuditSeal.objects.get().hash == "132f0a58d3358f09362e2eac1d1a49f621d55fa4d53a3b1a0b37419613c360d3"


ALTERED = {
    "a row altered": (["UPDATE portal_auditevent SET verb = 'x' WHERE id = 60"], [(2, CHANGED.format(40))]),
    "an hour altered": (
        ["UPDATE portal_auditevent SET at = '2026-03-10 15:00:00.000001+00:00' WHERE id = 60"],
        [(2, CHANGED.format(40))],
    ),
    "a row removed": (
        ["DELETE FROM portal_auditevent WHERE id = 80"],
        [(2, "3 rows are there instead of 4."), (2, CHANGED.format(40))],
    ),
    "a row added": (
        [
            "INSERT INTO portal_auditevent (id, at, actor_name, verb, subject_type, subject_id, subject_text, reason, "
            "request_id, action) SELECT 45, at, actor_name, verb, subject_type, subject_id, subject_text, reason, "
            "request_id, action FROM portal_auditevent WHERE id = 10"
        ],
        [(2, "5 rows are there instead of 4."), (2, CHANGED.format(40))],
    ),
    "a row before all others": (
        ["UPDATE portal_auditevent SET id = -5 WHERE id = 10"],
        [(1, CHANGED.format(0))],
    ),
    "two rows exchanged": (
        [
            "UPDATE portal_auditevent SET id = 1000 WHERE id = 50",
            "UPDATE portal_auditevent SET id = 50 WHERE id = 60",
            "UPDATE portal_auditevent SET id = 60 WHERE id = 1000",
        ],
        [(2, CHANGED.format(40))],
    ),
    "a seal's hour altered": (
        ["UPDATE portal_auditseal SET at = '2026-03-10 15:00:00.000001+00:00' WHERE number = 2"],
        [(2, CHANGED.format(40))],
    ),
    "a row and its seal's count altered": (
        [
            "DELETE FROM portal_auditevent WHERE id = 70",
            "UPDATE portal_auditseal SET rows = 3 WHERE number = 2",
        ],
        [(2, CHANGED.format(40))],
    ),
    "the last rows and their seal's end removed": (
        [
            "DELETE FROM portal_auditevent WHERE id > 100",
            "UPDATE portal_auditseal SET rows = 2, last_id = 100 WHERE number = 3",
        ],
        [(3, CHANGED.format(80))],
    ),
}


@pytest.mark.parametrize("name", ALTERED)
def test_what_was_altered_is_found_and_named(trail: None, name: str) -> None:
    statements, expected = ALTERED[name]
    _tamper(*statements)
    ranges = {1: "10 to 40", 2: "50 to 80", 3: "90 to 100" if "end" in name else "90 to 120"}
    assert seals.verify().faults == [f"Seal {number}, rows {ranges[number]}: {says}" for number, says in expected]


def test_seal_that_was_altered_exchanged_or_removed_is_found_and_named(trail: None) -> None:
    _tamper("UPDATE portal_auditseal SET hash = 'x' WHERE number = 1")
    assert seals.verify().faults == [
        f"Seal 1, rows 10 to 40: {CHANGED.format(0)}",
        "Seal 2 does not follow seal 1: one of the two was altered or made anew.",
    ]
    _tamper("DELETE FROM portal_auditseal WHERE number = 1")
    assert seals.verify().faults[0] == "Seal 1 is missing."
    _tamper("DELETE FROM portal_auditseal WHERE number = 2")
    assert seals.verify().faults[0] == "Seals 1 to 2 are missing."
    _tamper("UPDATE portal_auditseal SET form = 9")
    assert seals.verify().faults[1] == "Seal 3, rows 90 to 120: it is of form 9, and this portal knows 1."


def test_trail_whose_seals_were_all_made_anew_is_told_by_a_head_noted_elsewhere(trail: None) -> None:
    noted = seals.head().hash
    _tamper("UPDATE portal_auditevent SET verb = 'x' WHERE id = 60", "DELETE FROM portal_auditseal")
    seals.seal(NOW, most=4)
    assert seals.verify().faults == []
    assert seals.verify(known=noted).faults == [
        f"No seal has the hash {noted}: since it was noted, seals were removed or made anew."
    ]


def test_command_says_what_it_finds_and_fails_where_anything_does_not_agree(trail: None) -> None:
    def said(*words: str) -> list[str]:
        out = StringIO()
        call_command("audit", *words, stdout=out)
        return out.getvalue().splitlines()

    head = AuditSeal.objects.get(number=3).hash
    assert said("head") == [f"{head} seal 3, up to row 120, of 2026-03-10 15:00:00 UTC"]
    _row(130)
    counts = "12 rows under 3 seals; 1 row is not sealed yet."
    assert said("verify", "--head", head) == [counts, f"All agree. Head: {head}"]
    assert said("seal") == ["1 row sealed."]
    _tamper("UPDATE portal_auditevent SET verb = 'x' WHERE id = 130")
    out = StringIO()
    with pytest.raises(CommandError, match=r"not what was sealed: 1 fault\."):
        call_command("audit", "verify", stdout=out)
    assert out.getvalue().splitlines()[0] == f"Seal 4, rows 130 to 130: {CHANGED.format(120)}"


def test_command_has_no_head_before_the_first_seal(db: None) -> None:
    with pytest.raises(CommandError, match="Nothing is sealed yet"):
        call_command("audit", "head")


def test_row_that_comes_below_one_already_read_and_is_sealed_then_is_no_fault(db: None) -> None:
    _row(20)
    begun: list[str] = []

    def comes_between(execute: Any, sql: str, *given: Any) -> Any:
        answer = execute(sql, *given)
        if sql == canonical.QUERY and not begun:
            begun.append(sql)
            _row(10)
            assert seals.seal(NOW) == 2
        return answer

    with connection.execute_wrapper(comes_between):
        found = seals.verify()
    assert begun
    assert found.faults == []
    assert (seals.verify().seals, seals.verify().faults) == (1, [])


def test_number_of_a_seal_is_given_once(trail: None) -> None:
    last = seals.head()
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditSeal.objects.create(number=3, first_id=1, last_id=1, rows=1, previous="x", hash="y", form=1, at=NOW)
    assert seals.head() == last


def test_run_ends_in_time_and_goes_on_later(db: None) -> None:
    for number in range(1, 7):
        _row(number)
    assert seals.seal(NOW, most=2, seconds=0) == 0
    assert (seals.seal(NOW, most=2), seals.verify().unsealed) == (6, 0)


def test_job_leaves_nothing_older_than_a_minute_and_others_see_when_it_does(db: None) -> None:
    assert {job.name: job.every for job in jobs.registered()}["audit-seals"] <= 60
    worker.beat(NOW + timedelta(minutes=12))
    _row(1)
    seen = [health.state(NOW + timedelta(seconds=passed))["audit"] for passed in (0, 45, 720)]
    assert seen == [{"unsealed": 0}, {"unsealed": 45}, {"unsealed": 720}]
    assert "plenary_audit_unsealed_seconds 720" in list(metrics.lines(health.state(NOW + timedelta(minutes=12))))
    assert troubles(NOW + timedelta(minutes=10)) == []
    assert troubles(NOW + timedelta(minutes=12)) == ["The audit trail has not been sealed for 12 minutes."]
    jobs.run("audit-seals", NOW + timedelta(minutes=12))
    assert health.state(NOW + timedelta(minutes=13))["audit"] == {"unsealed": 0}
    _row(2, at=NOW - timedelta(days=9))  # of a deed that took its hour from elsewhere
    assert health.state(NOW + timedelta(minutes=13))["audit"] == {"unsealed": 60}


def test_head_is_in_the_log_once_a_day(trail: None, caplog: pytest.LogCaptureFixture) -> None:
    assert logging.getLogger("portal.seals").level == logging.INFO
    for hours in (0, 1, 8, 9, 10):
        jobs.run("audit-seals", NOW + timedelta(hours=hours))
    lines = [json.loads(JsonFormatter().format(record)) for record in caplog.records]
    said = {"message": "head of the audit trail", "seal": 3, "row": 120, "hash": seals.head().hash}
    assert [line.items() >= said.items() for line in lines] == [True, True]


@pytest.mark.django_db(transaction=True)
def test_writers_side_by_side_lose_nothing_and_each_row_is_sealed_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.portal.trail", str(EACH)]
    environment = {**os.environ, "DATABASE_URL": address_of(tmp_path)}
    ran = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert found["faults"] == []
    assert found["kept"] == found["there"] == found["covered"] == found["verified"] > 4 * EACH
    assert found["unsealed"] == 0
    assert found["beside"] >= 2, "they never met"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_row_that_comes_after_a_later_one_is_waited_for_and_makes_nobody_wait() -> None:
    written, may_end = threading.Event(), threading.Event()

    def write_slowly() -> None:
        with transaction.atomic():
            audit.record(actor=SYSTEM, verb="slow", subject=SystemState(key="a"), at=NOW)
            written.set()
            may_end.wait(20)
        connection.close()

    slow = threading.Thread(target=write_slowly)
    slow.start()
    assert written.wait(20)
    audit.record(actor=SYSTEM, verb="quick", subject=SystemState(key="b"), at=NOW)
    assert (seals.seal(NOW, patience=0.2), AuditSeal.objects.count()) == (0, 0)
    audit.record(actor=SYSTEM, verb="quick", subject=SystemState(key="c"), at=NOW)
    may_end.set()
    slow.join()
    assert (seals.seal(NOW), seals.verify().faults) == (3, [])
    assert list(AuditEvent.objects.order_by("id").values_list("verb", flat=True)) == ["slow", "quick", "quick"]
