"""What people decide about mail, by function and by command."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from portal import outbox, state
from portal.actors import SYSTEM
from portal.enums import OUTBOX_STEPS, OutboxState
from portal.models import AuditEvent, OutboxMessage
from portal.outbox import claims, holds

pytestmark = pytest.mark.django_db


@pytest.fixture
def queued():
    now = datetime.now(UTC) - timedelta(minutes=1)
    given = {"recipient": "ana@example.org", "language": "en", "subject": "s", "text": "t", "now": now}
    return [outbox.enqueue(dedupe_key=f"k{number}", **given) for number in range(2)]


def command(*words: str) -> str:
    said = StringIO()
    call_command("outbox", *words, stdout=said)
    return said.getvalue()


def states() -> list[str]:
    return sorted(OutboxMessage.objects.values_list("state", flat=True))


def test_held_mail_leaves_only_when_it_is_released(queued, mailoutbox):
    assert command("hold", "--reason", "After a restore") == "Mail is paused; 2 messages are held.\n"
    assert (states(), holds.is_paused()) == (["held", "held"], True)
    given = {"recipient": "eva@example.org", "language": "en", "subject": "s", "text": "t"}
    outbox.enqueue(dedupe_key="later", now=datetime.now(UTC), **given)
    assert outbox.deliver_due(datetime.now(UTC)) == 0
    assert command("release", "--all") == "letter: 2 released.\nMail leaves again.\n"
    assert (outbox.deliver_due(datetime.now(UTC)), len(mailoutbox)) == (3, 3)
    assert list(AuditEvent.objects.order_by("id").values_list("verb", flat=True)) == ["held", "released", "resumed"]


def test_held_mail_can_be_given_up_by_kind(queued, mailoutbox):
    command("hold")
    assert command("release", "--cancel", "letter") == "letter: 2 cancelled.\nMail leaves again.\n"
    assert (states(), OutboxMessage.objects.first().text) == (["cancelled", "cancelled"], "")


def test_release_asks_about_each_kind(queued, monkeypatch):
    command("hold")
    asked = []
    monkeypatch.setattr("builtins.input", lambda text: asked.append(text) or "keep")
    assert command("release") == "letter: 2 stay held.\nMail leaves again.\n"
    assert (asked, states()) == (["letter: 2 held. release, cancel or keep? "], ["held", "held"])


def test_hold_takes_back_what_is_being_sent(queued):
    now = datetime.now(UTC)
    assert claims.claim(queued[0].pk, now)
    holds.hold(actor=SYSTEM, reason="Stop", now=now)
    assert states() == ["held", "held"]


@pytest.mark.parametrize("given_up", ["failed", "unconfirmed"])
def test_retry_sends_once_more(queued, mailoutbox, given_up):
    OutboxMessage.objects.filter(pk=queued[0].pk).update(state=given_up, doubts=3, refusals=12)
    command("retry", str(queued[0].pk))
    assert outbox.deliver_due(datetime.now(UTC)) == 2
    audited = AuditEvent.objects.get()
    assert (audited.verb, audited.before, audited.after) == ("retried", {"state": given_up}, {"state": "pending"})


def test_retry_refuses_what_is_on_its_way(queued):
    with pytest.raises(CommandError, match="Only a message that failed or is unconfirmed"):
        command("retry", str(queued[0].pk))


def test_accept_settles_what_may_have_gone_out(queued):
    with pytest.raises(CommandError, match="Only a message that is unconfirmed"):
        command("accept", str(queued[0].pk))
    OutboxMessage.objects.filter(pk=queued[0].pk).update(state="unconfirmed")
    command("accept", str(queued[0].pk))
    assert states() == ["pending", "sent"]


def test_status_list_and_explain_tell_the_story(queued, mailoutbox):
    outbox.deliver_due(datetime.now(UTC))
    assert "waiting      0" in command("status")
    assert command("list", "--to", "ANA@example.org", "--state", "sent").splitlines() == [
        f"{row.pk} sent letter ana@example.org" for row in reversed(queued)
    ]
    story = command("explain", str(queued[0].pk)).splitlines()
    assert [line.split(" UTC ")[1].split(" ")[0] for line in story[1:]] == ["queued", "try", "Sent"]
    with pytest.raises(CommandError, match="There is no message 0"):
        command("explain", "0")


DEEDS = {
    "hold": lambda pk, now: holds.hold(actor=SYSTEM, reason="Stop", now=now),
    "release": lambda pk, now: holds.release("letter", actor=SYSTEM, now=now),
    "call off": lambda pk, now: holds.call_off("letter", actor=SYSTEM, reason="No", now=now),
    "retry": lambda pk, now: holds.retry(pk, actor=SYSTEM, now=now),
    "accept": lambda pk, now: holds.accept(pk, actor=SYSTEM, now=now),
    "cancel": lambda pk, now: outbox.cancel(about="x:1", reason="No", now=now),
    "claim": claims.claim,
    "expire": lambda pk, now: claims.expire(now + timedelta(days=30)),
    "reap": lambda pk, now: claims.reap(now + timedelta(days=30)),
}


@pytest.mark.parametrize("before", OutboxState.values)
@pytest.mark.parametrize("deed", DEEDS)
def test_message_goes_from_state_to_state_as_the_table_says(queued, before, deed):
    now, pk = datetime.now(UTC), queued[0].pk
    extra = {"claimed": {"token": uuid4(), "lease_until": now}, "sent": {"sent_at": now}}.get(before, {})
    OutboxMessage.objects.filter(pk=pk).update(state=before, about="x:1", **extra)
    DEEDS[deed](pk, now)
    after = OutboxMessage.objects.get(pk=pk).state
    assert after == before or after in OUTBOX_STEPS[OutboxState(before)]


def test_fact_changes_by_compare_and_set(monkeypatch):
    state.write("x", {"n": 1})

    def turn(before):
        if before["n"] == 1:
            state.write("x", {"n": 5})  # somebody else was quicker
        return {"n": before["n"] + 1}

    assert state.change("x", turn) == {"n": 6}
    assert state.read("x") == {"n": 6}
