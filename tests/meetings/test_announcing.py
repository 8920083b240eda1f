"""What people must be told of is noted with the deed, gathered while it waits, and goes once to whom it is for."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.core import mail

from groups.models import Follow
from meetings.deadlines.reading import due_of
from meetings.enums import Delivery, NoticeKind
from meetings.models import Announcement, Notice, Schedule
from meetings.notices.reading import due_facts
from meetings.notices.reasons import Untold
from meetings.operations.adoption import adopt
from meetings.operations.discarding import discard
from meetings.operations.edits import edit_row, withdraw_row
from meetings.operations.errors import RefusedError
from meetings.operations.extending import extend
from meetings.operations.notices import choose, mark_read, send, tell
from meetings.operations.states import cancel, convene, hold, move, postpone
from meetings.operations.undoing import undo
from meetings.pages.hours import Reader
from meetings.pages.untold import why_untold
from meetings.queries.drafts import row_for_editing
from meetings.queries.notices import inbox_of, pending_notices, recipients_of, unread_by, with_deliveries
from portal import clock, outbox
from portal.actors import Actor
from portal.enums import Audience
from portal.models import AuditEvent, OutboxMessage
from tests import make
from tests.cast import NOW, Cast, gather
from tests.mailed import spaced
from tests.meetings.rounds import open_round
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 15)


@pytest.fixture
def cast() -> Cast:
    return gather()


@pytest.fixture
def secretary(cast: Cast) -> Actor:
    return cast.actor("secretary")


@pytest.fixture
def schedule(cast: Cast) -> Schedule:
    """Adopted, with one meeting on 15 December in the Guerrero Room."""
    made = make.schedule(cast.term, state_on=date(2026, 3, 1))
    make.meeting(made, DAY, key="december", room=make.room(cast.house), items=("Paragraph 3",))
    return made


@pytest.fixture
def do(secretary: Actor, schedule: Schedule) -> Any:
    def act(operation: Any, **facts: Any) -> None:
        row = row_for_editing(secretary, schedule, "december")
        assert row is not None
        operation(actor=secretary, now=NOW, schedule=schedule, key="december", seen=row.version, **facts)

    return act


def waiting() -> list[tuple[str, str, str | None, str | None]]:
    found = Announcement.objects.filter(state="waiting").order_by("pk")
    return [(each.kind, each.event, each.before.get("start"), each.after.get("start")) for each in found]


def deliver() -> list[str]:
    mail.outbox.clear()
    clock.confirm(NOW)
    outbox.deliver_due(NOW)
    return sorted(message.to[0] for message in mail.outbox)


def told(cast: Cast, *parts: str) -> list[str]:
    return sorted(cast.accounts[part].email for part in parts)


def test_a_moved_meeting_waits_to_be_told_and_nothing_leaves(do: Any, schedule: Schedule) -> None:
    do(move, to=date(2026, 12, 22), reason="Another committee meets")
    assert waiting() == [("changed", "changed", "2026-12-15", "2026-12-22")]
    assert list(pending_notices(schedule)) == ["december"]
    assert deliver() == []


def test_several_edits_are_one_notice_from_the_first_to_the_last(do: Any) -> None:
    do(move, to=date(2026, 12, 22))
    do(move, to=date(2026, 12, 29))
    assert waiting() == [("changed", "changed", "2026-12-15", "2026-12-29")]


def test_an_edit_taken_back_tells_nobody(do: Any) -> None:
    do(move, to=date(2026, 12, 22))
    do(move, to=DAY)
    assert waiting() == []


def test_a_change_before_the_convocation_went_out_is_part_of_it(do: Any) -> None:
    do(convene)
    do(move, to=date(2026, 12, 22))
    assert [each[:2] for each in waiting()] == [("convened", "convened")]
    assert waiting()[0][3] == "2026-12-22"


def test_a_meeting_called_off_takes_up_what_waited(do: Any) -> None:
    do(move, to=date(2026, 12, 22))
    do(cancel)
    assert waiting() == [("called_off", "cancelled", "2026-12-15", "2026-12-22")]


def test_a_meeting_postponed_and_then_cancelled_is_told_as_cancelled(do: Any) -> None:
    do(postpone)
    do(cancel)
    assert [each[:2] for each in waiting()] == [("called_off", "cancelled")]


def test_proposals_tell_nobody_until_the_plan_is_adopted(do: Any, secretary: Actor, schedule: Schedule) -> None:
    do(edit_row, changes={"start": "2026-12-22"})
    do(withdraw_row)
    assert waiting() == []
    adopted_at = make.meeting(schedule, date(2026, 3, 2), key="first", status="held")
    adopt(actor=secretary, now=NOW, schedule=schedule, on=date(2026, 3, 2), at_meeting=adopted_at)
    found = Announcement.objects.get(state="waiting")
    assert (found.kind, found.event, found.after["revision"]) == ("plan", "amended", 1)
    assert "december" in found.after["keys"]


def test_rows_for_the_secretariat_alone_and_drafts_are_nobodys_news(
    cast: Cast, secretary: Actor, schedule: Schedule
) -> None:
    make.meeting(schedule, DAY, key="internal", audience=Audience.STAFF)
    row = row_for_editing(secretary, schedule, "internal")
    assert row is not None
    move(actor=secretary, now=NOW, schedule=schedule, key="internal", seen=row.version, to=date(2026, 12, 20))
    assert waiting() == []


def test_what_is_over_is_no_news(do: Any, schedule: Schedule) -> None:
    schedule.entries.filter(key="december").update(start=date(2026, 3, 9), end=date(2026, 3, 9))
    do(hold)
    assert waiting() == []


def test_sending_tells_who_follows_the_body_once(cast: Cast, secretary: Actor, schedule: Schedule, do: Any) -> None:
    do(convene)
    given = pending_notices(schedule)["december"]
    assert send(actor=secretary, now=NOW, announcement=given) == 5
    expected = told(cast, "observer", "delegate", "rapporteur", "vice_chair", "chair")
    assert deliver() == expected
    assert deliver() == []
    with pytest.raises(RefusedError, match="look again"):
        send(actor=secretary, now=NOW, announcement=given)
    assert AuditEvent.objects.filter(verb="notice sent").count() == 1
    assert pending_notices(schedule) == {}


def test_what_was_changed_after_the_preview_is_not_sent_unseen(secretary: Actor, schedule: Schedule, do: Any) -> None:
    do(convene)
    seen = pending_notices(schedule)["december"]
    do(move, to=date(2026, 12, 22))
    with pytest.raises(RefusedError, match="changed it meanwhile"):
        send(actor=secretary, now=NOW, announcement=seen)


def test_a_notice_not_sent_is_kept_as_such(secretary: Actor, schedule: Schedule, do: Any) -> None:
    do(move, to=date(2026, 12, 22))
    given = pending_notices(schedule)["december"]
    discard(actor=secretary, now=NOW, announcement=given)
    assert (waiting(), Notice.objects.count()) == ([], 0)
    assert AuditEvent.objects.filter(verb="notice not to be sent").count() == 1


def test_only_the_secretariat_of_the_house_sends(cast: Cast, schedule: Schedule, do: Any) -> None:
    do(convene)
    given = pending_notices(schedule)["december"]
    for part in ("chair", "delegate", "editor", "other_secretary"):
        with pytest.raises(RefusedError, match="Only the secretariat"):
            send(actor=cast.actor(part), now=NOW, announcement=given)


@pytest.mark.parametrize(
    ("audience", "parts"),
    [
        (Audience.PUBLIC, ("observer", "delegate", "rapporteur", "vice_chair", "chair", "other_delegate")),
        (Audience.MEMBERS, ("observer", "delegate", "rapporteur", "vice_chair", "chair")),
        (Audience.OFFICERS, ("rapporteur", "vice_chair", "chair")),
    ],
)
def test_who_may_not_know_of_it_is_not_told(
    cast: Cast, secretary: Actor, schedule: Schedule, do: Any, audience: Audience, parts: tuple[str, ...]
) -> None:
    """A delegate of another body follows this one."""
    Follow.objects.create(account=cast.accounts["other_delegate"], body=cast.body, since=NOW)
    schedule.entries.update(audience=audience)
    do(convene)
    given = pending_notices(schedule)["december"]
    assert sorted(each.user.email for each in recipients_of(given, NOW.date())) == told(cast, *parts)
    send(actor=secretary, now=NOW, announcement=given)
    assert deliver() == told(cast, *parts)


def test_rights_lost_and_changes_made_after_sending_stop_the_mail(
    cast: Cast, secretary: Actor, schedule: Schedule, do: Any
) -> None:
    do(convene)
    send(actor=secretary, now=NOW, announcement=pending_notices(schedule)["december"])
    schedule.entries.update(audience=Audience.OFFICERS)
    assert deliver() == told(cast, "rapporteur", "vice_chair", "chair")
    reasons = set(OutboxMessage.objects.filter(state="cancelled").values_list("why", flat=True))
    assert reasons == {Untold.MEETING_UNSEEN}


def test_a_mail_with_a_place_that_is_no_longer_so_does_not_leave(secretary: Actor, schedule: Schedule, do: Any) -> None:
    do(convene)
    send(actor=secretary, now=NOW, announcement=pending_notices(schedule)["december"])
    do(move, to=date(2026, 12, 22))
    assert deliver() == []
    assert OutboxMessage.objects.filter(why=Untold.MEETING_CHANGED).count() == 5


def test_each_reader_gets_it_as_they_chose(cast: Cast, secretary: Actor, schedule: Schedule, do: Any) -> None:
    choose(now=NOW, user=cast.accounts["delegate"], kind=NoticeKind.CONVENED, delivery=Delivery.NEVER)
    choose(now=NOW, user=cast.accounts["chair"], kind=NoticeKind.CONVENED, delivery=Delivery.DIGEST)
    do(convene)
    given = pending_notices(schedule)["december"]
    send(actor=secretary, now=NOW, announcement=given)
    assert deliver() == told(cast, "observer", "rapporteur", "vice_chair")
    assert Notice.objects.count() == 5, "in the portal it stands for all"
    reader = Reader("en")
    says = {part: why_untold(given, cast.accounts[part], NOW, reader) for part in ("delegate", "chair", "observer")}
    assert says["delegate"] == "Stands in the portal alone: the reader wants no mails of this kind."
    assert says["chair"] == "Waits for the reader’s one mail a day."
    assert says["observer"].startswith("Sent ")


def test_why_somebody_was_not_told_is_said_from_the_record(
    cast: Cast, secretary: Actor, schedule: Schedule, do: Any
) -> None:
    schedule.entries.update(audience=Audience.MEMBERS)
    do(convene)
    given = pending_notices(schedule)["december"]
    send(actor=secretary, now=NOW, announcement=given)
    given.refresh_from_db()
    closed = make.user(is_active=False)
    late = make.user()
    state = make.delegation()
    make.standing(state, cast.body)
    make.accredited(late, state)
    reader = Reader("en")
    assert [why_untold(given, user, NOW, reader) for user in (closed, cast.accounts["other_delegate"], late)] == [
        "The account is closed.",
        "They may not know of this row: it is for a smaller circle.",
        "They joined after the notice was sent.",
    ]


def test_the_inbox_is_read_by_its_reader_alone(cast: Cast, secretary: Actor, schedule: Schedule, do: Any) -> None:
    do(convene)
    send(actor=secretary, now=NOW, announcement=pending_notices(schedule)["december"])
    delegate, chair = cast.actor("delegate"), cast.actor("chair")
    assert [unread_by(actor, NOW) for actor in (delegate, chair, cast.actor("stranger"))] == [1, 1, 0]
    theirs = [notice.pk for notice in inbox_of(chair, NOW)]
    assert mark_read(actor=delegate, now=NOW, notices=theirs) == 0
    assert mark_read(actor=delegate, now=NOW) == 1
    assert [unread_by(actor, NOW) for actor in (delegate, chair)] == [0, 1]


def test_an_extension_is_told_to_all_who_are_asked_but_once() -> None:
    """Of three states one was reminded; the notice is for that one as for the others, and nothing leaves beside it."""
    scene = open_round(3)
    secretary = scene.cast.actor("secretary")
    reminded = scene.users[0]
    due = due_of(scene.deadline)
    assert due is not None
    tell(
        with_deliveries([reminded], NoticeKind.REMINDER),
        now=NOW,
        kind=NoticeKind.REMINDER,
        event="reminder",
        key="a reminder",
        mail="reminder",
        about=f"deadline:{scene.deadline.pk}",
        schedule_id=scene.schedule.pk,
        entry_id=scene.deadline.entry_id,
        params={"due": due_facts(due), "days": 7},
    )
    assert deliver() == [reminded.email]
    extend(
        actor=secretary,
        now=NOW,
        schedule=scene.schedule,
        key=scene.deadline.entry.key,
        day=date(2026, 10, 12),
        at=time(18),
        decided_by="The Chair",
        reason={"en": "More time was asked for"},
    )
    given = pending_notices(scene.schedule)[scene.deadline.entry.key]
    assert (given.kind, given.event, given.before["due"]["day"]) == ("deadline", "extended", "2026-10-08")
    assert [each.user for each in recipients_of(given, NOW.date())] == scene.users
    send(actor=secretary, now=NOW, announcement=given)
    assert deliver() == sorted(user.email for user in scene.users)
    later = NOW + timedelta(minutes=11)
    mail.outbox.clear()
    clock.confirm(later)
    outbox.deliver_due(later)
    assert mail.outbox == []


def test_recipients_are_read_in_the_same_number_of_queries(cast: Cast, schedule: Schedule, do: Any) -> None:
    do(convene)
    given = pending_notices(schedule)["december"]
    recipients_of(given, NOW.date())
    once = queries_of(lambda: recipients_of(given, NOW.date()))
    for _each in range(3):
        state = make.delegation()
        make.standing(state, cast.body)
        make.accredited(make.user(), state)
    assert queries_of(lambda: recipients_of(given, NOW.date())) == once


def test_postponed_until_further_notice_says_what_hangs_on_it(
    cast: Cast, secretary: Actor, schedule: Schedule, do: Any
) -> None:
    anchor = schedule.entries.get(key="december")
    due = make.deadline(schedule, date(2026, 12, 1), anchor="entry", anchor_entry=anchor, offset=14)
    due.entry.text = {"en": "Documents"}
    due.entry.save()
    do(postpone)
    assert waiting() == [("called_off", "postponed", "2026-12-15", "2026-12-15")]
    send(actor=secretary, now=NOW, announcement=pending_notices(schedule)["december"])
    deliver()
    body = spaced(mail.outbox[0].body)
    assert (
        "Deadlines that were counted from it stand until you are told otherwise\n- 1 December 2026: Documents" in body
    )


def _last_moved_untold(secretary: Actor, do: Any) -> None:
    """Told of the 18th; moved to the 21st, of which nobody is told."""
    do(convene)
    send(actor=secretary, now=NOW, announcement=Announcement.objects.get(state="waiting"))
    do(move, to=date(2026, 12, 18))
    send(actor=secretary, now=NOW, announcement=Announcement.objects.get(state="waiting"))
    do(move, to=date(2026, 12, 21))
    discard(actor=secretary, now=NOW, announcement=Announcement.objects.get(state="waiting"))


def test_no_notice_waits_where_a_meeting_is_back_at_the_date_that_people_were_told(secretary: Actor, do: Any) -> None:
    _last_moved_untold(secretary, do)
    do(move, to=date(2026, 12, 18))
    assert waiting() == []


def test_what_waits_compares_with_what_people_were_told_last(secretary: Actor, do: Any) -> None:
    _last_moved_untold(secretary, do)
    do(move, to=date(2026, 12, 22))
    assert waiting() == [("changed", "changed", "2026-12-18", "2026-12-22")]


def test_what_was_never_told_compares_with_what_stood_before_it(secretary: Actor, do: Any) -> None:
    do(move, to=date(2026, 12, 21))
    discard(actor=secretary, now=NOW, announcement=Announcement.objects.get(state="waiting"))
    do(move, to=date(2026, 12, 22))
    assert waiting() == [("changed", "changed", "2026-12-15", "2026-12-22")]
    do(move, to=DAY)
    assert waiting() == []


def test_undoing_a_move_of_which_nobody_was_told_leaves_no_notice(
    secretary: Actor, schedule: Schedule, do: Any
) -> None:
    do(move, to=date(2026, 12, 21))
    discard(actor=secretary, now=NOW, announcement=Announcement.objects.get(state="waiting"))
    undo(actor=secretary, now=NOW, schedule=schedule)
    assert waiting() == []
