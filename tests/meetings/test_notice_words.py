"""The secretariat's own words: filled for each reader, refused where they cannot be, seen before they go."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from meetings.enums import Delivery, NoticeKind
from meetings.models import Announcement, AnnouncementWords, Notice
from meetings.notices.message import OwnWords
from meetings.operations.digests import gather
from meetings.operations.discarding import discard
from meetings.operations.errors import RefusedError
from meetings.operations.notice_words import seal_of, word
from meetings.operations.notices import choose, send
from portal import clock, outbox
from portal.models import AuditEvent
from tests import make
from tests.mailed import spaced
from tests.meetings.rounds import Round, open_round
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 1, 14, 0, tzinfo=UTC)
DAY = date(2026, 10, 20)
SUBJECT = "{group} in {days_left}, {date}"
SENTENCE = "We begin at {hour}, in the {room}."
FIGURES = {"group": "GT/TM", "date": "20 October 2026"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def scene() -> Round:
    """Four states that read English, Spanish, Portuguese and French, of a body called GT/TM."""
    made = open_round(4)
    made.cast.body.acronym = "GT/TM"
    made.cast.body.save()
    for part in ("rapporteur", "vice_chair", "chair", "observer", "delegate"):
        made.cast.accounts[part].is_active = False
        made.cast.accounts[part].save()
    return made


@pytest.fixture
def given(scene: Round) -> Announcement:
    """A meeting convened in the Guerrero Room, not told yet."""
    room = make.room(scene.cast.house, name="Guerrero Room")
    room.name = {"en": "Guerrero Room", "es": "Salón Guerrero"}
    room.save()
    return make.announcement(make.meeting(scene.schedule, DAY, room=room).entry, NOW)


@pytest.fixture
def desk(scene: Round) -> Client:
    client = Client()
    client.force_login(scene.cast.accounts["secretary"])
    return client


def page_of(given: Announcement, name: str = "announcement_words") -> str:
    return reverse(f"meetings:{name}", args=[given.pk])


def typed(given: Announcement, **texts: str) -> dict[str, str]:
    return {"seen": seal_of(Announcement.objects.get(pk=given.pk)), **texts}


def worded(scene: Round, given: Announcement, **words: tuple[str, str]) -> None:
    word(
        actor=scene.cast.actor("secretary"),
        now=NOW,
        announcement=given,
        words={language: OwnWords(*each) for language, each in words.items()},
        figures={"group": "x", "date": "x", "hour": "x", "room": "x", "days_left": "x"},
        seen=seal_of(given),
    )


def deliver(now: datetime = NOW) -> dict[str, Any]:
    mail.outbox.clear()
    clock.confirm(now)
    outbox.deliver_due(now)
    return {each.to[0]: each for each in mail.outbox}


def test_each_reader_gets_the_words_of_their_language_with_their_own_figures(
    scene: Round, given: Announcement, desk: Client
) -> None:
    texts = {"subject_en": SUBJECT, "sentence_en": SENTENCE, "sentence_es": "Nos reunimos a las {hour}: {room}."}
    assert desk.post(page_of(given), typed(given, **texts)).status_code == 302
    send(actor=scene.cast.actor("secretary"), now=NOW, announcement=given)
    mails = deliver()
    english, spanish, portuguese, _french = (mails[user.email] for user in scene.users)
    assert english.subject == "GT/TM in 19 days, 20 October 2026"
    assert "We begin at 2:30 p.m., Washington (UTC−4), in the Guerrero Room." in spaced(english.body)
    assert '<p class="own">We begin at 2:30 p.m.' in spaced(str(english.alternatives[0][0]))
    assert spanish.subject == "Convocatoria: GT/TM, 20 de octubre de 2026", "what is empty is said as usual"
    assert "a las 14:30, Washington (UTC−4); 13:30 en Lima, su hora: Salón Guerrero." in spanish.body
    assert "Washington" in portuguese.body
    assert "We begin" not in portuguese.body


def test_preview_shows_the_words_of_each_language_and_leads_to_them(
    scene: Round, given: Announcement, desk: Client
) -> None:
    assert page_of(given) in desk.get(page_of(given, "announcement")).content.decode()
    page = desk.post(
        page_of(given), typed(given, subject_fr="{group}, le {date}", sentence_en="<b>Do come</b>"), follow=True
    )
    text = page.content.decode()
    assert "GT/TM, le 20 octobre 2026" in text
    assert "&lt;b&gt;Do come&lt;/b&gt;" in text
    assert "Change your words" in text


@pytest.mark.parametrize("text", ["Come on {day}", "Come on {date", "Come on date}", "On {{date}}", "{}"])
@pytest.mark.parametrize("field", ["subject_pt", "sentence_en"])
def test_bad_placeholders_are_refused_and_what_was_typed_is_kept(
    given: Announcement, desk: Client, text: str, field: str
) -> None:
    answer = desk.post(page_of(given), typed(given, **{field: text, "subject_es": "Bien"}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Placeholders of this notice: {group}, {date}, {hour}, {room}, {days_left}." in page
    assert text in page
    assert 'value="Bien"' in page
    assert AnnouncementWords.objects.count() == 0


def test_a_placeholder_that_has_nothing_to_say_here_is_not_offered(scene: Round, desk: Client) -> None:
    bare = make.announcement(make.meeting(scene.schedule, DAY).entry, NOW)
    answer = desk.post(page_of(bare), typed(bare, sentence_en="In the {room}"))
    assert "{room} cannot be filled in. Placeholders of this notice: {group}, {date}, {hour}, {days_left}." in (
        answer.content.decode()
    )


def test_words_that_lost_what_they_stood_for_are_said_as_usual(scene: Round, given: Announcement, desk: Client) -> None:
    worded(scene, given, en=("In the {room}", "Be in time."))
    given.after = {**given.after, "room": None, "sittings": [{**given.after["sittings"][0], "room": None}]}
    given.save()
    page = desk.get(page_of(given, "announcement")).content.decode()
    assert "What some placeholders stood for is no longer so" in page
    assert "Convened: GT/TM, 20 October 2026" in page
    assert "Be in time." in page


def test_words_are_audited_and_saving_the_same_again_leaves_no_trace(scene: Round, given: Announcement) -> None:
    worded(scene, given, en=("", "Be in  time.\n"))
    worded(scene, given, en=("", "Be in time."))
    worded(scene, given, en=("", ""))
    trail = AuditEvent.objects.filter(verb="notice worded").order_by("pk")
    said = {"en": {"subject": "", "sentence": "Be in time."}}
    assert [(each.before, each.after) for each in trail] == [({}, said), (said, {})] or [
        (each.before, each.after) for each in trail
    ] == [({"en": None}, said), (said, {"en": None})]
    assert AnnouncementWords.objects.count() == 0


@pytest.mark.parametrize("decide", [send, discard])
def test_what_is_decided_is_worded_no_more(scene: Round, given: Announcement, desk: Client, decide: Any) -> None:
    worded(scene, given, en=("", "Be in time."))
    seen = typed(given, sentence_en="Too late")
    decide(actor=scene.cast.actor("secretary"), now=NOW, announcement=given)
    for answer in (desk.get(page_of(given), follow=True), desk.post(page_of(given), seen, follow=True)):
        assert "This notice waits no more: its words stay as they are." in answer.content.decode()
    with pytest.raises(RefusedError, match="waits no more"):
        worded(scene, given, en=("", "Too late"))
    assert [each.sentence for each in AnnouncementWords.objects.all()] == ["Be in time."]


def test_only_the_secretariat_of_the_house_words(scene: Round, given: Announcement) -> None:
    for part in ("editor", "other_secretary", "delegate"):
        with pytest.raises(RefusedError, match="Only the secretariat"):
            word(actor=scene.cast.actor(part), now=NOW, announcement=given, words={}, figures={}, seen=seal_of(given))


def test_words_written_after_the_preview_are_not_sent_unseen(scene: Round, given: Announcement, desk: Client) -> None:
    seen = typed(given)
    worded(scene, given, en=("", "Be in time."))
    page = desk.post(page_of(given, "announcement_send"), seen, follow=True).content.decode()
    assert "look again" in page
    assert Notice.objects.count() == 0
    answer = desk.post(page_of(given), {**seen, "sentence_en": "Mine"})
    assert "Somebody changed this notice meanwhile" in answer.content.decode()
    assert "Mine" in answer.content.decode()
    desk.post(page_of(given, "announcement_send"), typed(given))
    assert Notice.objects.count() == 4


def test_inbox_and_the_days_mail_say_them_too(scene: Round, given: Announcement) -> None:
    reader = scene.users[0]
    choose(now=NOW, user=reader, kind=NoticeKind.CONVENED, delivery=Delivery.DIGEST)
    worded(scene, given, en=(SUBJECT, SENTENCE))
    send(actor=scene.cast.actor("secretary"), now=NOW, announcement=given)
    client = Client()
    client.force_login(reader)
    page = client.get(reverse("meetings:inbox")).content.decode()
    assert "GT/TM in 19 days, 20 October 2026" in page
    assert "We begin at 2:30 p.m." in page
    morning = datetime(2026, 10, 2, 13, 30, tzinfo=UTC)
    clock.confirm(morning)
    gather(morning)
    told = spaced(deliver(morning)[reader.email].body)
    assert "We begin at 2:30 p.m., Washington (UTC−4), in the Guerrero Room." in told


def test_inbox_reads_many_worded_notices_as_one(scene: Round, given: Announcement) -> None:
    client = Client()
    client.force_login(scene.users[0])
    room = given.entry and given.entry.meeting.room

    def tell(number: int) -> None:
        meeting = make.meeting(scene.schedule, DAY, room=room, key=f"more-{number}", items=("One", "Two"))
        more = make.announcement(meeting.entry, NOW)
        worded(scene, more, en=(SUBJECT, SENTENCE))
        send(actor=scene.cast.actor("secretary"), now=NOW, announcement=more)

    tell(1)
    client.get(reverse("meetings:inbox"))
    once = queries_of(lambda: client.get(reverse("meetings:inbox")))
    tell(2)
    tell(3)
    assert queries_of(lambda: client.get(reverse("meetings:inbox"))) == once


@pytest.mark.parametrize("state", ["waiting", "sent"])
def test_list_reads_many_notices_as_one(scene: Round, desk: Client, state: str) -> None:
    room = make.room(scene.cast.house)

    def note(number: int) -> None:
        meeting = make.meeting(scene.schedule, DAY, room=room, key=f"more-{number}", items=("One", "Two"))
        more = make.announcement(meeting.entry, NOW)
        worded(scene, more, en=(SUBJECT, SENTENCE))
        if state == "sent":
            send(actor=scene.cast.actor("secretary"), now=NOW, announcement=more)

    def page() -> str:
        return desk.get(reverse("meetings:outgoing"), {"state": state}).content.decode()

    note(1)
    assert "in your own words" in page()
    once = queries_of(page)
    note(2)
    note(3)
    assert queries_of(page) == once


def test_page_of_words_reads_many_readers_as_one(scene: Round, given: Announcement, desk: Client) -> None:
    desk.get(page_of(given))
    once = queries_of(lambda: desk.get(page_of(given)))
    for _each in range(3):
        state = make.delegation()
        make.standing(state, scene.cast.body)
        make.accredited(make.user(language="fr"), state)
    assert queries_of(lambda: desk.get(page_of(given))) == once
    assert "4 readers" in desk.get(page_of(given)).content.decode()


@pytest.mark.parametrize(
    "facts",
    [
        {"language": "de", "subject": "x"},
        {"language": "en", "subject": " ", "sentence": "  "},
        {"language": "es", "subject": "again"},
    ],
)
def test_database_keeps_one_row_a_language_that_says_something(given: Announcement, facts: dict[str, str]) -> None:
    AnnouncementWords.objects.create(announcement=given, language="es", subject="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        AnnouncementWords.objects.create(announcement=given, **facts)
