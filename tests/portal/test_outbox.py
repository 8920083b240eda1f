"""Mail leaves once, in its own time, and comes back when it could not leave."""

import smtplib
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction

from portal import outbox
from portal.models import OutboxMessage
from portal.outbox import claims

pytestmark = pytest.mark.django_db


class RefusingBackend(BaseEmailBackend):
    """A mail server at the other end of the wire that answers with what `answer` holds."""

    answer: Exception = OSError("no route")

    def send_messages(self, messages):
        raise self.answer


@pytest.fixture
def enqueue(now):
    def enqueue(key="k", recipient="ana@example.org", **facts):
        given = {"language": "es", "subject": "Convocatoria", "text": "Hola", "dedupe_key": key, "now": now, **facts}
        return outbox.enqueue(recipient=recipient, **given)

    return enqueue


@pytest.fixture
def server_answers(settings):
    def server_answers(answer):
        settings.EMAIL_BACKEND = f"{__name__}.RefusingBackend"
        RefusingBackend.answer = answer

    return server_answers


def test_enqueue_twice_is_once(enqueue):
    assert enqueue(key="same") == enqueue(key="same", subject="Another")
    assert OutboxMessage.objects.get().subject == "Convocatoria"


def test_enqueue_keeps_a_subject_on_one_line(enqueue):
    assert enqueue(subject="Two\r\nBcc: all@example.org").subject == "Two Bcc: all@example.org"


def test_enqueue_goes_with_the_transaction(enqueue):
    with transaction.atomic():
        enqueue()
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


def test_delivery_sends_each_message_once(enqueue, mailoutbox, now):
    message = enqueue(html="<p>Hola</p>", headers={"List-Id": "plenary"})
    assert [outbox.deliver_due(now), outbox.deliver_due(now)] == [1, 0]
    (mail,) = mailoutbox
    assert (mail.to, mail.subject, mail.body) == (["ana@example.org"], "Convocatoria", "Hola")
    assert mail.alternatives[0].content == "<p>Hola</p>"
    assert mail.extra_headers == {
        "Message-ID": message.message_id,
        "Auto-Submitted": "auto-generated",
        "Content-Language": "es",
        "List-Id": "plenary",
    }
    message.refresh_from_db()
    assert (message.state, message.attempts, message.token) == ("sent", 1, None)
    assert (message.text, message.html, message.subject) == ("", "", "Convocatoria")


def test_delivery_waits_longer_after_each_failure(enqueue, server_answers, now):
    message = enqueue()
    server_answers(OSError("no route"))
    for minutes in (1, 2, 4):
        outbox.deliver_due(now)
        message.refresh_from_db()
        assert 0.8 * minutes <= (message.next_attempt_at - now).total_seconds() / 60 <= 1.2 * minutes + 0.1
        now = message.next_attempt_at
    assert (message.state, message.refusals, message.last_error) == ("pending", 0, "OSError: no route")
    assert message.text == "Hola"


def test_delivery_gives_up_after_twelve_refusals(enqueue, server_answers, now):
    message = enqueue(expires_at=now + timedelta(days=30))
    server_answers(smtplib.SMTPDataError(451, b"later"))
    for _attempt in range(outbox.MOST_ATTEMPTS):
        outbox.deliver_due(now)
        now += timedelta(days=1)
    message.refresh_from_db()
    assert (message.state, message.attempts, message.text) == ("failed", outbox.MOST_ATTEMPTS, "Hola")


def test_delivery_does_not_give_up_while_nobody_answers(enqueue, server_answers, now):
    message = enqueue(expires_at=now + timedelta(days=30))
    server_answers(OSError("no route"))
    for _attempt in range(outbox.MOST_ATTEMPTS + 1):
        outbox.deliver_due(now)
        now += timedelta(days=1)
    message.refresh_from_db()
    assert (message.state, message.attempts) == ("pending", outbox.MOST_ATTEMPTS + 1)
    outbox.deliver_due(now + timedelta(days=30))
    message.refresh_from_db()
    assert (message.state, message.text) == ("expired", "")


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (smtplib.SMTPRecipientsRefused({"ana@example.org": (550, b"unknown")}), "failed"),
        (smtplib.SMTPRecipientsRefused({"ana@example.org": (450, b"busy")}), "pending"),
        (smtplib.SMTPDataError(552, b"too big"), "failed"),
        (smtplib.SMTPDataError(451, b"later"), "pending"),
        (smtplib.SMTPAuthenticationError(535, b"bad password"), "pending"),
        (ValueError("a header that cannot be"), "failed"),
    ],
)
def test_delivery_tells_for_ever_from_for_now(enqueue, server_answers, now, answer, state):
    message = enqueue()
    server_answers(answer)
    outbox.deliver_due(now)
    message.refresh_from_db()
    assert message.state == state


def test_delivery_of_one_is_not_held_up_by_another(enqueue, mailoutbox, now):
    enqueue(key="bad", headers={"X-Bad": "two\nlines"})
    enqueue(key="good", recipient="eva@example.org")
    assert outbox.deliver_due(now) == 1
    assert [mail.to for mail in mailoutbox] == [["eva@example.org"]]


def test_claim_of_a_killed_sender_comes_back(enqueue, mailoutbox, now):
    message = enqueue()
    assert claims.claim(message.pk, now)
    assert claims.claim(message.pk, now) is None
    assert outbox.deliver_due(now + timedelta(minutes=4)) == 0
    assert outbox.deliver_due(now + timedelta(minutes=6)) == 1
    assert mailoutbox[0].extra_headers["Message-ID"] == message.message_id
    message.refresh_from_db()
    assert (message.state, message.doubts) == ("sent", 1)
    assert list(message.tries.values_list("n", "phase")) == [(1, "lost"), (2, "done")]


def test_message_whose_senders_die_three_times_waits_for_a_person(enqueue, mailoutbox, now):
    message = enqueue()
    for _time in range(3):
        assert claims.claim(message.pk, now)
        now += timedelta(minutes=6)
        claims.reap(now)
    message.refresh_from_db()
    assert (message.state, message.doubts, outbox.deliver_due(now)) == ("unconfirmed", 3, 0)


def test_outcome_of_a_lost_claim_is_not_written(enqueue, now):
    message = enqueue()
    late = claims.claim(message.pk, now)
    read_late = claims.message_of(late)
    claims.reap(now + timedelta(minutes=6))
    current = claims.claim(message.pk, now + timedelta(hours=1))
    done = claims.Try("done")
    assert not claims.finish(late, read_late, done, now, state="sent", sent_at=now)
    message.refresh_from_db()
    assert (message.state, message.token) == ("claimed", current.token)


def test_outcome_that_comes_late_is_written_when_nobody_has_tried_again(enqueue, now):
    message = enqueue()
    late = claims.claim(message.pk, now)
    read_late = claims.message_of(late)
    claims.reap(now + timedelta(minutes=6))
    assert claims.finish(late, read_late, claims.Try("done"), now, state="sent", sent_at=now)
    message.refresh_from_db()
    assert (message.state, [attempt.phase for attempt in message.tries.all()]) == ("sent", ["lost"])


@pytest.mark.parametrize(
    "changes", [{"state": "claimed"}, {"state": "sent"}, {"state": "lost"}, {"token": UUID(int=1)}], ids=str
)
def test_database_refuses_a_state_that_cannot_be(enqueue, changes):
    enqueue()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMessage.objects.update(**changes)
