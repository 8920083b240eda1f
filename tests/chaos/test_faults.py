"""Mail servers fail in many ways; each has its own right end for the message, and none holds a sender up."""

import subprocess
import time
from collections import Counter
from datetime import timedelta

import pytest

from portal import outbox
from portal.models import MailPace, OutboxMessage
from portal.outbox import pace, smtp
from tests.chaos.answering import DROP, HANG, RESET, Answering, Answers

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    path = tmp_path_factory.mktemp("certificate") / "server.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=elsewhere.example"]
    subprocess.run([*command, "-keyout", path, "-out", f"{path}.crt"], check=True, capture_output=True)
    path.write_text(path.read_text() + path.with_name("server.pem.crt").read_text())
    return path


@pytest.fixture
def server(certificate, settings):
    server = Answering(certificate)
    settings.EMAIL_BACKEND = "portal.outbox.smtp.Backend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 0.5
    yield server
    server.close()


@pytest.fixture
def message(now):
    return outbox.enqueue(
        recipient="ana@example.org",
        language="es",
        subject="Convocatoria",
        text="Hola",
        dedupe_key="k",
        now=now,
        expires_at=now + timedelta(days=30),
    )


def standing(message: OutboxMessage) -> tuple:
    message.refresh_from_db()
    return (message.state, message.last_code, message.refusals, message.doubts)


def host(now) -> str:
    row = MailPace.objects.get(host=pace.server())
    at = now.timestamp()
    return "closed" if row.closed_until > at + 1 else "slow" if row.slow_until > at + 1 else "open"


WELL = Answers()
TLS = ("STARTTLS",)
HELD_UP = 20
"""Seconds: a server that hangs here does so for thirty, and a busy machine needs some of its own."""
FAULTS = {
    # name: (answers, settings, state, code, refusals, doubts, phase, the server's own standing)
    "reset": (Answers({"connect": RESET}), {}, ("pending", None, 0, 0), "open", "closed"),
    "banner hangs": (Answers({"connect": HANG}), {}, ("pending", None, 0, 0), "open", "closed"),
    "banner 421": (Answers({"connect": "421 busy"}), {}, ("pending", 421, 0, 0), "open", "closed"),
    "banner 554": (Answers({"connect": "554 no service"}), {}, ("pending", 554, 0, 0), "open", "closed"),
    "no STARTTLS": (WELL, {"EMAIL_USE_TLS": True}, ("pending", None, 0, 0), "open", "closed"),
    "bad certificate": (Answers(offers=TLS), {"EMAIL_USE_TLS": True}, ("pending", None, 0, 0), "open", "closed"),
    "password refused": (
        Answers({"auth": "535 wrong"}, offers=("AUTH PLAIN",)),
        {"EMAIL_HOST_USER": "plenary", "EMAIL_HOST_PASSWORD": "old"},
        ("pending", 535, 0, 0),
        "open",
        "closed",
    ),
    "sender refused": (Answers({"mail": "550 not you"}), {}, ("pending", 550, 0, 0), "mail", "closed"),
    "421 in the middle": (Answers({"mail": "421 leaving"}), {}, ("pending", 421, 1, 0), "mail", "slow"),
    "drop in the middle": (Answers({"rcpt": DROP}), {}, ("pending", None, 0, 0), "rcpt", "open"),
    "recipient 450": (Answers({"rcpt": "450 greylisted"}), {}, ("pending", 450, 1, 0), "rcpt", "open"),
    "recipient 451": (Answers({"rcpt": "451 greylisted"}), {}, ("pending", 451, 1, 0), "rcpt", "open"),
    "recipient 452": (Answers({"rcpt": "452 too many"}), {}, ("pending", 452, 1, 0), "rcpt", "slow"),
    "recipient 550": (Answers({"rcpt": "550 unknown"}), {}, ("failed", 550, 0, 0), "rcpt", "open"),
    "data 451": (Answers({"data": "451 later"}), {}, ("pending", 451, 1, 0), "rcpt", "open"),
    "text 432": (Answers({"text": "432 throttled"}), {}, ("pending", 432, 1, 0), "data", "slow"),
    "text 451": (Answers({"text": "451 later"}), {}, ("pending", 451, 1, 0), "data", "open"),
    "text 552": (Answers({"text": "552 too big"}), {}, ("failed", 552, 0, 0), "data", "open"),
    "text 554": (Answers({"text": "554 spam"}), {}, ("failed", 554, 0, 0), "data", "open"),
    "text hangs": (Answers({"text": HANG}), {}, ("pending", None, 0, 1), "data", "open"),
    "drop after the text": (Answers({"text": DROP}, after_text=True), {}, ("pending", None, 0, 1), "data", "open"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_fault_has_its_right_end(server, message, settings, now, name):
    server.answers, changed, expected, phase, ends = FAULTS[name]
    for setting, value in changed.items():
        setattr(settings, setting, value)
    began = time.monotonic()
    assert outbox.deliver_due(now) == 0
    assert time.monotonic() - began < HELD_UP
    assert standing(message) == expected
    assert (message.tries.get().phase, host(now)) == (phase, ends)
    server.answers = WELL
    for setting in changed:
        setattr(settings, setting, "" if "HOST" in setting else False)
    outbox.deliver_due(now + timedelta(hours=1))
    failed = expected[0] == "failed"
    assert standing(message)[0] == ("failed" if failed else "sent")
    taken = 0 if failed else 2 if server.answers.after_text or name == "drop after the text" else 1
    assert Counter(mail["Message-ID"] for mail in server.kept) == Counter({message.message_id: taken})


def test_server_that_is_not_there_is_asked_by_one_message_only(server, message, now):
    outbox.enqueue(recipient="eva@example.org", language="es", subject="s", text="t", dedupe_key="l", now=now)
    server.close()
    assert outbox.deliver_due(now) == 0
    assert sorted(OutboxMessage.objects.values_list("state", "attempts")) == [("pending", 0), ("pending", 1)]
    assert host(now) == "closed"
    assert outbox.deliver_due(now + timedelta(seconds=2)) == 0
    assert sorted(OutboxMessage.objects.values_list("attempts", flat=True)) == [0, 1]


def test_server_that_rests_rests_longer_each_time(server, message, now):
    server.close()
    rests = []
    for _time in range(8):
        outbox.deliver_due(now)
        rests.append(round(MailPace.objects.get().closed_until - now.timestamp()))
        now += timedelta(hours=7)
    assert rests == [5, 10, 20, 40, 80, 160, 300, 300]


def test_message_that_may_be_out_is_sent_twice_more_at_most(server, message, now):
    server.answers = Answers({"text": DROP}, after_text=True)
    for _time in range(10):
        outbox.deliver_due(now)
        now += timedelta(hours=1)
    assert standing(message) == ("unconfirmed", None, 0, 3)
    assert Counter(mail["Message-ID"] for mail in server.kept) == {message.message_id: 3}


def test_message_that_may_be_out_waits_longer_each_time(server, message, now):
    server.answers = Answers({"text": DROP}, after_text=True)
    for minutes in (15, 30):
        outbox.deliver_due(now)
        message.refresh_from_db()
        assert round((message.next_attempt_at - now).total_seconds() / 60) == minutes
        now = message.next_attempt_at


def test_server_that_answers_byte_by_byte_is_cut_off(server, message, now, monkeypatch, settings):
    monkeypatch.setattr(smtp, "LONGEST", 0.2)
    settings.EMAIL_TIMEOUT = 60
    server.answers = Answers({"rcpt": HANG})
    began = time.monotonic()
    outbox.deliver_due(now)
    assert time.monotonic() - began < HELD_UP
    assert standing(message) == ("pending", None, 0, 0)


def test_one_connection_carries_many_messages(server, now):
    for number in range(5):
        outbox.enqueue(
            recipient="ana@example.org", language="es", subject="s", text="t", dedupe_key=str(number), now=now
        )
    assert (outbox.deliver_due(now), server.connections, len(server.kept)) == (5, 1, 5)


def test_one_message_that_is_refused_holds_no_other_up(server, now):
    for number in range(3):
        outbox.enqueue(
            recipient="ana@example.org",
            language="es",
            subject="s",
            text="t",
            headers={"X-Bad": "two\nlines"} if number == 1 else {},
            dedupe_key=str(number),
            now=now,
        )
    assert outbox.deliver_due(now) == 2
    assert sorted(OutboxMessage.objects.values_list("state", flat=True)) == ["failed", "sent", "sent"]
