"""How mail stands, as pages for who runs the portal, and in a sentence for every desk."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.models import Notice
from portal import outbox, worker
from portal.models import AuditEvent, OutboxMessage, User
from portal.outbox import holds
from portal.troubles import troubles
from tests import make
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    """Pages read the real clock."""
    return timezone.now()


@pytest.fixture
def admin():
    client = Client()
    client.force_login(User.objects.create_superuser("root@example.org"))
    return client


@pytest.fixture
def queue(now):
    def queue(number, state="failed"):
        for n in range(number):
            given = {"recipient": f"r{n}@example.org", "language": "en", "subject": f"Letter {n}", "text": "t"}
            outbox.enqueue(dedupe_key=f"{state}{n}", now=now - timedelta(minutes=10), **given)
        OutboxMessage.objects.filter(dedupe_key__startswith=state).update(state=state)
        return list(OutboxMessage.objects.filter(state=state))

    return queue


def do(admin, deed, **facts):
    return admin.post("/desk/mail/do/", {"deed": deed, **facts}, follow=True)


def test_page_lists_what_was_given_up_with_the_same_questions(admin, queue):
    counts = []
    for number in (1, 3):
        queue(number)
        with CaptureQueriesContext(connection) as asked:
            page = admin.get("/desk/mail/").content.decode()
        counts.append(len(asked))
        assert page.count(' class="name"') == number
    assert counts[0] == counts[1]


def test_page_finds_the_messages_of_an_address(admin, queue, now):
    queue(3, state="pending")
    page = admin.get("/desk/mail/?q=R1@example.org").content.decode()
    assert ("Letter 1" in page, "Letter 2" in page) == (True, False)
    assert "There is no message to this address." in admin.get("/desk/mail/?q=nobody@example.org").content.decode()


def test_message_tells_its_story_in_the_reader_s_language(admin, queue):
    message = queue(1)[0]
    page = admin.get(f"/desk/mail/{message.pk}/", headers={"accept-language": "es"}).content.decode()
    assert "failed0" in page
    assert "queued as" not in page


def test_mail_is_held_and_released_by_buttons(admin, queue):
    queue(2, state="pending")
    page = do(admin, "hold").content.decode()
    assert "Mail is paused" in page
    assert "Let mail leave again" in page
    do(admin, "release", kind="letter")
    do(admin, "resume")
    assert not holds.is_paused()
    assert set(OutboxMessage.objects.values_list("state", flat=True)) == {"pending"}
    actors = AuditEvent.objects.order_by("id").values_list("verb", "actor_name")
    assert list(actors) == [(verb, "root@example.org") for verb in ("held", "released", "resumed")]


def test_message_is_sent_once_more_or_accepted_by_a_button(admin, queue):
    first, second = queue(2, state="unconfirmed")
    do(admin, "retry", pk=first.pk)
    assert "Done." in do(admin, "accept", pk=second.pk).content.decode()
    assert "Nothing was left to be done." in do(admin, "accept", pk=second.pk).content.decode()
    states = OutboxMessage.objects.order_by("id").values_list("state", flat=True)
    assert list(states) == ["pending", "sent"]


def test_what_is_no_deed_is_not_there(admin):
    assert do(admin, "burn").status_code == 404


def test_desk_says_when_the_worker_has_stopped(now):
    worker.beat(now)
    assert troubles(now + timedelta(minutes=4)) == []
    stopped = ["Nobody sends mail or reminders: the worker does not run."]
    assert troubles(now + timedelta(minutes=5, seconds=1)) == stopped


def test_desk_says_when_mail_is_late_paused_or_unsure(queue, now):
    worker.beat(now)
    queue(1, state="pending")
    assert troubles(now) == ["Mail is late: a message has been waiting for 10 minutes."]
    queue(2, state="unconfirmed")
    assert troubles(now)[1:] == ["2 messages may not have gone out: somebody should ask their readers."]


def test_desk_shows_its_troubles_to_every_secretariat(client, now):
    secretary = User.objects.create_user("eva@example.org")
    make.serving(secretary, make.organization())
    client.force_login(secretary)
    assert "Nobody sends mail or reminders" in client.get("/desk/").content.decode()
    worker.beat(timezone.now())
    assert "Nobody sends mail or reminders" not in client.get("/desk/").content.decode()


def test_a_message_without_words_is_named_by_what_it_tells_of(admin, now):
    """In as many questions for three as for one; what it says is read by its reader alone."""
    entry = make.meeting(make.schedule(make.term())).entry
    reader = make.user()

    def tell(number):
        given = make.announcement(entry, now, state="sent", decided_at=now)
        note = {"kind": "convened", "event": "convened", "channel": "at_once", "dedupe_key": f"n{number}", "at": now}
        notice = Notice.objects.create(user=reader, announcement=given, **note)
        facts = {"about": "a", "params": {"notice": notice.pk}, "dedupe_key": f"m{number}"}
        outbox.announce(kind="notice", recipient=reader, now=now, expires_at=now + timedelta(days=1), **facts)

    def page():
        return admin.get("/desk/mail/", {"q": reader.email}).content.decode()

    tell(1)
    assert "A meeting is convened</a>" in page()
    once = queries_of(page)
    tell(2)
    tell(3)
    assert queries_of(page) == once
    message = OutboxMessage.objects.latest("pk")
    assert "<h1>A meeting is convened</h1>" in admin.get(f"/desk/mail/{message.pk}/").content.decode()
