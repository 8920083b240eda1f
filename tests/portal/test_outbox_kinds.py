"""Messages without words: composed when they are sent, withdrawn, called off, and planned again."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from portal import outbox
from portal.models import AppendOnlyError, OutboxAttempt, OutboxMessage, User
from portal.outbox import letters
from portal.outbox.figures import explain

pytestmark = pytest.mark.django_db


@pytest.fixture
def said(monkeypatch):
    """What the composer of the kind "notice" is to do: raise it, or return it."""
    said: list[object] = [outbox.Letter(subject="Reminder", text="By Friday", headers={"List-Id": "plenary"})]

    def compose(message, now):
        answer = said[-1]
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(letters, "_kinds", {"notice": compose})
    return said


@pytest.fixture
def ana():
    return User.objects.create_user("ana@example.org", name="Ana", language="es")


@pytest.fixture
def announce(said, ana, now):
    def announce(key="k", **facts):
        given = {"kind": "notice", "recipient": ana, "about": "deadline:1", "params": {"deadline": 1}, "now": now}
        return outbox.announce(**{**given, "dedupe_key": key, "expires_at": now + timedelta(days=2), **facts})

    return announce


def state_of(message):
    message.refresh_from_db()
    return (message.state, outbox.reason_of(message))


def test_register_refuses_two_composers_of_a_kind(said):
    with pytest.raises(ValueError, match="two ways to compose 'notice'"):
        outbox.register_kind("notice", print)
    with pytest.raises(ValueError, match="two ways to compose 'letter'"):
        outbox.register_kind("letter", print)


def test_announce_refuses_a_kind_that_nobody_composes(announce):
    with pytest.raises(ValueError, match="Nobody composes messages of the kind 'other'"):
        announce(kind="other")


def test_announced_message_is_composed_when_it_is_sent(announce, said, ana, mailoutbox, now):
    message = announce(not_before=now + timedelta(hours=1))
    assert (message.subject, message.text, message.language) == ("", "", "es")
    assert outbox.deliver_due(now) == 0
    User.objects.filter(pk=ana.pk).update(email="ana@delegation.example")
    attachment = ("invite.ics", "BEGIN:VCALENDAR", "text/calendar")
    said.append(outbox.Letter(subject="Moved", text="By Monday", html="<p>By Monday</p>", attachments=[attachment]))
    assert outbox.deliver_due(now + timedelta(hours=1)) == 1
    (mail,) = mailoutbox
    assert (mail.to, mail.subject, mail.body) == (["ana@delegation.example"], "Moved", "By Monday")
    assert (mail.extra_headers["Message-ID"], mail.extra_headers["Content-Language"]) == (message.message_id, "es")
    assert [tuple(part) for part in mail.attachments] == [("invite.ics", "BEGIN:VCALENDAR", "text/calendar")]
    message.refresh_from_db()
    assert (message.state, message.recipient, message.subject) == ("sent", "ana@delegation.example", "")


def test_message_id_is_the_row_s_own(announce, said, mailoutbox, now):
    message = announce()
    said.append(outbox.Letter(subject="s", text="t", headers={"Message-ID": "<other@example.org>"}))
    outbox.deliver_due(now)
    assert mailoutbox[0].extra_headers["Message-ID"] == message.message_id


def test_withdrawn_message_is_cancelled_and_says_why(announce, said, mailoutbox, now):
    message = announce()
    said.append(outbox.Withdrawn("Uruguay has answered."))
    assert outbox.deliver_due(now) == 0
    assert (state_of(message), mailoutbox) == (("cancelled", "Uruguay has answered."), [])
    assert "Cancelled: Uruguay has answered." in explain(message)[-1]


def test_message_to_a_closed_account_is_cancelled(announce, ana, mailoutbox, now):
    message = announce()
    User.objects.filter(pk=ana.pk).update(is_active=False)
    outbox.deliver_due(now)
    assert (state_of(message), mailoutbox) == (("cancelled", "The account is closed."), [])


def test_message_that_cannot_be_composed_fails_alone(announce, said, now):
    message = announce()
    said.append(KeyError("no such template"))
    outbox.deliver_due(now)
    assert state_of(message)[0] == "failed"


def test_message_waits_while_the_database_fails_its_composer(announce, said, mailoutbox, now):
    message = announce()
    said.append(DatabaseError("away"))
    outbox.deliver_due(now)
    assert (state_of(message)[0], message.refusals) == ("pending", 0)
    said.pop()
    assert outbox.deliver_due(now + timedelta(seconds=15)) == 1


def test_cancel_calls_off_what_waits_about_an_object(announce, said, mailoutbox, now):
    old, kept, other = announce("old"), announce("kept"), announce("other", about="deadline:2")
    assert outbox.cancel(about="deadline:1", except_keys=["kept"], reason="The date has moved.", now=now) == 1
    assert [state_of(row)[0] for row in (old, kept, other)] == ["cancelled", "pending", "pending"]
    assert outbox.cancel(about="deadline:1", kind="another", reason="No.", now=now) == 0
    assert outbox.deliver_due(now) == 2


def test_cancelled_message_that_is_planned_again_goes_out(announce, mailoutbox, now):
    message = announce()
    outbox.cancel(about="deadline:1", reason="The date has moved.", now=now)
    again = announce(params={"deadline": 1, "again": True}, not_before=now + timedelta(hours=1))
    assert again.pk == message.pk
    assert state_of(message) == ("pending", "Planned again. Before: The date has moved.")
    assert (outbox.deliver_due(now), outbox.deliver_due(now + timedelta(hours=1))) == (0, 1)


def test_sent_message_that_is_planned_again_stays_sent(announce, mailoutbox, now):
    announce()
    outbox.deliver_due(now)
    assert outbox.cancel(about="deadline:1", reason="The date has moved.", now=now) == 0
    announce()
    assert (outbox.deliver_due(now + timedelta(hours=1)), len(mailoutbox)) == (0, 1)


def test_message_expires(announce, mailoutbox, now):
    message = announce()
    outbox.deliver_due(now + timedelta(days=2))
    assert (state_of(message), mailoutbox) == (("expired", "Its time was over before it could go out."), [])


def test_database_keeps_words_out_of_announced_messages(announce):
    message = announce()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMessage.objects.filter(pk=message.pk).update(text="Restricted")


def test_attempts_are_never_changed(announce, now):
    announce()
    outbox.deliver_due(now)
    attempt = OutboxAttempt.objects.get()
    assert (attempt.n, attempt.phase, attempt.code) == (1, "done", 250)
    attempt.text = "another"
    with pytest.raises(AppendOnlyError):
        attempt.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxAttempt.objects.update(text="another")
