"""What people receive, word by word: one file a mail in tests/golden/mails, looked at whenever it changes.

Run with PLENARY_GOLDEN=write to write them anew.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any, cast

import pytest
from django.core import mail

from groups.models import Body, Parentage, Session, Term
from meetings.enums import NoticeKind
from meetings.models import Announcement, Extension, Meeting, Sitting
from meetings.operations.adoption import adopt
from meetings.operations.announcing import note_deadline
from meetings.operations.deadlines import follow
from meetings.operations.digests import gather
from meetings.operations.extending import extend, take_back
from meetings.operations.notices import choose, send
from meetings.operations.reminders import plan
from meetings.operations.states import cancel, convene, move, postpone
from meetings.operations.terms import plan_terms
from meetings.queries.drafts import row_for_editing
from portal import clock, outbox
from tests import make
from tests.meetings.rounds import READERS, Round, open_round

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "mails"
NOW = datetime(2026, 10, 1, 14, 0, tzinfo=UTC)
DAY = date(2026, 10, 20)


@pytest.fixture
def scene() -> Round:
    """Four states that read English, Spanish, Portuguese and French; a meeting with an agenda in the Guerrero Room."""
    made = open_round(4)
    Body.objects.filter(pk=made.cast.body.pk).update(
        acronym="GT/TM",
        name={"en": "Working Group on Migrants", "es": "Grupo de Trabajo sobre Migrantes"},
    )
    for part in ("rapporteur", "vice_chair", "chair", "observer", "delegate"):
        made.cast.accounts[part].is_active = False
        made.cast.accounts[part].save()
    room = make.room(made.cast.house, name="Guerrero Room")
    room.name = {"en": "Guerrero Room", "es": "Salón Guerrero", "pt": "Sala Guerrero", "fr": "Salle Guerrero"}
    room.save()
    other = make.room(made.cast.house)
    other.key, other.name = "colon", {"en": "Colón Room", "es": "Salón Colón"}
    other.save()
    meeting = make.meeting(
        made.schedule, DAY, key="october", room=room, mode="hybrid", join_url="https://join.example/7"
    )
    make.agenda_item(meeting, "Order of business", label="1.", position=1)
    vice_chair = make.post(made.cast.term, "vice_chair")
    item = make.agenda_item(meeting, "Election of the Vice Chair", label="2.", position=2, post=vice_chair)
    paper = make.document(made.cast.body, "CAJP/GT/TM-24/05")
    item.papers.create(document=paper)
    return made


def act(scene: Round, operation: Any, *, key: str = "october", **facts: Any) -> None:
    actor = scene.cast.actor("secretary")
    row = row_for_editing(actor, scene.schedule, key)
    assert row is not None
    operation(actor=actor, now=NOW, schedule=scene.schedule, key=key, seen=row.version, **facts)


def tell(scene: Round, kind: NoticeKind) -> None:
    waiting = Announcement.objects.get(state="waiting", kind=kind)
    send(actor=scene.cast.actor("secretary"), now=NOW, announcement=waiting)


def convened(scene: Round) -> None:
    act(scene, convene)
    tell(scene, NoticeKind.CONVENED)


def election(scene: Round) -> None:
    """It waits beside the convocation, for those who vote."""
    act(scene, convene)
    tell(scene, NoticeKind.ELECTION)


def vacancy(scene: Round) -> None:
    """Nobody is elected at this meeting, though the record says that the post is to be filled."""
    made = make.meeting(scene.schedule, date(2026, 10, 13), key="earlier", mode="virtual")
    make.agenda_item(made, "Paragraphs 3 and 4", label="1.", position=1)
    make.post(scene.cast.term, "rapporteur", key="second-rapporteur", vacancy={"en": "To be elected"})
    act(scene, convene, key="earlier")
    tell(scene, NoticeKind.ELECTION)


def order(scene: Round) -> None:
    """An item comes from a meeting that is put off, after people had the order of business."""
    convened(scene)
    deliver(NOW)
    put_off = make.meeting(scene.schedule, date(2026, 10, 13), key="earlier")
    make.agenda_item(put_off, "Paragraphs 3 and 4", label="1.", position=1)
    act(scene, postpone, key="earlier", items_to="october", reason="No interpreters")
    tell(scene, NoticeKind.ORDER)


def term(scene: Round) -> None:
    """The parent's session, forty days from now, at which the group reports."""
    parent = make.body(organization=scene.cast.house)
    parent.name = {"en": "Permanent Council", "es": "Consejo Permanente", "pt": "Conselho Permanente"}
    parent.save()
    Parentage.objects.create(child=scene.cast.body, parent=parent)
    name = {"en": "Fifty-sixth regular session", "es": "Quincuagésimo sexto período ordinario de sesiones"}
    Session.objects.create(body=parent, key="lvi", name=name, began=date(2026, 11, 10))
    Term.objects.filter(pk=scene.cast.term.pk).update(label="2026", ended=date(2026, 12, 31))
    clock.confirm(NOW)
    plan_terms(NOW)


def changed(scene: Round) -> None:
    convened(scene)
    deliver(NOW)
    sittings = [{"on": "2026-10-22", "start": "10:00", "end": "13:00"}]
    room = f"{scene.cast.house.key}/colon"
    act(scene, move, to=date(2026, 10, 22), sittings=sittings, room=room, reason="The room is taken")
    tell(scene, NoticeKind.CHANGED)


def postponed(scene: Round) -> None:
    anchor = scene.schedule.entries.get(key="october")
    scene.deadline.anchor, scene.deadline.anchor_entry, scene.deadline.offset = "entry", anchor, 12
    scene.deadline.save()
    act(scene, postpone)
    tell(scene, NoticeKind.CALLED_OFF)


def cancelled(scene: Round) -> None:
    """The evening before: urgent."""
    Sitting.objects.update(on=date(2026, 10, 2), start=time(9))
    scene.schedule.entries.filter(key="october").update(start=date(2026, 10, 2), end=date(2026, 10, 2))
    act(scene, cancel, reason="The Chair is ill")
    tell(scene, NoticeKind.CALLED_OFF)


def amended(scene: Round) -> None:
    actor = scene.cast.actor("secretary")
    first = make.meeting(scene.schedule, date(2026, 9, 1), key="september", status="held")
    scene.schedule.state_on = date(2026, 9, 1)
    scene.schedule.save()
    make.draft_change(
        scene.schedule, NOW, entry_key="october", kind="change", content={"start": "2026-10-27", "end": "2026-10-27"}
    )
    adopt(actor=actor, now=NOW, schedule=scene.schedule, on=date(2026, 10, 1), at_meeting=first)
    tell(scene, NoticeKind.PLAN)


def outcomes(scene: Round) -> None:
    meeting = Meeting.objects.get(entry__key="october")
    make.outcome(meeting, released_at=NOW, label="1.", text={"en": "Adopted the order of business", "es": "Aprobó"})
    given = make.announcement(meeting.entry, NOW, kind="outcome", event="record")
    send(actor=scene.cast.actor("secretary"), now=NOW, announcement=given)


def due(scene: Round) -> None:
    note_deadline(actor=scene.cast.actor("secretary"), now=NOW, deadline=scene.deadline, event="set", before={})
    tell(scene, NoticeKind.DEADLINE)


def reminder(scene: Round) -> None:
    at = datetime(2026, 10, 5, 14, 30, tzinfo=UTC)
    clock.confirm(at)
    plan(at)


def extended(scene: Round) -> None:
    extend(
        actor=scene.cast.actor("secretary"),
        now=NOW,
        schedule=scene.schedule,
        key=scene.deadline.entry.key,
        day=date(2026, 10, 12),
        at=time(18),
        decided_by="The Chair",
        reason={"en": "Two delegations asked for more time", "es": "Dos delegaciones pidieron más tiempo"},
    )
    tell(scene, NoticeKind.DEADLINE)


def withdrawn(scene: Round) -> None:
    """That extension was recorded in error."""
    extended(scene)
    deliver(NOW)
    given, actor = Extension.objects.get(), scene.cast.actor("secretary")
    take_back(actor=actor, now=NOW, given=given, reason={"en": "Another deadline was meant"})
    tell(scene, NoticeKind.DEADLINE)


def ruled(scene: Round) -> None:
    """Counted by a rule, in words that were adopted in two languages."""
    given, anchor = scene.deadline, scene.schedule.entries.get(key="october")
    given.anchor, given.anchor_entry, given.offset, given.unit = "entry", anchor, 10, "working_days"
    given.wording = {"en": "Ten working days before the meeting", "es": "Diez días hábiles antes de la reunión"}
    given.save()
    due(scene)


def undated(scene: Round) -> None:
    """The meeting that it hangs on is put off until further notice, and its date is taken away, after the reminders."""
    reminder(scene)
    deliver(HOURS[reminder])
    anchor = scene.schedule.entries.get(key="october")
    scene.deadline.anchor, scene.deadline.anchor_entry, scene.deadline.offset = "entry", anchor, 12
    scene.deadline.wording = {"en": "Twelve days before the meeting", "es": "Doce días antes de la reunión"}
    scene.deadline.save()
    act(scene, postpone)
    follow(
        actor=scene.cast.actor("secretary"),
        now=HOURS[reminder] + timedelta(minutes=30),
        schedule=scene.schedule,
        keys={scene.deadline.entry.key: None},
    )


def digest(scene: Round) -> None:
    for user in scene.users:
        choose(now=NOW, user=user, kind=NoticeKind.CONVENED, delivery="digest")
        choose(now=NOW, user=user, kind=NoticeKind.DEADLINE, delivery="digest")
    convened(scene)
    due(scene)
    at = datetime(2026, 10, 2, 13, 30, tzinfo=UTC)
    clock.confirm(at)
    gather(at)


def deliver(now: datetime) -> list[EmailMessage]:
    mail.outbox.clear()
    clock.confirm(now)
    outbox.deliver_due(now)
    return cast("list[EmailMessage]", mail.outbox)


OF_MEETINGS = (convened, changed, postponed, cancelled, order, election, vacancy, outcomes)
EVENTS = (*OF_MEETINGS, amended, due, ruled, reminder, extended, withdrawn, undated, term, digest)
HOURS = {
    reminder: datetime(2026, 10, 5, 14, 30, tzinfo=UTC),
    undated: datetime(2026, 10, 5, 15, 10, tzinfo=UTC),
    digest: datetime(2026, 10, 2, 13, 30, tzinfo=UTC),
}


@pytest.fixture(autouse=True)
def _plain_addresses(settings: Any) -> None:
    settings.SITE_URL = "https://plenary.example"


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: str(event.__name__))
def test_mails_read_as_they_should(scene: Round, event: Any) -> None:
    event(scene)
    mails: dict[str, Any] = {each.to[0]: each for each in deliver(HOURS.get(event, NOW))}  # type: ignore[attr-defined]
    assert {user.email for user in scene.users} <= set(mails)
    told = set(mails) - {user.email for user in scene.users}
    assert told == ({scene.cast.accounts["secretary"].email} if event is term else set())
    for user, (language, _zone) in zip(scene.users, READERS, strict=True):
        said = mails[user.email]
        html = said.alternatives[0][0]
        text = f"Subject: {said.subject}\n\n{plain(said.body)}"
        compare(GOLDEN / f"{event.__name__}.{language}.txt", text)
        assert f'<html lang="{language}">' in html
        assert plain(html).count("https://plenary.example/") >= 2
    compare(GOLDEN / f"{event.__name__}.en.html", plain(mails[scene.users[0].email].alternatives[0][0]))


def plain(text: str) -> str:
    """Without what differs from one run to another: signatures and numbers of records."""
    text = re.sub(r"unsubscribe/[^/]+/", "unsubscribe/…/", text)
    text = re.sub(r"/(meetings|deadlines)/\d+/", r"/\1/1/", text)
    return re.sub(r"/groups/group-\d+/", "/groups/group/", text)


def compare(path: Path, text: str) -> None:
    if os.environ.get("PLENARY_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text
