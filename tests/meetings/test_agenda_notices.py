"""What is told of an order of business, and of the elections on it: noted with the deed, to whom it concerns."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from groups.models import Follow, Post
from meetings.enums import Delivery, NoticeKind
from meetings.models import AgendaItem, Announcement, Meeting, Schedule
from meetings.notices.reasons import Untold
from meetings.operations import digests
from meetings.operations.adoption import adopt
from meetings.operations.notices import choose, send
from meetings.operations.states import cancel, convene, move, postpone
from meetings.operations.undoing import undo
from meetings.pages.hours import Reader
from meetings.pages.untold import why_untold
from meetings.queries.drafts import row_for_editing
from meetings.queries.notices import delivery_of, pending_notices, recipients_of
from portal import clock, outbox
from portal.actors import Actor
from portal.models import OutboxMessage
from tests import make
from tests.cast import NOW, Cast, gather

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
    """Adopted; a meeting on 15 December that elects a Vice Chair, and one on 1 December with two paragraphs."""
    made = make.schedule(cast.term, state_on=date(2026, 3, 1))
    december = make.meeting(made, DAY, key="december", room=make.room(cast.house))
    make.agenda_item(december, "Order of business", key="order", label="1.", position=1)
    post = make.post(cast.term, "vice_chair", key="second-vice-chair")
    make.agenda_item(december, "Election", key="election", label="2.", position=2, post=post)
    make.meeting(made, date(2026, 12, 1), key="first", mode="virtual", items=("Paragraph 3", "Paragraph 4"))
    return made


@pytest.fixture
def do(secretary: Actor, schedule: Schedule) -> Any:
    def act(operation: Any, key: str = "december", **facts: Any) -> None:
        row = row_for_editing(secretary, schedule, key)
        assert row is not None
        operation(actor=secretary, now=NOW, schedule=schedule, key=key, seen=row.version, **facts)

    return act


def waiting() -> list[tuple[str, str]]:
    found = Announcement.objects.filter(state="waiting").order_by("pk")
    return [(f"{each.entry.key if each.entry else ''} {each.kind}", each.event) for each in found]


def one(kind: NoticeKind) -> Announcement:
    return Announcement.objects.get(state="waiting", kind=kind)


def told(secretary: Actor, kind: NoticeKind) -> list[str]:
    """Send it, and who got a mail of it."""
    send(actor=secretary, now=NOW, announcement=one(kind))
    return deliver()


def deliver() -> list[str]:
    mail.outbox.clear()
    clock.confirm(NOW)
    outbox.deliver_due(NOW)
    return sorted(each.to[0] for each in mail.outbox)


def emails(cast: Cast, *parts: str) -> list[str]:
    return sorted(cast.accounts[part].email for part in parts)


def propose(schedule: Schedule, items: list[dict[str, Any]], secretary: Actor) -> None:
    """An agenda that is adopted with the next revision of the plan."""
    held = make.meeting(schedule, date(2026, 3, 2), key="held", status="held")
    make.draft_change(schedule, NOW, entry_key="december", kind="change", content={"meeting": {"items": items}})
    adopt(actor=secretary, now=NOW, schedule=schedule, on=date(2026, 3, 2), at_meeting=held)


def test_an_election_waits_beside_the_convocation_for_who_votes(cast: Cast, secretary: Actor, do: Any) -> None:
    do(convene)
    assert waiting() == [("december convened", "convened"), ("december election", "election")]
    assert told(secretary, NoticeKind.CONVENED) == emails(
        cast, "observer", "delegate", "rapporteur", "vice_chair", "chair"
    )
    assert told(secretary, NoticeKind.ELECTION) == emails(cast, "delegate")
    assert mail.outbox[0].subject.startswith("Election due: ")
    body = mail.outbox[0].body
    assert "To be elected\n- Vice Chair: vacant\n" in body
    assert "Also vacant, without an election at this meeting\n- Chair\n" in body, "the former chair left that post"


def test_a_post_that_is_held_says_by_whom(cast: Cast, secretary: Actor, do: Any) -> None:
    post = AgendaItem.objects.get(key="election").post
    assert post is not None
    make.tenure(post, make.person("Ana Ruiz"))
    do(convene)
    told(secretary, NoticeKind.ELECTION)
    assert "- Vice Chair, held by Ana Ruiz until then" in mail.outbox[0].body


def test_observers_learn_why_they_were_not_told_of_an_election(cast: Cast, secretary: Actor, do: Any) -> None:
    do(convene)
    given = one(NoticeKind.ELECTION)
    assert why_untold(given, cast.accounts["observer"], NOW, Reader("en")) == (
        "They do not vote in this group: elections are told to its members alone."
    )
    assert why_untold(given, cast.accounts["delegate"], NOW, Reader("en")) == "Will be told once the notice is sent."


def test_meetings_without_elections_have_one_notice(do: Any) -> None:
    do(convene, "first")
    assert waiting() == [("first convened", "convened")]


@pytest.fixture
def vacant(cast: Cast, schedule: Schedule) -> Post:
    """A post of which the record says that it is vacant; the other meeting elects nobody."""
    return make.post(cast.term, "rapporteur", key="second", vacancy={"en": "To be elected"})


def test_a_vacant_post_waits_beside_the_next_convocation_once(
    cast: Cast, secretary: Actor, schedule: Schedule, vacant: Post, do: Any
) -> None:
    make.meeting(schedule, date(2026, 12, 3), key="then", mode="virtual")
    do(convene, "first")
    assert waiting() == [("first convened", "convened"), ("first election", "vacancy")]
    assert told(secretary, NoticeKind.ELECTION) == emails(cast, "delegate")
    assert mail.outbox[0].subject.startswith("Post vacant: ")
    assert "Vacant posts\n- Chair\n- Vice Chair\n- Rapporteur\n" in mail.outbox[0].body
    do(convene, "then")
    assert waiting()[1:] == [("then convened", "convened")], "of this vacancy members know"


def test_a_vacancy_that_waits_follows_its_meeting(vacant: Post, do: Any) -> None:
    do(convene, "first")
    do(move, "first", to=date(2026, 12, 2))
    assert (one(NoticeKind.ELECTION).event, one(NoticeKind.ELECTION).after["start"]) == ("vacancy", "2026-12-02")
    do(cancel, "first")
    assert [kind for kind, _event in waiting()] == ["first called_off"]


def test_a_post_filled_before_the_meeting_is_no_vacancy(cast: Cast, vacant: Post, do: Any) -> None:
    make.tenure(vacant, make.person("Ana Ruiz"))
    do(convene, "first")
    assert waiting() == [("first convened", "convened")]


def test_an_election_that_waits_says_where_the_meeting_is_now(secretary: Actor, do: Any) -> None:
    do(convene)
    do(move, to=date(2026, 12, 22))
    assert one(NoticeKind.ELECTION).after["start"] == "2026-12-22"
    told(secretary, NoticeKind.ELECTION)
    assert mail.outbox[0].subject.endswith("22 December 2026")


@pytest.mark.parametrize("call_off", [cancel, postpone])
def test_a_meeting_called_off_takes_its_election_with_it(do: Any, call_off: Any) -> None:
    do(convene)
    do(call_off)
    assert [kind for kind, _event in waiting()] == ["december called_off"]


def test_a_convocation_undone_tells_nobody(secretary: Actor, schedule: Schedule, do: Any) -> None:
    do(convene)
    undo(actor=secretary, now=NOW, schedule=schedule)
    assert waiting() == []


def test_an_election_sent_and_then_moved_does_not_leave(cast: Cast, secretary: Actor, do: Any) -> None:
    do(convene)
    send(actor=secretary, now=NOW, announcement=one(NoticeKind.ELECTION))
    do(move, to=date(2026, 12, 22))
    assert deliver() == []
    assert OutboxMessage.objects.filter(why=Untold.MEETING_CHANGED).count() == 1


def test_why_it_did_not_leave_is_said_in_the_language_of_the_page(cast: Cast, secretary: Actor, do: Any) -> None:
    do(convene)
    given = one(NoticeKind.ELECTION)
    send(actor=secretary, now=NOW, announcement=given)
    do(move, to=date(2026, 12, 22))
    deliver()
    client = Client()
    client.force_login(cast.accounts["secretary"])
    address = reverse("meetings:announcement", args=[given.pk])
    asked = {"q": cast.accounts["delegate"].email}
    said = {
        language: client.get(address, asked, headers={"accept-language": language}).context["whys"][0]["says"]
        for language in ("en", "es", "fr", "pt")
    }
    assert said == {
        "en": "Cancelled. The meeting has changed again since.",
        "es": "Cancelado. La reunión ha vuelto a cambiar desde entonces.",
        "fr": "Annulé. La réunion a de nouveau changé depuis.",
        "pt": "Cancelado. A reunião voltou a mudar desde então.",
    }


def test_items_from_a_meeting_put_off_amend_the_order_of_business(cast: Cast, secretary: Actor, do: Any) -> None:
    do(convene)
    told(secretary, NoticeKind.CONVENED)
    do(postpone, "first", items_to="december")
    assert ("december order", "order_amended") in waiting()
    assert told(secretary, NoticeKind.ORDER) == emails(
        cast, "observer", "delegate", "rapporteur", "vice_chair", "chair"
    )
    body = mail.outbox[0].body
    assert "Added\n- 3. Paragraph 3\n- 4. Paragraph 4\n" in body


def test_a_convocation_that_waits_says_the_whole_order_itself(do: Any) -> None:
    do(convene)
    do(postpone, "first", items_to="december")
    assert [kind for kind, _event in waiting() if kind.startswith("december")] == [
        "december convened",
        "december election",
    ]


def test_convening_takes_up_an_order_of_business_that_waits(do: Any) -> None:
    do(postpone, "first", items_to="december")
    assert ("december order", "order_amended") in waiting()
    do(convene)
    assert ("december order", "order_amended") not in waiting()


def test_items_handed_over_and_back_tell_nobody(do: Any, secretary: Actor, schedule: Schedule) -> None:
    do(postpone, "first", items_to="december")
    assert len(waiting()) == 2
    undo(actor=secretary, now=NOW, schedule=schedule)
    assert waiting() == []


def test_an_order_of_business_where_there_was_none_is_issued(do: Any, cast: Cast, schedule: Schedule) -> None:
    make.meeting(schedule, date(2026, 12, 10), key="bare")
    do(postpone, "first", items_to="bare")
    assert ("bare order", "order_issued") in waiting()


def test_a_revision_of_the_plan_tells_of_the_orders_of_convened_meetings(
    cast: Cast, secretary: Actor, schedule: Schedule, do: Any
) -> None:
    do(convene)
    told(secretary, NoticeKind.CONVENED)
    items = [
        {"key": "election", "label": "1.", "text": {"en": "Election of the Vice Chair"}},
        {"key": "order", "label": "2.", "text": {"en": "Order of business"}},
    ]
    propose(schedule, items, secretary)
    assert [kind for kind, _event in waiting()] == ["december order", " plan"]
    told(secretary, NoticeKind.ORDER)
    body = mail.outbox[0].body
    assert "What changed: the items are taken in another order" in body
    assert "In other words\n- 1. Election of the Vice Chair (formerly: 2. Election)\n" in body


def test_a_revision_of_the_plan_says_itself_what_changes_in_other_meetings(
    secretary: Actor, schedule: Schedule
) -> None:
    propose(schedule, [{"key": "order", "label": "1.", "text": {"en": "Another matter"}}], secretary)
    assert [kind for kind, _event in waiting()] == [" plan"]


def test_a_closed_meeting_keeps_its_order_of_business_to_who_attends(
    cast: Cast, secretary: Actor, schedule: Schedule, do: Any
) -> None:
    cast.body.closed_is_listed = True
    cast.body.save()
    Meeting.objects.filter(entry__key="december").update(closed=True)
    Follow.objects.create(account=cast.accounts["other_delegate"], body=cast.body, since=NOW)
    do(postpone, "first", items_to="december")
    given = one(NoticeKind.ORDER)
    assert cast.accounts["other_delegate"] not in [each.user for each in recipients_of(given, NOW.date())]
    assert why_untold(given, cast.accounts["other_delegate"], NOW, Reader("en")) == (
        "They may not read the order of business: the meeting is closed."
    )


def test_each_kind_has_its_own_switch_and_end(cast: Cast, secretary: Actor, do: Any) -> None:
    reader = cast.accounts["delegate"]
    choose(now=NOW, user=reader, kind=NoticeKind.CONVENED, delivery=Delivery.NEVER)
    do(convene)
    assert reader.email not in told(secretary, NoticeKind.CONVENED)
    assert told(secretary, NoticeKind.ELECTION) == [reader.email]
    address = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>").partition("/notices/")[2]
    Client().post(f"/notices/{address}")
    kinds = (NoticeKind.ELECTION, NoticeKind.ORDER)
    assert [delivery_of(reader, kind) for kind in kinds] == [Delivery.NEVER, Delivery.AT_ONCE]
    client = Client()
    client.force_login(reader)
    page = client.get(reverse("preferences")).content.decode()
    assert all(f'name="{kind}"' in page for kind in ("order", "election", "term"))
    inbox = client.get(reverse("meetings:inbox")).content.decode()
    assert "Election due" in inbox


def test_the_days_mail_has_them_too(cast: Cast, secretary: Actor, do: Any) -> None:
    reader = cast.accounts["delegate"]
    for kind in (NoticeKind.ELECTION, NoticeKind.ORDER):
        choose(now=NOW, user=reader, kind=kind, delivery=Delivery.DIGEST)
    do(convene)
    told(secretary, NoticeKind.ELECTION)
    send(actor=secretary, now=NOW, announcement=one(NoticeKind.CONVENED))
    do(postpone, "first", items_to="december")
    send(actor=secretary, now=NOW, announcement=one(NoticeKind.ORDER))
    morning = NOW + timedelta(hours=18)
    clock.confirm(morning)
    assert digests.gather(morning) == 1
    mail.outbox.clear()
    outbox.deliver_due(morning)
    body = next(each.body for each in mail.outbox if each.to == [reader.email] and "notices" in each.subject)
    assert "- Election due: " in body
    assert "- Order of business amended: " in body


def test_one_notice_leads_to_the_other_that_waits(cast: Cast, schedule: Schedule, do: Any) -> None:
    do(convene)
    first = pending_notices(schedule)["december"]
    assert first.kind == NoticeKind.CONVENED
    client = Client()
    client.force_login(cast.accounts["secretary"])
    page = client.get(reverse("meetings:announcement", args=[first.pk])).content.decode()
    assert reverse("meetings:announcement", args=[one(NoticeKind.ELECTION).pk]) in page
